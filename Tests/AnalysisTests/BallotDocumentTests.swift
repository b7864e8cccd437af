import BallotCounting
import Foundation
import Testing

@testable import Analysis

/// The document's own example, read from the document.
struct BallotDocumentTests {
    private let text: String

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let path = folder.appending(path: "../../docs/analysis/ballot-counting.md").standardized
        text = try String(contentsOf: path, encoding: .utf8)
    }

    private func blocks(_ kind: String) -> [String] {
        text.components(separatedBy: "```\(kind)\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    }

    @Test func `the commands of the document have the answers it gives`() throws {
        let ballots = try DataFile(Array(#require(blocks("csv").first).utf8), name: "ballots.csv")
        let examples = zip(blocks("sh"), blocks("json"))
        #expect(blocks("sh").count == 2 && blocks("json").count == 2)
        for (line, expected) in examples {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            #expect(words.prefix(3) == ["rallynov", "analyse", "tally"])
            let answer = try TallyCommand.parse(Array(words.dropFirst(3))).answer(TallyFiles(ballots: ballots))
            let told = try #require(try JSONSerialization.jsonObject(with: Data(expected.utf8)) as? [String: Any])
            let found = try #require(try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any])
            #expect(!told.isEmpty)
            #expect(try sorted(told) == sorted(found.filter { told.keys.contains($0.key) }))
        }
    }

    private func sorted(_ object: [String: Any]) throws -> Data {
        try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    }

    @Test func `the document's receipt is that of its ballot`() throws {
        let marks = [CastBallot.Mark(entry: "mill", value: 6), CastBallot.Mark(entry: "bees", value: 2)]
        let nonce = Array(repeating: 7 as UInt8, count: 32)
        let ballot = try #require(CastBallot(campaign: "prize", id: "b1", marks: marks, nonce: nonce))
        #expect(blocks("receipt") == ["\(ballot.receipt)\n"])
    }
}
