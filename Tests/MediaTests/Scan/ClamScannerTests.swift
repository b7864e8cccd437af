import Foundation
import Testing

@testable import Media

@Suite(.enabled(if: ClamDaemon.isInstalled, "clamd is not installed"))
struct ClamScannerTests {
    private let place: TestFolder

    init() throws { place = try TestFolder() }

    /// As far as the daemon of the tests reads, or as far as somebody believes.
    private func scanned(_ bytes: some Sequence<UInt8>, believing reach: Int = ClamDaemon.mostOfPart) async throws
        -> ScanAnswer
    {
        let daemon = try await ClamDaemon.running.value
        var limits = ClamScanner.Reach()
        (limits.part, limits.all) = (reach, 4 * reach)
        let scanner = ClamScanner(at: .socket(daemon.socket), reach: limits)
        return try await scanner.scan(place.file(UUID().uuidString, bytes))
    }

    @Test func `what is known is found, with its name`() async throws {
        #expect(try await scanned(ClamDaemon.testFile) == .found("Test.Eicar.UNOFFICIAL"))
        #expect(try await scanned("un texte, \(ClamDaemon.word), et la suite".utf8) == .found("Test.Word.UNOFFICIAL"))
    }

    @Test func `what is not known is clean`() async throws {
        #expect(try await scanned("bonjour".utf8) == .clean)
        #expect(try await scanned("".utf8) == .clean)
        #expect(try await scanned([UInt8](repeating: 7, count: 900_000)) == .clean, "in several pieces")
    }

    @Test func `what is larger than the scanner reads is not scanned`() async throws {
        let large = [UInt8](repeating: 7, count: 1_500_000)
        #expect(try await scanned(large, believing: 9_000_000) == .clean, "it says so of what it never looked at")
        #expect(try await scanned(large) == .notScanned("size"))
        let stream = [UInt8](repeating: 7, count: 9_000_000)
        #expect(try await scanned(stream, believing: 99_000_000) == .notScanned("size"), "it says so itself")
    }

    @Test(.enabled(if: ZipSamples.canBeMade, "python3 is not installed"))
    func `it looks into archives, and a part beyond its reach is not scanned`() async throws {
        let known = try ZipSamples.document("[('word/a.bin', b'\(ClamDaemon.word)')]")
        #expect(try await scanned(known) == .found("Test.Word.UNOFFICIAL"))
        #expect(try await scanned(ZipSamples.document()) == .clean)
        let hidden = try ZipSamples.document(
            "[('a', __import__('random').Random(1).randbytes(30_000) * 50 + b'\(ClamDaemon.word)')]")
        #expect(hidden.count < ClamDaemon.mostOfPart)
        #expect(try await scanned(hidden, believing: 9_000_000) == .clean, "it says so of what it never looked at")
        #expect(try await scanned(hidden) == .notScanned("parts"))
    }

    @Test func `an archive that cannot be looked into is not scanned`() async throws {
        #expect(
            try await scanned("PK\u{3}\u{4} and nothing else".utf8)
                == .notScanned("packing"))
    }

    @Test func `several are scanned at once`() async throws {
        let answers = try await withThrowingTaskGroup(of: ScanAnswer.self) { group in
            for number in 0..<12 { group.addTask { try await scanned(number % 2 == 0 ? ClamDaemon.testFile : [1]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0 == .clean }.count == 6)
    }
}

struct ScannerAwayTests {
    @Test func `where nobody listens, that is said and nothing of the file`() async throws {
        let place = try TestFolder()
        let file = try place.file("a", [1])
        for address in [ScannerAddress.socket("\(place.path)/none"), .host("127.0.0.1", port: 1)] {
            await #expect(throws: ScannerAway.self) { try await ClamScanner(at: address).scan(file) }
        }
    }

    @Test func `a scanner that keeps silent is given up`() async throws {
        let (place, silent) = (try TestFolder(), try SilentListener())
        let file = try place.file("a", [UInt8](repeating: 1, count: 3_000_000))
        let scanner = ClamScanner(at: .host("127.0.0.1", port: silent.port), patience: .milliseconds(200))
        await #expect(throws: ScannerAway(description: "no answer in time")) { try await scanner.scan(file) }
    }

    @Test(arguments: [
        ("stream: OK", ScanAnswer.clean), ("stream: Test.Eicar FOUND", .found("Test.Eicar")),
        ("stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND", .notScanned("limits")),
        ("INSTREAM size limit exceeded. ERROR", .notScanned("size")),
    ])
    func `each answer is understood`(line: String, expected: ScanAnswer) throws {
        #expect(try ClamScanner.answer(line) == expected)
    }

    @Test(arguments: [
        "stream: Can't write to temporary file. ERROR", "stream: Can't allocate memory ERROR",
        "Time limit reached ERROR",
    ])
    func `a scanner that could not look says nothing of the file`(line: String) {
        #expect(throws: ScannerAway.self) { try ClamScanner.answer(line) }
    }

    @Test(arguments: ["", "stream: O", "HTTP/1.1 400 Bad Request", "UNKNOWN COMMAND"])
    func `an answer of somebody else is none`(line: String) {
        #expect(throws: ScannerAway.self) { try ClamScanner.answer(line) }
    }

    @Test func `an address is a socket, or a host and its port`() {
        #expect(ScannerAddress("/run/clamav/clamd.ctl") == .socket("/run/clamav/clamd.ctl"))
        #expect(ScannerAddress("scanner.example:3310") == .host("scanner.example", port: 3_310))
        #expect(ScannerAddress("[::1]:3310") == .host("::1", port: 3_310))
        #expect(ScannerAddress("[::1]:3310")?.description == "[::1]:3310")
        for text in [
            "", "scanner", "scanner:", ":3310", "scanner:0", "scanner:65536", "/" + String(repeating: "a", count: 120),
        ] {
            #expect(ScannerAddress(text) == nil, "\(text)")
        }
    }
}
