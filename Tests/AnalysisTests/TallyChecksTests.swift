import Foundation
import Testing

@testable import Analysis

struct TallyChecksTests {
    /// 40 honest ballots over eight days, and 20 for «oven» from numbered addresses within ten minutes.
    private static let ballots =
        "voter_id,entry_id\n" + (0..<40).map { "h\($0),bees\nh\($0),mill\n" }.joined()
        + (0..<20).map { "x\($0),oven\n" }.joined() + (0..<30).map { "h\($0),oven\n" }.joined()

    private static let envelopes =
        "voter_id,cast_at,address\n"
        + (0..<40).map { "h\($0),2026-03-\(10 + $0 % 8)T\(10 + $0 / 8):15:00Z,person.\($0 * 7)@d\($0 % 9).example\n" }
        .joined()
        + (0..<20).map { "x\($0),2026-03-12T03:0\($0 % 10):00Z,Fan\($0)+a@Spam.example\n" }.joined()

    private func answer(_ options: [String: String]) throws -> [String: Any] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "checks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var arguments = ["--ballots", "b", "--method", "approval"]
        for (option, text) in options {
            let path = folder.appending(path: option).path
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            arguments += ["--\(option)", path]
        }
        let files = try TallyFiles(ballots: DataFile(Array(Self.ballots.utf8), name: "b"))
        let answer = try TallyCommand.parse(arguments).answer(files)
        return try #require(try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any])
    }

    @Test func `what stands out is proposed, and counted until a person says otherwise`() throws {
        let found = try answer(["envelopes": Self.envelopes])
        #expect(found["ranking"] as? [[String]] == [["oven"], ["bees", "mill"]])
        let flags = try #require(found["flags"] as? [String: Any])
        #expect(flags["proposed"] as? [String] == (0..<20).map { "x\($0)" }.sorted())
        let first = try #require((flags["ballots"] as? [[String: Any]])?.first)
        #expect(first["reasons"] as? [String] == ["burst", "domain", "one-entry", "sequence"])
        #expect(found["with_quarantined"] == nil)
    }

    @Test func `both counts are told once somebody is left out`() throws {
        let left = "voter_id\n" + (0..<20).map { "x\($0)\n" }.joined()
        let found = try answer(["quarantine": left])
        #expect(found["ranking"] as? [[String]] == [["bees", "mill"], ["oven"]])
        #expect(found["ballots"] as? Int == 40)
        let whole = try #require(found["with_quarantined"] as? [String: Any])
        #expect(whole["ranking"] as? [[String]] == [["oven"], ["bees", "mill"]])
        #expect(whole["ballots"] as? Int == 60)
        #expect((whole["quarantined"] as? [String])?.count == 20)
    }

    @Test func `a declared domain is not held against its people`() throws {
        let found = try answer(["envelopes": Self.envelopes, "declared-domains": "domain,name\nspam.example,Spam\n"])
        let ballots = try #require((found["flags"] as? [String: Any])?["ballots"] as? [[String: Any]])
        #expect(ballots.allSatisfy { !($0["reasons"] as? [String] ?? []).contains("domain") })
    }

    @Test(arguments: [
        ("envelopes", "voter_id,cast_at,address\nx1,yesterday,a@b.example\n", "cast_at"),
        ("envelopes", "voter_id,cast_at,address\nx1,2026-03-12T03:00:00Z,nobody\n", "address"),
        ("envelopes", "voter_id,cast_at,address\nzz,2026-03-12T03:00:00Z,a@b.example\n", "voter_id"),
        ("quarantine", "voter_id\nzz\n", "voter_id"), ("quarantine", "voter_id\nx1\nx1\n", "voter_id"),
    ])
    func `what cannot be is refused`(option: String, text: String, column: String) {
        #expect {
            try answer([option: text])
        } throws: {
            ($0 as? DataRefusal)?.column == column && ($0 as? DataRefusal)?.line ?? 0 >= 2
        }
    }
}
