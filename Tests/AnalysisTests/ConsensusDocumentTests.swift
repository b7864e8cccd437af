import Foundation
import Testing

@testable import Analysis

struct ConsensusDocumentTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    private func document() throws -> String {
        try String(contentsOf: root.appending(path: "docs/analysis/panel-consensus.md"), encoding: .utf8)
    }

    private func block(_ place: Int, of document: String) throws -> Data {
        let parts = document.components(separatedBy: "\n```")
        let block = try #require(parts.count > 2 * place + 1 ? parts[2 * place + 1] : nil)
        return try Data(#require(block.split(separator: "\n", maxSplits: 1).last).utf8) + Data("\n".utf8)
    }

    // The last digits of a logarithm may differ between machines.
    private func differences(_ ours: Any?, _ written: Any?, at path: String = "") -> [String] {
        switch (ours, written) {
        case (let ours as [String: Any], let written as [String: Any]):
            return Set(ours.keys).union(written.keys).flatMap {
                differences(ours[$0], written[$0], at: "\(path).\($0)")
            }
        case (let ours as [Any], let written as [Any]) where ours.count == written.count:
            return zip(ours, written).enumerated().flatMap { differences($1.0, $1.1, at: "\(path)[\($0)]") }
        case (let ours as Double, let written as Double):
            return abs(ours - written) < 1e-12 ? [] : ["\(path): \(ours), written \(written)"]
        default:
            return "\(ours ?? "nothing")" == "\(written ?? "nothing")" ? [] : ["\(path): \(ours ?? "nothing")"]
        }
    }

    @Test func `the worked example of the document is what the command says`() throws {
        let document = try document()
        let command = try ConsensusCommand.parse(["--votes", "votes.csv", "--groups", "groups.csv"])
        let answer = try command.answer(
            votes: DataFile(Array(block(0, of: document)), name: "votes.csv"), comments: nil,
            groups: DataFile(Array(block(1, of: document)), name: "groups.csv"))
        let ours = try JSONSerialization.jsonObject(with: Data(answer))
        let written = try JSONSerialization.jsonObject(with: block(2, of: document))
        #expect(differences(ours, written) == [])
        #expect(!differences(["a": 1.0], ["a": 1.1]).isEmpty && !differences(["a": 1], [String: Any]()).isEmpty)
    }
}
