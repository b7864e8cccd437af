import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// Roles given and taken back on the command line are followed as on a page, and nobody without theirs is written to.
struct TakenRoleLettersTests {
    private static let publication = "/agence/editions/2014/publication"
    private static let letters = "/agence/editions/2014/dossiers/ecrire"

    @Test(arguments: Engine.available)
    func `a role given on the command line gives back what stood for it, as on the page`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, orphan) = (world.visitor(.julien), "un autre porteur")
        try await world.take(.juror, from: .awa)
        try await world.take(.submitter, from: .coralie)
        #expect(try await world.readers() == 0)
        #expect(try await julien.get("/ma-page").text.contains(orphan))
        for (somebody, role) in [(Somebody.awa, "juror"), (.coralie, "submitter")] {
            var addition = AccountCommand.Addition(email: somebody.email, name: somebody.name)
            (addition.role, addition.edition) = (role, "2014")
            #expect(try await AccountCommand(database: world.database).add(addition, now: World.monday).exit == 0)
        }
        #expect(try await world.readers() == 1)
        #expect(try await !julien.get("/ma-page").text.contains(orphan))
    }

    @Test(arguments: Engine.available)
    func `nobody is written to about a file that their role no longer opens`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.nursery)")
        #expect(try await julien.get(Self.letters).html.contains("romain@example.org"))
        try await world.take(.submitter, from: .coralie)
        try await world.take(.submitter, from: .romain)
        let judged = try await julien.follow(
            julien.submit(
                desk + "/recevabilite", on: julien.get(desk), ["verdict": "to-complete", "note": "Il manque le coût."]))
        #expect(judged.text.contains("personne n’a reçu de lettre"))
        let extended = try await julien.follow(
            julien.submit(
                desk + "/prolongation", on: julien.get(desk),
                ["until_day": "15/12/2014", "until_hour": "18:00", "reason": "Panne"]))
        #expect(extended.text.contains("personne n’a reçu de lettre"))
        let page = try await julien.get(Self.letters)
        #expect(!page.html.contains("romain@example.org"))
        _ = try await julien.submit(
            Self.letters, on: page, ["subject": "Rappel", "text": "Appelez-nous.", "step": "send"])
        #expect(try await world.states() == [])
        // With the role they are written to again.
        try await world.give(.submitter, to: .romain)
        _ = try await julien.submit(
            Self.letters, on: julien.get(Self.letters), ["subject": "Rappel", "text": "Appelez-nous.", "step": "send"])
        #expect(try await world.states() == ["waiting"])
    }

    @Test(arguments: Engine.available)
    func `what waits for somebody goes with the role it stands for`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, jury) = (world.visitor(.julien), "/agence/editions/2014/jury")
        _ = try await julien.submit(
            Self.letters, on: julien.get(Self.letters), ["subject": "Rappel", "text": "Appelez-nous.", "step": "send"])
        _ = try await julien.submit("\(jury)/\(World.juror(.awa))/rappel", on: julien.get(jury), [:])
        #expect(try await world.states() == ["waiting", "waiting"])
        try await world.take(.submitter, from: .coralie)
        #expect(try await world.states() == ["waiting", "waiting"])
        try await world.take(.submitter, from: .romain)
        try await world.take(.juror, from: .awa)
        #expect(try await world.states() == ["cancelled", "cancelled"])
    }

    @Test(arguments: Engine.available)
    func `a decision is not told to an owner who has lost the role`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, decision) = (world.visitor(.julien), "/agence/editions/2014/decisions/\(World.nursery)")
        _ = try await julien.submit(
            decision, on: julien.get(decision), ["choice": "retained", "reason": "Une équipe", "meant": "on"])
        _ = try await julien.submit(Self.publication + "/lettres", on: julien.get(Self.publication), [:])
        #expect(try await world.states() == ["held"])
        try await world.take(.submitter, from: .coralie)
        let page = try await julien.get(Self.publication)
        #expect(page.text.contains("aucun porteur n’ouvre ce dossier"))
        let out = try await julien.submit(Self.publication + "/maintenant", on: page, ["confirmation": "publier 2014"])
        #expect(out.status == .seeOther)
        #expect(try await world.states() == ["cancelled"])
    }

    @Test(arguments: Engine.available)
    func `there is nobody to ask about a sheet whose owner has lost the role`(engine: Engine) async throws {
        let world = try await World(engine)
        let (sabine, list) = (world.visitor(.sabine), "/agence/editions/2014/fiches")
        try await world.take(.submitter, from: .coralie)
        let begun = try await sabine.submit(list, on: sabine.get(list), ["submission": World.nursery.description])
        let page = try await sabine.follow(begun)
        #expect(page.text.contains("Ce dossier n’a pas de porteur"))
        let sheet = String(try #require(begun.location?.split(separator: "?").first))
        let asked = try await sabine.post(sheet + "/accord", ["token": "token-of-sabine", "revision": "1"])
        #expect(asked.status == .unprocessableContent)
        #expect(try await world.states() == [])
    }
}

extension World {
    fileprivate func take(_ role: Role, from somebody: Somebody) async throws {
        let answer = try await visitor(.mireille).post(
            "/agence/personnes/\(somebody.id)/roles/retirer",
            ["token": "token-of-mireille", "role": role.rawValue, "edition": World.edition2014.description])
        #expect(answer.status == .seeOther)
    }

    fileprivate func give(_ role: Role, to somebody: Somebody) async throws {
        try await roles.grant(
            Hat(role, in: World.edition2014), to: somebody.id, by: Somebody.mireille.id, at: World.monday)
    }

    fileprivate func readers() async throws -> Int {
        try await database.read {
            try $0.count("SELECT readers AS count FROM file_progress WHERE submission = \(World.nursery)")
        }
    }

    /// Of the letters, but for the one that says that a role has ended.
    fileprivate func states() async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT state FROM message WHERE COALESCE(about, '') NOT LIKE 'role:%' ORDER BY id")
                .map { try $0["state"] }
        }
    }
}
