import Foundation
import Testing
import World

/// `docs/audit/`: no row is missing, none is without what shows it, and what shows it is there.
struct AuditTests {
    /// Requirements of levels 1 and 2 by chapter (OWASP ASVS 5.0.0).
    private static let asvs: [String: [String: Int]] = [
        "V1": ["1": 8, "2": 19], "V2": ["1": 4, "2": 7], "V3": ["1": 8, "2": 11], "V4": ["1": 2, "2": 8],
        "V5": ["1": 4, "2": 5], "V6": ["1": 13, "2": 22], "V7": ["1": 6, "2": 12], "V8": ["1": 4, "2": 3],
        "V9": ["1": 4, "2": 3], "V10": ["1": 5, "2": 24], "V11": ["1": 3, "2": 11], "V12": ["1": 3, "2": 6],
        "V13": ["1": 1, "2": 12], "V14": ["1": 2, "2": 7], "V15": ["1": 3, "2": 10], "V16": ["2": 16], "V17": ["2": 7],
    ]

    /// Criteria by theme (RGAA 4.1.2), numbered from 1 without a gap.
    private static let rgaa = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]

    @Test func `every requirement of ASVS at levels 1 and 2 has its row`() throws {
        let audit = try Audit("asvs")
        #expect(audit.rows.count == 253)
        #expect(audit.counts == Self.asvs)
        for row in audit.rows where row.id.wholeMatch(of: /V\d+\.\d+\.\d+/) == nil { Issue.record("\(row.id)") }
    }

    @Test func `every criterion of RGAA has its row`() throws {
        let expected = Self.rgaa.enumerated().flatMap { theme, count in (1...count).map { "\(theme + 1).\($0)" } }
        let audit = try Audit("rgaa")
        #expect(expected.count == 106)
        #expect(audit.rows.map(\.id) == expected)
        #expect(Set(audit.rows.map(\.level)) == ["A", "AA"])
        #expect(audit.rows.allSatisfy { $0.state != Audit.State.operator.rawValue }, "a page is the program's own")
    }

    @Test(arguments: ["asvs", "rgaa"])
    func `every row has its state, its day and what shows it, and that is there`(name: String) throws {
        let problems = try Audit(name).problems { path in
            try? String(contentsOfFile: "\(World.root)/\(path)", encoding: .utf8)
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    @Test(arguments: ["asvs", "rgaa"])
    func `what fails is shown, and no text of the site says otherwise`(name: String) throws {
        let failing = try Audit(name).rows.filter { $0.state == Audit.State.fails.rawValue }
        for row in failing { print("\(name) \(row.id) fails: \(row.note)") }
        guard name == "rgaa", !failing.isEmpty else { return }
        for language in ["fr", "en"] {
            let path = "\(World.root)/Reference/texts/accessibility.\(language).md"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            // In a blank the agency is asked to choose; outside of one it is a claim.
            let claims = text.replacing(/\{\{[^}]*\}\}/, with: "").lowercased()
            #expect(!claims.contains(/totalement conforme|fully conformant|: \*\*conform/), "\(path)")
        }
    }

    static let examples: [(row: String, problems: [String])] = [
        ("V1.1.1,1,holds,A.swift,2014-09-22,", []),
        ("V1.1.1,1,holds,\"A.swift#let a, b | D.md#a-part\",2014-09-22,", []),
        ("V1.1.1,1,holds,D.md#It says so,2014-09-22,", []),
        ("V1.1.1,1,holds,Tests/T.swift#it holds,2014-09-22,", []),
        ("V1.1.1,1,holds,,2014-09-22,", ["V1.1.1: nothing shows it"]),
        ("V1.1.1,1,holds,A.swift,,", ["V1.1.1: its day is none: «»"]),
        ("V1.1.1,1,holds,A.swift,22.9.2014,", ["V1.1.1: its day is none: «22.9.2014»"]),
        ("V1.1.1,1,perhaps,A.swift,2014-09-22,", ["V1.1.1: its state is none: «perhaps»"]),
        ("V1.1.1,1,not-applicable,A.swift,2014-09-22,", ["V1.1.1: it is not said why"]),
        ("V1.1.1,1,holds,B.swift,2014-09-22,", ["V1.1.1: there is no file «B.swift»"]),
        ("V1.1.1,1,holds,Tests/T.swift,2014-09-22,", ["V1.1.1: no test of «Tests/T.swift» is named"]),
        ("V1.1.1,1,holds,Tests/T.swift#it,2014-09-22,", ["V1.1.1: «Tests/T.swift» has nothing of «it»"]),
        ("V1.1.1,1,operator,A.swift,2014-09-22,", ["V1.1.1: docs/deploying.md says no word of it"]),
    ]

    @Test(arguments: AuditTests.examples)
    func `a row that shows nothing is named, with what is wrong`(row: String, problems: [String]) {
        let sources = [
            "A.swift": "let a, b", "D.md": "# A title\n\n## A part\n\nIt\nsays so.\n",
            "Tests/T.swift": "func `it holds`() {}",
        ]
        let audit = Audit(text: "id,level,state,proof,date,note\n\(row)\n")
        let found = audit.problems { sources[$0] }
        #expect(found == problems)
    }

    @Test func `cells are read as tables write them`() {
        let audit = Audit(text: "id,level\nV1.1.1,1,holds,\"a \"\"b\"\", c\",2014-09-22,\"d, e\"\n")
        #expect(
            audit.rows == [
                Audit.Row(
                    id: "V1.1.1", level: "1", state: "holds", proof: "a \"b\", c", date: "2014-09-22", note: "d, e")
            ])
    }
}
