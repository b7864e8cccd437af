import Campaigns
import Forms
import Foundation
import Identifiers
import Jury
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Somebody with a file, or without one, tries to keep others from judging: through the pages alone.
struct SabotageTests {
    private static let own = "/dossiers/\(World.ovens)"
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `the owner of a file invites its juror, whose marks go on counting`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let shown = try await world.visitor(.genevieve).get(Self.results).html
        #expect(shown.contains("50,0"))
        let coralie = world.visitor(.coralie)
        let answer = try await coralie.post(
            "/dossiers/\(World.nursery)/auteurs", ["token": "token-of-coralie", "email": "awa@example.org"])
        // As anybody is asked; and she cannot accept.
        #expect(answer.status == .seeOther)
        try await world.acceptInVain(.awa, World.nursery)
        #expect(try await world.visitor(.genevieve).get(Self.results).html.contains("50,0"))
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .ok)
    }

    @Test(arguments: Engine.available)
    func `the owner of a file invites chair and agency, who go on seeing it`(engine: Engine) async throws {
        let world = try await World(engine)
        let coralie = world.visitor(.coralie)
        for somebody in [Somebody.genevieve, .mireille, .julien] {
            let answer = try await coralie.post(
                "/dossiers/\(World.nursery)/auteurs", ["token": "token-of-coralie", "email": somebody.email])
            #expect(answer.status == .seeOther, "\(somebody)")
            try await world.acceptInVain(somebody, World.nursery)
        }
        #expect(try await world.visitor(.genevieve).get("\(Self.results)/\(World.nursery)").status == .ok)
        for somebody in [Somebody.mireille, .julien] {
            #expect(try await world.visitor(somebody).get("/agence/dossiers/\(World.nursery)").status == .ok)
        }
    }

    @Test(arguments: Engine.available)
    func `whoever wrote in a file that was sent does not judge it once they have left it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.writeAlong(.benoit, in: World.nursery)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, person, updated_at)
                VALUES (\(World.nursery), 'need', 'Ce qui manquait', \(Somebody.benoit.id), \(World.monday))
                ON CONFLICT (submission, field) DO UPDATE SET person = excluded.person
                """)
        }
        let file = "/dossiers/\(World.nursery)"
        let coralie = world.visitor(.coralie)
        let removed = try await coralie.post(
            "\(file)/auteurs/\(Somebody.benoit.id)/retirer", ["token": "token-of-coralie"])
        #expect(removed.status == .seeOther)
        let bound = try await world.database.read { connection in
            try connection.row(
                "SELECT id FROM submission WHERE \(Ties.binds(Somebody.benoit.id, to: "submission.id"))")?["id"]
                as Submission.ID?
        }
        #expect(bound == World.nursery)
    }

    @Test(arguments: Engine.available)
    func `a file under a rival's number ties nobody to the rival's, not even its own authors`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.sendAwas()
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { connection in
            for (field, text) in [
                ("organisation.name", "À Portée de Pas"), ("organisation.siret", "000 010 017 00010"),
                ("organisation.department", "25"),
            ] {
                let value = AnswerValue.text(text).stored
                try connection.run(
                    "UPDATE submission_answer SET value = \(value) WHERE submission = \(World.ovens) AND field = \(field)"
                )
            }
        }
        // Even somebody who sat in the file before the jury was made: a line of authors that stands already.
        try await world.writeAlong(.benoit, in: World.ovens)
        let romain = world.visitor(.romain)
        func inviteThoseWhoJudge() async throws {
            for somebody in [Somebody.julien, .genevieve, .awa] {
                let answer = try await romain.post(
                    Self.own + "/auteurs", ["token": "token-of-romain", "email": somebody.email])
                #expect(answer.status == .seeOther, "\(somebody)")
                try await world.acceptInVain(somebody, World.ovens)
            }
        }
        try await inviteThoseWhoJudge()
        let sent = try await romain.submit(
            Self.own + "/transmettre", on: romain.get(Self.own + "/transmettre"), [:])
        #expect(sent.location == Self.own + "/accuse")
        #expect(try await world.sameOrganisation())
        try await inviteThoseWhoJudge()
        #expect(try await world.visitor(.genevieve).get("\(Self.results)/\(World.nursery)").status == .ok)
        #expect(try await world.visitor(.julien).get("/agence/dossiers/\(World.nursery)").status == .ok)
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .ok)
        #expect(try await world.visitor(.genevieve).get(Self.results).html.contains("50,0"))
        #expect(try await world.isTied(.benoit, to: World.nursery) == false)
        // Once staff have found that file eligible it is that organisation's, and ties whoever writes it.
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.ovens)")
        _ = try await julien.submit(
            desk + "/recevabilite", on: julien.get(desk), ["verdict": "eligible", "note": "", "unlooked": "on"])
        #expect(try await world.isTied(.benoit, to: World.nursery))
        // And not any more once they have taken that back.
        _ = try await julien.submit(
            desk + "/recevabilite", on: julien.get(desk), ["verdict": "not-eligible", "note": "Un autre nom"])
        #expect(try await world.isTied(.benoit, to: World.nursery) == false)
    }

    @Test(arguments: Engine.available)
    func `a draft that asks a future juror to write along does not keep them from the jury`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let asked = try await romain.post(
            Self.own + "/auteurs", ["token": "token-of-romain", "email": "paul@example.org"])
        #expect(asked.status == .seeOther)
        _ = try await world.stranger.post(
            "/dossiers/nouveau", ["email": "paul@example.org", "organisation": "Levain", "title": "Piège"])
        let (julien, jury) = (world.visitor(.julien), "/agence/editions/2014/jury")
        let named = try await julien.submit(
            jury, on: julien.get(jury), ["name": "Paul", "email": "paul@example.org"])
        #expect(named.location == jury + "?ok=invited")
        // What was asked of him is not his to accept any more, nor is the file begun.
        for link in try await world.links(
            to: "paul@example.org", like: /\/dossiers\/(?:invitation|commencer)\/[0-9a-f]+/)
        {
            let answer = try await world.stranger.post(link, [:])
            #expect(answer.status == .unprocessableContent, "\(link)")
        }
        #expect(try await world.authors(of: "paul@example.org") == 0)
    }
}
