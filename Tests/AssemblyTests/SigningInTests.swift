import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

struct SigningInTests {
    @Test(arguments: Engine.available)
    func `the link of the letter leads to the page of somebody with all their roles`(engine: Engine) async throws {
        let database = try await World(engine).database
        let house = try House(database: database, settings: HouseSettings(root: World.root, address: World.address))
        let visitor = Visitor(house.site)
        let page = try await visitor.get("/connexion")
        _ = try await visitor.submit("/connexion", on: page, ["email": "mireille@example.org"])
        let link = try await link(in: database)
        let answer = try await visitor.submit(link, on: visitor.get(link), [:])
        let home = try await visitor.follow(answer)
        #expect(home.status == .ok)
        #expect(home.text.contains("Bonjour Mireille"))
        #expect(home.html.contains("href=\"/agence/editions\""))
        #expect(try await visitor.get("/agence/editions").status == .ok)
    }

    @Test func `somebody can sign in while the site is private`() async throws {
        let database = try await World().database
        try await database.write { try $0.run("DELETE FROM page_text") }
        let house = try House(database: database, settings: HouseSettings(root: World.root, address: World.address))
        #expect(try await Visitor(house.site).get("/connexion").status == .ok)
        #expect(try await Visitor(house.site).get("/partenaires").status == .forbidden)
    }

    private func link(in database: any Database) async throws -> String {
        let row = try await database.read { try $0.row("SELECT plain FROM message") }
        let text: String = try #require(try row?["plain"])
        return String(try #require(text.firstMatch(of: /rallynov\.test(\/connexion\/\S+)/)).1)
    }
}
