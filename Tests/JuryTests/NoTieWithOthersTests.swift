import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// One act says «no tie» of all files of which nothing was said; each other tie is said by itself.
struct NoTieWithOthersTests {
    private static let form = "/jury/2014/interets"
    private static let (first, second, third) = (World.many(1_001), World.many(1_002), World.many(1_003))

    @Test(arguments: Engine.available)
    func `no tie with the others is said at once, and what was chosen stays`(engine: Engine) async throws {
        let world = try await unstated(engine)
        let awa = world.visitor(.awa)
        let page = try await awa.get(Self.form)
        #expect(page.html.contains("name=\"rest\" value=\"none\""))
        let answer = try await awa.submit(Self.form, on: page, ["degree-\(Self.first)": "strong", "rest": "none"])
        #expect(answer.location == "/jury?ok=stated")
        #expect(
            try await said(by: .awa, in: world) == [
                "\(World.nursery) weak", "\(Self.first) strong", "\(Self.second) none", "\(Self.third) none",
            ])
        // Nothing is left to be said.
        #expect(try await !awa.get(Self.form).html.contains("name=\"rest\""))
    }

    @Test func `without that button nothing is said of the others`() async throws {
        let world = try await unstated(.sqlite)
        let awa = world.visitor(.awa)
        let answer = try await awa.submit(Self.form, on: awa.get(Self.form), ["degree-\(Self.first)": "none"])
        #expect(answer.status == .unprocessableContent)
        #expect(try await said(by: .awa, in: world) == ["\(World.nursery) weak", "\(Self.first) none"])
    }

    @Test func `a tie begun in words is asked about, and never taken for none`() async throws {
        let world = try await unstated(.sqlite)
        let awa = world.visitor(.awa)
        let answer = try await awa.submit(
            Self.form, on: awa.get(Self.form), ["words-\(Self.second)": "J’y ai travaillé", "rest": "none"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("J’y ai travaillé</textarea>"))
        #expect(
            try await said(by: .awa, in: world) == [
                "\(World.nursery) weak", "\(Self.first) none", "\(Self.third) none",
            ])
    }

    @Test(arguments: Engine.available)
    func `no tie with the others does not speak for another file of an organisation one has a tie with`(engine: Engine)
        async throws
    {
        let world = try await unstated(engine)
        try await world.database.write { connection in
            // The second is of the first one's organisation, the third of the one that Awa knows from the nursery's file.
            for (file, other) in [(Self.second, Self.first), (Self.third, World.nursery)] {
                try connection.run(
                    """
                    UPDATE submission SET confirmed_organisation = NULL, organisation =
                        (SELECT other.organisation FROM submission AS other WHERE other.id = \(other)) WHERE id = \(file)
                    """)
            }
        }
        let awa = world.visitor(.awa)
        let asked = try await awa.submit(
            Self.form, on: awa.get(Self.form), ["degree-\(Self.first)": "strong", "rest": "none"])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.components(separatedBy: "lien avec un autre dossier de l’organisation").count > 2)
        #expect(try await said(by: .awa, in: world) == ["\(World.nursery) weak", "\(Self.first) strong"])
        let again = try await awa.submit(Self.form, on: awa.get(Self.form), ["rest": "none"])
        #expect(again.status == .unprocessableContent)
        let said = try await awa.submit(
            Self.form, on: again, ["degree-\(Self.second)": "strong", "degree-\(Self.third)": "none"])
        #expect(said.location == "/jury?ok=stated")
    }

    @Test(arguments: Engine.available)
    func `a chair who says it sees the results of those files`(engine: Engine) async throws {
        let world = try await unstated(engine)
        let chair = world.visitor(.genevieve)
        let asked = "dites de chaque dossier si vous avez un lien"
        #expect(try await chair.get("/jury/2014/resultats").text.contains(asked))
        _ = try await chair.submit(Self.form, on: chair.get(Self.form), ["rest": "none"])
        #expect(try await !chair.get("/jury/2014/resultats").text.contains(asked))
    }

    @Test func `what each degree means is said once, whatever the number of files`() async throws {
        let world = try await unstated(.sqlite)
        let html = try await world.visitor(.awa).get(Self.form).html
        #expect(html.components(separatedBy: "Employeur, client, famille").count == 2)
        #expect(html.components(separatedBy: "<fieldset class=\"flow flow-2 tie\"").count == 5)
    }

    /// Three more files, of which nobody has said anything; Awa has a weak tie with the first one of all.
    private func unstated(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.add(files: 3, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE submission <> \(World.nursery)")
            try connection.run(
                "UPDATE interest SET degree = 'weak', words = 'Connu' WHERE juror = \(World.juror(.awa))")
        }
        return world
    }

    private func said(by somebody: Somebody, in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                "SELECT submission, degree FROM interest WHERE juror = \(World.juror(somebody)) ORDER BY submission"
            ).map { "\(try $0["submission"] as String) \(try $0["degree"] as String)" }
        }
    }
}
