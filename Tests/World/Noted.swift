import Identifiers
import Journal
import Storage

/// A row of the journal, as tests look at it.
public struct Noted: Equatable, Sendable, CustomStringConvertible {
    public let act: String
    public let actor: Person.ID?
    /// `submission 0148…`
    public let thing: String
    public let whom: Person.ID?
    public let edition: String?
    fileprivate let salt: String
    fileprivate let digest: String

    public var description: String { "\(act) by \(actor?.description ?? "nobody") of \(thing)" }

    /// Whether these are the details it was written with.
    public func holds(_ details: Details) -> Bool { !salt.isEmpty && digest == details.digest(salt: salt) }
}

extension World {
    /// What was noted of these acts, the first one first.
    public func noted(_ acts: String...) async throws -> [Noted] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT act, actor, thing_kind, thing, whom, edition, salt, digest FROM journal
                WHERE act IN \(list: acts) ORDER BY position
                """
            ).map { row in
                Noted(
                    act: try row["act"], actor: try row["actor"],
                    thing: "\(try row["thing_kind"] as String) \(try row["thing"] as String)", whom: try row["whom"],
                    edition: try row["edition"], salt: try row["salt"], digest: try row["digest"])
            }
        }
    }

    /// How many rows there are, once the whole chain was found valid.
    public func journalLength() async throws -> Int {
        let report = try await Chain(database: database).check()
        guard let fault = report.fault else { return report.position }
        throw Broken(fault: fault)
    }

    private struct Broken: Error { let fault: Chain.Fault }
}
