import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// Templates of the export of files, for those who run an edition: its own, and those of all editions, which only whoever runs
/// them all may change.
struct ExportTemplateStore: Sendable {
    typealias ID = ExportTemplate.ID

    let database: any Database

    /// One that may be used, with whether it may be changed too.
    struct Line: Sendable {
        let template: ExportTemplate
        let mayChange: Bool
    }

    /// Its own first, by name.
    func all(of edition: Edition.ID, for person: Person.ID) async throws -> [Line] {
        try await database.read { try Self.lines("id IS NOT NULL", of: edition, for: person, in: $0) }
    }

    /// Nil where it is not of this edition, or the edition is not this person's to run.
    func find(_ id: ID, of edition: Edition.ID, for person: Person.ID) async throws -> Line? {
        try await database.read { try Self.lines("id = \(id)", of: edition, for: person, in: $0).first }
    }

    /// Whether this person may keep one for all editions.
    func mayKeepForAll(_ person: Person.ID) async throws -> Bool {
        try await database.read { try Self.mayKeepForAll(person, in: $0) }
    }

    /// A second time with the same key changes nothing. Nil for somebody who does not run the edition.
    func add(_ form: TemplateForm, as key: ID, to edition: Edition.ID, by person: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard try Self.mayKeep(form, for: person, of: edition, in: connection) else { return nil }
            let scope: Edition.ID? = form.isForAll ? nil : edition
            let added = try connection.run(
                """
                INSERT INTO export_template (id, edition, name, columns)
                VALUES (\(key), \(scope), \(form.name), \(Self.json(form.columns))) ON CONFLICT (id) DO NOTHING
                """)
            let known = try Self.lines("id IS NOT NULL", of: edition, for: person, in: connection).map(\.template)
            guard let one = known.first(where: { $0.id == key }), one.name == form.name, one.columns == form.columns
            else {
                throw TemplateForm.Problem.keyTaken
            }
            guard added == 1 else { return true }
            guard known.count <= ExportTemplate.most else { throw TemplateForm.Problem.tooMany }
            try Self.checkName(form.name, of: key, among: known)
            return true
        }
    }

    /// Nil where it may not be changed by this person.
    func save(_ form: TemplateForm, of id: ID, in edition: Edition.ID, by person: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            let claimed = try connection.run(
                """
                UPDATE export_template SET revision = revision + 1
                WHERE id = \(id) AND \(Self.mayChange(person, of: edition)) AND revision = \(form.revision)
                """)
            let lines = try Self.lines("id IS NOT NULL", of: edition, for: person, in: connection)
            guard let line = lines.first(where: { $0.template.id == id }), line.mayChange else { return nil }
            guard claimed == 1 else { throw Outdated() }
            guard try Self.mayKeep(form, for: person, of: edition, in: connection) else { return nil }
            try Self.checkName(form.name, of: id, among: lines.map(\.template))
            let scope: Edition.ID? = form.isForAll ? nil : edition
            try connection.run(
                """
                UPDATE export_template SET name = \(form.name), columns = \(Self.json(form.columns)), edition = \(scope)
                WHERE id = \(id)
                """)
            return true
        }
    }

    func remove(_ id: ID, of edition: Edition.ID, by person: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            let gone = try connection.run(
                "DELETE FROM export_template WHERE id = \(id) AND \(Self.mayChange(person, of: edition))")
            return gone == 1 ? true : nil
        }
    }

    /// An edition made from another takes its own along; those of all editions are there already.
    static let heir: Succession.Heir = { succession, connection in
        for template in try own(succession.from, in: connection) {
            try connection.run(
                """
                INSERT INTO export_template (id, edition, name, columns)
                VALUES (\(ID.new(at: succession.time)), \(succession.to), \(template.name), \(json(template.columns)))
                """)
        }
    }

    /// Nothing where the earlier edition has none.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        let names = try own(earlier, in: connection).map(\.name)
        guard !names.isEmpty else { return [] }
        let isTaken = Set(try own(edition.id, in: connection).map(\.name)).isSuperset(of: names)
        let title = reader.t(
            "\(names.count) choice of columns for exports", "\(names.count) choices of columns for exports",
            count: names.count)
        return [Legacy(title, path: edition.templatesPath, isTaken: isTaken)]
    }
}

extension ExportTemplateStore {
    private static func mayChange(_ person: Person.ID, of edition: Edition.ID) -> SQL {
        """
        ((export_template.edition = \(edition) OR export_template.edition IS NULL)
            AND \(Rights.isStaff(person, of: "export_template.edition")))
        """
    }

    /// Whoever runs all editions, and no single one alone.
    private static func mayKeepForAll(_ person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT 1 AS one WHERE \(Rights.isStaff(person, of: "NULL"))") != nil
    }

    private static func mayKeep(
        _ form: TemplateForm, for person: Person.ID, of edition: Edition.ID, in connection: any Connection
    ) throws -> Bool {
        let isStaff =
            try connection.row(
                "SELECT id FROM edition WHERE id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))") != nil
        return try isStaff && (!form.isForAll || mayKeepForAll(person, in: connection))
    }

    private static func checkName(_ name: String, of id: ID, among known: [ExportTemplate]) throws {
        let isTaken = known.contains { $0.id != id && $0.name.lowercased() == name.lowercased() }
        if isTaken { throw TemplateForm.Problem.nameTaken }
    }

    private static func lines(
        _ condition: SQL, of edition: Edition.ID, for person: Person.ID, in connection: any Connection
    ) throws -> [Line] {
        try connection.rows(
            """
            SELECT id, edition, name, columns, revision,
                CASE WHEN \(mayChange(person, of: edition)) THEN 1 ELSE 0 END AS may_change
            FROM export_template
            WHERE (edition = \(edition) OR edition IS NULL) AND \(Rights.isStaff(person, of: "\(edition)"))
                AND \(condition)
            ORDER BY CASE WHEN edition IS NULL THEN 1 ELSE 0 END, name, id
            """
        ).map { row in Line(template: try template(row), mayChange: try row["may_change"] == 1) }
    }

    private static func own(_ edition: Edition.ID, in connection: any Connection) throws -> [ExportTemplate] {
        try connection.rows(
            "SELECT id, edition, name, columns, revision FROM export_template WHERE edition = \(edition) ORDER BY name, id"
        ).map(template)
    }

    private static func template(_ row: Row) throws -> ExportTemplate {
        let kept: String = try row["columns"]
        return ExportTemplate(
            id: try row["id"], edition: try row["edition"], name: try row["name"],
            columns: (try? JSONDecoder().decode([String].self, from: Data(kept.utf8))) ?? [],
            revision: try row["revision"])
    }

    private static func json(_ columns: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(columns), as: UTF8.self)
    }
}
