import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// The eligibility of a file changes that jurors have read and sent.
struct SentReadingTests {
    private static let desk = World.nursery.deskPath
    private static let path = desk + "/recevabilite"
    private static let news =
        "« Composer les tournées en équipe » n’est plus recevable : 1 lecture envoyée ne compte pas"

    @Test(arguments: Engine.available)
    func `whoever changes it is told once how many readings were sent, and the chair that they do not count`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.leaveOpen("need-established")
        let page = try await julien.get(Self.desk)
        let asked = try await julien.submit(
            Self.path, on: page, ["verdict": "not-eligible", "note": "Hors du territoire"])
        #expect(asked.status == .unprocessableContent && asked.lostFaults == [])
        #expect(asked.text.contains("1 lecture de ce dossier est envoyée"))
        #expect(asked.text.contains("Hors du territoire"))
        #expect(try await !world.visitor(.genevieve).get("/ma-page").text.contains(Self.news))
        let done = try await julien.submit(Self.path, on: asked, ["readings": "on"])
        #expect(done.status == .seeOther)
        for somebody in [Somebody.genevieve, .julien] {
            #expect(try await world.visitor(somebody).get("/ma-page").text.contains(Self.news), "\(somebody)")
        }
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains(Self.news))
        let back = try await julien.submit(
            Self.path, on: julien.get(Self.desk), ["verdict": "eligible", "note": "", "unlooked": "on"])
        #expect(back.status == .unprocessableContent && back.text.contains("compte de nouveau"))
        #expect(try await julien.submit(Self.path, on: back, ["readings": "on"]).status == .seeOther)
        #expect(try await !world.visitor(.genevieve).get("/ma-page").text.contains(Self.news))
    }

    @Test(arguments: Engine.available)
    func `nothing is asked where nothing was sent, or where the answer stays`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let fields: KeyValuePairs = ["verdict": "not-eligible", "note": "Hors du territoire"]
        #expect(try await julien.submit(Self.path, on: julien.get(Self.desk), fields).status == .seeOther)
        try await world.leaveOpen("need-established")
        let again: KeyValuePairs = ["verdict": "not-eligible", "note": "Hors du département"]
        #expect(try await julien.submit(Self.path, on: julien.get(Self.desk), again).status == .seeOther)
    }
}
