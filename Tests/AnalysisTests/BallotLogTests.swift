import BallotCounting
import Crypto
import Foundation
import Seeds
import Testing

@testable import Analysis

struct BallotLogTests {
    private static let verifier = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/verify_vote.py").standardized.path

    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private func folder(_ rows: String, _ arguments: String, receipts: Bool = true) throws -> VoteFolder {
        let words = arguments.split(separator: " ").map(String.init)
        let rules = try BallotLogCommand.parse(["--ballots", "b", "--campaign", "p", "--out", "o", "--method"] + words)
        let ballots = try TallyFiles(ballots: DataFile(Array(rows.utf8), name: "b")).read(rules.rules.marks)
        var chance = Seed("nonces").generator("ballots")
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: (0..<32).map { _ in 7 as UInt8 })
        return try VoteFolder(
            ballots, rules: rules.rules, campaign: "prix é", time: 1_800_000_000, key: key, receipts: receipts,
            file: "b",
            nonce: { (0..<32).map { _ in UInt8.random(in: 0...255, using: &chance) } })
    }

    private func inFolder<Result>(_ folder: VoteFolder, _ work: (URL) throws -> Result) throws -> Result {
        let place = FileManager.default.temporaryDirectory.appending(path: "vote-\(UUID().uuidString)")
        try folder.write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        return try work(place)
    }

    /// What the verifier prints, and its exit code.
    private func run(_ arguments: [String]) throws -> (output: String, code: Int32) {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-I", "-B"] + arguments
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (output, process.terminationStatus)
    }

    private static let rows: String = {
        var chance = Seed("rows").generator("ballots")
        let rows = (0..<23).flatMap { voter in
            ["bees", "a, \"mill\"", "été", "oven"].compactMap { entry -> String? in
                let mark = Int.random(in: 0...4, using: &chance)
                let cell = entry.contains(",") ? "\"a, \"\"mill\"\"\"" : entry
                return mark == 0 ? nil : "b\(voter),\(cell),\(mark),\(mark)"
            }
        }
        return "voter_id,entry_id,grade,rank\n\(rows.joined(separator: "\n"))\n"
    }()

    @Test(
        .enabled(if: python != nil, "no Python here"),
        arguments: [
            "majority-judgment", "majority-judgment --grades 5 --missing worst --default-grade 2", "approval",
            "schulze",
            "schulze --missing worst", "instant-runoff",
        ])
    func `Python alone verifies a published vote, and counts it the same`(arguments: String) throws {
        let found = try inFolder(folder(Self.rows, arguments, receipts: false)) { try run([Self.verifier, $0.path]) }
        #expect(found.code == 0, "\(found.output)")
        #expect(found.output.contains("23 ballots count (0 were replaced), and the ranking is as published"))
    }

    // Every voter's line, and then 60 single bits: of a receipt, and of a published file.
    private static let trial = """
        import random, sys, pathlib, importlib.util
        spec = importlib.util.spec_from_file_location("verify_vote", sys.argv[1])
        verify = importlib.util.module_from_spec(spec); spec.loader.exec_module(verify)
        folder, chance = pathlib.Path(sys.argv[2]), random.Random(5)
        lines = (folder / "receipts.jsonl").read_bytes().splitlines()
        (folder / "receipts.jsonl").unlink()
        head = verify.read_head((folder / "head.json").read_bytes(), None)
        def bent(raw):
            place = chance.randrange(len(raw))
            return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1:]
        def refused(check):
            try: check()
            except verify.Wrong: return 1
            return 0
        right = sum(not refused(lambda: verify.verify_receipt(line, head)) for line in lines)
        receipts = sum(refused(lambda: verify.verify_receipt(bent(chance.choice(lines)), head)) for _ in range(60))
        files = 0
        for _ in range(60):
            path = chance.choice(sorted(folder.iterdir())); raw = path.read_bytes()
            path.write_bytes(bent(raw)); files += refused(lambda: verify.verify(folder)); path.write_bytes(raw)
        print(right, receipts, files)
        """

    @Test(.enabled(if: python != nil, "no Python here"))
    func `every receipt verifies, and one changed bit never does`() throws {
        let found = try inFolder(folder(Self.rows, "majority-judgment")) {
            try run(["-c", Self.trial, Self.verifier, $0.path])
        }
        #expect(found.output == "23 60 60\n")
    }

    @Test(.enabled(if: python != nil, "no Python here"))
    func `the verifier sees that a log has grown, and that its past was not rewritten`() throws {
        let key = Curve25519.Signing.PrivateKey()
        let receipts = (0..<9).map { Fingerprint(of: [UInt8($0)]) }
        let rules = Fingerprint(of: [])
        let log = MerkleLog(receipts)
        func head(_ log: MerkleLog, _ count: Int) throws -> String {
            let root = try #require(log.root(at: count))
            let head = TreeHead(campaign: "p", rules: rules, count: count, time: 5, root: root)
            return """
                {"campaign": "p", "rules": "\(rules)", "count": \(count), "time": 5, "root": "\(root)", \
                "signature": "\(try head.signature(by: key).hexadecimal)", \
                "public_key": "\(Array(key.publicKey.rawRepresentation).hexadecimal)"}
                """
        }
        let check = """
            import importlib.util, sys
            spec = importlib.util.spec_from_file_location("verify_vote", sys.argv[1])
            verify = importlib.util.module_from_spec(spec); spec.loader.exec_module(verify)
            verify.verify_growth(sys.argv[2].encode(), verify.read_head(sys.argv[3].encode(), None), None)
            print("grown")
            """
        func verified(_ earlier: MerkleLog, _ count: Int) throws -> Bool {
            let path = try #require(log.consistencyProof(from: count, to: 9)).map { "\"\($0)\"" }
            let growth = "{\"head\": \(try head(earlier, count)), \"path\": [\(path.joined(separator: ", "))]}"
            return try run(["-c", check, Self.verifier, growth, head(log, 9)]).output == "grown\n"
        }
        for count in [1, 4, 6, 9] { #expect(try verified(log, count)) }
        var rewritten = receipts
        rewritten[2] = Fingerprint(of: [77])
        #expect(try !verified(MerkleLog(rewritten), 6))
    }

    @Test func `a folder is made whole, and never over another`() throws {
        try inFolder(folder(Self.rows, "approval")) { place in
            let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
            let expected = ["head.json", "log.csv", "marks.csv", "openings.csv", "receipts.jsonl", "result.json"]
            #expect(names == expected + ["rules.json"])
            let arguments = ["--ballots", "b", "--method", "approval", "--campaign", "p", "--out", place.path]
            #expect(throws: (any Error).self) { try BallotLogCommand.parse(arguments) }
        }
    }
}
