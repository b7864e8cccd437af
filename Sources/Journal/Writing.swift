import Foundation
import Identifiers
import Storage

/// Writes a row, in the caller's transaction: `try Journal.write(.fileWithdrawn, by: person, of: .file(id), in: connection)`.
///
/// `actor` is nil for the program itself and for its command line; `whom` is the person it was done to, where the thing is not that
/// person. `time` is the machine's clock, whatever the campaign's says. Whoever writes holds the head of the chain until the
/// transaction ends: write late in it.
public func write<Edition>(
    _ act: Act, by actor: Person.ID?, of thing: Thing, to whom: Person.ID? = nil,
    edition: Identifier<Edition>? = Identifier<Never>?.none, details: Details = [:], in connection: any Connection,
    at time: Date = Date()
) throws {
    try write(
        Entry(
            act: act, actor: actor, thing: thing, whom: whom, edition: edition?.description, details: details,
            time: time),
        in: connection)
}

/// Makes it impossible to guess what the details of some rows were: of all about a thing, as at an erasure. The chain stays valid.
public func emptySalts(of key: String, in connection: any Connection) throws {
    try connection.run("UPDATE journal SET salt = '' WHERE (thing = \(key) OR whom = \(key)) AND salt <> ''")
}

private func write(_ entry: Entry, in connection: any Connection) throws {
    // Claimed first: whoever writes at the same time waits here until this transaction ends.
    try connection.run("UPDATE journal_head SET position = position + 1")
    let head = try connection.row(
        """
        SELECT journal_head.position AS position, journal.hash AS hash FROM journal_head
        LEFT JOIN journal ON journal.position = journal_head.position - 1
        """)
    guard let head else { throw StorageError.unavailable(reason: "the journal has no head") }
    // A row that is gone does not stop the house: the chain says so when it is read.
    let previous: String? = try head["hash"]
    let row = ChainRow(entry, position: try head["position"], after: previous ?? ChainRow.beginning)
    try connection.run(
        """
        INSERT INTO journal (position, at, actor, act, thing_kind, thing, whom, edition, salt, salt_digest, digest,
            previous, hash)
        VALUES (\(row.position), \(row.at), \(row.actor), \(row.act), \(row.thingKind), \(row.thing), \(row.whom),
            \(row.edition), \(row.salt), \(row.saltDigest), \(row.digest), \(row.previous), \(row.hash))
        """)
}
