import Identifiers
import Storage
import Web

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

extension EditionStore {
    /// What is said of editions on one page is said of one moment.
    public func known(to person: Person.ID) async throws -> KnownEditions {
        try await database.read { connection in
            let all = try Self.editions("1 = 1", in: connection)
            let run = Set(
                try connection.rows("SELECT id FROM edition WHERE \(Rights.isStaff(person, of: "edition.id"))").map {
                    row -> Edition.ID in try row["id"]
                })
            return KnownEditions(all: all, run: all.filter { run.contains($0.id) })
        }
    }
}
