import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Nobody judges and writes in one edition, and a role that was taken stays taken.
struct JudgeAndAuthorTests {
    private static let own = "/dossiers/\(World.ovens)"

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
    func `whoever attends the deliberation writes in no file of the edition either`(engine: Engine) async throws {
        let world = try await World(engine)
        let (coralie, helene) = (world.visitor(.coralie), world.visitor(.helene))
        let hers = "/dossiers/\(World.nursery)"
        _ = try await coralie.submit(
            hers + "/auteurs", on: coralie.get(hers + "/auteurs"), ["email": "helene@example.org"])
        let accepted = try await helene.post(hers + "/invitation", ["token": "token-of-helene"])
        #expect(accepted.status == .unprocessableContent, "\(accepted.status)")
        #expect(try await world.authors(of: "helene@example.org") == 0)
        let begun = try await helene.post(
            "/dossiers/nouveau", ["token": "token-of-helene", "organisation": "Levain", "title": "Mon dossier"])
        #expect(begun.status == .unprocessableContent && begun.text.contains("assistez à son jury"))
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
