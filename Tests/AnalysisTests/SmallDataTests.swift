import Foundation
import Testing

@testable import Analysis

/// The real data in the project itself: whoever has nothing beside it runs the same tests on these.
struct SmallDataTests {
    /// Each table of the set, its columns and how many rows it has.
    private static let tables: [(path: String, columns: [String], rows: Int)] = [
        ("ballots/eurovision-2022-final/juror_rankings.csv", ["juror_id", "entry_id", "rank"], 4_140),
        ("initiatives/betagouv_services_fr.csv", ["id", "title", "summary"], 60),
        ("initiatives/ffe_laureats_fr.csv", ["id", "title", "description"], 60),
        ("jury/bidding-honest/affinity.csv", ["juror_id", "P01", "P28"], 35),
        ("scores/skating-worlds2017-pairs-sp/entries.csv", ["entry_id", "official_component_total"], 28),
        ("scores/skating-worlds2017-pairs-sp/scores.csv", ["entry_id", "judge_id", "criterion", "score"], 1_260),
    ]

    @Test(arguments: tables.indices) func `each table of the set is read whole, whatever lies beside the project`(
        _ number: Int
    ) throws {
        let table = Self.tables[number]
        let file = try DataFile(RealData.small(table.path).path)
        for column in table.columns { #expect(throws: Never.self) { try file.column(column) } }
        var rows = 0
        try file.forEachRow { _ in rows += 1 }
        #expect(rows == table.rows, "\(table.path)")
    }

    @Test func `every table of the set is among them, and each says whose it is, from where and by which licence`()
        throws
    {
        let words = try String(contentsOf: RealData.small("README.md"), encoding: .utf8)
        let told = words.split(separator: "\n").compactMap { line -> (name: Substring, source: Substring)? in
            line.firstMatch(of: /^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$/).map { ($0.1, $0.2) }
        }
        let files = FileManager.default.enumerator(atPath: RealData.small("").path)?.compactMap { $0 as? String } ?? []
        let tables = files.filter { $0.contains(".") && $0 != "README.md" }
        #expect(tables.sorted() == Self.tables.map(\.path))
        for table in tables {
            let own = told.filter { $0.name == table || $0.name.hasSuffix("/") && table.hasPrefix($0.name) }
            try #require(own.count == 1, "\(table) has no line of its own")
            #expect(
                own[0].source.contains(/^github\.com\/[\w.-]+\/[\w.-]+, commit [0-9a-f]{7,} \(\d{4}-\d\d-\d\d\)/),
                "\(table)")
            let licences = ["**MIT**, ©", "**CC BY 4.0**", "**Licence Ouverte 2.0**, attribution «"]
            #expect(licences.contains { own[0].source.contains($0) }, "\(table): \(own[0].source)")
        }
        // Which asks for that itself.
        #expect(words.contains("The above copyright notice and this permission notice shall be included"))
    }

    @Test(arguments: tables.map(\.path)) func `nobody can be written to or called by what is in the set`(_ path: String)
        throws
    {
        let text = try String(contentsOf: RealData.small(path), encoding: .utf8)
        #expect(text.firstMatch(of: /[\w.+-]+@[\w-]+\.[a-z]{2,}/)?.0 == nil)
        #expect(text.firstMatch(of: /\b0[1-9](?:[ .]\d\d){4}\b/)?.0 == nil)
    }

    /// A table that only the large set has is asked for where that is there, and nowhere else.
    @Test func `no test of the analysis needs more than the set`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        var asked = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
            let code = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for call in code.components(separatedBy: "RealData.url(\"").dropFirst() {
                let path = String(call.prefix { $0 != "\"" })
                guard !path.isEmpty, !path.contains("\\") else { continue }
                asked += 1
                let isSmall = FileManager.default.fileExists(atPath: RealData.small(path).path)
                #expect(isSmall || code.contains("RealData.has(\"\(path)\")"), "\(file): \(path)")
            }
        }
        #expect(asked > 2)
    }
}
