import Foundation
import Identifiers
import Storage

/// One row of the journal.
public struct ChainRow: Equatable, Sendable {
    public let position: Int
    /// Milliseconds since 1970, UTC, of the machine's clock: not of the campaign's.
    public let at: Int
    /// Nil for the program itself and for its command line.
    public let actor: String?
    public let act: String
    public let thingKind: String
    public let thing: String
    public let whom: String?
    public let edition: String?
    /// Empty when there are no details, or when they were made unguessable.
    public let salt: String
    public let saltDigest: String
    public let digest: String
    public let previous: String
    public private(set) var hash: String

    /// What the first row is chained to.
    public static let beginning = String(repeating: "0", count: 64)

    /// What `hash` must be: SHA-256 over the fields `rallynov journal 1`, then position, at, actor, act, thing_kind, thing, whom,
    /// edition, salt_digest, digest and previous, numbers in decimal. The salt is not among them, so that it can be emptied.
    var trueHash: String {
        Encoding.digest(of: [
            "rallynov journal 1", String(position), String(at), actor, act, thingKind, thing, whom, edition, saltDigest,
            digest, previous,
        ])
    }

    /// Whether the row holds what it was written with.
    var isTrue: Bool {
        hash == trueHash && (salt.isEmpty || saltDigest == Details.digest(ofSalt: salt))
    }

    /// Whether these are the details it was written with; nil when the salt is gone, or there never were any.
    public func holds(_ details: Details) -> Bool? { salt.isEmpty ? nil : digest == details.digest(salt: salt) }
}

extension ChainRow {
    static let columns: SQL = """
        journal.position, journal.at, journal.actor, journal.act, journal.thing_kind, journal.thing, journal.whom,
        journal.edition, journal.salt, journal.salt_digest, journal.digest, journal.previous, journal.hash
        """

    init(_ row: Row) throws {
        (position, at, actor, act) = (try row["position"], try row["at"], try row["actor"], try row["act"])
        (thingKind, thing, whom) = (try row["thing_kind"], try row["thing"], try row["whom"])
        (edition, salt, saltDigest) = (try row["edition"], try row["salt"], try row["salt_digest"])
        (digest, previous, hash) = (try row["digest"], try row["previous"], try row["hash"])
    }

    /// A row that follows the one of hash `previous`.
    init(_ entry: Entry, position: Int, after previous: String) {
        let isPlain = entry.details.isEmpty
        let salt = isPlain ? "" : Details.newSalt()
        self.init(
            position: position, at: entry.milliseconds, actor: entry.actor?.description, act: entry.act.description,
            thingKind: entry.thing.kind, thing: entry.thing.key, whom: entry.whom?.description, edition: entry.edition,
            salt: salt, saltDigest: isPlain ? "" : Details.digest(ofSalt: salt),
            digest: isPlain ? "" : entry.details.digest(salt: salt), previous: previous, hash: "")
        hash = trueHash
    }
}

/// What is to be written, before it has a place in the chain.
struct Entry {
    let act: Act
    let actor: Person.ID?
    let thing: Thing
    let whom: Person.ID?
    let edition: String?
    let details: Details
    let time: Date

    var milliseconds: Int { Int((time.timeIntervalSince1970 * 1000).rounded()) }
}
