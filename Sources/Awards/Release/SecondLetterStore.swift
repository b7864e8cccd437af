import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Web

// Whose word lets a release out: whoever runs the edition still, and can come in to say so.
extension ReleaseStore {
    /// `person` and `edition` are columns or values.
    static func mayRelease(_ person: SQL, in edition: SQL) -> SQL {
        """
        (\(Rights.holds(.staff, person, in: edition)) AND EXISTS (SELECT 1 FROM person AS releasing
            WHERE releasing.id = \(person) AND releasing.disabled_at IS NULL))
        """
    }

    /// The columns of `release` that say whose word it was. A role that is taken and an account that is disabled take it along:
    /// what a second person confirmed was somebody's moment.
    static var words: SQL {
        let (asker, planner, second) = (word(of: "asked_by"), word(of: "planned_by"), word(of: "confirmed_by"))
        return """
            CASE WHEN \(asker) THEN asked_by END AS asked_by, CASE WHEN \(planner) THEN planned_by END AS planned_by,
            CASE WHEN \(planner) AND \(second) THEN confirmed_by END AS confirmed_by
            """
    }

    private static func word(of column: SQL) -> SQL { mayRelease("release.\(column)", in: "release.edition") }
}

// Two people let a release out: whoever may be the second one is told by letter.
extension LetterStore {
    private static func second(_ edition: Edition.ID) -> String { "release-second:\(edition)" }

    /// Everybody who may confirm what somebody has asked for, or planned.
    static func others(
        than person: Person.ID, in edition: Edition.ID, _ connection: any Connection
    ) throws -> [Person.ID] {
        try connection.rows(
            """
            SELECT person.id FROM person WHERE person.id <> \(person)
            AND \(ReleaseStore.mayRelease("person.id", in: "\(edition)")) ORDER BY person.id
            """
        ).map { try $0["id"] }
    }

    /// Writes to them, in place of what was written before; `moment` is nil for a release at once.
    func askSecond(
        of edition: Edition.ID, by person: Person.ID, for moment: Date?, now: Date, in connection: any Connection
    ) throws {
        try forgetSecond(of: edition, in: connection)
        guard let found = try connection.row("SELECT slug, name FROM edition WHERE id = \(edition)"),
            let asker = try connection.row("SELECT name FROM person WHERE id = \(person)")
        else { return }
        let (slug, name): (String, String) = (try found["slug"], try found["name"])
        let askerName: String = try asker["name"]
        let manner = Correspondence.Manner(about: Self.second(edition), edition: edition.description)
        for other in try Self.others(than: person, in: edition, connection) {
            try correspondence.write(to: other, manner, now: now, in: connection) { reader in
                reader.secondLetter(from: askerName, edition: name, path: Edition.path(slug, "publication"), moment)
            }
        }
    }

    /// Whoever planned a moment, or asked for the release, reads that somebody else took it back, or planned another one.
    func tellTakenBack(
        _ before: Release, for moment: Date?, of edition: Edition.ID, by person: Person.ID, now: Date,
        in connection: any Connection
    ) throws {
        guard before.missed == nil, let planner = before.plannedBy ?? before.askedBy, planner != person,
            try Self.others(than: person, in: edition, connection).contains(planner),
            let found = try connection.row("SELECT slug, name FROM edition WHERE id = \(edition)"),
            let taker = try connection.row("SELECT name FROM person WHERE id = \(person)")
        else { return }
        let (slug, name): (String, String) = (try found["slug"], try found["name"])
        let takerName: String = try taker["name"]
        let manner = Correspondence.Manner(about: "release-back:\(edition)", edition: edition.description)
        try correspondence.write(to: planner, manner, now: now, in: connection) { reader in
            reader.takenBackLetter(
                by: takerName, edition: name, path: Edition.path(slug, "publication"), before.plannedFor, now: moment)
        }
    }

    /// What has not left yet has nothing to ask any more.
    func forgetSecond(of edition: Edition.ID, in connection: any Connection) throws {
        _ = try correspondence.outbox.cancel(about: Self.second(edition), in: connection)
    }
}
