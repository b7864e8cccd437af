import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// Whoever owns a file agrees to a public sheet, takes that back, and may give it again.
struct SheetConsentTests {
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let withdrawal = owned + "/retrait"
    private static let address = "/initiatives/initiative-1"
    private static let duty = "est retiré par son porteur"

    @Test(arguments: Engine.available)
    func `an agreement that is withdrawn takes the sheet off at once, and the agency knows`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        #expect(try await owner.get(Self.owned).html.contains("href=\"\(Self.withdrawal)\""))
        #expect(try await owner.get("/dossiers/\(World.nursery)").html.contains("href=\"\(Self.owned)#consent\""))
        let along = try await world.visitor(.edith).get("/dossiers/\(World.nursery)")
        #expect(along.status == .ok && !along.html.contains("#consent"))
        let asked = try await owner.get(Self.withdrawal)
        #expect(asked.text.contains("quitte le site aussitôt") && asked.text.contains("Ce qui reste"))
        #expect(try await world.stranger.get(Self.address).status == .ok)
        let done = try await owner.submit(Self.withdrawal, on: asked, ["words": "Nous changeons de métier"])
        #expect(done.status == .seeOther)
        let after = try await owner.follow(done).text
        #expect(after.contains("Votre accord est retiré.") && after.contains("Accord pour une fiche publique retiré"))
        #expect(try await world.stranger.get(Self.address).status == .gone)
        #expect(try await world.noted("sheet-consent-withdrawn").map(\.actor) == [Somebody.coralie.id])
        try await world.expectLetter("Accord retiré", "L’agence est prévenue")
        try await world.expectLetter("Accord retiré", "Nous changeons de métier", to: .sabine)
        #expect(try await editor.get("/ma-page").text.contains(Self.duty))
        #expect(try await editor.get(sheet).text.contains("Nous changeons de métier"))
    }

    @Test(arguments: Engine.available)
    func `without the agreement nothing is asked for nor published, until it is given again`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        _ = try await owner.submit(Self.withdrawal, on: owner.get(Self.withdrawal), [:])
        try await world.pass()
        let desk = try await editor.get(sheet)
        let revision = try #require(desk.fields(of: sheet + "/laisser")["revision"])
        for word in ["publier", "accord"] {
            let refused = try await editor.post(
                "\(sheet)/\(word)",
                ["token": "token-of-sabine", "revision": revision, "publish_before": "on", "publish_again": "on"])
            #expect(refused.status == .unprocessableContent, "\(word)")
            #expect(refused.text.contains("tant qu’il n’est pas redonné"), "\(word)")
        }
        #expect(try await editor.submit(sheet + "/laisser", on: editor.get(sheet), [:]).status == .seeOther)
        #expect(try await !editor.get("/ma-page").text.contains(Self.duty))
        try await world.pass()

        let given = try await owner.submit(Self.owned + "/retour", on: owner.get(Self.owned), [:])
        #expect(try await owner.follow(given).text.contains("Votre accord est redonné."))
        #expect(try await editor.get("/ma-page").text.contains("est redonné : demandez l’accord"))
        #expect(try await owner.get("/ma-page").text.contains("l’agence vous demandera de relire la fiche"))
        #expect(try await world.stranger.get(Self.address).status == .gone)
        try await world.pass()
        try await world.agree(on: sheet)
        #expect(try await world.stranger.get(Self.address).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `what was public once is gone as long as nobody reads it, whatever is done with it`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        _ = try await owner.submit(Self.withdrawal, on: owner.get(Self.withdrawal), [:])
        try await world.pass()
        _ = try await owner.submit(Self.owned + "/retour", on: owner.get(Self.owned), [:])
        try await world.pass()
        let asked = try await editor.submit(sheet + "/accord", on: editor.get(sheet), ["title": "Un titre nouveau"])
        #expect(asked.status == .seeOther)
        let gone = try await world.stranger.get(Self.address)
        #expect(gone.status == .gone && gone.text.contains("Elle a été retirée"))
        #expect(!gone.html.contains("Un titre nouveau"))
        let approved = try await owner.submit(
            Self.owned + "/accord", on: owner.get(Self.owned), ["function": "Directrice"])
        #expect(approved.status == .seeOther)
        #expect(try await world.stranger.get(Self.address).status == .gone)
        let published = try await editor.submit(sheet + "/publier", on: editor.get(sheet), [:])
        #expect(published.status == .seeOther)
        #expect(try await world.stranger.get(Self.address).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `whoever wrote along reads the sheet once its decision is out, and answers for nothing`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let other = world.visitor(.edith)
        _ = try await world.publishSheet(isOut: false)
        #expect(try await other.get(Self.owned).status == .notFound)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
        }
        let read = try await other.get(Self.owned)
        #expect(read.text.contains("Qui en répond : Coralie."))
        #expect(!read.forms.contains { $0.path.hasPrefix(Self.owned) } && !read.html.contains(Self.withdrawal))
        #expect(try await other.get(Self.withdrawal).status == .seeOther)
        let tried = try await other.post(Self.withdrawal, ["token": "token-of-edith", "revision": "1"])
        #expect(tried.status == .notFound)
    }
}
