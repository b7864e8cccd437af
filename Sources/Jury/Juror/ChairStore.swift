import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// When somebody began or ceased to chair, and whoever decided it.
struct ChairEvent: Equatable, Sendable {
    enum Kind: String, Storable {
        case chairs
        case noLonger = "no-longer"
    }

    let kind: Kind
    let at: Date
    /// Nil when their account is gone.
    let by: String?
}

extension JurorStore {
    /// Gives the chair to this juror; whoever had it stays as a juror. False when there is nothing to change, nil when there is
    /// no such juror at work. Two chairs given at once come one after the other.
    func giveChair(to juror: Juror.ID, of edition: Edition, by staff: Person.ID, now: Date, time: Date) async throws
        -> Bool?
    {
        try await database.write(for: .insiders) { connection in
            let isThere = try connection.run(
                """
                UPDATE juror SET revision = revision + 1
                WHERE id = \(juror) AND edition = \(edition.id) AND \(Seats.isHeld())
                    AND \(Rights.isStaff(staff, of: "juror.edition"))
                """)
            guard isThere == 1 else { return nil }
            try connection.run("UPDATE edition SET revision = revision WHERE id = \(edition.id)")
            let jury = try Self.jurors(
                "juror.edition = \(edition.id) AND \(Seats.isHeld())", for: staff, in: connection)
            // Nobody is handed what they have not agreed to be of.
            guard let next = jury.first(where: { $0.id == juror }), !next.isInvited else { return nil }
            guard !next.isChair else { return false }
            for former in jury where former.isChair {
                try Self.turn(former, to: .noLonger, in: edition.id, by: staff, now: now, time: time, connection)
                try correspondence.write(to: former.person, Self.manner(edition), now: time, in: connection) {
                    $0.formerChairLetter(to: former.name, next: next.name, edition: edition.name)
                }
            }
            try Self.turn(next, to: .chairs, in: edition.id, by: staff, now: now, time: time, connection)
            try correspondence.write(to: next.person, Self.manner(edition), now: time, in: connection) { reader in
                reader.chairLetter(to: next.name, edition: edition)
            }
            return true
        }
    }

    /// Refuses a second chair that nobody meant. Two who invite one at once come one after the other.
    static func checkChair(_ person: Person.ID, _ seat: NewSeat, in connection: any Connection) throws {
        try connection.run("UPDATE edition SET revision = revision WHERE id = \(seat.edition.id)")
        let row = try connection.row(
            """
            SELECT person.name FROM juror JOIN person ON person.id = juror.person
            WHERE juror.edition = \(seat.edition.id) AND juror.person <> \(person) AND juror.is_chair = 1
                AND \(Seats.isHeld()) AND person.disabled_at IS NULL ORDER BY person.name, juror.id LIMIT 1
            """)
        if let row { throw Juror.Refusal.chairThere(try row["name"]) }
    }

    /// The latest last.
    func chairEvents(of juror: Juror.ID, for staff: Person.ID) async throws -> [ChairEvent] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT chair_event.kind, chair_event.at, person.name FROM chair_event
                JOIN juror ON juror.id = chair_event.juror LEFT JOIN person ON person.id = chair_event.person
                WHERE juror.id = \(juror) AND \(Rights.isStaff(staff, of: "juror.edition"))
                ORDER BY chair_event.at, chair_event.id
                """
            ).map { ChairEvent(kind: try $0["kind"], at: try $0["at"], by: try $0["name"]) }
        }
    }

    private static func turn(
        _ juror: JurorLine, to kind: ChairEvent.Kind, in edition: Edition.ID, by staff: Person.ID, now: Date,
        time: Date,
        _ connection: any Connection
    ) throws {
        let (given, taken): (Role, Role) = kind == .chairs ? (.chair, .juror) : (.juror, .chair)
        try connection.run(
            "UPDATE juror SET is_chair = \(kind == .chairs), revision = revision + 1 WHERE id = \(juror.id)")
        try RoleStore.grant(
            Hat(given, in: edition), to: juror.person, by: staff, on: .wordInSpiteOfClash, at: time, in: connection)
        try RoleStore.revoke(Hat(taken, in: edition), from: juror.person, by: staff, in: connection)
        try connection.run(
            """
            INSERT INTO chair_event (id, juror, kind, person, at)
            VALUES (\(Identifier<ChairEvent>.new(at: now)), \(juror.id), \(kind), \(staff), \(now))
            """)
    }
}
