import Foundation
import Storage
import Testing
import Web
import World

/// `docs/security.md` says what the code does.
struct SecurityDocumentTests {
    private let document: Markdown

    init() throws { document = try Markdown("docs/security.md") }

    @Test func `each figure of the document stands in the code, in the place that the document names`() throws {
        let said = document.rows.filter { $0.last?.contains("`: `") == true }
        #expect(said.count > 45)
        for row in said {
            let figure = try #require(Figure(row), "\(row)")
            let code = try String(contentsOfFile: "\(World.root)/\(figure.path)", encoding: .utf8)
            #expect(code.contains(figure.code), "\(figure.path) does not say «\(figure.code)»")
            #expect(figure.inCode == figure.said, "\(row)")
        }
    }

    @Test(arguments: [
        ("15 minutes", "static let life: TimeInterval = 15 * 60", true), ("1 MB", "bodyLimit = 1 << 20", true),
        ("60 seconds", "patience: .seconds(60)", true), ("1,000", "most = 1_000", true),
        ("14 minutes", "static let life: TimeInterval = 15 * 60", false), ("2 MB", "bodyLimit = 1 << 20", false),
    ])
    func `a figure is read with its unit, and code as it reckons`(said: String, code: String, isTrue: Bool) throws {
        let figure = try #require(Figure(["a limit", said, "`Sources/A.swift`: `\(code)`"]))
        #expect((figure.said == figure.inCode) == isTrue)
    }

    @Test func `each role has its line, and no line is of a role that is none`() {
        let rows = document.rows(under: "rights-by-role").map { $0[0].filter { $0 != "`" } }
        #expect(rows.filter { !$0.hasPrefix("/") }.sorted() == Role.allCases.map(\.rawValue).sorted())
    }

    @Test func `each route is let in as the document says of the pages it stands under`() async throws {
        let pages = document.rows(under: "rights-by-role").filter { $0[0].hasPrefix("`/") }.map {
            Pages(path: $0[0].filter { $0 != "`" }, who: $0[1])
        }
        let entries = try await World().house.site.entries
        var used: Set<Pages> = []
        for entry in entries {
            let nearest = pages.filter { $0.cover(entry.path) }
            let depth = nearest.map(\.parts.count).max() ?? 0
            let who = entry.policy.words
            let found = nearest.first { $0.parts.count == depth && $0.who == who }
            if let found { used.insert(found) } else { Issue.record("\(entry.method) \(entry.path): \(who)") }
        }
        #expect(Set(pages).subtracting(used).map(\.path) == [], "no route is as the document says")
    }

    @Test func `each kind of personal data is in one class`() {
        let kinds = document.rows(under: "classes-of-data").filter { $0.count == 3 }.flatMap { row in
            row[2].split(separator: ", ").filter { $0 != "none" }.map { $0.filter { $0 != "`" } }
        }
        #expect(kinds.sorted() == Holding.Kind.allCases.map(\.rawValue).sorted())
    }

    @Test func `each file that it names is there`() {
        for match in document.text.matches(of: /`((?:Sources|packaging|docs|Site)\/[^`: ]+)`/) {
            #expect(FileManager.default.fileExists(atPath: "\(World.root)/\(match.1)"), "\(match.1)")
        }
    }

    @Test func `whoever reports a weakness reads terms that the document has`() throws {
        let report = try Markdown("SECURITY.md")
        let links = report.text.matches(of: /\]\(docs\/security\.md#([^)]*)\)/).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links { #expect(document.anchors.contains(link), "\(link)") }
    }

    /// Pages that the document speaks of in one line.
    private struct Pages: Hashable {
        let path: String
        let who: String

        var parts: [Substring] { path.split(separator: "/") }

        func cover(_ other: String) -> Bool { other.split(separator: "/").starts(with: parts) }
    }
}

/// A figure as the document says it, and as the code does.
private struct Figure {
    let said: Int
    let path: String
    let code: String

    init?(_ row: [String]) {
        guard row.count == 3, let place = row[2].wholeMatch(of: /`([^`]+)`: `([^`]+)`/) else { return nil }
        let words = row[1].split(separator: " ")
        guard let number = words.first.flatMap({ Int($0.filter { $0 != "," }) }) else { return nil }
        let unit = words.count > 1 ? Self.units[String(words[1])] : 1
        guard let unit else { return nil }
        (said, path, code) = (number * unit, String(place.1), String(place.2))
    }

    /// What stands behind the last sign of equality or colon: a number, a product or a number moved by bits.
    var inCode: Int? {
        guard let end = code.lastIndex(where: { "=:".contains($0) }) else { return nil }
        let tail = code[end...]
        let numbers = tail.matches(of: /\d[\d_]*/).compactMap { Int($0.0.filter { $0 != "_" }) }
        guard let first = numbers.first else { return nil }
        let isMoved = tail.contains("<<")
        return numbers.dropFirst().reduce(first) { isMoved ? $0 << $1 : $0 * $1 }
    }

    private static let units = [
        "seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400, "bytes": 1, "KB": 1 << 10, "MB": 1 << 20,
    ]
}

extension Policy {
    /// As the document says it.
    fileprivate var words: String {
        if case .roles(let roles) = self {
            return Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
        }
        if self == .always { return "anybody, before the site is public as well" }
        if self == .anyone { return "anybody" }
        return self == .signedIn ? "whoever is signed in" : "\(self)"
    }
}
