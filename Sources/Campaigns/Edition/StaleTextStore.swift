import Identifiers
import Storage
import Web

// Texts that were taken over and still say the old year, but those that staff keep so.
extension EditionPlanStore {
    func staleTexts(of edition: Edition) async throws -> (year: String, texts: [StaleText]) {
        try await database.read { try Self.stale(of: edition, in: $0) }
    }

    /// Keeps a text as it was seen. False when it says something else meanwhile, or nothing of the old year, or isn't theirs.
    func keep(_ thing: String, as mark: String, of edition: Edition, by person: Person.ID) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            guard try Self.isRun(edition.id, by: person, in: connection) else { return false }
            // What is kept already is found here too, while it still says the same.
            let said = try Self.said(of: edition, in: connection).texts
            guard said.contains(where: { $0.thing == thing && $0.mark == mark }) else { return false }
            try connection.run(
                """
                INSERT INTO kept_text (edition, thing, mark) VALUES (\(edition.id), \(thing), \(mark))
                ON CONFLICT (edition, thing) DO UPDATE SET mark = excluded.mark
                """)
            return true
        }
    }

    private static func stale(
        of edition: Edition, in connection: any Connection
    ) throws -> (year: String, texts: [StaleText]) {
        let (year, texts) = try said(of: edition, in: connection)
        let kept = try connection.rows("SELECT thing, mark FROM kept_text WHERE edition = \(edition.id)")
        let marks: [String: String] = try kept.reduce(into: [:]) { marks, row in
            marks[try row["thing"]] = try row["mark"] as String
        }
        return (year, texts.filter { marks[$0.thing] != $0.mark })
    }

    /// Every text that says the earlier year, kept so or not.
    private static func said(
        of edition: Edition, in connection: any Connection
    ) throws -> (year: String, texts: [StaleText]) {
        let row = try connection.row(
            """
            SELECT earlier.slug AS year FROM edition JOIN edition earlier ON earlier.id = edition.previous
            WHERE edition.id = \(edition.id)
            """)
        guard let year: String = try row?["year"], year.count == 4, Int(year) != nil else { return ("", []) }
        return (year, try texts(of: edition, in: connection).compactMap { StaleText($0, saying: year) })
    }

    private static func texts(of edition: Edition, in connection: any Connection) throws -> [TextFound] {
        let phases = edition.phases.map { phase in
            TextFound(
                .phase, "\(phase.id)", phase.nameFR, edition.path("phases/\(phase.id)"),
                "\(phase.nameFR) \(phase.nameEN) \(phase.note)")
        }
        return try targetTexts(of: edition, in: connection) + phases + pageTexts(of: edition, in: connection)
            + partnerTexts(of: edition, in: connection) + awardTexts(of: edition, in: connection)
    }

    private static func targetTexts(of edition: Edition, in connection: any Connection) throws -> [TextFound] {
        try connection.rows("SELECT id, name, rule FROM target WHERE edition = \(edition.id) ORDER BY position").map {
            row in
            let (key, name, rule): (String, String, String) = (try row["id"], try row["name"], try row["rule"])
            return TextFound(.target, key, name, edition.path("objectifs/\(key)"), "\(name). \(rule)")
        }
    }

    private static func pageTexts(of edition: Edition, in connection: any Connection) throws -> [TextFound] {
        try connection.rows(
            """
            SELECT name, language, body FROM page_text WHERE scope = \(edition.id.description) ORDER BY name, language
            """
        ).map { row in
            let (name, language): (String, String) = (try row["name"], try row["language"])
            return TextFound(.text, "\(name):\(language)", name, edition.path("textes/\(name)"), try row["body"])
        }
    }

    private static func partnerTexts(of edition: Edition, in connection: any Connection) throws -> [TextFound] {
        try connection.rows(
            """
            SELECT partner.id, name_fr, engagement FROM partner_engagement JOIN partner ON partner.id = partner
            WHERE edition = \(edition.id)
            """
        ).map { row in
            let key: String = try row["id"]
            return TextFound(
                .partner, key, try row["name_fr"], edition.path("partenaires/\(key)"), try row["engagement"])
        }
    }

    private static func awardTexts(of edition: Edition, in connection: any Connection) throws -> [TextFound] {
        try connection.rows(
            "SELECT id, name_fr, name_en, note FROM award WHERE edition = \(edition.id) ORDER BY position, id"
        ).map { row in
            let (key, french): (String, String) = (try row["id"], try row["name_fr"])
            let (english, note): (String, String) = (try row["name_en"], try row["note"])
            return TextFound(.award, key, french, edition.path("prix"), "\(french). \(english). \(note)")
        }
    }
}
