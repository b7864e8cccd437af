import Foundation
import Identifiers
import Storage
import Web

/// The texts of the site and of its editions.
public struct TextStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// What a page shows: the edition's own words or the site's, in the reader's language or the other one. Nil while nothing is
    /// written to its end: a blank is nobody's to read.
    public func shown(_ name: PageText.Name, in edition: Edition.ID? = nil, language: Language) async throws
        -> PageText?
    {
        try await database.read { connection in
            for scope in [edition?.description, ""].compactMap({ $0 }) {
                let texts = try Self.texts(name, scope: scope, in: connection)
                    .filter { PageText.isComplete($0.value.body) }
                if let text = texts[language] ?? texts[.french] ?? texts[.english] { return text }
            }
            return nil
        }
    }

    public func isSiteOpen() async throws -> Bool { try await database.read { try Self.isSiteOpen(in: $0) } }

    /// The site opens to visitors when its legal notice is written, without a blank.
    public static func isSiteOpen(in connection: any Connection) throws -> Bool {
        try texts(.legalNotice, scope: "", in: connection)[.french].map { PageText.isComplete($0.body) } ?? false
    }

    /// Whether the agency wrote its part of the accessibility statement: without it there is none yet.
    public static func isStatementWritten(in connection: any Connection) throws -> Bool {
        try texts(.accessibility, scope: "", in: connection).values.contains { PageText.isComplete($0.body) }
    }

    /// Every text of the whole site, for its list.
    func ofSite() async throws -> [PageText.Name: [Language: PageText]] {
        try await database.read { connection in
            try Dictionary(
                uniqueKeysWithValues: PageText.Name.allCases.map { ($0, try Self.texts($0, scope: "", in: connection)) }
            )
        }
    }

    /// The editions somebody publishes, each with its own texts.
    func ofEditions(publishedBy person: Person.ID) async throws -> [(Edition, [PageText.Name: [Language: PageText]])] {
        try await database.read { connection in
            try EditionStore.editions(Rights.isPublisher(person, of: "edition.id"), in: connection).map { edition in
                let scope = edition.id.description
                let texts = try PageText.Name.ofEditions.map { ($0, try Self.texts($0, scope: scope, in: connection)) }
                return (edition, Dictionary(uniqueKeysWithValues: texts))
            }
        }
    }

    /// The edition whose texts somebody may write; nil for anybody else.
    func edition(_ slug: String, publishedBy person: Person.ID) async throws -> Edition? {
        try await database.read { try Self.edition(slug, publishedBy: person, in: $0) }
    }

    func find(_ name: PageText.Name, of edition: Edition.ID?) async throws -> [Language: PageText] {
        try await database.read { try Self.texts(name, scope: edition?.description ?? "", in: $0) }
    }

    /// Saves the languages that changed. `slug` is nil for the whole site, whose route lets administrators only through.
    func save(_ form: TextForm, as name: PageText.Name, of slug: String?, by person: Person.ID, at time: Date)
        async throws
        -> Bool
    {
        try await database.write { connection in
            var scope = ""
            if let slug {
                guard let edition = try Self.edition(slug, publishedBy: person, in: connection) else { return false }
                scope = edition.id.description
            }
            let texts = try Self.texts(name, scope: scope, in: connection)
            for (language, body) in form.bodies where body != texts[language]?.body ?? "" {
                try Self.save(body, as: name, scope, language, at: form.revisions[language] ?? 0, time, connection)
            }
            return true
        }
    }

    private static func save(
        _ body: String, as name: PageText.Name, _ scope: String, _ language: Language, at revision: Int, _ time: Date,
        _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO page_text (scope, name, language, body, updated_at, revision)
            VALUES (\(scope), \(name.rawValue), \(language.rawValue), '', \(time), 0)
            ON CONFLICT (scope, name, language) DO NOTHING
            """)
        let saved = try connection.run(
            """
            UPDATE page_text SET revision = revision + 1, body = \(body), updated_at = \(time)
            WHERE scope = \(scope) AND name = \(name.rawValue) AND language = \(language.rawValue) AND revision = \(revision)
            """)
        guard saved == 1 else { throw Outdated() }
    }

    private static func edition(_ slug: String, publishedBy person: Person.ID, in connection: any Connection) throws
        -> Edition?
    {
        try EditionStore.editions(
            "slug = \(slug) AND \(Rights.isPublisher(person, of: "edition.id"))", in: connection
        ).first
    }

    private static func texts(_ name: PageText.Name, scope: String, in connection: any Connection) throws
        -> [Language: PageText]
    {
        let rows = try connection.rows(
            "SELECT language, body, updated_at, revision FROM page_text WHERE scope = \(scope) AND name = \(name.rawValue)"
        )
        return try rows.reduce(into: [:]) { texts, row in
            guard let language = Language(rawValue: try row["language"]) else { return }
            texts[language] = PageText(
                body: try row["body"], language: language, updatedAt: try row["updated_at"],
                revision: try row["revision"])
        }
    }
}
