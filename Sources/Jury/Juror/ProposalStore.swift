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
        try await database.read { connection in
            try connection.rows(
                """
                SELECT person.id, person.name, person.email, person.function, juror_proposal.is_chair
                FROM juror_proposal JOIN person ON person.id = juror_proposal.person
                WHERE juror_proposal.edition = \(edition) AND \(Rights.isStaff(staff, of: "juror_proposal.edition"))
                AND NOT EXISTS (SELECT 1 FROM juror WHERE juror.edition = juror_proposal.edition
                                AND juror.person = person.id)
                ORDER BY juror_proposal.is_chair DESC, person.name COLLATE "fr-x-icu", person.id
                """
            ).map { row in
                JurorProposal(
                    person: try row["id"], name: try row["name"], email: try row["email"],
                    function: try row["function"],
                    isChair: try row["is_chair"])
            }
        }
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

    /// Does without one of them. Nil when nobody of that key is proposed.
    func dropProposal(of person: Person.ID, in edition: Edition.ID, by staff: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            try Self.takeProposal(of: person, in: edition, by: staff, connection)
        }
    }

    /// Whether the proposal was as chair; it is gone then.
    private static func takeProposal(
        of person: Person.ID, in edition: Edition.ID, by staff: Person.ID, _ connection: any Connection
    ) throws -> Bool? {
        let condition: SQL = """
            edition = \(edition) AND person = \(person) AND \(Rights.isStaff(staff, of: "juror_proposal.edition"))
            """
        let row = try connection.row("SELECT is_chair FROM juror_proposal WHERE \(condition)")
        guard let row, try connection.run("DELETE FROM juror_proposal WHERE \(condition)") == 1 else { return nil }
        return try row["is_chair"]
    }

    /// A role that was given elsewhere opens no desk by itself: staff find whoever has it among those they may invite.
    static func propose(_ person: Person.ID, in edition: Edition.ID?, _ connection: any Connection) throws {
        guard let edition else { return }
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
