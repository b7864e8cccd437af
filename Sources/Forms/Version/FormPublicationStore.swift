import Campaigns
import Foundation
import Identifiers
import Journal
import Storage

// Versions of the form of an edition, one after the other.
extension FormStore {
    /// What an edition asks of files that are begun now.
    public static func current(of edition: Edition.ID, in connection: any Connection) throws -> (
        id: Form.ID, form: Form
    ) {
        let row = try connection.row(
            """
            SELECT form.id AS id, form.digest AS digest FROM edition_form JOIN form ON form.id = edition_form.form
            WHERE edition = \(edition)
            """)
        guard let row else { return try standard(in: connection) }
        let id: Form.ID = try row["id"]
        guard let form = try form(id, digest: row["digest"], in: connection) else { throw Refusal.noDefault }
        return (id, form)
    }

    /// Some versions, each read once.
    public static func forms(_ ids: Set<Form.ID>, in connection: any Connection) throws -> [Form.ID: Form] {
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.rows("SELECT id, digest FROM form WHERE id IN \(list: Array(ids))")
        return try rows.reduce(into: [:]) { forms, row in
            let id: Form.ID = try row["id"]
            forms[id] = try form(id, digest: row["digest"], in: connection)
        }
    }

    /// Makes a version the one that the edition asks from now on. The caller has seen to it that the person may.
    ///
    /// The number of the version is counted up by the program; its name stays. `follower` takes the drafts along.
    @discardableResult public static func publish(
        _ request: PublicationRequest, in connection: any Connection, follower: PublicationFollower
    ) throws -> FormPublication {
        let (edition, now) = (request.edition, request.now)
        try hold(edition, in: connection)
        let flaws = try request.form.flaws(in: EditionStore.find(edition, in: connection))
        guard flaws.isEmpty else { throw PublicationRefusal.flawed(flaws) }
        let former = try current(of: edition, in: connection)
        guard former.id == request.former else { throw PublicationRefusal.movedOn }
        guard request.form.named(former.form.name, version: former.form.version) != former.form else {
            throw PublicationRefusal.unchanged
        }
        let next = try adoptNext(request.form, now: now, in: connection)
        try connection.run("UPDATE edition_form SET form = \(next.id) WHERE edition = \(edition)")
        let publication = FormPublication(
            id: .new(at: now), edition: edition, number: try count(in: edition, connection) + 1, former: former,
            next: next, person: request.person, now: now, time: request.time)
        try save(publication, in: connection)
        let drafts = try follower(publication, connection)
        try connection.run("UPDATE form_publication SET drafts = \(drafts) WHERE id = \(publication.id)")
        try Journal.write(
            .formPublished, by: request.person, of: .form(next.id), edition: edition,
            details: ["former": former.id.description, "version": next.form.version], in: connection)
        return publication
    }

    /// Until the end of the transaction nobody else publishes for the edition, or begins a file in it; it has a form of its own
    /// from then on.
    public static func hold(_ edition: Edition.ID, in connection: any Connection) throws {
        let held = try connection.run("UPDATE edition_form SET form = form WHERE edition = \(edition)")
        if held == 0 { try settle(edition, in: connection) }
    }

    /// Versions that the program counts are whole numbers: those of its own forms, as 1.0.0, are never among them.
    private static func adoptNext(
        _ form: Form, now: Date, in connection: any Connection
    ) throws -> (id: Form.ID, form: Form) {
        let rows = try connection.rows("SELECT version FROM form WHERE slug = \(form.name.description)")
        let known = try rows.map { row -> Int in
            let version: String = try row["version"]
            return Int(version.prefix { $0.isASCII && $0.isNumber }.prefix(9)) ?? 0
        }
        var number = max(known.max() ?? 0, 1)
        while true {
            number += 1
            let next = form.named(form.name, version: "\(number)")
            // Of two editions that publish at once, the second counts on.
            if try find(form.name, next.version, in: connection) != nil { continue }
            do {
                let id = try adopt(FormFile.yaml(next), now: now, in: connection)
                return (id, next)
            } catch Refusal.versionTaken {
                continue
            }
        }
    }

    private static func count(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count("SELECT count(*) AS count FROM form_publication WHERE edition = \(edition)")
    }

    private static func save(_ publication: FormPublication, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO form_publication (id, edition, number, former, form, person, at)
            VALUES (\(publication.id), \(publication.edition), \(publication.number), \(publication.former.id),
                \(publication.next.id), \(publication.person), \(publication.now))
            """)
    }
}

// What was published.
extension FormStore {
    /// The publications of an edition, the newest first. Whoever asks has been looked at by the caller.
    public static func publications(
        of edition: Edition.ID, in connection: any Connection
    ) throws -> [PublishedForm] {
        try publications("form_publication.edition = \(edition)", in: connection)
    }

    /// Some of them, the newest first.
    public static func publications(
        _ ids: [FormPublication.ID], in connection: any Connection
    ) throws -> [PublishedForm] {
        ids.isEmpty ? [] : try publications("form_publication.id IN \(list: ids)", in: connection)
    }

    private static func publications(
        _ condition: SQL, in connection: any Connection
    ) throws -> [PublishedForm] {
        let rows = try connection.rows(
            """
            SELECT form_publication.id, number, former, form, at, drafts, person.name AS name FROM form_publication
            LEFT JOIN person ON person.id = form_publication.person
            WHERE \(condition) ORDER BY at DESC, number DESC
            """)
        let ids = try rows.flatMap { row -> [Form.ID] in [try row["former"], try row["form"]] }
        let forms = try forms(Set(ids), in: connection)
        return try rows.compactMap { row in
            let (former, next): (Form.ID, Form.ID) = (try row["former"], try row["form"])
            guard let before = forms[former], let after = forms[next] else { return nil }
            return PublishedForm(
                id: try row["id"], number: try row["number"], former: (former, before), next: (next, after),
                person: try row["name"], at: try row["at"], drafts: try row["drafts"])
        }
    }

    /// A version that the edition has now, or had before; nil of any other.
    public static func version(
        _ id: Form.ID, of edition: Edition.ID, in connection: any Connection
    ) throws -> Form? {
        let known = try connection.count(
            """
            SELECT (SELECT count(*) FROM edition_form WHERE edition = \(edition) AND form = \(id))
                + (SELECT count(*) FROM form_publication WHERE edition = \(edition) AND (form = \(id) OR former = \(id))) AS count
            """)
        return known > 0 ? try form(id, in: connection) : nil
    }
}
