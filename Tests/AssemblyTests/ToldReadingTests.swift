import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// The public profile of a file comes from the readings that counted when its decision came out, and from no other.
struct ToldReadingTests {
    private static let page = "/initiatives/initiative-1"
    private static let read = "Ce que le jury a lu"

    @Test(arguments: Engine.available)
    func `a reading that waits for staff's choice is not told, and a choice after the release tells it no more`(
        engine: Engine
    ) async throws {
        let world = try await World.read(engine, sheet: "published")
        try await world.takeAwasRole()
        try await world.letOut()
        let shown = try await world.stranger.get(Self.page)
        #expect(shown.status == .ok && !shown.text.contains(Self.read))
        let juror = try await world.visitor(.julien).get(World.awas)
        #expect(juror.text.contains("dont la décision est parue reste tel quel"))
        try await world.settleInVain("all")
        #expect(try await !world.stranger.get(Self.page).text.contains(Self.read))
        // Nor when the role comes back.
        try await world.roles.grant(
            Hat(.juror, in: World.edition2014), to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        #expect(try await !world.stranger.get(Self.page).text.contains(Self.read))
    }

    @Test(arguments: Engine.available)
    func `a reading that staff chose to keep before the release is told`(engine: Engine) async throws {
        let world = try await World.read(engine, sheet: "published")
        try await world.takeAwasRole()
        try await world.settle("all")
        try await world.letOut()
        #expect(try await world.stranger.get(Self.page).text.contains(Self.read))
    }

    @Test(arguments: Engine.available)
    func `a reading that was told stays told, whatever becomes of its juror`(engine: Engine) async throws {
        let world = try await World.read(engine, sheet: "published")
        try await world.letOut()
        #expect(try await world.stranger.get(Self.page).text.contains(Self.read))
        try await world.takeAwasRole()
        #expect(try await world.stranger.get(Self.page).text.contains(Self.read))
        try await world.settleInVain("nothing")
        #expect(try await world.stranger.get(Self.page).text.contains(Self.read))
        let again = try await world.again()
        #expect(try await again.stranger.get(Self.page).text.contains(Self.read))
    }

    @Test(arguments: Engine.available)
    func `of an edition that came out as a whole, what waits is not told either`(engine: Engine) async throws {
        let world = try await World.read(engine, sheet: "published")
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO release (edition, released_at, is_whole)
                VALUES (\(World.edition2014), \(World.monday), 1)
                """)
        }
        #expect(try await world.again().stranger.get(Self.page).text.contains(Self.read))
        try await world.takeAwasRole()
        let later = try await world.again()
        #expect(try await later.stranger.get(Self.page).status == .ok)
        #expect(try await !later.stranger.get(Self.page).text.contains(Self.read))
    }
}

extension World {
    fileprivate static let awas = "/agence/editions/2014/jury/\(World.juror(.awa))"

    fileprivate func letOut() async throws {
        let (julien, decision) = (visitor(.julien), "/agence/editions/2014/decisions/\(World.nursery)")
        let publication = "/agence/editions/2014/publication"
        func press(_ path: String, on page: String, _ fields: KeyValuePairs<String, String> = [:]) async throws {
            #expect(try await julien.submit(path, on: julien.get(page), fields).status == .seeOther, "\(path)")
        }
        try await press(decision, on: decision, ["choice": "retained", "reason": "Une équipe", "meant": "on"])
        try await press(publication + "/lettres", on: publication)
        try await press(publication + "/maintenant", on: publication, ["confirmation": "publier 2014"])
    }

    fileprivate func takeAwasRole() async throws {
        let answer = try await visitor(.mireille).post(
            "/agence/personnes/\(Somebody.awa.id)/roles/retirer",
            ["token": "token-of-mireille", "role": "juror", "edition": World.edition2014.description])
        #expect(answer.status == .seeOther)
    }

    fileprivate func settle(_ choice: String) async throws {
        let julien = visitor(.julien)
        let answer = try await julien.submit("\(World.awas)/lectures", on: julien.get(World.awas), ["stay": choice])
        #expect(answer.status == .seeOther)
    }

    /// What is out is not asked about any more.
    fileprivate func settleInVain(_ choice: String) async throws {
        let answer = try await visitor(.julien).post(
            "\(World.awas)/lectures", ["token": "token-of-julien", "stay": choice])
        #expect(answer.status == .notFound)
    }

    /// The same database, read by a program that has just started.
    fileprivate func again() async throws -> World { try counted().world }
}
