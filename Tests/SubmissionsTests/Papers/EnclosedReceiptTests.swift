import Accounts
import Documents
import Foundation
import Mail
import Storage
import StorageTesting
import Tasks
import Testing
import Web
import WebTesting
import Workers
import World

@testable import Submissions

struct EnclosedReceiptTests {
    private static let echo = """
        import base64, json, sys
        for line in sys.stdin:
            print(json.dumps({"bytes": base64.b64encode(line.encode()).decode()}), flush=True)
        """

    private func enclosed(_ world: World, _ papers: Papers) -> EnclosedReceipt {
        let correspondence = Correspondence(
            outbox: Outbox(queue: TaskQueue()), phrasebooks: [:], address: World.address
        ) { _ in MailLook(name: "rally'nov", accent: "") }
        return EnclosedReceipt(
            submissions: SubmissionStore(database: world.database), papers: papers, correspondence: correspondence,
            clock: { World.monday })
    }

    @Test(arguments: Engine.available)
    func `the letter of receipt encloses the receipt, to whom the file is`(engine: Engine) async throws {
        let world = try await World(engine)
        let papers = Papers(worker: LineWorker("python3", ["-c", Self.echo]))
        let enclosed = enclosed(world, papers)
        let paper = EnclosedReceipt.paper(of: World.nursery)
        #expect(await enclosed.make(paper, for: Somebody.coralie.id, in: "fr") != nil)
        // Neither another author nor staff, whose file it is not.
        for somebody in [Somebody.romain, .julien, .awa] {
            #expect(await enclosed.make(paper, for: somebody.id, in: "fr") == nil, "\(somebody)")
        }
        // A draft was received by nobody; what is no receipt, or of nothing, is none.
        let romain = Somebody.romain.id
        #expect(await enclosed.make(EnclosedReceipt.paper(of: World.ovens), for: romain, in: "fr") == nil)
        #expect(await enclosed.make(LetterPaper("grid", of: "7"), for: romain, in: "fr") == nil)
        #expect(await enclosed.make(LetterPaper("receipt", of: "7"), for: romain, in: "fr") == nil)
        await papers.stop()
        #expect(await self.enclosed(world, .none).make(paper, for: Somebody.coralie.id, in: "fr") == nil)
    }

    @Test func `the letter of receipt names its paper, and no other letter does`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        let sending = "/dossiers/\(World.ovens)/transmettre"
        _ = try await romain.submit(sending, on: try await romain.get(sending), [:])
        let letters = try await world.database.read { connection in
            try connection.rows("SELECT letter FROM message").map { try $0["letter"] as String }
        }
        #expect(
            letters.filter { $0.contains("\"paper\":{\"key\":\"\(World.ovens)\",\"kind\":\"receipt\"}") }.count == 1)
    }
}
