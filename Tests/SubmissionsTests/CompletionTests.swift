import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A file that the agency asks for more: its organisation says when it is there, and the agency looks again.
struct CompletionTests {
    private static let desk = "/agence/dossiers/\(World.nursery)"
    private static let file = "/dossiers/\(World.nursery)"
    private static let asked = "1 dossier que son organisation complète"
    private static let completed = "1 dossier complété, à regarder de nouveau"

    @Test(arguments: Engine.available)
    func `what is typed tells nobody that the file is complete, and the button does, once`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        try await CompleteFile.fill(World.nursery, in: world)
        #expect(try await julien.judge(["verdict": "to-complete", "note": "Dites avec qui."]).status == .seeOther)
        #expect(try await julien.get("/ma-page").text.contains(Self.asked))
        let page = try await coralie.get(Self.file)
        #expect(page.text.contains("L’agence demande un complément."))
        #expect(!page.text.contains("Tout ce qui est nécessaire y est"))
        for _ in 0..<2 {
            #expect(try await coralie.submit(Self.file + "/completer", on: page, [:]).status == .seeOther)
        }
        #expect(try await julien.get("/ma-page").text.contains(Self.completed))
        #expect(try await coralie.get("/ma-page").text.contains("L’agence regarde de nouveau"))
        let after = try await coralie.get(Self.file)
        #expect(after.text.contains("Vous avez dit que ce dossier est complet"))
        #expect(!after.html.contains("/completer"))
        let told = after.text.components(separatedBy: "Déclaré complet").count - 1
        #expect(told == 1)
    }

    @Test(arguments: Engine.available)
    func `each duty about files says of which edition it is, and an author's where there are several`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, romain) = (world.visitor(.julien), world.visitor(.romain))
        _ = try await julien.judge(["verdict": "to-complete", "note": "Dites avec qui."])
        #expect(try await julien.get("/ma-page").text.contains("\(Self.asked) rally’nov 2014"))
        #expect(try await !own(romain).contains("rally’nov"))
        let other: Submission.ID = World.key("0006", 3)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'running' WHERE id = \(World.edition2013)")
            try connection.run(
                "UPDATE phase SET ends_at = \(World.monday + 86_400) WHERE edition = \(World.edition2013)")
            try connection.run(
                """
                INSERT INTO submission (id, edition, initiative, state, title, created_at, updated_at)
                VALUES (\(other), \(World.edition2013), '01480000-0008-7000-8000-000000000002', 'draft', 'Un four pour deux',
                    \(World.monday), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role) VALUES (\(other), \(Somebody.romain.id), 'owner')
                """)
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, granted_at)
                VALUES ('01480000-0007-7000-8000-000000000099', \(Somebody.romain.id), 'submitter', \(World.edition2013), \(World.monday))
                """)
        }
        let both = try await own(romain)
        #expect(both.contains("rally’nov 2014 · ") && both.contains("rally’nov 2013 · "))
    }

    /// What somebody's home page has them do.
    private func own(_ visitor: Visitor) async throws -> String {
        let page = try await visitor.get("/ma-page").html
        let start = try #require(page.firstRange(of: "id=\"to-do\"")).lowerBound
        let end = try #require(page.firstRange(of: "id=\"waiting\"")).lowerBound
        return String(page[start..<end])
    }

    @Test(arguments: Engine.available)
    func `once the agency has looked again it may ask again`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        try await CompleteFile.fill(World.nursery, in: world)
        _ = try await julien.judge(["verdict": "to-complete", "note": "Dites avec qui."])
        _ = try await coralie.submit(Self.file + "/completer", on: coralie.get(Self.file), [:])
        _ = try await julien.judge(["verdict": "to-complete", "note": "Et depuis quand."])
        #expect(try await julien.get("/ma-page").text.contains(Self.asked))
        #expect(try await coralie.get(Self.file).html.contains("/completer"))
    }

    @Test(arguments: Engine.available)
    func `what is asked and until when come first, then the answers, then the word that it is complete`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        _ = try await julien.judge(["verdict": "to-complete", "note": "Dites avec qui."])
        let page = try await coralie.get(Self.file).html
        let places = try [
            "Dites avec qui.", "À compléter jusqu’au ", "il lui manque une réponse", "id=\"complete\"",
            "id=\"history\"",
        ].map { try #require(page.firstRange(of: $0)).lowerBound }
        #expect(places == places.sorted())
        let part = try await coralie.get(Self.file + "/parties/besoin").text
        #expect(part.contains("Dites avec qui. À compléter jusqu’au vendredi 17 octobre 2014 à 9 h."))
    }

    @Test(arguments: Engine.available)
    func `whoever says that it is complete without having changed anything is asked once`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        try await CompleteFile.fill(World.nursery, in: world)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission_answer SET updated_at = \(World.monday - 60) WHERE submission = \(World.nursery)")
        }
        _ = try await julien.judge(["verdict": "to-complete", "note": "Dites avec qui."])
        let asked = try await coralie.submit(Self.file + "/completer", on: coralie.get(Self.file), [:])
        #expect(asked.status == .unprocessableContent && asked.text.contains("Vous n’avez rien changé"))
        #expect(try await julien.get("/ma-page").text.contains(Self.asked))
        let said = try await coralie.submit(Self.file + "/completer", on: asked, ["meant": "on"])
        #expect(said.status == .seeOther)
        #expect(try await julien.get("/ma-page").text.contains(Self.completed))
    }

    @Test(arguments: Engine.available)
    func `a file that lacks an answer is not complete`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        _ = try await julien.judge(["verdict": "to-complete", "note": "Dites avec qui."])
        let refused = try await coralie.submit(Self.file + "/completer", on: coralie.get(Self.file), [:])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Il manque encore quelque chose"))
        #expect(try await julien.get("/ma-page").text.contains(Self.asked))
    }

    @Test(arguments: Engine.available)
    func `a file that was asked nothing is nobody's to complete, and neither is another's`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let form: KeyValuePairs = ["token": "token-of-coralie"]
        let idle = try await world.visitor(.coralie).post(Self.file + "/completer", form)
        #expect(idle.status == .seeOther)
        let other = try await world.visitor(.romain).post(Self.file + "/completer", ["token": "token-of-romain"])
        #expect(other.status == .notFound)
        let row = try await world.database.read { connection in
            try connection.row("SELECT count(*) AS count FROM submission WHERE completed_at IS NOT NULL")
        }
        #expect(try row?["count"] as Int? == 0)
    }

    @Test(arguments: Engine.available)
    func `whatever the agency finds, the owner is written to, as the receipt says`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.nursery, in: world)
        let julien = world.visitor(.julien)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
            // As the file calls it: there is no other name to be read first.
            try connection.run(
                "UPDATE organisation SET name = \("Boulangerie Levain d'Aubépine") WHERE id = \(World.homeCare)")
        }
        #expect(
            try await julien.judge(["verdict": "eligible", "seen": "pending", "unlooked": "on"]).status == .seeOther)
        let letter = try #require(try await world.written().first)
        #expect(letter.subject == "Votre dossier 2014-001 est recevable")
        #expect(letter.plain.contains("Votre dossier va au jury"))
        #expect(letter.plain.contains(World.address + Self.file))
        #expect(try await world.visitor(.coralie).get("/ma-page").text.contains("Le jury lit"))
        #expect(
            try await world.visitor(.coralie).get(Self.file + "/accuse").text.contains("L’agence l’a trouvé recevable"))
    }

    @Test(arguments: Engine.available)
    func `more time goes along with the verdict or not at all, once, and never ends before the call`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let asked: KeyValuePairs = [
            "verdict": "to-complete", "note": "Dites avec qui.", "end_day": "31/12/2014", "end_hour": "18:00",
        ]
        let page = try await julien.get(Self.desk)
        let stale = try await julien.submit(
            Self.desk + "/recevabilite", on: page,
            ["seen": "pending", "verdict": "to-complete", "note": "Dites avec qui.", "end_day": "31/12/2014"])
        #expect(stale.status == .conflict)
        #expect(try await world.extensions() == 0)
        let early = try await julien.submit(
            Self.desk + "/recevabilite", on: page,
            ["verdict": "to-complete", "note": "Dites avec qui.", "end_day": "30/09/2014"])
        #expect(early.status == .unprocessableContent)
        #expect(early.text.contains("se modifie de toute façon jusqu’au vendredi 17 octobre 2014"))
        for _ in 0..<3 { #expect(try await julien.judge(asked).status == .seeOther) }
        #expect(try await world.extensions() == 1)
        #expect(try await world.written().count == 1)
        #expect(try await world.written().first?.plain.contains("31 décembre 2014") == true)
        let told = try await julien.get(Self.desk).text.components(separatedBy: "Délai accordé").count - 1
        #expect(told == 1)
    }

    @Test(arguments: Engine.available)
    func `what is out gets no more time`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.desk)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        let refused = try await julien.submit(
            Self.desk + "/prolongation", on: page, ["until_day": "15/12/2014", "reason": "Panne"])
        #expect(refused.status == .unprocessableContent)
        #expect(try await world.written().isEmpty)
        #expect(try await world.extensions() == 0)
    }

    @Test(arguments: Engine.available)
    func `a file that the agency withdraws says so to its owner, in true words`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let answer = try await julien.submit(
            Self.desk + "/retrait", on: julien.get(Self.desk), ["withdrawal-reason": "L’association se dissout."])
        #expect(answer.status == .seeOther)
        let letter = try #require(
            try await world.written().first { $0.subject == "Votre dossier 2014-001 est retiré" })
        #expect(letter.plain.contains("L’association se dissout."))
        let page = try await world.visitor(.coralie).get(Self.file)
        #expect(page.text.contains("Le jury ne le lit plus"))
        #expect(!page.text.contains("ne l’a pas reçu"))
    }

    @Test(arguments: Engine.available)
    func `the same owner named twenty times is written to once`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.desk)
        for _ in 0..<3 {
            let answer = try await julien.submit(
                Self.desk + "/porteur", on: page, ["email": "odile@example.org", "owner-reason": "Départ"])
            #expect(answer.status == .seeOther)
        }
        // One to the new owner, one to the former.
        #expect(try await world.written().count == 2)
    }
}

extension Visitor {
    fileprivate func judge(_ fields: KeyValuePairs<String, String>) async throws -> Screen {
        let desk = "/agence/dossiers/\(World.nursery)"
        return try await submit(desk + "/recevabilite", on: get(desk), fields)
    }
}

extension World {
    fileprivate func extensions() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM extension") }
    }
}
