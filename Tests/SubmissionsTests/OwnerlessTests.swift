import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A file that nobody outside the agency can send is given an owner.
struct OwnerlessTests {
    private static let words = "Donnez un porteur à « Un pain qui attend le matin »"

    @Test(arguments: Engine.available)
    func `a file without an owner leads the agency to where one is named, until one is`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), World.ovens.deskPath)
        #expect(try await !julien.get("/ma-page").text.contains("Donnez un"))
        try await world.database.write { connection in
            try connection.run("DELETE FROM submission_author WHERE submission = \(World.ovens)")
        }
        let home = try await julien.get("/ma-page")
        #expect(home.text.contains(Self.words) && home.html.contains("href=\"\(desk)#owner\""))
        #expect(try await !world.visitor(.sabine).get("/ma-page").text.contains("Donnez un"))
        let page = try await julien.get(desk)
        #expect(page.html.contains("<details id=\"owner\" open>"))
        let answer = try await julien.submit(
            "\(desk)/porteur", on: page, ["email": "edith@example.org", "owner-reason": "Elle le porte."])
        #expect(answer.status == .seeOther)
        #expect(try await !julien.get("/ma-page").text.contains("Donnez un"))
    }

    @Test func `a file whose owner has the role no more is told as that`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE submission_author SET is_taken = 1 WHERE submission = \(World.ovens)")
        }
        let home = try await world.visitor(.julien).get("/ma-page").text
        #expect(home.contains("Donnez un autre porteur à « Un pain qui attend le matin »"))
        #expect(!home.contains(Self.words))
    }
}
