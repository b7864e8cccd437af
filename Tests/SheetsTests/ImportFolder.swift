import Foundation
import Storage
import StorageTesting
import Synchronization
import Words
import World

@testable import Sheets

/// A list of three initiatives and its mapping in a folder of their own, gone with the test.
final class ImportFolder: Sendable {
    let path: String
    let world: World

    /// Two imports never begin at one moment.
    private let seconds = Mutex(0.0)

    private var now: Date {
        World.monday.addingTimeInterval(
            seconds.withLock { seconds in
                seconds += 1
                return seconds
            })
    }

    init(_ engine: Engine = .sqlite) async throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        world = try await World(engine)
        try write("mapping.yaml", Data(Self.mapping.utf8))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static let mapping = """
        schema: rallynov.import/1
        id: tests
        language: fr
        source: {name: Une source, address: "https://source.example", licence: Libre}
        key: clé
        fields:
          title: titre
          need: {column: besoin, format: markdown}
          website: site
        steps:
          - {column: début, text: Lancement.}
        organisation:
          name: organisation
          separator: "|"
          siret: siret
          department: département
          kind: {always: association}
        tags:
          need: {column: thèmes, separator: "|", values: {Santé: health, Mobilité: [mobility, cohesion]}}
        """

    static let header = "clé,titre,besoin,site,début,organisation,siret,département,thèmes"
    static let list = """
        \(header)
        a,Partager un atelier,"Les outils ""dorment"".
        Deux lignes.",https://atelier.example,2014-09,À Portée de pas,,25,SANTE|Mobilité
        b,=SOMME(A1:A9),,,,Les Deux Rives|La Fabrique,,,
        c,Sans personne,,,2013,,,,inconnu
        """

    func write(_ name: String, _ data: Data) throws {
        try data.write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// Takes a list in as the command does.
    func take(
        _ list: String = ImportFolder.list, encoding: String.Encoding = .utf8, isDryRun: Bool = false,
        edition: String = "2014", language: String = "en", isPublic: Bool = true, knownTitles: KnownTitles? = nil,
        mapping: String = "mapping.yaml"
    ) async throws -> ImportCommand.Answer {
        try write("list.csv", list.data(using: encoding) ?? Data())
        return try await run(
            "\(path)/list.csv", mapping: "\(path)/\(mapping)", isDryRun: isDryRun, edition: edition,
            language: language, isPublic: isPublic, knownTitles: knownTitles)
    }

    func take(
        data: Data, isDryRun: Bool = false, edition: String = "2014", language: String = "en"
    ) async throws -> ImportCommand.Answer {
        try write("list.csv", data)
        return try await run(
            "\(path)/list.csv", mapping: "\(path)/mapping.yaml", isDryRun: isDryRun, edition: edition,
            language: language)
    }

    func run(
        _ file: String, mapping: String? = nil, isDryRun: Bool = false, edition: String = "2014",
        language: String = "en", isPublic: Bool = true, knownTitles: KnownTitles? = nil,
        confirm: @escaping ImportCommand.Confirmation = { _ in true }
    ) async throws -> ImportCommand.Answer {
        let phrasebook = try Self.phrasebook(language)
        let command = ImportCommand(database: world.database, phrasebook: phrasebook, root: World.root)
        var arguments = ImportCommand.Arguments(file: file, mapping: mapping, edition: edition, isDryRun: isDryRun)
        (arguments.isPublic, arguments.knownTitles) = (isPublic, knownTitles)
        return try await command.run(arguments, now: now, confirm: confirm)
    }

    static func phrasebook(_ language: String) throws -> Phrasebook {
        guard language != "en" else { return .english }
        return try Phrasebook(
            language: "fr", po: String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8))
    }

    /// What was imported, taken back or published.
    var runs: ImportRunCommand {
        ImportRunCommand(database: world.database, phrasebook: .english, roles: world.roles)
    }

    /// Takes another kind of list in.
    func take(
        _ kind: ImportRun.Kind, _ list: String, mapping: String? = nil, edition: String? = nil, role: String? = nil,
        knownNames: KnownTitles? = nil, isDryRun: Bool = false
    ) async throws -> ImportCommand.Answer {
        try await take(
            kind, data: Data(list.utf8), mapping: mapping, edition: edition, role: role, knownNames: knownNames,
            isDryRun: isDryRun)
    }

    /// The same of any bytes, whatever the file is called.
    func take(
        _ kind: ImportRun.Kind, data: Data, mapping: String? = nil, edition: String? = nil, role: String? = nil,
        knownNames: KnownTitles? = nil, isDryRun: Bool = false
    ) async throws -> ImportCommand.Answer {
        try write("list.csv", data)
        if let mapping { try write("columns.yaml", Data(mapping.utf8)) }
        var arguments = ListCommand.Arguments(kind, file: "\(path)/list.csv", isDryRun: isDryRun)
        (arguments.mapping, arguments.edition) = (mapping.map { _ in "\(path)/columns.yaml" }, edition)
        (arguments.role, arguments.knownNames) = (role, knownNames)
        let command = ListCommand(
            database: world.database, phrasebook: .english, other: try Self.phrasebook("fr"), roles: world.roles,
            root: World.root)
        return try await command.run(arguments, now: now)
    }

    /// The number that a question to the database gives: `SELECT count(*) AS count …`.
    func count(_ sql: SQL) async throws -> Int { try await world.database.read { try $0.count(sql) } }

    /// All that the import may touch, to see that nothing moved.
    func everything() async throws -> [String] {
        try await world.database.read { connection in
            let sheets = try connection.rows(
                "SELECT source_key, content, tags, revision FROM sheet ORDER BY source_key")
            let carriers = try connection.rows(
                """
                SELECT i.slug, o.name, o.revision FROM initiative i JOIN initiative_organisation c ON c.initiative = i.id
                JOIN organisation o ON o.id = c.organisation ORDER BY i.slug, c.position
                """)
            return try sheets.map { row in
                let (key, content, tags): (String, String, String) = (
                    try row["source_key"], try row["content"], try row["tags"]
                )
                return "\(key) \(content) \(tags) \(try row["revision"] as Int)"
            }
                + carriers.map { row in
                    "\(try row["slug"] as String): \(try row["name"] as String) \(try row["revision"] as Int)"
                }
        }
    }
}
