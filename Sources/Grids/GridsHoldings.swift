import Storage

/// What the tables of grids hold: nothing of a person.
public enum GridsHoldings {
    public static let all = [
        Holding(
            nothingIn: "grid", "A version of a grid: dimensions, checkpoints, levels.", nextEdition: .shared,
            archive: .whole),
        Holding(
            nothingIn: "edition_grid", "The grid that an edition reads by.", nextEdition: .offered, archive: .whole),
    ]
}
