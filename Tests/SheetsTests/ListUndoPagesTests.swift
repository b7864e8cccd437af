import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// What goes, and what stays, when a list is taken back.
struct ListUndoPagesTests: PastesLists {
    @Test(arguments: Engine.available)
    func `a list that was taken back is taken in again from the same page`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path + "?kind=organisations")
        let fields: KeyValuePairs<String, String> = ["rows": "Nom\nLes Fours d’Ici", "step": "keep"]
        let taken = try await mireille.submit(Self.path, on: page, fields)
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        #expect(taken.status == .seeOther)
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        _ = try await mireille.submit(undo, on: mireille.get(undo), [:])
        let again = try await mireille.submit(Self.path, on: page, fields)
        #expect(try await mireille.follow(again).text.contains("La liste est reprise"))
        #expect(try await world.noted("list-imported").count == 2)
    }

    @Test(arguments: Engine.available)
    func `a role that somebody judges by stays when its list is taken back, and the page says which and why`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let people = "Nom;Courriel\nNora Invent;nora@example.org\nOtto Invent;otto@example.org"
        let taken = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=people"),
            ["role": "juror", "edition": "2014", "rows": people, "step": "keep"])
        #expect(taken.status == .seeOther)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO juror (id, edition, person, state, invited_at)
                SELECT \(World.key("0099", 90) as Identifier<Self>), \(World.edition2014), id, 'active', \(World.monday)
                FROM person WHERE name = 'Nora Invent'
                """)
        }
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        let undone = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(undone.location?.contains("kept=2") == true)
        let held = try await world.database.read { connection in
            try connection.rows(
                """
                SELECT name FROM role_grant JOIN person ON person.id = role_grant.person
                WHERE name LIKE '%Invent' AND role = 'juror'
                """
            ).map { try $0["name"] as String }
        }
        #expect(held == ["Nora Invent"])
        let shown = try await mireille.follow(undone).text
        #expect(shown.contains("Nora Invent") && shown.contains("siège au jury") && !shown.contains("Otto"))
    }

    @Test(arguments: Engine.available)
    func `what would stay of a list is said before it is taken back, and nothing is done by looking`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\nLes Fours d’Ici\nLes Meules d’En-Haut"
        _ = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows, "step": "keep"])
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET organisation = (SELECT id FROM organisation WHERE name = 'Les Fours d’Ici')
                WHERE id = \(World.nursery)
                """)
        }
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        for _ in 1...2 {
            let page = try await mireille.get(undo)
            #expect(page.text.contains("Les Meules d’En-Haut : suppression"), "\(page.text)")
            #expect(
                page.text.contains("1 élément reste") && page.text.contains("Les Fours d’Ici, organisation : modifiée"))
            #expect(page.text.contains("Les Fours d’Ici : suppression") == false)
        }
        let undone = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(undone.location?.contains("kept=1") == true)
        #expect(try await mireille.get(undo).text.contains("Rien n’en peut être annulé en l’état"))
        let left = try await world.database.read { connection in
            try connection.rows("SELECT name FROM organisation WHERE name LIKE 'Les %'").map {
                try $0["name"] as String
            }
        }
        #expect(left == ["Les Fours d’Ici"])
    }

    @Test(arguments: Engine.available)
    func `a role that somebody gave again stays when the list that gave it first is taken back`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        _ = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=people"),
            ["role": "coach", "edition": "2014", "rows": "Nom;Courriel\nNora Invent;nora@example.org", "step": "keep"])
        let key = try await world.database.read { connection -> Person.ID? in
            try connection.row("SELECT id FROM person WHERE name = 'Nora Invent'")?["id"]
        }
        let (nora, coach) = (try #require(key), Hat(.coach, in: World.edition2014))
        try await world.roles.revoke(coach, from: nora, by: Somebody.mireille.id)
        try await world.roles.grant(coach, to: nora, by: Somebody.mireille.id, at: Date(timeIntervalSinceNow: 60))
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        #expect(try await mireille.get(undo).text.contains("Rien n’en peut être annulé en l’état"))
        let undone = try await mireille.post(undo, ["token": "token-of-mireille"])
        #expect(try await world.roles.grants(of: nora) == [coach])
        #expect(try await mireille.follow(undone).text.contains("redonné depuis"))
    }

    @Test(arguments: Engine.available)
    func `an engagement that was changed since its list stays when the list is taken back`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let taken = try await mireille.submit(
            Self.path, on: mireille.get(Self.path),
            ["edition": "2014", "rows": "Partenaire\tEngagement\nChambre des Fours\tRelayer", "step": "keep"])
        #expect(taken.status == .seeOther)
        try await world.database.write { connection in
            try connection.run("UPDATE partner_engagement SET signed_on = '2014-02-03' WHERE engagement = 'Relayer'")
        }
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        #expect(try await mireille.get(undo).text.contains("Rien n’en peut être annulé en l’état"))
        let undone = try await mireille.post(undo, ["token": "token-of-mireille"])
        #expect(undone.location?.contains("kept=") == true)
        #expect(try await world.partners("Chambre des Fours") == 1)
        #expect(try await mireille.get("/agence/editions/2014/partenaires").text.contains("Relayer"))
    }

    @Test(arguments: Engine.available, [0, 1, 2])
    func `an engagement that somebody counts on stays when its list is taken back, and what stayed may go later`(
        engine: Engine, use: Int
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        _ = try await mireille.submit(
            Self.path, on: mireille.get(Self.path),
            ["edition": "2014", "rows": "Partenaire\tEngagement\nChambre des Fours\tRelayer", "step": "keep"])
        try await world.use(use)
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        #expect(try await mireille.get(undo).text.contains("Rien n’en peut être annulé en l’état"))
        let undone = try await mireille.post(undo, ["token": "token-of-mireille"])
        #expect(undone.location?.contains("kept=2") == true)
        #expect(try await mireille.get("/agence/editions/2014/partenaires").text.contains("Relayer"))
        let page = try await mireille.follow(undone)
        #expect(page.text.contains("Chambre des Fours, engagement : modifié ou utilisé depuis"), "\(page.text)")
        #expect(page.html.contains("href=\"\(undo)\""))
        guard use < 2 else { return }
        // Nobody counts on it any more.
        try await world.database.write { connection in
            try connection.run("UPDATE role_grant SET partner = NULL")
            try connection.run("DELETE FROM partner_engagement WHERE edition <> \(World.edition2014)")
        }
        let again = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(again.location?.contains("kept=0") == true)
        #expect(try await world.partners("Chambre des Fours") == 0)
        #expect(try await mireille.get(undo).text.contains("Il n’en reste rien à annuler"))
        #expect(try await mireille.follow(again).text.contains("chose reste") == false)
    }
}

extension World {
    /// Somebody speaks for the partner, the next edition takes it over, or its record is written in.
    fileprivate func use(_ way: Int) async throws {
        try await database.write { connection in
            let partner = try connection.row("SELECT id FROM partner WHERE name_fr = 'Chambre des Fours'")
            let id: String = try partner?["id"] ?? ""
            switch way {
            case 0:
                try connection.run("UPDATE role_grant SET partner = \(id) WHERE person = \(Somebody.lucie.id)")
            case 1:
                try connection.run("UPDATE edition SET previous = \(World.edition2014) WHERE id = \(World.edition2013)")
                try connection.run(
                    "INSERT INTO partner_engagement (partner, edition) VALUES (\(id), \(World.edition2013))")
            default:
                try connection.run("UPDATE partner SET contact_name = 'Ana', revision = revision + 1 WHERE id = \(id)")
            }
        }
    }
}
