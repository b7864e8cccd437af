import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What owners are asked, and told, of a file that is in.
struct AskedOwnerTests {
    private static let desk = World.nursery.deskPath

    @Test(arguments: Engine.available)
    func `owners are asked by letter about what the jury did not find, and the history keeps it`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.leaveOpen("need-established")
        let (julien, path) = (world.visitor(.julien), Self.desk + "/precisions")
        let page = try await julien.get(Self.desk + "?precisions=need-established")
        let silent = try await julien.submit(path, on: page, ["words": " "])
        #expect(silent.status == .unprocessableContent && silent.text.contains("Dites ce que vous leur demandez."))
        #expect(try await world.written().isEmpty)
        let asked = try await julien.follow(julien.submit(path, on: page, ["words": "Comment le savez-vous ?"]))
        #expect(asked.text.contains("Précisions demandées aux porteurs"))
        let letters = try await world.written()
        #expect(letters.count == 1 && letters.first?.plain.contains("Comment le savez-vous ?") == true)
        #expect(try await world.visitor(.coralie).get(World.nursery.path).text.contains("Précisions demandées"))
        let days = try await world.database.read { try SubmissionStore.precisionsAsked(of: World.nursery, in: $0) }
        #expect(Array(days.keys) == ["need-established"])
        #expect(try await world.visitor(.sabine).post(path, ["token": "token-of-sabine"]).status == .forbidden)
    }

    @Test(arguments: Engine.available, ["not-eligible", "pending", "withdrawn"])
    func `nobody is asked about a file that no jury reads`(engine: Engine, state: String) async throws {
        let world = try await World(engine)
        try await world.leaveOpen("need-established")
        let (julien, path) = (world.visitor(.julien), Self.desk + "?precisions=need-established")
        let page = try await julien.get(path)
        #expect(page.forms.contains { $0.path == Self.desk + "/precisions" })
        let change: SQL =
            state == "withdrawn"
            ? "state = 'withdrawn', withdrawn_at = \(World.monday)" : "eligibility = \(state)"
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET \(change) WHERE id = \(World.nursery)")
        }
        let late = try await julien.submit(Self.desk + "/precisions", on: page, ["words": "Comment le savez-vous ?"])
        #expect(late.status == .unprocessableContent && late.text.contains("le jury ne lit pas ce dossier"))
        #expect(try await !julien.get(path).forms.contains { $0.path == Self.desk + "/precisions" })
        #expect(try await world.written().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `owners are asked about what readings left open, and about nothing else`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), Self.desk + "/precisions")
        let form = try await julien.get(Self.desk + "?precisions=need-established")
        #expect(!form.forms.contains { $0.path == path })
        let fields: KeyValuePairs = [
            "token": "token-of-julien", "words": "Comment ?", "precisions": "need-established",
        ]
        let refused = try await julien.post(path, fields)
        #expect(refused.status == .unprocessableContent && refused.text.contains("Personne n’a reçu de lettre"))
        #expect(try await world.written().isEmpty)
        try await world.leaveOpen("need-established")
        #expect(try await julien.post(path, fields).status == .seeOther)
        #expect(try await world.written().count == 1)
    }

    @Test(arguments: Engine.available)
    func `a word in braces is refused in what their letters say, and stays as it was typed`(engine: Engine) async throws
    {
        let world = try await World(engine)
        try await world.leaveOpen("need-established")
        let julien = world.visitor(.julien)
        let words = "Cher {prénom}, dites-en plus."
        let acts: [(page: String, path: String, fields: KeyValuePairs<String, String>)] = [
            ("?precisions=need-established", "/precisions", ["words": words]),
            ("", "/recevabilite", ["verdict": "not-eligible", "note": words]),
        ]
        for act in acts {
            let page = try await julien.get(Self.desk + act.page)
            let refused = try await julien.submit(Self.desk + act.path, on: page, act.fields)
            #expect(refused.status == .unprocessableContent && refused.text.contains("se lirait tel quel"))
            #expect(refused.html.contains(words + "</textarea>"), "\(act.path)")
        }
        #expect(try await world.written().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `a file that is not eligible says so to its owner, and offers no change that would change nothing`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        #expect(try await coralie.get(World.nursery.path).text.contains("Modifiable jusqu’au"))
        let silent = try await julien.submit(
            Self.desk + "/recevabilite", on: julien.get(Self.desk), ["verdict": "not-eligible", "note": ""])
        #expect(silent.text.contains("Remplissez « Ce que nous écrivons à l’organisation »"))
        _ = try await julien.submit(
            Self.desk + "/recevabilite", on: julien.get(Self.desk),
            ["verdict": "not-eligible", "note": "Hors du territoire."])
        let home = try await coralie.get("/ma-page")
        #expect(
            home.text.contains("n’est pas recevable pour cette édition") && home.text.contains("Hors du territoire."))
        #expect(home.html.contains("href=\"\(World.nursery.path)\""))
        let page = try await coralie.get(World.nursery.path).text
        #expect(page.contains("Non recevable") && page.contains("Le modifier n’y changerait rien"))
        #expect(!page.contains("Modifiable jusqu’au"))
    }

    @Test(arguments: Engine.available)
    func `a page of several forms keeps watch over what is typed in each`(engine: Engine) async throws {
        let world = try await World(engine)
        let page = try await world.visitor(.julien).get(Self.desk)
        #expect(page.forms.filter { $0.path.hasPrefix(Self.desk) }.count > 2)
        #expect(page.html.contains("/typed.js\"></script>"))
    }

    @Test(arguments: Engine.available)
    func `the whole file shows its authors what was agreed to, with its day`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'rules_accepted', 'on', \(World.monday))
                """)
        }
        for somebody in [Somebody.coralie, .edith] {
            let page = try await world.visitor(somebody).get(World.nursery.path).text
            #expect(page.contains("Règlement et accords") && page.contains("Accepté le lundi 22 septembre 2014"))
        }
    }
}
