import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Sheets
import Storage
import StorageTesting
import Submissions
import Web
import WebTesting
import Words
import World

@testable import Catalogue

/// A world with invented sheets, each with an organisation of its own, and an index that follows it.
struct Shelf {
    let world: World
    let keeper: IndexKeeper

    init(_ engine: Engine = .sqlite) async throws {
        world = try await World(engine)
        keeper = try Self.keeper(of: world.database)
    }

    /// One of another process.
    static func keeper(of database: any Database) throws -> IndexKeeper {
        let po = try String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8)
        let words = SheetWords(
            labels: TermLabels(grid: try World.defaultGrid().grid),
            french: Reader(language: .french, phrasebook: try Phrasebook(language: "fr", po: po)),
            english: Reader(language: .english, phrasebook: .english))
        return IndexKeeper(
            store: CatalogueStore(database: database, grids: GridStore(database: database), words: words))
    }

    static func sheet(_ number: Int) -> Sheet.ID { World.key("0b01", number) }
    static func organisation(_ number: Int) -> Organisation.ID { World.key("0b02", number) }

    func write(_ statements: SQL...) async throws {
        try await world.database.write { for statement in statements { try $0.run(statement) } }
    }

    func publish(
        _ number: Int, _ title: String, strapline: String = "", content: String = "{}", tags: String = "{}",
        language: String = "fr", commune: String = "", department: String = "25", naf: String = "",
        of submission: Submission.ID? = nil, in connection: any Connection
    ) throws {
        let initiative: Initiative.ID = World.key("0b03", number)
        try connection.run(
            """
            INSERT INTO organisation (id, name, name_key, naf, commune_name, department, created_at)
            VALUES (\(Self.organisation(number)), \("Structure \(number)"), '', \(naf), \(commune), \(department), \(World.monday))
            """)
        try connection.run(
            """
            INSERT INTO initiative (id, slug, title, created_at)
            VALUES (\(initiative), \("pratique-\(number)"), \(title), \(World.monday))
            """)
        try connection.run(
            """
            INSERT INTO initiative_organisation (initiative, organisation)
            VALUES (\(initiative), \(Self.organisation(number)))
            """)
        try connection.run(
            """
            INSERT INTO sheet (id, initiative, edition, submission, state, language, title, strapline, content, tags,
                published_at, updated_at)
            VALUES (\(Self.sheet(number)), \(initiative), \(World.edition2014), \(submission), 'published', \(language),
                \(title), \(strapline), \(content), \(tags), \(World.monday - Double(number)), \(World.monday))
            """)
    }

    func publish(_ numbers: Range<Int>, _ title: @escaping @Sendable (Int) -> String) async throws {
        try await world.database.write { connection in
            for number in numbers { try publish(number, title(number), in: connection) }
        }
    }

    /// The titles that words find.
    func titles(_ words: String = "", keeper other: IndexKeeper? = nil) async throws -> [String] {
        var question = CatalogueQuestion()
        question.words = words
        return try await (other ?? keeper).index().answer(question).entries.map(\.title)
    }

    /// What the jury's marks of a sheet come to, on the dimensions that have any.
    func levels(of number: Int) async throws -> [Double]? {
        try await keeper.index().entry(Self.sheet(number))?.profile?.axes.compactMap(\.reading.value)
    }
}
