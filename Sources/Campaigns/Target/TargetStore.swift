import Foundation
import Identifiers
import Storage

/// The targets of an edition. Figures that the program counts are counted when they are read.
public struct TargetStore: Sendable {
    let database: any Database
    let counters: [Counter]

    public init(database: any Database, counters: [Counter]) { (self.database, self.counters) = (database, counters) }

    public func all(of edition: Edition.ID) async throws -> [CountedTarget] {
        try await database.read { connection in
            try Self.targets("edition = \(edition)", in: connection).map { try counted($0, in: edition, connection) }
        }
    }

    /// Those whose figure nobody has typed and the program does not count.
    func untyped(of edition: Edition.ID) async throws -> [Target] {
        let known = Set(counters.map(\.key))
        let targets = try await database.read { try Self.targets("edition = \(edition) AND typed IS NULL", in: $0) }
        return targets.filter { !known.contains($0.counter) }
    }

    func find(_ id: Target.ID, of edition: Edition.ID) async throws -> CountedTarget? {
        try await database.read { connection in
            try Self.targets("edition = \(edition) AND id = \(id)", in: connection).first
                .map { try counted($0, in: edition, connection) }
        }
    }

    /// A second time with the same key changes nothing, twenty times at once neither; `Problem.keyTaken` when what stands under the
    /// key is another one. Nil for somebody who doesn't run the edition.
    func add(_ form: TargetForm, as key: Target.ID, to edition: String, by person: Person.ID, at now: Date) async throws
        -> Edition?
    {
        try await database.write { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection) else { return nil }
            let last = try connection.count("SELECT count(*) AS count FROM target WHERE edition = \(edition.id)")
            let added = try connection.run(
                """
                INSERT INTO target (id, edition, position, name, name_en, unit, goal, rule, counter, typed, typed_at)
                VALUES (\(key), \(edition.id), \(last), \(form.name), \(form.nameEN), \(form.unit),
                        \(form.goalNumber ?? 0), \(form.rule), \(form.counter), \(form.valueNumber), \(form.valueNumber.map { _ in now }))
                ON CONFLICT (id) DO NOTHING
                """)
            if added == 0 {
                let found = try Self.targets("id = \(key) AND edition = \(edition.id)", in: connection)
                guard let known = found.first, form.says(known) else { throw TargetForm.Problem.keyTaken }
            } else {
                try Self.checkName(form, of: key, in: edition.id, connection)
            }
            return edition
        }
    }

    /// A typed figure takes the date at which it changed.
    func save(_ form: TargetForm, of id: Target.ID, in edition: String, by person: Person.ID, at now: Date) async throws
        -> Edition?
    {
        try await database.write { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection) else { return nil }
            let claimed = try connection.run(
                """
                UPDATE target SET revision = revision + 1
                WHERE id = \(id) AND edition = \(edition.id) AND revision = \(form.revision)
                """)
            let found = try Self.targets("id = \(id) AND edition = \(edition.id)", in: connection)
            guard let before = found.first else { return nil }
            guard claimed == 1 else { throw Outdated() }
            if (form.name, form.nameEN) != (before.name, before.nameEN) {
                try Self.checkName(form, of: id, in: edition.id, connection)
            }
            let typedAt = form.valueNumber == before.typed ? before.typedAt : form.valueNumber.map { _ in now }
            try connection.run(
                """
                UPDATE target SET name = \(form.name), name_en = \(form.nameEN), unit = \(form.unit),
                    goal = \(form.goalNumber ?? 0), rule = \(form.rule), counter = \(form.counter), typed = \(form.valueNumber), typed_at = \(typedAt)
                WHERE id = \(id)
                """)
            return edition
        }
    }

    private static func checkName(
        _ form: TargetForm, of id: Target.ID, in edition: Edition.ID, _ connection: any Connection
    ) throws {
        let others = try targets("edition = \(edition) AND id <> \(id)", in: connection)
        if others.contains(where: form.isCalled) { throw TargetForm.Problem.nameTaken }
    }

    func remove(_ id: Target.ID, of edition: String, by person: Person.ID) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection) else { return nil }
            try connection.run("DELETE FROM target WHERE id = \(id) AND edition = \(edition.id)")
            return edition
        }
    }

    private func counted(_ target: Target, in edition: Edition.ID, _ connection: any Connection) throws -> CountedTarget
    {
        let counter = counters.first { $0.key == target.counter }
        return CountedTarget(target, counter, counted: try counter?.count(edition, connection))
    }

    private static func targets(_ condition: SQL, in connection: any Connection) throws -> [Target] {
        try connection.rows(
            """
            SELECT id, name, name_en, unit, goal, rule, counter, typed, typed_at, revision FROM target
            WHERE \(condition) ORDER BY position, id
            """
        ).map { row in
            Target(
                id: try row["id"], name: try row["name"], nameEN: try row["name_en"], unit: try row["unit"],
                goal: try row["goal"], rule: try row["rule"], counter: try row["counter"], typed: try row["typed"],
                typedAt: try row["typed_at"], revision: try row["revision"])
        }
    }
}
