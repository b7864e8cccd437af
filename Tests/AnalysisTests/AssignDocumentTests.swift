import Foundation
import Testing

@testable import Analysis

struct AssignDocumentTests {
    private func blocks(of document: String) -> [String] {
        let parts = document.components(separatedBy: "\n```")
        return stride(from: 1, to: parts.count, by: 2).map { place in
            String(parts[place].split(separator: "\n", maxSplits: 1).last ?? "") + "\n"
        }
    }

    @Test func `the worked example of the document is what the command says`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let document = try String(contentsOf: root.appending(path: "docs/analysis/jury-assignment.md"), encoding: .utf8)
        let blocks = blocks(of: document)
        try #require(blocks.count == 4)
        let files = try AssignFiles(affinity: DataFile(Array(blocks[0].utf8), name: "affinity.csv"))
        let arguments = ["--affinity", "affinity.csv", "--readers", "2", "--max-load", "1"]
        let plain = try AssignCommand.parse(arguments).answer(files)
        #expect(String(decoding: plain.table, as: UTF8.self).replacing("\r\n", with: "\n") == blocks[1])
        let fair = try AssignCommand.parse(arguments + ["--fair"]).answer(files)
        #expect(String(decoding: fair.table, as: UTF8.self).replacing("\r\n", with: "\n") == blocks[2])
        let explanation = try fair.explanation()
        #expect(String(decoding: explanation, as: UTF8.self) == blocks[3])
    }
}
