import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What the agency asks of the owners of a file waits on their pages, and not in a letter alone.
struct AskedPrecisionTests {
    private static let desk = World.nursery.deskPath
    private static let file = "/dossiers/\(World.nursery)"
    private static let duty = "Répondre à ce que l’agence demande sur"
    private static let band = "L’agence vous demande d’en dire plus"

    /// Julien has asked Coralie, who owns the nursery's file.
    private static func asked(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.leaveOpen("need-established")
        let (julien, page) = (world.visitor(.julien), desk + "?precisions=need-established")
        _ = try await julien.submit(
            desk + "/precisions", on: julien.get(page), ["words": "Comment le savez-vous ?"])
        return world
    }

    private static func question(in world: World) async throws -> String {
        let file = try await world.database.read { try SubmissionStore.find(World.nursery, in: $0) }
        let point = file?.grid?.checkpoints.first { $0.id.description == "need-established" }
        return try #require(point).question.french
    }

    @Test(arguments: Engine.available)
    func `what is asked stands on the home page and on the file, with its question, until it is answered`(
        engine: Engine
    ) async throws {
        let world = try await Self.asked(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        let home = try await coralie.get("/ma-page")
        #expect(home.text.contains(Self.duty) && home.text.contains("Comment le savez-vous ?"))
        #expect(home.html.contains("href=\"\(Self.file)#precisions\""))
        #expect(try await !world.visitor(.romain).get("/ma-page").text.contains(Self.duty))
        let page = try await coralie.get(Self.file)
        let question = try await Self.question(in: world)
        #expect(page.text.contains(Self.band) && page.text.contains("Comment le savez-vous ?"))
        #expect(page.html.contains("id=\"precisions\"") && page.text.contains(question))
        let silent = try await coralie.submit(Self.file + "/precisions", on: page, ["precision": " "])
        #expect(silent.status == .unprocessableContent && silent.text.contains("Écrivez d’abord votre réponse."))
        let told = try await coralie.follow(
            coralie.submit(Self.file + "/precisions", on: page, ["precision": "Par une enquête de 2013."]))
        #expect(told.text.contains("l’agence le sait") && !told.text.contains(Self.band))
        #expect(told.text.contains("Par une enquête de 2013."))
        #expect(try await !coralie.get("/ma-page").text.contains(Self.duty))
        let work = try await julien.get("/ma-page")
        #expect(work.text.contains("Lire ce que les porteurs de") && work.html.contains("\(Self.desk)#precisions"))
        let desk = try await julien.get(Self.desk)
        #expect(desk.text.contains("Par une enquête de 2013."))
        _ = try await julien.submit(Self.desk + "/precisions/fin", on: desk, [:])
        #expect(try await !julien.get("/ma-page").text.contains("Lire ce que les porteurs de"))
    }

    @Test(arguments: Engine.available)
    func `what the agency needs no more waits for nobody, and an answer that comes then stays on the page`(
        engine: Engine
    ) async throws {
        let world = try await Self.asked(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        let page = try await coralie.get(Self.file)
        let done = try await julien.follow(
            julien.submit(Self.desk + "/precisions/fin", on: julien.get(Self.desk), [:]))
        #expect(done.text.contains("Ce qui était demandé à ses porteurs est clos."))
        #expect(try await !coralie.get("/ma-page").text.contains(Self.duty))
        #expect(try await !coralie.get(Self.file).text.contains(Self.band))
        let late = try await coralie.submit(Self.file + "/precisions", on: page, ["precision": "Par une enquête."])
        #expect(late.status == .conflict && late.text.contains("Par une enquête."))
    }

    @Test(arguments: Engine.available)
    func `nobody but its authors answers, and nobody but those who run the edition ends it`(engine: Engine) async throws
    {
        let world = try await Self.asked(engine)
        let answer: KeyValuePairs = ["token": "token-of-romain", "precision": "Moi."]
        #expect(try await world.visitor(.romain).post(Self.file + "/precisions", answer).status == .notFound)
        let staff: KeyValuePairs = ["token": "token-of-julien", "precision": "Moi."]
        #expect(try await world.visitor(.julien).post(Self.file + "/precisions", staff).status == .notFound)
        let coralie = world.visitor(.coralie)
        let end = try await coralie.post(Self.desk + "/precisions/fin", ["token": "token-of-coralie"])
        #expect(end.status == .forbidden)
        #expect(try await coralie.get("/ma-page").text.contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `the letter names the question of each point`(engine: Engine) async throws {
        let world = try await Self.asked(engine)
        let (question, letter) = (try await Self.question(in: world), try #require(try await world.written().first))
        let words = letter.plain.replacing("\n", with: " ").replacing("\u{A0}", with: " ")
        #expect(words.contains(question.replacing("\u{A0}", with: " ")))
    }

    @Test func `what was asked before its words were kept is read too`() {
        let old = AskedPrecisions(at: World.monday, note: "need-established tried")
        #expect(old.points == ["need-established", "tried"] && old.words.isEmpty)
        let new = AskedPrecisions(at: World.monday, note: AskedPrecisions.note(["tried"], "Deux\nlignes"))
        #expect(new.points == ["tried"] && new.words == "Deux\nlignes")
    }
}
