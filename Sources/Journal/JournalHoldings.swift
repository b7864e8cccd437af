import Storage

/// What the journal's own tables hold.
public enum JournalHoldings {
    public static let all = [
        Holding(
            "journal", "Who did what to which thing, chained so that a change is found.",
            of: .init(
                [.key, .conduct],
                purpose: "To prove afterwards who was given which right, what was decided and what left the house.",
                term: .lasting(because: "a row taken away would break the proof of all that follow"),
                export: .partly("the acts that the person did and those done to them"),
                erasure: .pseudonymised(["salt"])),
            nextEdition: .shared, archive: .whole),
        Holding(
            nothingIn: "journal_head", "The position of the journal's last row.", nextEdition: .shared, archive: .none),
    ]
}
