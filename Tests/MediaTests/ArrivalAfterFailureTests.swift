import Foundation
import StorageTesting
import Testing
import WebTesting

@testable import Media

/// Files in pieces, while something that they need fails.
struct ArrivalAfterFailureTests {
    private let paper = Array("PDF".utf8) + (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    private struct Said: Decodable {
        let id: String?
        let offset: Int?
        let state: String?
        let sentence: String?
        let waits: Bool?
    }

    private func said(_ screen: Screen) throws -> Said { try JSONDecoder().decode(Said.self, from: Data(screen.bytes)) }

    private func begin(by visitor: Visitor) async throws -> Said {
        try said(
            await visitor.post(
                "/things/a/fichiers/envois", ["token": "token-of-awa", "file": "bilan.pdf", "size": "\(paper.count)"],
                [.accept: "application/json"]))
    }

    private func send(_ bytes: [UInt8], to begun: Said, at offset: Int, by visitor: Visitor) async throws -> Screen {
        let path = "/things/a/fichiers/envois/\(begun.id ?? "")?offset=\(offset)"
        return try await visitor.send(bytes: bytes, to: path, token: "token-of-awa", piece: 40_000)
    }

    @Test(arguments: Engine.available)
    func `while the store is away the script is told to wait, and goes on once it is back`(engine: Engine) async throws
    {
        let site = try await MediaSite(engine)
        let begun = try await begin(by: site.awa)
        site.blobs.isAway.withLockedValue { $0 = true }
        let refused = try await send(paper, to: begun, at: 0, by: site.awa)
        let told = try said(refused)
        #expect(refused.status == .conflict && told.waits == true && told.sentence?.isEmpty == false)
        #expect(try await begin(by: site.awa).offset == paper.count)
        site.blobs.isAway.withLockedValue { $0 = false }
        let ended = try await send([], to: begun, at: paper.count, by: site.awa)
        #expect(try ended.status == .ok && said(ended).state == "waiting")
        #expect(try await site.kept().count == 1)
    }

    @Test(arguments: Engine.available)
    func `a file of which no copy holds what had come is sent again from what lies there`(engine: Engine) async throws {
        let site = try await MediaSite(engine)
        let begun = try await begin(by: site.awa)
        #expect(try await send(Array(paper[..<60_000]), to: begun, at: 0, by: site.awa).status == .ok)
        for name in site.arriving { try FileManager.default.removeItem(atPath: "\(site.folder)/arriving/\(name)") }
        let other = site.restarted()
        let refused = try await send(Array(paper[60_000...]), to: begun, at: 60_000, by: other)
        #expect(try refused.status == .conflict && said(refused).offset == 0)
        #expect(try await begin(by: other).offset == 0)
        let ended = try await send(paper, to: begun, at: 0, by: other)
        #expect(try ended.status == .ok && said(ended).state == "waiting")
        try await site.work()
        #expect(try await site.only()?.state == .ready)
    }

    @Test func `what the store has already is not cut short by one who begins again`() async throws {
        let site = try await MediaSite()
        let begun = try await begin(by: site.awa)
        #expect(try await send(Array(paper[..<60_000]), to: begun, at: 0, by: site.awa).status == .ok)
        // As after a restore of a day when less had come, beside a program that was killed at the end of the upload.
        let name = try #require(site.arriving.first)
        let (arriving, other) = ("\(site.folder)/arriving/\(name)", "\(site.folder)/another-name")
        try Data(paper).write(to: URL(fileURLWithPath: arriving))
        try FileManager.default.linkItem(atPath: arriving, toPath: other)
        let refused = try await send(Array(paper[60_000...]), to: begun, at: 60_000, by: site.restarted())
        #expect(try refused.status == .conflict && said(refused).offset == 0)
        let ended = try await send(paper, to: begun, at: 0, by: site.awa)
        #expect(try ended.status == .ok && said(ended).state == "waiting")
        #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == Data(paper))
    }
}
