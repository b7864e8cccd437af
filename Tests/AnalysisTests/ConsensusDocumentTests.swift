import Foundation
import Testing

@testable import Analysis

struct ConsensusDocumentTests {
    private func block(_ place: Int, of document: String) throws -> String {
        let parts = document.components(separatedBy: "\n```")
        let block = try #require(parts.count > 2 * place + 1 ? parts[2 * place + 1] : nil)
        return String(try #require(block.split(separator: "\n", maxSplits: 1).last)) + "\n"
    }

    @Test func `the worked example of the document is what the command says`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let document = try String(contentsOf: root.appending(path: "docs/analysis/panel-consensus.md"), encoding: .utf8)
        let command = try ConsensusCommand.parse(["--votes", "votes.csv", "--groups", "groups.csv"])
        let answer = try command.answer(
            votes: DataFile(Array(block(0, of: document).utf8), name: "votes.csv"), comments: nil,
            groups: DataFile(Array(block(1, of: document).utf8), name: "groups.csv"))
        #expect(try String(decoding: answer, as: UTF8.self) == block(2, of: document))
    }
}
