import Campaigns
import Foundation
import Grids
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// Jurors who read files of some categories alone.
struct JurorCategoryTests {
    private static let board = "/agence/editions/2014/jury/lectures"
    private static var juror: String { "/agence/editions/2014/jury/\(World.juror(.benoit))" }

    /// Benoît reads files on inclusion; the nursery's file is on health.
    private func limited(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.addCategories()
        try await world.put(World.nursery, in: World.health)
        let julien = world.visitor(.julien)
        let kept = try await julien.submit(
            "\(Self.juror)/categories", on: julien.get(Self.juror), ["category": World.inclusion.description])
        #expect(kept.location == "\(Self.juror)?ok=limited")
        return world
    }

    @Test(arguments: Engine.available)
    func `a juror is not given a file of another category, by hand or by a share`(engine: Engine) async throws {
        let world = try await limited(engine)
        let julien = world.visitor(.julien)
        let pair = Pairing(submission: World.nursery, juror: World.juror(.benoit)).description
        let page = try await julien.get(Self.board)
        #expect(page.text.contains("autre catégorie") && !page.html.contains("value=\"\(pair)\""))
        // A page from before the limit is refused in words.
        let given = page.html.matches(of: /name="pair" value="([^"]+)" checked/).map { ("pair", String($0.1)) }
        let refused = try await julien.post(
            Self.board,
            [("token", "token-of-julien"), ("before", ""), ("files", World.nursery.description)]
                + [("readers", World.juror(.benoit).description), ("pair", pair)] + given)
        #expect(refused.text.contains("le juré ne lit que d’autres catégories"))
        #expect(try await isGiven(in: world) == false)
        let share = try await julien.get("\(Self.board)?lecteurs=3&maximum=9")
        #expect(share.text.contains("certains jurés ne lisent que d’autres catégories"))
        #expect(!share.html.contains("value=\"\(pair)\""))
    }

    @Test(arguments: Engine.available)
    func `a file without a category may be read by a juror who is limited to some`(engine: Engine) async throws {
        let world = try await limited(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET category = NULL WHERE id = \(World.nursery)")
            try SubmissionStore.noteFiles(in: connection)
        }
        let julien = world.visitor(.julien)
        let pair = Pairing(submission: World.nursery, juror: World.juror(.benoit)).description
        let page = try await julien.get(Self.board)
        #expect(page.html.contains("value=\"\(pair)\"") && !page.text.contains("autre catégorie"))
        #expect(try await julien.get(Self.juror).text.contains("sans catégorie peut être confié à tout juré"))
        let given = page.html.matches(of: /name="pair" value="([^"]+)" checked/).map { ("pair", String($0.1)) }
        _ = try await julien.post(
            Self.board,
            [("token", "token-of-julien"), ("before", ""), ("files", World.nursery.description)]
                + [("readers", World.juror(.benoit).description), ("pair", pair)] + given)
        #expect(try await isGiven(in: world))
    }

    @Test(arguments: Engine.available)
    func `all categories are no limit, and what a juror has stays until it is taken`(engine: Engine) async throws {
        let world = try await limited(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.juror)
        let path = "\(Self.juror)/categories"
        let all = try await julien.post(
            path,
            [
                ("token", "token-of-julien"), ("category", World.health.description),
                ("category", World.inclusion.description),
            ])
        #expect(all.location == "\(Self.juror)?ok=limited" && page.status == .ok)
        #expect(try await limits(in: world) == 0)
        let awa = "/agence/editions/2014/jury/\(World.juror(.awa))"
        let kept = try await julien.post(
            "\(awa)/categories", [("token", "token-of-julien"), ("category", World.inclusion.description)])
        #expect(kept.location == "\(awa)?ok=limited&autres=1")
        #expect(try await julien.follow(kept).text.contains("1 dossier non rendu d’une autre catégorie"))
        #expect(try await world.visitor(.awa).get("/jury").text.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available)
    func `categories that are gone are no limit, nor the end of one`(engine: Engine) async throws {
        let world = try await limited(engine)
        let (julien, path) = (world.visitor(.julien), "\(Self.juror)/categories")
        #expect(try await limits(in: world) == 1)
        let gone: Campaigns.Category.ID = World.key("0e01", 9)
        for ticked in [[gone.description], [World.health.description, gone.description], ["no key"]] {
            let old = try await julien.post(
                path, [("token", "token-of-julien")] + ticked.map { ("category", $0) })
            #expect(old.status == .conflict && old.text.contains("Rien n’est enregistré"), "\(ticked)")
            // The page has what is kept, to be ticked again.
            #expect(old.form(to: path)?.contains { $0.1 == World.inclusion.description } == true, "\(ticked)")
            #expect(try await limits(in: world) == 1, "\(ticked)")
        }
        // With none at all, the limit is taken back.
        let kept = try await julien.post(path, [("token", "token-of-julien")])
        #expect(kept.location == "\(Self.juror)?ok=limited")
        #expect(try await limits(in: world) == 0)
    }

    @Test(arguments: Engine.available)
    func `readers see of which category a file is`(engine: Engine) async throws {
        let world = try await limited(engine)
        #expect(try await world.visitor(.awa).get("/jury").text.contains("Santé au travail"))
        #expect(try await world.visitor(.julien).get("/jury/2014/resultats").text.contains("Santé au travail"))
    }

    @Test(arguments: Engine.available)
    func `a file is read by the checkpoints of its category alone`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.addCategories()
        try await world.put(World.nursery, in: World.inclusion)
        let yaml = ScaledGrid(0...10).yaml.replacing("{id: two, ", with: "{id: two, only: [sante], ")
        try await world.database.write { connection in
            let id = try GridStore.adopt(yaml, now: World.monday, in: connection)
            try GridStore.bind(id, to: World.edition2014, in: connection)
        }
        let awa = world.visitor(.awa)
        let page = try await awa.get("\(World.page)/feuille")
        #expect(page.text.contains("Point one") && page.text.contains("Point three"))
        #expect(!page.text.contains("Point two"))
        let refused = try await awa.post(
            "\(World.page)/points/two", ["token": "token-of-awa", "mark": "3", "comment": "Vu"])
        #expect(refused.status != .seeOther)
        for (count, point) in ["one", "three"].enumerated() {
            let marked = try await awa.submit(
                "\(World.page)/points/\(point)", on: awa.get(World.page), ["mark": "4", "comment": "Vu sur place"])
            #expect(marked.status == .seeOther, "\(point)")
            #expect(try await awa.get("/jury").text.contains("\(count + 1) / 2"), "\(point)")
        }
        let found = try await world.database.read { connection in
            try AssessmentStore.find(World.reading, by: .juror(Somebody.awa.id), in: connection)
        }
        let assessment = try #require(found)
        #expect(assessment.grid.gaps(in: assessment.marks).missing.isEmpty)
    }

    private func isGiven(in world: World) async throws -> Bool {
        try await world.database.read {
            try $0.count(
                """
                SELECT count(*) AS count FROM assessment
                WHERE submission = \(World.nursery) AND juror = \(World.juror(.benoit))
                """) > 0
        }
    }

    private func limits(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM juror_category") }
    }
}
