import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// Somebody who may be invited: of an earlier jury, or whom a list or their own page gave the role of juror.
struct JurorProposal: Equatable, Sendable {
    let person: Person.ID
    let name: String
    let email: String
    let function: String
    let isChair: Bool
}

// Those who may be invited. Every function is for those who run the edition: nil or nothing for anybody else.
extension JurorStore {
    func proposals(in edition: Edition.ID, for staff: Person.ID) async throws -> [JurorProposal] {
        try await database.read { try Self.proposals(in: edition, for: staff, in: $0) }
    }

    /// Those of an earlier jury, and whoever has the role without a seat, however they got it; not those whom staff do without.
    private static func proposals(
        in edition: Edition.ID, for staff: Person.ID, _ condition: SQL = "1 = 1", in connection: any Connection
    ) throws -> [JurorProposal] {
        try connection.rows(
            """
            SELECT person.id, person.name, person.email, person.function, proposed.is_chair
            FROM (SELECT juror_proposal.person, juror_proposal.is_chair FROM juror_proposal
                  WHERE juror_proposal.edition = \(edition) AND juror_proposal.is_dropped = 0
                  UNION ALL \(withoutSeat(in: edition))) AS proposed
            JOIN person ON person.id = proposed.person
            WHERE \(condition) AND \(Rights.isStaff(staff, of: "\(edition)"))
            AND NOT EXISTS (SELECT 1 FROM juror WHERE juror.edition = \(edition) AND juror.person = person.id)
            ORDER BY proposed.is_chair DESC, person.name COLLATE "fr-x-icu", person.id
            """
        ).map { row in
            JurorProposal(
                person: try row["id"], name: try row["name"], email: try row["email"],
                function: try row["function"], isChair: try row["is_chair"])
        }
    }

    /// Whoever has the role and of whom no row speaks: it was given before such rows were kept, or for all editions.
    private static func withoutSeat(in edition: Edition.ID) -> SQL {
        """
        SELECT given.person, max(CASE WHEN given.role = \(Role.chair.rawValue) THEN 1 ELSE 0 END) AS is_chair
        FROM role_grant AS given WHERE given.role IN \(list: Set<Role>.jury.map(\.rawValue).sorted())
            AND (given.edition = \(edition) OR given.edition IS NULL)
            AND NOT EXISTS (SELECT 1 FROM juror_proposal AS known
                WHERE known.edition = \(edition) AND known.person = given.person)
        GROUP BY given.person
        """
    }

    /// Invites one of them. Nil when nobody of that key is proposed.
    func invite(_ person: Person.ID, to edition: Edition, by staff: Person.ID, now: Date, time: Date) async throws
        -> Bool?
    {
        try await database.write(for: .insiders) { connection in
            guard let isChair = try Self.takeProposal(of: person, in: edition.id, by: staff, connection),
                let account = try AccountStore.find(person, in: connection)
            else { return nil }
            let seat = NewSeat(account: account, isChair: isChair, edition: edition, giver: staff, now: now, time: time)
            _ = try take(seat, replacing: nil, in: connection)
            return true
        }
    }

    /// Does without one of them, who has the role all the same. Nil when nobody of that key is proposed.
    func dropProposal(of person: Person.ID, in edition: Edition.ID, by staff: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            let isChair = try Self.takeProposal(of: person, in: edition, by: staff, connection)
            guard let isChair else { return nil }
            try connection.run(
                """
                INSERT INTO juror_proposal (edition, person, is_chair, is_dropped)
                VALUES (\(edition), \(person), \(isChair), 1)
                """)
            return true
        }
    }

    /// Whether the proposal was as chair; it is gone then.
    private static func takeProposal(
        of person: Person.ID, in edition: Edition.ID, by staff: Person.ID, _ connection: any Connection
    ) throws -> Bool? {
        // Two who take the same one wait for each other here.
        try connection.run("UPDATE person SET revision = revision WHERE id = \(person)")
        let found = try proposals(in: edition, for: staff, "person.id = \(person)", in: connection)
        guard let proposal = found.first else { return nil }
        try connection.run("DELETE FROM juror_proposal WHERE edition = \(edition) AND person = \(person)")
        return proposal.isChair
    }

    /// A role that was given elsewhere opens no desk by itself: staff find whoever has it among those they may invite.
    static func propose(_ person: Person.ID, in edition: Edition.ID?, _ connection: any Connection) throws {
        guard let edition else { return }
        // Given again after it was taken away, it is proposed again.
        try connection.run(
            """
            DELETE FROM juror_proposal WHERE edition = \(edition) AND person = \(person) AND is_dropped = 1
                AND NOT \(Rights.holds(.jury, person, in: "\(edition)"))
            """)
        try connection.run(
            """
            INSERT INTO juror_proposal (edition, person, is_chair)
            SELECT edition, person, max(CASE WHEN role = \(Role.chair.rawValue) THEN 1 ELSE 0 END) FROM role_grant
            WHERE edition = \(edition) AND person = \(person) AND role IN \(list: Set<Role>.jury.map(\.rawValue).sorted())
                AND NOT EXISTS (SELECT 1 FROM juror WHERE juror.edition = \(edition) AND juror.person = \(person))
            GROUP BY edition, person
            ON CONFLICT (edition, person) DO NOTHING
            """)
    }

    /// Whoever sat until the end may be asked again, unless their role was taken away.
    static func takeOver(_ succession: Succession, in connection: any Connection) throws {
        guard succession.takesJurors else { return }
        try connection.run(
            """
            INSERT INTO juror_proposal (edition, person, is_chair)
            SELECT \(succession.to), person, is_chair FROM juror WHERE edition = \(succession.from) AND state <> 'left' AND is_taken = 0
            ON CONFLICT (edition, person) DO NOTHING
            """)
    }
}
