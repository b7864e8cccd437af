import Storage

/// What the catalogue's own tables hold.
public enum CatalogueHoldings {
    public static let all = [
        Holding(
            nothingIn: "catalogue_change",
            "That something the catalogue shows was changed: a kind and a key, by which the index follows.",
            nextEdition: .stays, archive: .none),
        Holding(
            nothingIn: "catalogue_snapshot",
            "The index of the published sheets, which are public; made again from them.",
            nextEdition: .stays, archive: .none),
    ]
}
