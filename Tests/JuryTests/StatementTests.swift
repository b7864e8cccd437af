import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// Ties are said before anything else, one by one.
struct StatementTests {
    private static let form = "/jury/2014/interets"
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `a chair sees no result before stating ties, in any form, and then does`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.database.write { try $0.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))") }
        let chair = world.visitor(.genevieve)
        for order in ["", "?tri=-moyenne", "?tri=ecart"] {
            let list = try await chair.get(Self.results + order)
            #expect(!list.html.contains("50,0") && list.html.contains("href=\"\(Self.form)\""))
        }
        let file = try await chair.get("\(Self.results)/\(World.nursery)")
        #expect(!file.html.contains("Awa") && file.html.contains("href=\"\(Self.form)\""))
        let marks = try await chair.get(Self.results + ".csv").html
        #expect(!marks.contains("Awa") && marks.contains("Composer") && marks.contains("déclarez d’abord vos liens"))
        let files = try await chair.get("/jury/2014/dossiers.csv").html
        #expect(files.contains(";;;;;déclarez d’abord vos liens") && !files.contains(";0;"))
        let decisions = "/agence/editions/2014/decisions"
        #expect(try await chair.get("\(decisions).csv").html.contains("déclarez d’abord vos liens"))
        // No way leads to a page that is not there yet.
        #expect(!file.html.contains("\(decisions)/"))
        #expect(try await chair.get("\(decisions)/\(World.nursery)").status == .notFound)
        let waiting = try await chair.get(decisions)
        #expect(!waiting.text.contains("Composer les tournées") && waiting.html.contains("href=\"\(Self.form)\""))
        #expect(!waiting.text.contains("aucun n’est transmis") && !waiting.text.contains("0 sur 0"))

        _ = try await chair.submit(Self.form, on: chair.get(Self.form), ["degree-\(World.nursery)": "none"])
        #expect(try await chair.get(Self.results).html.contains("50,0"))
        let seen = try await chair.get("\(Self.results)/\(World.nursery)").html
        #expect(seen.contains("Awa") && seen.contains("\(decisions)/\(World.nursery)"))
        #expect(try await chair.get("\(decisions)/\(World.nursery)").status == .ok)
        #expect(try await chair.get(decisions).text.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available)
    func `staff who judge as well see no result before stating ties`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let (julien, file) = (world.visitor(.julien), "\(Self.results)/\(World.nursery)")
        #expect(try await julien.get(file).html.contains("Awa"))
        try await world.database.write(for: .insiders) { connection in
            try connection.run(
                """
                INSERT INTO juror (id, edition, person, state, agreed_at, invited_at)
                VALUES (\(World.juror(.julien)), \(World.edition2014), \(Somebody.julien.id), 'active', \(World.monday),
                    \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, granted_at)
                VALUES ('01480000-0007-7000-8000-000000000098', \(Somebody.julien.id), 'juror', \(World.edition2014),
                    \(World.monday))
                """)
        }
        let page = try await julien.get(file)
        #expect(page.status == .ok && !page.html.contains("Awa"))
        let list = try await julien.get(Self.results)
        #expect(!list.html.contains("50,0") && list.html.contains("href=\"\(Self.form)\""))
        #expect(try await !julien.get(Self.results + ".csv").html.contains("Awa"))
        _ = try await julien.submit(Self.form, on: julien.get(Self.form), ["degree-\(World.nursery)": "none"])
        #expect(try await julien.get(file).html.contains("Awa"))
    }

    @Test(arguments: Engine.available)
    func `what is published is open to a chair without ties, and the rest asks for them once`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.add(files: 2, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))")
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, published_at, updated_at)
                SELECT '01480000-0012-7000-8000-000000000001', initiative, edition, id, 'published', title, 1, 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
        let chair = world.visitor(.genevieve)
        #expect(try await !chair.get(Self.results).html.contains("/initiatives/initiative-1"))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        let page = try await chair.get(Self.results)
        #expect(page.html.contains("href=\"/initiatives/initiative-1\">publié"))
        #expect(!page.text.contains("déclarez d’abord vos liens"))
        #expect(page.html.components(separatedBy: "href=\"\(Self.form)\"").count == 2)
    }

    @Test(arguments: Engine.available)
    func `each tie is saved alone, and what was typed of the others stays on the page`(engine: Engine) async throws {
        let world = try await unstated(engine)
        let awa = world.visitor(.awa)
        let (first, second) = (World.many(1_001), World.many(1_002))
        let page = try await awa.get(Self.form)
        #expect(page.html.contains("name=\"only\" value=\"\(first)\""))
        let answer = try await awa.submit(
            Self.form, on: page,
            [
                "degree-\(first)": "strong", "words-\(first)": "Mon employeur", "degree-\(second)": "weak",
                "words-\(second)": "Une phrase commencée", "only": first.description,
            ])
        #expect(answer.status == .ok && answer.text.contains("1 dossier est enregistré"))
        #expect(!answer.html.contains("degree-\(first)"))
        #expect(answer.html.contains("Une phrase commencée</textarea>"))
        #expect(try await said(in: world) == ["\(first) strong"])
        #expect(try await !awa.get("/jury").html.contains("Initiative 1001"))
    }

    @Test func `what is said is recorded whatever is missing of another file`() async throws {
        let world = try await unstated(.sqlite)
        let awa = world.visitor(.awa)
        let answer = try await awa.submit(
            Self.form, on: awa.get(Self.form),
            ["degree-\(World.many(1_001))": "strong", "degree-\(World.many(1_002))": "weak"])
        #expect(answer.status == .unprocessableContent)
        let words = "Dites en quelques mots quel est votre lien faible avec « Initiative 1002 »"
        #expect(answer.text.contains(words), "RGAA 6.1: the link names its file\n\(answer.text)")
        #expect(try await said(in: world) == ["\(World.many(1_001)) strong"])
    }

    @Test(arguments: Engine.available)
    func `an abstention says why, and the file is never offered to that juror again`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        let path = "\(World.page)/abstention"
        _ = try await awa.submit(path, on: awa.get(path), ["reason": "other", "words": "Trop loin de mon métier"])
        let julien = world.visitor(.julien)
        let jury = "/agence/editions/2014/jury"
        let board = try await julien.get("\(jury)/lectures")
        #expect(board.text.contains("s’abstient : Trop loin de mon métier"))
        let pair = Pairing(submission: World.nursery, juror: World.juror(.awa)).description
        #expect(!board.html.contains("value=\"\(pair)\""))
        #expect(try await julien.get("\(jury)/\(World.juror(.awa))").text.contains("Trop loin de mon métier"))
        #expect(try await julien.get(jury).text.contains("s’abstient sur 1"))

        let share = try await julien.get("\(jury)/lectures?lecteurs=3&maximum=5")
        #expect(!share.html.contains("value=\"\(pair)\""))
        // The two others read it.
        #expect(share.text.contains("2 lectures de plus"))
        _ = try await julien.submit("\(jury)/lectures", on: share, [:])
        let forced = try await julien.post(
            "\(jury)/lectures", [("token", "token-of-julien"), ("before", ""), ("pair", pair)])
        #expect(forced.status == .unprocessableContent)
        #expect(forced.text.contains("s’en abstient"))
        #expect(try await awa.get(World.page).status == .notFound)
        let given = try await world.database.read {
            try $0.count(
                "SELECT count(*) AS count FROM assessment WHERE ended_at IS NULL AND juror = \(World.juror(.awa))")
        }
        #expect(given == 0)
    }

    @Test(arguments: Engine.available)
    func `a new file comes first, marked, and both juror and agency are told how many wait`(engine: Engine) async throws
    {
        let world = try await unstated(engine)
        let (awa, julien) = (world.visitor(.awa), world.visitor(.julien))
        #expect(try await awa.get("/ma-page").text.contains("Déclarez vos liens avec 2 dossiers"))
        #expect(try await julien.get("/ma-page").text.contains("3 juré·es n’ont pas déclaré tous leurs liens"))
        let page = try await awa.get(Self.form).text
        let places = try [
            "Nouveaux : dites si vous avez un lien (2)", "Initiative 1001", "Déjà déclarés (1)", "Composer",
        ]
        .map { try #require(page.firstRange(of: $0)).lowerBound }
        #expect(places == places.sorted())
        _ = try await awa.submit(
            Self.form, on: awa.get(Self.form),
            ["degree-\(World.many(1_001))": "none", "degree-\(World.many(1_002))": "none"])
        #expect(try await !awa.get(Self.form).text.contains("Nouveaux"))
        #expect(try await !awa.get("/ma-page").text.contains("Déclarez vos liens"))
        #expect(try await julien.get("/ma-page").text.contains("2 juré·es n’ont pas déclaré tous leurs liens"))
    }

    @Test func `saying again what was said is not told to be recorded`() async throws {
        let awa = try await World().visitor(.awa)
        let answer = try await awa.submit(Self.form, on: awa.get(Self.form), [:])
        #expect(answer.location == "/jury?ok=same")
        #expect(try await awa.follow(answer).text.contains("Rien n’a changé"))
        let changed = try await awa.submit(
            Self.form, on: awa.get(Self.form),
            ["degree-\(World.nursery)": "weak", "words-\(World.nursery)": "Une visite"])
        #expect(changed.location == "/jury?ok=stated")
    }

    @Test func `many new files are asked about page after page, the first ones each time`() async throws {
        let world = try await World()
        try await world.add(files: 60, on: ScaledGrid(0...10))
        try await world.database.write { try $0.run("DELETE FROM interest WHERE submission <> \(World.nursery)") }
        let awa = world.visitor(.awa)
        for left in [60, 10] {
            let page = try await awa.get(Self.form)
            let asked = page.fields(of: Self.form)["files"]?.split(separator: " ").map(String.init) ?? []
            let said = asked.map { ("degree-\($0)", "none") }
            let answer = try await awa.post(Self.form, page.forms.first { $0.path == Self.form }!.fields + said)
            #expect(answer.location == (left > 50 ? "\(Self.form)?ok=stated" : "/jury?ok=stated"), "\(left)")
        }
        #expect(try await said(in: world).count == 60)
    }

    /// Two more files, of which nobody has said anything.
    private func unstated(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.add(files: 2, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE submission <> \(World.nursery)")
        }
        return world
    }

    private func said(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                """
                SELECT submission, degree FROM interest
                WHERE juror = \(World.juror(.awa)) AND submission <> \(World.nursery) ORDER BY submission
                """
            ).map { "\(try $0["submission"] as String) \(try $0["degree"] as String)" }
        }
    }
}
