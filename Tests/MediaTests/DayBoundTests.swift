import HTTPTypes
import StorageTesting
import Testing
import WebTesting

@testable import Media

/// What one person sends in a day is bounded, also where they take it out again: its bytes stay for a day.
struct DayBoundTests {
    private func paper(_ mark: UInt8) -> [UInt8] { Array("PDF".utf8) + [UInt8](repeating: mark, count: 99_997) }

    @Test(arguments: Engine.available)
    func `what was taken out counts for a day, then there is room again`(engine: Engine) async throws {
        let site = try await MediaSite(engine, mostOfDay: 250_000)
        for mark in [1, 2] as [UInt8] {
            #expect(try await send(mark, by: site.awa, "token-of-awa").status == .seeOther)
            try await takeAllOut(of: site)
        }
        let refused = try await send(3, by: site.awa, "token-of-awa")
        #expect(refused.status == .unprocessableContent && refused.text.contains("In a day"))
        #expect(try await beginning(by: site.awa).status == .unprocessableContent)
        // Nothing of it lies in the store, and others are not kept out.
        #expect(try await site.kept().count == 2 && site.arriving == [])
        #expect(try await send(4, by: site.noe, "token-of-noe").status == .seeOther)
        try await site.work(after: 27 * 3_600)
        #expect(try await send(3, by: site.awa, "token-of-awa").status == .seeOther)
        #expect(
            try await site.database.read { try $0.count("SELECT count(*) AS count FROM media_brought") } == 1)
    }

    @Test func `what is on its way counts too`() async throws {
        let site = try await MediaSite(mostOfDay: 250_000)
        for name in ["a.pdf", "b.pdf"] { #expect(try await beginning(name, by: site.awa).status == .ok) }
        let refused = try await beginning("c.pdf", by: site.awa)
        #expect(refused.status == .unprocessableContent && refused.html.contains("In a day"))
    }

    @Test func `where a place is full, what comes by a form is not kept even for a while`() async throws {
        let site = try await MediaSite()
        site.state.withLockedValue { $0.limits = MediaLimits([.paper], most: 400_000, mostInAll: 500_000, count: 1) }
        #expect(try await send(1, by: site.awa, "token-of-awa").status == .seeOther)
        #expect(try await send(2, by: site.awa, "token-of-awa").status == .unprocessableContent)
        #expect(try await site.kept().count == 1)
    }

    @Test func `a type that a place does not take is refused by its first bytes, though its kind is taken`()
        async throws
    {
        let site = try await MediaSite()
        site.state.withLockedValue { $0.limits.types = ["text/csv"] }
        #expect(try await send(1, by: site.awa, "token-of-awa").status == .unprocessableContent)
        site.state.withLockedValue { $0.limits.types = ["application/pdf"] }
        #expect(try await send(1, by: site.awa, "token-of-awa").status == .seeOther)
    }

    private func send(_ mark: UInt8, by visitor: Visitor, _ token: String) async throws -> Screen {
        try await visitor.send(
            paper(mark), called: "bilan-\(mark).pdf", to: "/things/a/fichiers", ["token": token])
    }

    private func beginning(_ name: String = "bilan.pdf", by visitor: Visitor) async throws -> Screen {
        try await visitor.post(
            "/things/a/fichiers/envois", ["token": "token-of-awa", "file": name, "size": "100000"],
            [.accept: "application/json"])
    }

    private func takeAllOut(of site: MediaSite) async throws {
        let ids = try await site.all().map(\.id)
        try await site.database.write { connection in
            for id in ids { try MediaStore.remove(id, in: connection) }
        }
        site.state.withLockedValue { $0.things = [:] }
    }
}
