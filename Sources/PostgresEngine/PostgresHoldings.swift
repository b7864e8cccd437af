import Storage

/// The table that this engine makes for itself.
public enum PostgresHoldings {
    public static let all = [
        Holding(
            nothingIn: "public_version", "A number that moves when public pages may have changed.",
            nextEdition: .shared, archive: .none)
    ]
}
