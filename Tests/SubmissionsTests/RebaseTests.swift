import Forms
import Foundation
import Grids
import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A version of the form is published while files are written.
struct RebaseTests {
    private static let file = "/dossiers/\(World.ovens)"

    @Test(arguments: Engine.available)
    func `drafts follow, what is no longer asked is kept for their authors, and sent files keep their version`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await CompleteFile.fill(World.nursery, in: world)
        let publication = try await world.publish(NextForm().without("who_with").adding(NextForm.languages))
        #expect(publication?.number == 1 && publication?.next.form.version == "2")
        #expect(try await world.version(of: World.ovens) == "2")
        #expect(try await world.version(of: World.nursery) == CompleteFile.form.version)
        #expect(try await world.left(in: World.ovens) == ["who_with": "Les deux boulangers et le médecin du travail."])
        #expect(try await world.left(in: World.nursery).isEmpty)
        let saved = try await world.saved(in: World.ovens)
        #expect(saved["who_with"] == nil && saved["need"] == "On pétrissait à deux heures.")
        #expect(try await world.saved(in: World.nursery)["who_with"] != nil)

        let page = try await world.visitor(.romain).get(Self.file)
        #expect(page.text.contains("Le formulaire a changé depuis que vous avez commencé"))
        #expect(page.text.contains("Nouvelle question, facultative : « Langues parlées »."))
        #expect(page.html.contains("Les deux boulangers et le médecin du travail.</textarea>"))
        #expect(page.text.contains("Le formulaire a changé : ce brouillon suit la version 2"))
        #expect(!(try await world.visitor(.coralie).get("/dossiers/\(World.nursery)").text.contains("a changé")))
        // The jury and the agency read what is asked, and nothing else.
        let desk = try await world.visitor(.julien).get("/agence/dossiers/\(World.ovens)")
        #expect(!desk.html.contains("Les deux boulangers et le médecin"))
    }

    @Test(arguments: Engine.available)
    func `each owner is told once, by letter and on their page, until they have seen it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.begin("Un second brouillon", by: .romain)
        let romain = world.visitor(.romain)
        let told = "Voir ce que le nouveau formulaire change dans « Un pain qui attend le matin »"
        #expect(try await !romain.get("/ma-page").text.contains(told))
        try await world.publish(NextForm().adding(NextForm.languages))
        let letters = try await world.written()
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        for words in ["Un pain qui attend le matin", "Un second brouillon", "Langues parlées"] {
            #expect(letter.plain.contains(words), "\(words)")
        }
        #expect(try await romain.get("/ma-page").text.contains(told))
        let page = try await romain.get(Self.file)
        #expect(try await romain.submit(Self.file + "/formulaire/vu", on: page, [:]).status == .seeOther)
        #expect(try await !romain.get("/ma-page").text.contains(told))
        #expect(try await !romain.get(Self.file).text.contains("depuis que vous avez commencé"))
        // It is nobody else's to wave away.
        let foreign = try await world.visitor(.coralie).post(
            Self.file + "/formulaire/vu", ["token": "token-of-coralie", "publications": ""])
        #expect(foreign.status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `two publications in a row lose nothing, and a question that is asked again has its answer back`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        let before = try await world.saved(in: World.ovens)
        try await world.publish(NextForm().without("who_with"))
        try await world.publish(NextForm().without("who_with").without("before"), now: World.monday + 60)
        #expect(try await world.left(in: World.ovens).keys.sorted() == ["who_with"])
        let back = try await world.publish(NextForm(), now: World.monday + 120)
        #expect(back?.number == 3 && back?.next.form.version == "4")
        #expect(try await world.left(in: World.ovens).isEmpty)
        #expect(try await world.saved(in: World.ovens) == before)
    }

    @Test(arguments: Engine.available)
    func `a question of another kind is asked anew, and a choice that is gone is flagged and kept`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        let next = NextForm().changing("need") { $0.kind = .list }.changing("organisation.kind") {
            $0.choices.removeAll { $0.id == "company" }
        }
        try await world.publish(next)
        let left = try await world.left(in: World.ovens)
        #expect(left == ["need": "On pétrissait à deux heures.", "organisation.kind": "company"])
        let saved = try await world.saved(in: World.ovens)
        #expect(saved["need"] == nil && saved["organisation.kind"] == "company")
        let sending = try await world.visitor(.romain).get(Self.file + "/transmettre")
        #expect(sending.text.contains("n’est plus proposé"))
    }

    @Test(arguments: Engine.available)
    func `a file that is completed answers the version that it was sent with`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.nursery, in: world, without: ["who_with"])
        try await world.database.write {
            try $0.run("UPDATE submission SET eligibility = 'to-complete' WHERE id = \(World.nursery)")
        }
        try await world.publish(NextForm().without("who_with"))
        let part = "/dossiers/\(World.nursery)/parties/demarche"
        let coralie = world.visitor(.coralie)
        let page = try await coralie.get(part)
        #expect(page.status == .ok)
        #expect(try await coralie.submit(part, on: page, ["who_with": "Toute l’équipe"]).status == .seeOther)
        #expect(try await world.saved(in: World.nursery)["who_with"] == "Toute l’équipe")
        #expect(try await world.version(of: World.nursery) == CompleteFile.form.version)
        // A file that is begun now is asked what is asked now.
        try await world.begin("Un nouveau dossier", by: .romain)
        let begun = try await world.database.read { connection in
            try connection.row("SELECT id FROM submission WHERE title = \("Un nouveau dossier")").map {
                try $0["id"] as Submission.ID
            }
        }
        #expect(try await world.version(of: #require(begun)) == "2")
    }

    @Test(arguments: Engine.available)
    func `what a publication asks of the database does not grow with the answers, and little with the drafts`(
        engine: Engine
    ) async throws {
        let (few, many) = try await (cost(of: 40, engine), cost(of: 240, engine))
        // Of each draft its window is read for the letters; nothing is asked for each of its answers.
        #expect(many - few < 200 * 6, "\(few), then \(many)")
    }

    private func cost(of files: Int, _ engine: Engine) async throws -> Int {
        let world = try await World(engine)
        try await world.add(files: files, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET state = 'draft', number = NULL WHERE title LIKE 'Initiative %'")
            for field in CompleteFile.fields {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    SELECT submission.id, \(field.id), \(CompleteFile.answers[field].stored), \(World.monday) FROM submission
                    WHERE submission.title LIKE 'Initiative %'
                    """)
            }
        }
        let (counted, counter) = try world.counted()
        let (cost, publication) = try await counter.cost(of: {
            try await counted.publish(NextForm().without("who_with").adding(NextForm.languages))
        })
        #expect(publication != nil)
        let left = try await world.database.read { try $0.count("SELECT count(*) AS count FROM left_answer") }
        #expect(left == files)
        return cost.statements
    }
}
