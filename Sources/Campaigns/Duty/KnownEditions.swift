/// The editions as they are when somebody asks for their home page, read once for all features.
public struct KnownEditions: Sendable {
    /// All there are, second rounds among them, the newest first.
    public let all: [Edition]
    /// Those that the person runs, in the same order.
    public let run: [Edition]

    /// Without second rounds, which nobody meets who names none.
    public var whole: [Edition] { all.filter { $0.firstRound == nil } }

    /// Second rounds among them, for whoever has work in them.
    public var underWay: [Edition] { all.filter { $0.status == .running } }
}
