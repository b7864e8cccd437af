import Crypto
import Foundation
import HTTPTypes
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Media

/// Files that come in pieces, by the page's script.
struct ArrivalTests {
    private let film = Array("PDF".utf8) + (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    private var digest: String { SHA256.hash(data: film).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    @Test(arguments: Engine.available)
    func `a file that is cut at 60 % goes on in another browser, and is what was sent`(engine: Engine) async throws {
        let site = try await MediaSite(engine)
        let begun = try await begin(by: site.awa)
        #expect(begun.offset == 0 && begun.state == "arriving")
        let cut = try await site.awa.stream(path(begun, at: 0), Self.bytes()) { line in
            for start in stride(from: 0, to: 180_000, by: 10_000) {
                await line.send(Array(film[start..<(start + 10_000)]))
            }
            throw LineCut()
        }
        #expect(cut.status == .badRequest)
        let other = site.restarted()
        let again = try await begin(by: other)
        #expect(again.id == begun.id && again.offset == 180_000)
        #expect(try await said(other.get(path(begun))).offset == 180_000)
        let rest = try await send(Array(film[180_000...]), to: path(begun, at: 180_000), by: other)
        #expect(try said(rest).state == "waiting" && said(rest).offset == film.count)
        #expect(try await site.only()?.digest?.description == digest)
        #expect(try await site.kept() == [digest])
        #expect(site.arriving == [])
        try await site.work()
        #expect(try await site.only()?.state == .ready)
    }

    @Test(arguments: Engine.available)
    func `the same bytes twice lie in the store once`(engine: Engine) async throws {
        let site = try await MediaSite(engine)
        for thing in ["a", "a", "b"] {
            let begun = try await begin(at: thing, by: site.awa)
            #expect(try await send(film, to: path(begun, at: 0, in: thing), by: site.awa).status == .ok)
        }
        #expect(try await site.all().map(\.digest?.description) == [digest, digest, digest])
        #expect(try await site.kept() == [digest])
    }

    @Test func `bytes that do not follow, or are beyond what was said, are refused and change nothing`() async throws {
        let site = try await MediaSite()
        let begun = try await begin(by: site.awa)
        let (first, rest) = (Array(film[..<100_000]), Array(film[100_000...]))
        #expect(try await send(first, to: path(begun, at: 0), by: site.awa).status == .ok)
        for offset in [0, 99_999, 100_001] {
            let refused = try await send(rest, to: path(begun, at: offset), by: site.awa)
            #expect(refused.status == .conflict && refused.html.contains("\"offset\":100000"), "\(offset)")
        }
        #expect(try await send(rest + [0], to: path(begun, at: 100_000), by: site.awa).status == .unprocessableContent)
        // The same without a length that is said beforehand.
        let unsaid = try await site.awa.stream(path(begun, at: 100_000), Self.bytes()) { line in
            await line.send(rest)
            await line.send([0])
        }
        #expect(unsaid.status == .unprocessableContent)
        #expect(try await said(site.awa.get(path(begun))).offset == 100_000)
        #expect(try await said(send(rest, to: path(begun, at: 100_000), by: site.awa)).state == "waiting")
        #expect(try await site.kept() == [digest])
    }

    @Test func `what was on the disk and not answered for is sent again`() async throws {
        let site = try await MediaSite()
        let begun = try await begin(by: site.awa)
        _ = try await send(Array(film[..<50_000]), to: path(begun, at: 0), by: site.awa)
        // As a process leaves it that was killed in the midst of a piece.
        let file = try #require(FileHandle(forWritingAtPath: "\(site.folder)/arriving/\(begun.id)"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("half a piece".utf8))
        try file.close()
        let other = site.restarted()
        #expect(try await begin(by: other).offset == 50_000)
        _ = try await send(Array(film[50_000...]), to: path(begun, at: 50_000), by: other)
        #expect(try await site.kept() == [digest])
    }

    @Test func `a file that was ended between its last byte and its keeping is kept by the next try`() async throws {
        let site = try await MediaSite()
        let begun = try await begin(by: site.awa)
        site.blobs.isFull.withLockedValue { $0 = true }
        let full = try await send(film, to: path(begun, at: 0), by: site.awa)
        #expect(full.status == .unprocessableContent && full.html.contains("no room"))
        #expect(try await said(site.awa.get(path(begun))).offset == film.count)
        site.blobs.isFull.withLockedValue { $0 = false }
        #expect(try await said(send([], to: path(begun, at: film.count), by: site.awa)).state == "waiting")
        #expect(try await site.kept() == [digest])
    }

    @Test func `what came is held against the digest that was said`() async throws {
        let site = try await MediaSite()
        let begun = try await begin(digest: String(repeating: "0", count: 64), by: site.awa)
        #expect(try await send(film, to: path(begun, at: 0), by: site.awa).status == .unprocessableContent)
        #expect(try await said(site.awa.get(path(begun))).offset == 0)
        let right = try await begin(digest: digest, by: site.awa)
        #expect(try await said(send(film, to: path(right, at: 0), by: site.awa)).state == "waiting")
    }

    @Test func `a kind that is not taken is refused by its first bytes, whatever it is called, and nothing stays`()
        async throws
    {
        let site = try await MediaSite()
        for start in ["MZ\0", "ODD"] {
            let begun = try await begin(by: site.awa)
            let refused = try await site.awa.stream(path(begun, at: 0), Self.bytes()) { line in
                await line.send(Array("\(start)0123456789abcdef".utf8))
                // Never sent: it is refused before.
                for _ in 0..<1_000 where !Task.isCancelled { await line.send([0]) }
            }
            #expect(refused.status == .unprocessableContent, "\(start)")
            #expect(try await site.all() == [] && site.arriving == [], "\(start)")
        }
    }

    @Test func `nobody else goes on with a file, nor at another place`() async throws {
        let site = try await MediaSite()
        let begun = try await begin(by: site.awa)
        _ = try await send(Array(film[..<10]), to: path(begun, at: 0), by: site.awa)
        #expect(try await site.noe.get(path(begun)).status == .notFound)
        let piece = Array(film[10..<20])
        let others = try await site.noe.send(bytes: piece, to: path(begun, at: 10), token: "token-of-noe")
        #expect(others.status == .notFound)
        #expect(try await send(piece, to: path(begun, at: 10, in: "b"), by: site.awa).status == .notFound)
        let cancelled = try await site.noe.post(path(begun) + "/annuler", ["token": "token-of-noe"])
        #expect(cancelled.status == .notFound)
        #expect(try await begin(by: site.noe, token: "token-of-noe").id != begun.id)
    }

    @Test func `more than a place takes is refused before it is sent`() async throws {
        let site = try await MediaSite()
        site.state.withLockedValue { $0.limits = MediaLimits([.paper], most: 400_000, mostInAll: 500_000, count: 2) }
        #expect(try await beginning(size: 400_001, by: site.awa).status == .unprocessableContent)
        #expect(try await beginning(size: 0, by: site.awa).status == .unprocessableContent)
        let begun = try await begin(by: site.awa)
        // What is on its way counts.
        #expect(try await beginning("b", size: 200_000, by: site.awa).status == .unprocessableContent)
        #expect(try await beginning("b", size: 100_000, by: site.awa).status == .ok)
        #expect(try await beginning("c", size: 10, by: site.awa).status == .unprocessableContent)
        _ = try await send(film, to: path(begun, at: 0), by: site.awa)
        #expect(try await beginning("c", size: 10, by: site.awa).status == .unprocessableContent)
        #expect(try await beginning("c", size: -1, by: site.awa).status == .badRequest)
    }

    @Test(arguments: Engine.available)
    func `what others began and left keeps nobody out, and is looked at again once it is whole`(engine: Engine)
        async throws
    {
        let site = try await MediaSite(engine)
        site.state.withLockedValue { $0.limits = MediaLimits([.paper], most: 400_000, mostInAll: 500_000, count: 1) }
        let left = try await begin(by: site.awa)
        #expect(
            try await beginning(size: film.count, by: site.noe, token: "token-of-noe").status == .unprocessableContent)
        try await site.work(after: 1_000)
        let begun = try await begin(by: site.noe, token: "token-of-noe")
        _ = try await site.noe.send(bytes: film, to: path(begun, at: 0), token: "token-of-noe")
        #expect(try await site.all().filter { $0.state != .arriving }.count == 1)
        #expect(try await send(film, to: path(left, at: 0), by: site.awa).status == .unprocessableContent)
        #expect(try await site.all().count == 1)
    }

    @Test(arguments: Engine.available)
    func `one that is cancelled, or left for a day, goes with all that came of it`(engine: Engine) async throws {
        let site = try await MediaSite(engine)
        let first = try await begin(by: site.awa)
        _ = try await send(Array(film[..<10]), to: path(first, at: 0), by: site.awa)
        #expect(site.arriving.count == 1)
        _ = try await site.awa.post(path(first) + "/annuler", ["token": "token-of-awa"])
        #expect(try await site.all() == [] && site.arriving == [])
        let second = try await begin(by: site.awa)
        _ = try await send(Array(film[..<10]), to: path(second, at: 0), by: site.awa)
        try await site.work(after: 23 * 3_600)
        #expect(try await site.all().count == 1)
        try await site.work(after: 2 * 3_600)
        #expect(try await site.all() == [] && site.arriving == [])
    }

    @Test func `nobody begins without end`() async throws {
        let site = try await MediaSite()
        for number in 0..<20 { #expect(try await beginning("\(number)", size: 10, by: site.awa).status == .ok) }
        #expect(try await beginning("20", size: 10, by: site.awa).status == .unprocessableContent)
        #expect(try await beginning("19", size: 10, by: site.awa).status == .ok)
    }

    // MARK: What the script does

    private struct Said: Decodable {
        let id: String
        let offset: Int
        let size: Int
        let state: String
    }

    private func beginning(
        _ name: String = "film.pdf", size: Int, at thing: String = "a", digest: String = "", by visitor: Visitor,
        token: String = "token-of-awa"
    ) async throws -> Screen {
        try await visitor.post(
            "/things/\(thing)/fichiers/envois", ["token": token, "file": name, "size": "\(size)", "digest": digest],
            [.accept: "application/json"])
    }

    private func begin(
        at thing: String = "a", digest: String = "", by visitor: Visitor, token: String = "token-of-awa"
    ) async throws -> Said {
        try said(await beginning(size: film.count, at: thing, digest: digest, by: visitor, token: token))
    }

    private func said(_ screen: Screen) throws -> Said { try JSONDecoder().decode(Said.self, from: Data(screen.bytes)) }

    private func path(_ begun: Said, at offset: Int? = nil, in thing: String = "a") -> String {
        "/things/\(thing)/fichiers/envois/\(begun.id)" + (offset.map { "?offset=\($0)" } ?? "")
    }

    private func send(_ bytes: [UInt8], to path: String, by visitor: Visitor) async throws -> Screen {
        try await visitor.send(bytes: bytes, to: path, token: "token-of-awa", piece: 40_000)
    }

    /// Without a length.
    private static func bytes() -> HTTPFields {
        [.contentType: "application/octet-stream", .formTokenInTest: "token-of-awa", .accept: "application/json"]
    }
}
