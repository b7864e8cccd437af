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

    @Test(arguments: Engine.available)
    func `what was released stays as it was reckoned, whatever ties come later`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.announce()
        try await world.writeAlong(.awa, in: World.nursery)
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0"))
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `a reading that a tie took away does not come back with the release`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0"))
        try await world.writeAlong(.awa, in: World.nursery)
        #expect(try await !world.visitor(.julien).get(Self.results).html.contains("50,0"))
        try await world.announce()
        #expect(try await !world.visitor(.julien).get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `staff are told of a tie that appears after marks, and say what stays`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let (julien, told) = (world.visitor(.julien), "ce qu’a lu Awa avant qu’un lien apparaisse")
        #expect(try await !julien.get("/ma-page").text.contains(told))
        try await world.writeAlong(.awa, in: World.nursery)
        #expect(try await julien.get("/ma-page").text.contains(told))
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
        let page = try await julien.get(juror)
        #expect(page.text.contains("Composer les tournées en équipe"))
        #expect(try await julien.submit(juror + "/lectures", on: page, ["stay": "all"]).status == .seeOther)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
        #expect(try await !julien.get("/ma-page").text.contains(told))
        // Still a juror, who does not open that file.
        #expect(try await world.visitor(.awa).get("/jury").status == .ok)
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .notFound)
        // The same answer again is the same; another one can be given until the decision is out.
        let again = try await julien.post(juror + "/lectures", ["token": "token-of-julien", "stay": "all"])
        #expect(again.status == .seeOther)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `whoever judges has no file in the edition, by any way`(engine: Engine) async throws {
        let world = try await World(engine)
        for somebody in [Somebody.awa, .genevieve] {
            let begun = try await world.visitor(somebody).post(
                "/dossiers/nouveau",
                ["token": "token-of-\(somebody)", "organisation": "Levain", "title": "Mon propre dossier"])
            #expect(begun.status == .unprocessableContent, "\(somebody)")
            #expect(begun.text.contains("Vous jugez dans cette édition") && begun.text.contains("Mon propre dossier"))
        }
        _ = try await world.stranger.post(
            "/dossiers/nouveau", ["email": "awa@example.org", "organisation": "Levain", "title": "Par la lettre"])
        let link = try #require(
            try await world.links(to: "awa@example.org", like: /\/dossiers\/commencer\/[0-9a-f]+/).first)
        let byLetter = try await world.stranger.post(link, [:])
        #expect(byLetter.status == .unprocessableContent && byLetter.text.contains("Par la lettre"))
        let julien = world.visitor(.julien)
        let typing = "/agence/editions/2014/dossiers/saisir"
        let typed = try await julien.submit(
            typing, on: julien.get(typing),
            ["organisation": "Levain", "title": "Au téléphone", "email": "awa@example.org"])
        #expect(typed.status == .unprocessableContent)
        #expect(typed.text.contains("juge dans cette édition") && typed.html.contains("value=\"Au téléphone\""))
        let desk = "/agence/dossiers/\(World.ovens)"
        let taken = try await julien.submit(
            desk + "/porteur", on: julien.get(desk), ["email": "awa@example.org", "owner-reason": "Départ"])
        #expect(taken.status == .unprocessableContent)
        #expect(taken.text.contains("juge dans cette édition") && taken.html.contains("Départ"))
        #expect(try await world.visitor(.romain).get(Self.own).status == .ok)
        for somebody in [Somebody.awa, .genevieve] { #expect(try await world.authors(of: somebody.email) == 0) }
    }

    @Test(arguments: Engine.available)
    func `a role that was taken comes back on the word of an administrator, and by no other way`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (mireille, romain) = (world.visitor(.mireille), world.visitor(.romain))
        try await world.roles(of: .romain, "retirer", "submitter")
        #expect(try await romain.get(Self.own).status == .notFound)
        let begun = try await romain.post(
            "/dossiers/nouveau", ["token": "token-of-romain", "organisation": "Levain", "title": "Une ruse"])
        #expect(begun.status == .unprocessableContent)
        #expect(begun.text.contains("L’agence a repris votre rôle") && begun.text.contains("Une ruse"))
        let typing = "/agence/editions/2014/dossiers/saisir"
        let typed = try await mireille.submit(
            typing, on: mireille.get(typing),
            ["organisation": "Levain", "title": "Au téléphone", "email": "romain@example.org"])
        #expect(typed.status == .unprocessableContent)
        // Writing along in another file opens that one alone.
        let (coralie, hers) = (world.visitor(.coralie), "/dossiers/\(World.nursery)")
        _ = try await coralie.submit(
            hers + "/auteurs", on: coralie.get(hers + "/auteurs"), ["email": "romain@example.org"])
        let accepted = try await romain.post(hers + "/invitation", ["token": "token-of-romain"])
        #expect(accepted.location == hers)
        #expect(try await romain.get(hers).status == .ok)
        #expect(try await romain.get(Self.own).status == .notFound)
        try await world.roles(of: .romain, "", "submitter")
        #expect(try await romain.get(Self.own).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `a co-author whose role was taken does not come back by being invited again`(engine: Engine) async throws {
        let world = try await World(engine)
        let (coralie, edith) = (world.visitor(.coralie), world.visitor(.edith))
        let hers = "/dossiers/\(World.nursery)"
        try await world.roles(of: .edith, "retirer", "co-author")
        #expect(try await edith.get(hers).status == .notFound)
        _ = try await coralie.post("\(hers)/auteurs/\(Somebody.edith.id)/retirer", ["token": "token-of-coralie"])
        _ = try await coralie.post(hers + "/auteurs", ["token": "token-of-coralie", "email": "edith@example.org"])
        let accepted = try await edith.post(hers + "/invitation", ["token": "token-of-edith"])
        #expect(accepted.status == .unprocessableContent)
        #expect(try await edith.get(hers).status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `a removed co-author may judge: the role went with the last file`(engine: Engine) async throws {
        let world = try await World(engine)
        let coralie = world.visitor(.coralie)
        _ = try await coralie.post(
            "/dossiers/\(World.nursery)/auteurs/\(Somebody.edith.id)/retirer", ["token": "token-of-coralie"])
        #expect(try await world.database.read { try RoleStore.grants(of: Somebody.edith.id, in: $0) }.isEmpty)
        let (julien, jury) = (world.visitor(.julien), "/agence/editions/2014/jury")
        let named = try await julien.submit(
            jury, on: julien.get(jury), ["name": "Édith", "email": "edith@example.org"])
        #expect(named.location == jury + "?ok=invited")
        // The link of that letter ends with the seat.
        let link = try #require(try await world.links(to: "edith@example.org", like: /\/connexion\/[0-9a-f]+/).first)
        #expect(try await world.stranger.get(link).status == .ok)
        try await world.roles(of: .edith, "retirer", "juror")
        #expect(try await world.stranger.get(link).status == .gone)
    }

    @Test(arguments: Engine.available)
    func `whoever withdrew their file may judge, and does not send it again meanwhile`(engine: Engine) async throws {
        let world = try await World(engine)
        let (coralie, hers) = (world.visitor(.coralie), "/dossiers/\(World.nursery)")
        let withdrawn = try await coralie.submit(
            hers + "/retirer", on: coralie.get(hers + "/retirer"), ["reason": "Pas cette année"])
        #expect(withdrawn.status == .seeOther)
        #expect(try await coralie.get(hers).status == .ok)
        let (julien, jury) = (world.visitor(.julien), "/agence/editions/2014/jury")
        let asked = try await julien.submit(
            jury, on: julien.get(jury), ["name": "Coralie", "email": "coralie@example.org"])
        #expect(asked.status == .unprocessableContent)
        let named = try await julien.submit(jury, on: asked, ["meant": "on"])
        #expect(named.location == jury + "?ok=invited")
        let hats = try await world.database.read { try RoleStore.grants(of: Somebody.coralie.id, in: $0) }
        #expect(hats == [Hat(.juror, in: World.edition2014)])
        #expect(try await coralie.get(hers).status == .notFound)
        let again = try await coralie.post(hers + "/transmettre", ["token": "token-of-coralie"])
        #expect(again.status == .notFound)
    }
}

extension World {
    /// Awa marks everything at the middle of the scale, and sends it.
    fileprivate func sendAwas() async throws {
        let (awa, page) = (visitor(.awa), "/jury/dossiers/\(World.reading)")
        for checkpoint in try World.defaultGrid().grid.checkpoints {
            _ = try await awa.post(
                "\(page)/points/\(checkpoint.id)", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        }
        #expect(try await awa.post("\(page)/envoi", ["token": "token-of-awa"]).status == .seeOther)
    }

    /// Somebody who runs the edition or judges in it was asked to write along, and says yes.
    fileprivate func acceptInVain(_ somebody: Somebody, _ file: Submission.ID) async throws {
        let before = try await authors(of: somebody.email)
        let answer = try await visitor(somebody).post(
            "/dossiers/\(file)/invitation", ["token": "token-of-\(somebody)"])
        #expect(answer.status == .unprocessableContent, "\(somebody)")
        #expect(try await authors(of: somebody.email) == before)
    }

    /// The decision on the file that Awa reads is out.
    fileprivate func announce() async throws {
        try await database.write { connection in
            try ToldReadingStore.tell(of: World.nursery, in: connection)
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
    }

    /// A line of authors as an older version of the program left it.
    fileprivate func writeAlong(_ somebody: Somebody, in file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role) VALUES (\(file), \(somebody.id), 'co-author')
                """)
        }
    }

    fileprivate func isTied(_ somebody: Somebody, to file: Submission.ID) async throws -> Bool {
        try await database.read { connection in
            let both: [SQL] = [
                "submission.id = \(file) AND \(Ties.binds(somebody.id, to: "submission.id"))",
                "submission.id = \(file) AND \(Ties.binds("\(somebody.id)", to: "submission.id"))",
            ]
            let found = try both.map { try connection.row("SELECT id FROM submission WHERE \($0)") != nil }
            let pairs = try connection.rows(
                Ties.pairs("submission.id = \(file) AND juror.person = \(somebody.id)"))
            #expect(found[0] == found[1] && found[0] == !pairs.isEmpty)
            return found[0]
        }
    }

    fileprivate func sameOrganisation() async throws -> Bool {
        try await database.read { connection in
            try connection.count("SELECT count(DISTINCT organisation) AS count FROM submission") == 1
        }
    }

    fileprivate func authors(of email: String) async throws -> Int {
        try await database.read { connection in
            try connection.count(
                """
                SELECT count(*) AS count FROM submission_author JOIN person ON person.id = submission_author.person
                WHERE email_key = \(email)
                """)
        }
    }

    fileprivate func links(to email: String, like pattern: Regex<Substring>) async throws -> [String] {
        let plain = try await database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE address = \(email) ORDER BY id").map {
                try $0["plain"] as String
            }
        }
        return plain.flatMap { text in text.matches(of: pattern).map { String($0.0) } }
    }

    /// Mireille gives or takes a role of 2014.
    fileprivate func roles(of somebody: Somebody, _ act: String, _ role: String) async throws {
        let path = "/agence/personnes/\(somebody.id)/roles" + (act.isEmpty ? "" : "/\(act)")
        let answer = try await visitor(.mireille).post(
            path, ["token": "token-of-mireille", "role": role, "edition": World.edition2014.description])
        #expect(answer.status == .seeOther)
    }
}
