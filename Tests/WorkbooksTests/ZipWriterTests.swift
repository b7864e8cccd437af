import Foundation
import Tables
import Testing
import Workbooks
import Workers

struct ZipWriterTests {
    private static let time = TestedWorkbook.noon

    /// As patient as a busy machine needs.
    private static let reader = Tool("python3", limits: Tool.Limits(seconds: 60, patience: 240))

    /// What Python's own reader says of an archive: each name with its size and when it is from, or what is wrong.
    private static func told(_ bytes: [UInt8]) async throws -> [String] {
        let script = """
            import io, sys, zipfile
            z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
            assert z.testzip() is None
            print("\\n".join(f"{i.filename}|{len(z.read(i))}|{i.date_time[:5]}" for i in z.infolist()))
            """
        let output = try await reader.run(["-X", "utf8", "-c", script], input: bytes)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func bytes(_ items: [ZipItem]) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await share in ZipArchive(items) { bytes += share }
        return bytes
    }

    @Test func `an archive is read back whole, under names that people know`() async throws {
        let text = Array(String(repeating: "Bonjour. ", count: 50_000).utf8)
        let items = [
            ZipItem(
                "Épicerie n° 1.pdf", in: ["Dossiers", "2014-001 Œuvre"], at: Self.time, isPacked: true, bytes: text),
            ZipItem("photo.jpg", at: Self.time, isPacked: false, bytes: text),
            ZipItem("vide.txt", at: Self.time, isPacked: true, bytes: []),
        ]
        let bytes = try await Self.bytes(items)
        let when = "(2014, 9, 30, 12, 0)"
        #expect(
            try await Self.told(bytes) == [
                "Dossiers/2014-001 Œuvre/Épicerie n° 1.pdf|450000|\(when)", "photo.jpg|450000|\(when)",
                "vide.txt|0|\(when)",
            ])
        #expect(bytes.count < 460_000)
    }

    @Test func `two things of one name stay two, whatever the case`() async throws {
        let items = ["plan.pdf", "Plan.PDF", "plan.pdf"].map {
            ZipItem($0, in: ["a"], at: Self.time, isPacked: false, bytes: [1])
        }
        let names = try await Self.told(try await Self.bytes(items)).map { $0.prefix { $0 != "|" } }
        #expect(names == ["a/plan.pdf", "a/Plan (2).PDF", "a/plan (3).pdf"])
    }

    @Test(arguments: [
        ("../../etc/passwd", "-..-etc-passwd"), ("C:\\x.exe", "C--x.exe"), ("facture\u{202E}fdp.exe", "facturefdp.exe"),
        ("con.txt", "con-.txt"), ("...", "-"), ("a\u{0}b\nc", "a-b c"), ("  x  ", "x"), ("fin.", "fin"),
        (String(repeating: "é", count: 300) + ".pdf", String(repeating: "é", count: 58) + ".pdf"),
    ])
    func `a name leads out of no folder and hides nothing`(wish: String, name: String) {
        var names = ZipNames()
        #expect(names.name(wish) == name)
    }

    @Test func `more entries than the old list can count are read all the same`() async throws {
        let items = (0..<65_540).map { ZipItem("e\($0)", at: Self.time, isPacked: false, bytes: []) }
        #expect(try await Self.told(try await Self.bytes(items)).count == 65_540)
    }

    @Test func `an entry that is announced as large has sizes of eight bytes`() async throws {
        let item = ZipItem("film.mp4", size: 5_000_000_000, at: Self.time, isPacked: false) {
            var left = 3
            return {
                guard left > 0 else { return nil }
                left -= 1
                return [UInt8](repeating: 7, count: 1_000)
            }
        }
        let told = try await Self.told(
            try await Self.bytes([item, ZipItem("b", at: Self.time, isPacked: true, bytes: [1])]))
        #expect(told.map { $0.prefix { $0 != "(" } } == ["film.mp4|3000|", "b|1|"])
    }

    @Test func `what is left out when its turn comes has no entry`() async throws {
        let items = [
            ZipItem("a", at: Self.time, isPacked: false) { nil },
            ZipItem("b", at: Self.time, isPacked: false, bytes: [1]),
        ]
        #expect(try await Self.told(try await Self.bytes(items)).map { $0.prefix { $0 != "|" } } == ["b"])
    }

    @Test func `what fails while it is read ends the archive`() async throws {
        struct Gone: Error {}
        let item = ZipItem("a", at: Self.time, isPacked: false) { throw Gone() }
        await #expect(throws: Gone.self) { try await Self.bytes([item]) }
    }
}
