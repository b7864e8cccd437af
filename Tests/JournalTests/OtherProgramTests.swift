import Foundation
import Identifiers
import StorageTesting
import Testing

@testable import Journal

/// The Python lines of `docs/decisions/0012-journal.md`, run as they stand there.
struct OtherProgramTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: python != nil, "python3 is not installed"))
    func `another program verifies the journal by its document`() async throws {
        let book = try await Book(.sqlite)
        try await book.database.write { try emptySalts(of: (Book.key(2) as Identifier<Book>).description, in: $0) }
        let last = try #require(try await book.rows().last)
        #expect(try Self.run(on: book) == "5 \(last.hash)\n")
        try await book.tamper("UPDATE journal SET whom = NULL WHERE position = 3")
        #expect(try Self.run(on: book).hasSuffix("AssertionError: row 3\n"))
    }

    private static func run(on book: Book) throws -> String {
        let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/decisions/0012-journal.md").standardized
        let text = try String(contentsOf: document, encoding: .utf8)
        let lines = try #require(text.firstMatch(of: /```python\n([\s\S]*?)```/)).1
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = ["-I", "-c", String(lines).replacing("rallynov.sqlite", with: book.database.address)]
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
