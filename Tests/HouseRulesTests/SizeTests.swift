import Foundation
import Testing
import World

/// Small folders, small files, small functions, short lines: a stranger holds each in mind.
struct SizeTests {
    private let sources = SourceFile.all(in: "Sources")

    @Test func `a folder holds at most 22 files`() {
        #expect(!sources.isEmpty)
        for (folder, files) in Dictionary(grouping: sources, by: \.folder) {
            #expect(files.count <= 22, "\(folder): \(files.count) files")
        }
    }

    @Test func `a file holds at most 250 lines`() {
        for source in sources { #expect(source.length <= 250, "\(source.path): \(source.length) lines") }
    }

    @Test func `a function has at most 30 lines`() {
        for source in sources {
            for function in source.functions where function.lines > 30 {
                Issue.record("\(source.path):\(function.line): \(function.lines) lines")
            }
        }
    }

    // A long sentence too: a backslash ends a line of a text in three quotes, and the translator sees one sentence.
    @Test func `a line has at most 160 characters`() {
        for source in sources {
            for (place, line) in source.lines.enumerated() where line.utf8.count > 160 && line.count > 160 {
                Issue.record("\(source.path):\(place + 1): \(line.count) characters")
            }
        }
    }

    @Test func `functions are measured from their first line to the brace that closes them`() {
        let file = SourceFile(
            path: "Sources/A/B.swift",
            text: """
                struct A {
                    @discardableResult public static func one(
                        _ a: Int
                    ) {
                    }
                    func two() {}
                    private init?(
                        a: Int)
                    {
                        func inner() {
                        }
                    }
                    subscript(a: Int) -> Int {
                        a
                    }
                }
                """)
        #expect(file.functions.map(\.line) == [2, 6, 7, 10, 13])
        #expect(file.functions.map(\.lines) == [4, 1, 6, 2, 3])
    }

    @Test func `what a protocol asks for has no body to be measured`() {
        let file = SourceFile(
            path: "Sources/A/B.swift",
            text: """
                public protocol A {
                    func one() throws
                    init(a: Int)
                }
                extension A {
                    func two() {
                    }
                }
                """)
        #expect(file.functions.map(\.line) == [6])
        #expect(file.functions.map(\.lines) == [2])
    }

    @Test func `each module is summed up, the longest of each kind`() {
        let files = [
            SourceFile(path: "Sources/A/One.swift", text: "func one() {\n}\n"),
            SourceFile(path: "Sources/A/B/Two.swift", text: "let two = 2\n"),
            SourceFile(path: "Sources/A/B/Three.swift", text: "\n\n\n\n"),
            SourceFile(path: "Sources/C/Four.swift", text: "\n"),
        ]
        #expect(
            ModuleSize.all(files) == [
                ModuleSize(module: "A", files: 3, longestFile: 4, largestFolder: 2, longestFunction: 2),
                ModuleSize(module: "C", files: 1, longestFile: 1, largestFolder: 1, longestFunction: 0),
            ])
    }

    /// `bin/check` shows it.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["RALLYNOV_SIZES"] != nil))
    func `the sizes of the modules are shown`() {
        let sizes = ModuleSize.all(sources)
        #expect(Set(sizes.map(\.module)).isSubset(of: Modules.found))
        print(ModuleSize.table(sizes))
    }
}
