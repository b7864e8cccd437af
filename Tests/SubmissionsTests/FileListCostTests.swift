import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

/// What lists of files cost does not grow with the files.
struct FileListCostTests {
    private static let list = "/agence/editions/2014/dossiers"
    private static let pages = [
        "/ma-page", list, "\(list)?tri=-titre", "\(list)?tri=etat", "\(list)?q=initiative", "\(list)?etat=draft",
        "\(list)?page=2", "\(list)/ecrire",
    ]

    @Test(arguments: Engine.available)
    func `a list asks as much of 300 files as of 60, and reads a page of them`(engine: Engine) async throws {
        let (small, large) = try await (costs(of: 60, engine), costs(of: 300, engine))
        for (place, page) in Self.pages.enumerated() {
            let (few, many) = (small[place], large[place])
            #expect(many.statements == few.statements, "\(page): \(few), then \(many)")
            #expect(many.rows <= few.rows + 60, "\(page): \(few), then \(many)")
        }
    }

    /// Two of three files are drafts again, so that their lists are long too.
    private func costs(of files: Int, _ engine: Engine) async throws -> [CountingDatabase.Cost] {
        let world = try await World(engine)
        try await world.add(files: files, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            for number in 0..<files where number % 3 > 0 {
                try connection.run(
                    """
                    UPDATE submission SET state = 'draft', number = NULL WHERE id = \(World.many(1_001 + number))
                    """)
            }
            try SubmissionStore.noteFiles(in: connection)
        }
        let (counted, counter) = try world.counted()
        var costs: [CountingDatabase.Cost] = []
        for path in Self.pages {
            let (cost, page) = try await counter.cost(of: { try await counted.visitor(.julien).get(path) })
            #expect(page.status == .ok, "\(path)")
            costs.append(cost)
        }
        return costs
    }

    @Test(arguments: Engine.available)
    func `what is kept for lists is what the answers say, whoever wrote it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world, without: ["need", "effects"])
        let known = try await lines(in: world)
        #expect(known.contains { $0.percent > 50 && $0.percent < 100 })
        try await world.database.write { connection in
            try connection.run("UPDATE file_progress SET percent = 0, title = '', is_stale = 1")
        }
        #expect(try await lines(in: world) == known)
        try await FileLineStore.refresh(world.database)
        #expect(try await lines(in: world) == known)
        let stale = try await world.database.read { connection in
            try connection.count("SELECT count(*) AS count FROM file_progress WHERE is_stale = 1 OR title = ''")
        }
        #expect(stale == 0)
    }

    @Test(arguments: Engine.available)
    func `an organisation that is renamed is found by its new name in the list of files`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET name = 'Pas à Pas' WHERE id = \(World.homeCare)")
            try SubmissionStore.noteOrganisation(World.homeCare, in: connection)
        }
        let julien = world.visitor(.julien)
        #expect(try await julien.get("\(Self.list)?q=PAS+a+pas").html.contains("Composer les tournées"))
        #expect(try await !julien.get("\(Self.list)?q=portee").html.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available)
    func `the departments to choose from are those of the files that are shown`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.list).html.contains("<option value=\"39\""))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.ovens), \(Somebody.julien.id), 'co-author')
                """)
        }
        let bound = try await julien.get(Self.list).html
        #expect(bound.contains("<option value=\"25\"") && !bound.contains("<option value=\"39\""))
    }

    private func lines(in world: World) async throws -> [FileLine] {
        let order = ListOrder(Fields(), columns: FileLine.orders)
        return try await SubmissionStore(database: world.database).list(
            FileFilter(), in: World.edition2014, runBy: Somebody.julien.id, order, page: nil
        ).lines
    }
}
