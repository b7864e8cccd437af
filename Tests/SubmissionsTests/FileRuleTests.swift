import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Campaigns
@testable import Forms
@testable import Organisations
@testable import Submissions

struct FileRuleTests {
    private static let path = "/agence/editions/2014/dossiers/regles"

    @Test(arguments: Engine.available)
    func `an organisation sends as many files as the rules allow, and one more after a withdrawal`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        #expect(try await julien.submit(Self.path, on: julien.get(Self.path), ["most": "1"]).status == .seeOther)
        let (first, second) = (World.ovens, try await anotherFile(in: world))
        try await CompleteFile.fill(first, in: world)
        try await CompleteFile.fill(second, in: world, without: ["title", "organisation.name"])
        let romain = world.visitor(.romain)
        let sending = { (file: Submission.ID) in "/dossiers/\(file)/transmettre" }
        let page = try await romain.get(sending(first))
        #expect(page.text.contains("Une organisation transmet au plus 1 dossier à cette édition."))
        #expect(try await romain.submit(sending(first), on: page, [:]).status == .seeOther)
        let refused = try await romain.submit(sending(second), on: romain.get(sending(second)), [:])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Cette organisation a transmis tout ce qu’elle peut."))
        #expect(try await state(of: second, in: world) == "draft")
        let withdrawing = "/dossiers/\(first)/retirer"
        _ = try await romain.submit(withdrawing, on: romain.get(withdrawing), ["reason": "L’autre est meilleure"])
        #expect(try await romain.submit(sending(second), on: romain.get(sending(second)), [:]).status == .seeOther)
        #expect(try await state(of: second, in: world) == "transmitted")
    }

    @Test(arguments: Engine.available)
    func `a sent file that is changed to name an organisation which has sent all it may is refused, and its text kept`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        _ = try await FileRuleStore(database: world.database).save(
            FileRule(mostOfOrganisation: 1), of: World.edition2014, by: Somebody.julien.id)
        let (first, second) = (World.ovens, try await anotherFile(in: world))
        try await CompleteFile.fill(first, in: world)
        let siret = "organisation.siret"
        try await CompleteFile.fill(second, in: world, without: ["title", "organisation.name", siret])
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(second), \(siret), '73282932000074', \(World.monday))
                """)
        }
        let romain = world.visitor(.romain)
        for file in [first, second] {
            let sending = "/dossiers/\(file)/transmettre"
            #expect(try await romain.submit(sending, on: romain.get(sending), [:]).status == .seeOther)
        }
        let (part, bakery) = ("/dossiers/\(second)/parties/organisation", "00001004100010")
        let page = try await romain.get(part)
        let refused = try await romain.submit(part, on: page, [siret: bakery])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Cette organisation a transmis tout ce qu’elle peut."))
        #expect(refused.fields(of: part)[siret] == bakery)
        #expect(try await organisation(of: second, in: world) != World.bakery)
        #expect(try await romain.get(part).fields(of: part)[siret]?.contains("732") == true)
        // One that names it no longer leaves the place.
        let withdrawing = "/dossiers/\(first)/retirer"
        _ = try await romain.submit(withdrawing, on: romain.get(withdrawing), ["reason": "L’autre est meilleure"])
        #expect(try await romain.submit(part, on: refused, [siret: bakery]).status == .seeOther)
        #expect(try await organisation(of: second, in: world) == World.bakery)
    }

    @Test(arguments: ["0", "100", "-1", "deux", "9223372036854775807", "1e400"])
    func `a limit that is none is refused, and what was typed stays`(typed: String) async throws {
        let julien = try await World().visitor(.julien)
        let answer = try await julien.submit(Self.path, on: julien.get(Self.path), ["most": typed])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.fields(of: Self.path)["most"] == typed)
        #expect(try await julien.get(Self.path).fields(of: Self.path)["most"] == "")
    }

    @Test(arguments: Engine.available)
    func `the limit is the edition's: another leads it, another edition has its own, the next one takes it over`(
        engine: Engine
    )
        async throws
    {
        let world = try await World(engine)
        let rules = FileRuleStore(database: world.database)
        #expect(
            try await rules.save(FileRule(mostOfOrganisation: 2), of: World.edition2014, by: Somebody.awa.id) == nil)
        #expect(try await world.visitor(.awa).get(Self.path).status == .forbidden)
        #expect(
            try await rules.save(FileRule(mostOfOrganisation: 2), of: World.edition2014, by: Somebody.julien.id) == true
        )
        #expect(try await rules.find(of: World.edition2014) == FileRule(mostOfOrganisation: 2))
        #expect(try await rules.find(of: World.edition2013) == FileRule())
        try await world.database.write { connection in
            try FileRuleStore.heir(
                Succession(
                    from: World.edition2014, to: World.edition2013, takesJurors: false, takesAwards: false,
                    time: World.monday), connection)
        }
        #expect(try await rules.find(of: World.edition2013) == FileRule(mostOfOrganisation: 2))
        #expect(try await rules.save(FileRule(), of: World.edition2014, by: Somebody.julien.id) == true)
        #expect(try await rules.find(of: World.edition2014) == FileRule())
    }

    private func anotherFile(in world: World) async throws -> Submission.ID {
        try await world.database.write { connection in
            try SubmissionStore.create(
                NewFile(edition: World.edition2014, title: "Autre", organisation: "Boulangerie Levain d'Aubépine"),
                owner: Somebody.romain.id, by: Somebody.romain.id, now: World.monday, in: connection)
        }
    }

    private func organisation(of file: Submission.ID, in world: World) async throws -> Organisation.ID? {
        try await world.database.read { connection in
            try connection.row("SELECT organisation FROM submission WHERE id = \(file)")?["organisation"]
        }
    }

    private func state(of file: Submission.ID, in world: World) async throws -> String {
        try await world.database.read { try $0.row("SELECT state FROM submission WHERE id = \(file)")?["state"] ?? "" }
    }
}
