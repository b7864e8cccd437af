import Storage

/// What the tables of tasks hold.
public enum TasksHoldings {
    public static let all = [
        Holding(
            "task", "Work to be done outside a request; its payload holds keys, of a message for example.",
            of: .init(
                [.key], purpose: "To send mail and do recurring work even when the program stops in between.",
                term: .days(30, after: .end, by: .program), export: .notGiven(because: "it holds keys only"),
                erasure: .kept(because: "what it leads to is erased, and the task itself goes after its term")),
            nextEdition: .shared, archive: .none)
    ]
}
