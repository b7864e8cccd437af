import Storage

/// What the catalogue's own table holds.
public enum CatalogueHoldings {
    public static let all = [
        Holding(
            nothingIn: "sheet_stems",
            "The stems of a published sheet, by which it is found; made again from the sheet.",
            nextEdition: .stays, archive: .none)
    ]
}
