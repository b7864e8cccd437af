import Foundation
import HTTPTypes
import Journal
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Assembly

struct ExportJournalTests {
    /// From the routes as they are declared: a list that is added is asked for here without a line being added.
    @Test(arguments: Engine.available)
    func `every list that leaves with somebody is noted before it is sent`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        let mireille = world.visitor(.mireille)
        var asked: [String] = []
        for (entry, path) in world.readableRoutes where entry.policy != .always {
            let answer = try await mireille.get(path)
            guard answer.headers[.contentDisposition]?.hasPrefix("attachment") == true else {
                #expect(!path.hasSuffix(".csv") && !path.hasSuffix(".xlsx"), "\(path)")
                continue
            }
            asked.append(entry.path)
            let noted = try await world.noted("exported")
            #expect(noted.count == asked.count, "\(path)")
            #expect(noted.last?.thing == "route \(entry.path.dropFirst())")
            #expect(noted.last?.actor == Somebody.mireille.id)
            let isOfEdition = entry.path.contains(":edition")
            #expect(noted.last?.edition == (isOfEdition ? World.edition2014.description : nil))
        }
        for ending in [".csv", ".xlsx"] {
            #expect(asked.filter { $0.hasSuffix(ending) }.count == 13, "\(asked)")
        }
        #expect(try await world.journalLength() == asked.count)
    }

    @Test func `a copy that is found later is held against what was noted`() async throws {
        let world = try await World.furnished()
        let answer = try await world.visitor(.mireille).get("/agence/personnes.csv?role=juror")
        let digest = Details.digest(of: Array(answer.bytes))
        let noted = try #require(try await world.noted("exported").first)
        #expect(noted.holds(["asked": "/agence/personnes.csv?role=juror", "sha256": digest]))
        #expect(!noted.holds(["asked": "/agence/personnes.csv", "sha256": digest]))
    }

    @Test func `whoever only asks what there is takes nothing along`() async throws {
        let world = try await World.furnished()
        let (mireille, path) = (world.visitor(.mireille), "/agence/personnes.csv")
        let head = try await mireille.send(.head, path)
        #expect(head.status == .ok && head.bytes.isEmpty)
        #expect(head.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        #expect(try await world.noted("exported").isEmpty)
        _ = try await mireille.get(path)
        #expect(try await world.noted("exported").count == 1)
    }

    @Test func `what is refused is not noted`() async throws {
        let world = try await World.furnished()
        #expect(try await world.visitor(.awa).get("/agence/personnes.csv").status == .forbidden)
        #expect(try await world.stranger.get("/agence/personnes.csv").status != .ok)
        #expect(try await world.journalLength() == 0)
    }

    @Test func `what cannot be noted is not sent`() async throws {
        let world = try await World.furnished()
        try await world.database.write { try $0.runScript("DROP TABLE journal") }
        let answer = try await world.visitor(.mireille).get("/agence/personnes.csv")
        #expect(answer.status.code >= 500)
        #expect(!answer.text.contains("awa@example.org"))
        #expect(try await world.visitor(.mireille).get("/agence/personnes").text.contains("awa@example.org"))
    }
}
