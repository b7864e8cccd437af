import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import StorageTesting
import Submissions
import Tables
import Testing
import Web
import WebTesting
import World

@testable import Jury

/// The list of results: pages, orders, and figures that are kept.
struct ResultListTests {
    private static let path = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `what is kept of every file is what its marks come to`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.add(files: 60, on: ScaledGrid(1...5))
        let marks = try await world.database.read { try ResultsStore.marks(of: World.edition2014, in: $0) }
        let grid = try GridFile.grid(from: ScaledGrid(1...5).yaml)
        let byFile = Dictionary(grouping: marks, by: \.submission)
        var shown = 0
        for page in 1...2 {
            let (list, _) = try #require(
                try await store(world).list(
                    of: try await edition(world), for: Somebody.julien.id, .number, isDescending: false, page: page,
                    now: World.monday))
            #expect(list.count == 61)
            for line in list.lines {
                let expected = FileSummary(byFile[line.submission] ?? [], on: grid)
                #expect(line.summary.mean == expected.mean && line.summary.spread == expected.spread)
                #expect(line.summary.readers == expected.readers && line.summary.sent == expected.sent)
                #expect(line.summary.profile?.axes.map(\.reading) == expected.profile?.axes.map(\.reading))
                shown += 1
            }
        }
        #expect(shown == 61)
    }

    @Test(arguments: Engine.available, [ResultOrder.mean, .spread])
    func `the order by figures goes over all pages, files without one at the end`(engine: Engine, order: ResultOrder)
        async throws
    {
        let world = try await World(engine)
        try await world.add(files: 120, on: ScaledGrid(0...10))
        for isDescending in [false, true] {
            var lines: [ResultLine] = []
            for page in 1...3 {
                let (list, _) = try #require(
                    try await store(world).list(
                        of: try await edition(world), for: Somebody.julien.id, order, isDescending: isDescending,
                        page: page, now: World.monday))
                lines += list.lines
            }
            #expect(Set(lines.map(\.submission)).count == 121)
            let figures = lines.map { line -> Int? in
                order == .mean
                    ? line.summary.mean?.tenths
                    : line.summary.spread.map { $0.upperBound.tenths - $0.lowerBound.tenths }
            }
            let said = figures.compactMap { $0 }
            #expect(said.count == 120 && figures.last == .some(nil))
            #expect(said == (isDescending ? said.sorted(by: >) : said.sorted()))
        }
    }

    @Test(arguments: Engine.available)
    func `files with the same mean are said to have it, and others are not`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.add(files: 3, on: ScaledGrid(0...10))
        let julien = world.visitor(.julien)
        try await ResultsStore(database: world.database).refresh()
        let means: [Int: Int] = [1_001: 500, 1_002: 500, 1_003: 700]
        try await world.database.write { connection in
            for (number, mean) in means {
                try connection.run(
                    "UPDATE file_result SET mean = \(mean) WHERE submission = \(World.many(number))")
            }
        }
        let text = try await julien.get(Self.path).text
        #expect(text.contains("même moyenne que 2014-1001") && text.contains("même moyenne que 2014-1002"))
        #expect(!text.contains("même moyenne que 2014-1003"))
    }

    @Test func `a chair's own unsent files have no figure in any order, and come last`() async throws {
        let world = try await World()
        try await world.add(files: 60, on: ScaledGrid(0...10))
        for order in ["?tri=moyenne&page=2", "?tri=-ecart&page=2"] {
            let page = try await world.visitor(.genevieve).get(Self.path + order).html
            #expect(page.components(separatedBy: "envoyez d’abord votre lecture").count > 5)
        }
        let first = try await world.visitor(.genevieve).get(Self.path + "?tri=-moyenne").html
        let rows = first.components(separatedBy: "<tr>").filter { $0.contains("resultats/") }
        #expect(rows.prefix(40).allSatisfy { !$0.contains("envoyez d’abord") })
    }

    @Test(arguments: Engine.available)
    func `figures follow a reading that is reopened, sent, ended, and a question answered`(engine: Engine) async throws
    {
        let world = try await World(engine)
        try await world.use(ScaledGrid(0...10))
        let (awa, julien) = (world.visitor(.awa), world.visitor(.julien))
        for (point, mark) in [("one", "5"), ("two", "5"), ("three", "not-documented")] {
            _ = try await awa.post(
                "\(World.page)/points/\(point)", ["token": "token-of-awa", "revision": "1", "mark": mark])
        }
        let send = { (end: String) in try await awa.post("\(World.page)/\(end)", ["token": "token-of-awa"]) }
        _ = try await send("envoi")
        #expect(try await julien.get(Self.path).html.contains("1 non documenté"))
        let found = "\(Self.path)/\(World.nursery)/precisions/three"
        _ = try await julien.submit(
            found, on: julien.get("\(Self.path)/\(World.nursery)"), ["level": "10", "how": "A call"])
        #expect(try await julien.get(Self.path).html.contains("60,0"))
        _ = try await send("rouvrir")
        #expect(try await !julien.get(Self.path).html.contains("60,0"))
        _ = try await send("envoi")
        #expect(try await julien.get(Self.path).html.contains("60,0"))
        let form = "/jury/2014/interets"
        _ = try await awa.submit(
            form, on: awa.get(form), ["degree-\(World.nursery)": "strong", "words-\(World.nursery)": "x"])
        #expect(try await !julien.get(Self.path).html.contains("60,0"))
    }

    @Test(arguments: Engine.available)
    func `what came without figures is shown from its marks, and reckoned by a task`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.add(files: 120, on: ScaledGrid(0...10))
        let kept = try await figures(in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE file_result SET mean = NULL, spread = NULL, profile = '', is_stale = 1")
        }
        let (list, _) = try #require(
            try await store(world).list(
                of: try await edition(world), for: Somebody.julien.id, .number, isDescending: false, page: 2,
                now: World.monday))
        #expect(list.lines.allSatisfy { $0.summary.mean != nil && $0.summary.profile != nil })
        try await store(world).refresh()
        #expect(try await figures(in: world) == kept)
    }

    private func figures(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT * FROM file_result ORDER BY submission").map { row in
                let (mean, spread): (Int?, Int?) = (try row["mean"], try row["spread"])
                return
                    "\(try row["submission"] as String) \(mean ?? -1) \(spread ?? -1) \(try row["profile"] as String)"
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a juror who writes for the organisation meanwhile counts no more, at once`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.add(files: 2, on: ScaledGrid(0...10))
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.path).html.contains("3 sur 3"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.many(1_001)), \(Somebody.benoit.id), 'co-author')
                """)
        }
        let page = try await julien.get(Self.path).html
        let row = try #require(page.components(separatedBy: "<tr>").first { $0.contains("2014-1001") })
        #expect(row.contains("2 sur 3") && row.contains("1 lecture en suspens"))
    }

    @Test func `exports show figures as the page of their language does`() async throws {
        let world = try await World()
        try await world.sendAwas()
        for (language, figure) in [("", "50,0"), ("/en", "50.0")] {
            for path in [Self.path, "/jury/2014/dossiers.csv", "/jury/2014/resultats.csv"] {
                let page = try await world.visitor(.julien).get(language + path).html
                #expect(page.contains(figure), "\(language)\(path)")
            }
        }
    }

    @Test func `a level leaves as a number, and what is not left open as nothing`() async throws {
        let world = try await World()
        try await world.sendAwas()
        let share = try #require(
            try await store(world).results(
                of: try await edition(world), after: "", atMost: 10, for: Somebody.julien.id, now: World.monday))
        let reader = Reader(language: .english, phrasebook: .english, frame: Frame())
        let marks = share.files.flatMap { reader.markRows(of: $0, on: share.grid(of: $0)) }.map { $0[9] }
        #expect(!marks.isEmpty)
        #expect(marks.contains { if case .integer = $0 { true } else { false } })
        let list = try await world.visitor(.julien).get("/jury/2014/dossiers.csv").html
        #expect(list.contains("2014-001") && !list.contains("–"))
    }

    @Test func `a file without any reader is said to have none`() async throws {
        let world = try await World()
        #expect(try await !world.visitor(.julien).get(Self.path).text.contains("aucun lecteur"))
        try await world.database.write { connection in
            try connection.run("DELETE FROM assessment")
            try connection.run("DELETE FROM file_result")
        }
        #expect(try await world.visitor(.julien).get(Self.path).text.contains("aucun lecteur"))
        #expect(try await world.visitor(.julien).get("/jury/2014/dossiers.csv").html.contains("aucun lecteur"))
    }

    private func store(_ world: World) -> ResultsStore { ResultsStore(database: world.database) }

    private func edition(_ world: World) async throws -> Edition {
        try #require(try await EditionStore(database: world.database).find("2014"))
    }
}
