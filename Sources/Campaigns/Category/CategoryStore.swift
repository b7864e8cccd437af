import Foundation
import Identifiers
import Storage
import Web

/// The categories of an edition, changed by those who run it. What isn't theirs is nil.
public struct CategoryStore: Sendable {
    let database: any Database
    /// What features above use them for.
    var uses: [CategoryUseFinder] = []

    /// Puts one at the end. A second time with the same key changes nothing; `Problem.keyTaken` when what stands under the key is
    /// another one.
    func add(_ form: CategoryForm, as key: Category.ID, to edition: String, by person: Person.ID) async throws
        -> Edition?
    {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, by: person, in: connection) else { return nil }
            if let known = edition.category(key) {
                guard form.category(key, code: known.code) == known else { throw CategoryForm.Problem.keyTaken }
                return edition
            }
            guard edition.categories.count < Category.most else { throw CategoryForm.Problem.tooMany }
            if edition.categories.contains(where: form.isCalled) { throw CategoryForm.Problem.nameTaken }
            let code = Category.code(from: form.nameFR, unlike: Set(edition.categories.map(\.code)))
            try Self.insert(form.category(key, code: code), at: edition.categories.count, in: edition.id, connection)
            return edition
        }
    }

    func save(_ form: CategoryForm, of key: Category.ID, in edition: String, by person: Person.ID) async throws
        -> Edition?
    {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, at: form.revision, by: person, in: connection),
                edition.category(key) != nil
            else { return nil }
            let others = edition.categories.filter { $0.id != key }
            if others.contains(where: form.isCalled) { throw CategoryForm.Problem.nameTaken }
            try connection.run(
                """
                UPDATE category SET name_fr = \(form.nameFR), name_en = \(form.nameEN), purpose_fr = \(form.purposeFR),
                    purpose_en = \(form.purposeEN)
                WHERE id = \(key) AND edition = \(edition.id)
                """)
            return edition
        }
    }

    /// One place up or down.
    func move(_ key: Category.ID, of edition: String, isUp: Bool, by person: Person.ID) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, by: person, in: connection),
                let place = edition.categories.firstIndex(where: { $0.id == key })
            else { return nil }
            var order = edition.categories.map(\.id)
            let next = isUp ? place - 1 : place + 1
            guard order.indices.contains(next) else { return edition }
            order.swapAt(place, next)
            for (position, key) in order.enumerated() {
                try connection.run("UPDATE category SET position = \(position) WHERE id = \(key)")
            }
            return edition
        }
    }

    /// What uses one, in sentences.
    func uses(of category: Category, in edition: Edition, _ reader: Reader) async throws -> [String] {
        try await database.read { try uses(of: category, in: edition, reader, $0) }
    }

    /// Throws `CategoryUsed` where something stands for it still: the edition is held, so that no file chooses it meanwhile.
    func remove(_ key: Category.ID, of edition: String, by person: Person.ID, _ reader: Reader) async throws -> Edition?
    {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, by: person, in: connection) else { return nil }
            guard let category = edition.category(key) else { return edition }
            let used = try uses(of: category, in: edition, reader, connection)
            guard used.isEmpty else { throw CategoryUsed(by: used) }
            try connection.run("DELETE FROM category WHERE id = \(key) AND edition = \(edition.id)")
            return edition
        }
    }

    private func uses(
        of category: Category, in edition: Edition, _ reader: Reader, _ connection: any Connection
    ) throws -> [String] {
        try uses.flatMap { try $0(category, edition, reader, connection) }
    }
}

// Reading, in the transaction of whoever asks.
extension CategoryStore {
    static func categories(of edition: Edition.ID, in connection: any Connection) throws -> [Category] {
        try connection.rows(
            """
            SELECT id, code, name_fr, name_en, purpose_fr, purpose_en FROM category WHERE edition = \(edition)
            ORDER BY position, id
            """
        ).map { row in
            Category(
                id: try row["id"], code: try row["code"], nameFR: try row["name_fr"], nameEN: try row["name_en"],
                purposeFR: try row["purpose_fr"], purposeEN: try row["purpose_en"])
        }
    }

    /// The codes of some categories, of whichever editions.
    public static func codes(of ids: Set<Category.ID>, in connection: any Connection) throws -> [Category.ID: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.rows("SELECT id, code FROM category WHERE id IN \(list: Array(ids))")
        return try rows.reduce(into: [:]) { codes, row in codes[try row["id"]] = try row["code"] }
    }

    static func insert(
        _ category: Category, at position: Int, in edition: Edition.ID, _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO category (id, edition, code, name_fr, name_en, purpose_fr, purpose_en, position)
            VALUES (\(category.id), \(edition), \(category.code), \(category.nameFR), \(category.nameEN),
                    \(category.purposeFR), \(category.purposeEN), \(position))
            """)
    }

    /// An edition made from another has the same ones, under the codes by which the form that comes along names them.
    static func takeOver(
        from old: Edition.ID, to new: Edition.ID, at time: Date, _ connection: any Connection
    ) throws {
        for (position, old) in try categories(of: old, in: connection).enumerated() {
            let category = Category(
                id: .new(at: time), code: old.code, nameFR: old.nameFR, nameEN: old.nameEN, purposeFR: old.purposeFR,
                purposeEN: old.purposeEN)
            try insert(category, at: position, in: new, connection)
        }
    }

    /// That of the next edition which has the code of this one; nil where it has none.
    public static func heir(
        of category: Category.ID?, in edition: Edition.ID, _ connection: any Connection
    ) throws -> Category.ID? {
        guard let category else { return nil }
        return try connection.row(
            """
            SELECT heir.id AS id FROM category JOIN category AS heir ON heir.code = category.code
            WHERE category.id = \(category) AND heir.edition = \(edition)
            """)?["id"]
    }

    /// What an edition has of the one it was made from.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        let former = try categories(of: earlier, in: connection)
        guard !former.isEmpty else { return [] }
        let names = reader.formats.list(former.map { reader.name(of: $0) })
        let isTaken = former.allSatisfy { edition.category(code: $0.code) != nil }
        return [Legacy(reader.t("the categories \(names)"), path: edition.categoriesPath, isTaken: isTaken)]
    }
}
