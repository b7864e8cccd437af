import Foundation
import Media
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// Pictures of a sheet that the public reads: what goes is gone at once, what joins it waits for its organisation.
struct IllustratedSheetTests {
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let address = "/initiatives/initiative-1"

    @Test(arguments: Engine.available)
    func `a picture taken off a published sheet is gone at once, and the sheet says since when`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let editor = world.visitor(.sabine)
        let sheet = try await world.beginSheet()
        let (id, file) = try await world.bringPicture(to: sheet)
        _ = try await world.show(id, on: sheet)
        try await world.agree(on: sheet)
        // Asked for once before, so that an answer of it could be kept.
        #expect(try await world.stranger.get(Self.address).html.contains(file))
        #expect(try await world.stranger.get(Self.address + file).status == .ok)

        let page = try await editor.get(sheet + "/images")
        #expect(try await editor.submit(sheet + "/image/\(id)/montrer", on: page, [:]).status == .seeOther)
        #expect(try await world.stranger.get(Self.address + file).status == .notFound)
        for path in [Self.address, "/catalogue", "/atom.xml"] {
            let shown = try await world.stranger.get(path)
            #expect(shown.status == .ok && !shown.html.contains(file), "\(path)")
        }
        #expect(try await world.stranger.get(Self.address).text.contains("version 2, du"))
        let desk = try await editor.get(sheet)
        #expect(desk.text.contains("La version 1 a été approuvée") && desk.text.contains("Images ou documents changés"))
        let letters = try await world.database.read { connection in
            try connection.rows("SELECT subject FROM message WHERE state = 'waiting'")
                .map { try $0["subject"] as String }
        }
        #expect(letters.contains { $0.hasPrefix("Les images de la fiche publique de") }, "\(letters)")
    }

    @Test(arguments: Engine.available)
    func `a picture joins a published sheet once an owner agrees, and is seen by nobody else before`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let owner = world.visitor(.coralie)
        let sheet = try await world.beginSheet()
        try await world.agree(on: sheet)
        let (id, file) = try await world.bringPicture(to: sheet)
        #expect(try await owner.get(Self.owned + file).status == .notFound)
        let asked = try await world.show(id, on: sheet)
        #expect(asked.location == "\(sheet)/image/\(id)?ok=asked")
        #expect(try await world.stranger.get(Self.address + file).status == .notFound)
        #expect(try await !world.stranger.get(Self.address).html.contains(file))
        #expect(try await owner.get("/ma-page").html.contains("href=\"\(Self.owned)\""))

        let page = try await owner.get(Self.owned)
        #expect(page.html.contains(Self.owned + file) && page.text.contains("Image de Edith"))
        #expect(try await owner.get(Self.owned + file).status == .ok)
        #expect(try await owner.submit(Self.owned + "/images/accord", on: page, [:]).status == .seeOther)
        #expect(try await world.stranger.get(Self.address + file).status == .ok)
        let shown = try await world.stranger.get(Self.address)
        #expect(shown.html.contains(file) && shown.text.contains("version 2, du"))
        // Agreed to once.
        #expect(try await owner.submit(Self.owned + "/images/accord", on: page, [:]).status == .conflict)
    }

    @Test func `an owner declines, or reads other words than those that were saved since, and nothing joins the sheet`()
        async throws
    {
        let world = try await World()
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.beginSheet()
        try await world.agree(on: sheet)
        let (id, file) = try await world.bringPicture(to: sheet)
        _ = try await world.show(id, on: sheet)
        let page = try await owner.get(Self.owned)
        let image = "\(sheet)/image/\(id)"
        _ = try await editor.submit(image, on: editor.get(image), ["words": "Un autre atelier"])
        #expect(try await owner.submit(Self.owned + "/images/accord", on: page, [:]).status == .conflict)
        let again = try await owner.get(Self.owned)
        #expect(again.text.contains("Un autre atelier"))
        _ = try await owner.submit(Self.owned + "/images/refus", on: again, ["why": "On me reconnaît"])
        #expect(try await world.stranger.get(Self.address + file).status == .notFound)
        #expect(try await owner.get(Self.owned + file).status == .notFound)
        #expect(try await editor.get(sheet).text.contains("On me reconnaît"))
        #expect(try await !owner.get(Self.owned).html.contains("/images/accord"))
    }

    @Test func `whoever only writes along answers for nothing, and a withdrawn sheet asks for nothing any more`()
        async throws
    {
        let world = try await World()
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.beginSheet()
        try await world.agree(on: sheet)
        let (id, file) = try await world.bringPicture(to: sheet)
        _ = try await world.show(id, on: sheet)
        let page = try await owner.get(Self.owned)
        for somebody in [Somebody.romain, .awa] {
            let fields = ["revision": "9", "token": "token-of-\(somebody)"] as KeyValuePairs
            let tried = try await world.visitor(somebody).post(Self.owned + "/images/accord", fields)
            #expect(tried.status == .notFound, "\(somebody)")
        }
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir"])
        #expect(try await owner.submit(Self.owned + "/images/accord", on: page, [:]).status == .conflict)
        #expect(try await owner.get(Self.owned + file).status == .notFound)
    }
}
