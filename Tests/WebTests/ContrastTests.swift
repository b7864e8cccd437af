import Foundation
import Testing

/// RGAA 3.2, 3.3 and 10.7: the colours of the style sheet against what they stand on, by day and by night, whatever accent an
/// agency chose.
struct ContrastTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Site/style")

    private static func sheets() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".css") }
        return try names.reduce(into: [:]) { sheets, name in
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            sheets[name] = text.replacing(/\/\*[\s\S]*?\*\//, with: "")
        }
    }

    private static func tokens() throws -> [String: String] {
        let text = try #require(try sheets()["0-tokens.css"])
        return text.matches(of: /--([a-z0-9-]+): ([^;]+);/).reduce(into: [:]) { tokens, match in
            if tokens[String(match.1)] == nil { tokens[String(match.1)] = String(match.2) }
        }
    }

    /// The house's own, the corners of what a screen shows, and greys.
    private static let accents = [
        "#0d5c4b", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff", "#ffffff", "#000000", "#7f7f7f",
        "#ff8800", "#8a3b12",
    ]

    private static func themes() throws -> [StyleColours] {
        let tokens = try tokens()
        return accents.flatMap { accent in
            [false, true].map { StyleColours(tokens: tokens, accent: accent, isNight: $0) }
        }
    }

    private static let inks = ["ink", "ink-2", "accent-ink", "draft", "ok", "bad"].map { "var(--\($0))" }
    private static let field = "light-dark(#fff, #12110f)"
    private static let papers =
        ["paper", "paper-2", "paper-3", "accent-soft", "draft-soft", "ok-soft", "bad-soft"].map { "var(--\($0))" } + [
            field
        ]

    @Test func `every ink can be read on every paper`() throws {
        for theme in try Self.themes() {
            for ink in Self.inks {
                for paper in Self.papers {
                    let contrast = try theme.contrast(ink, on: paper)
                    #expect(contrast >= 4.5, "\(ink) on \(paper), \(theme.accent), at night: \(theme.isNight)")
                }
            }
        }
    }

    @Test func `what has its own ground can be read on it`() throws {
        let pairs = try Self.sheets().values.flatMap(Self.pairs)
        #expect(pairs.count > 7)
        for theme in try Self.themes() {
            for (ink, ground) in pairs {
                let contrast = try theme.contrast(ink, on: ground)
                #expect(contrast >= 4.5, "\(ink) on \(ground), \(theme.accent), at night: \(theme.isNight)")
            }
        }
    }

    @Test func `edges of fields, the mark of what has the focus, and lines that tell something are seen`() throws {
        for theme in try Self.themes() {
            for line in ["var(--edge)", "var(--accent-ink)", "var(--bad)", "var(--accent-mid)"] {
                for paper in ["var(--paper)", "var(--paper-2)", Self.field] {
                    let contrast = try theme.contrast(line, on: paper)
                    #expect(contrast >= 3, "\(line) on \(paper), \(theme.accent), at night: \(theme.isNight)")
                }
            }
        }
    }

    @Test func `a colour that the style sheet does not name among its tokens is known here`() throws {
        let known: Set = [
            "#12201c", "#6fb3a0", "#f4f1ea", "#fff", "#12110f", "#000", "#1d1b18", "#fffefb",
        ]
        let outside = try Self.sheets().filter { $0.key != "0-tokens.css" }.values
        let found = Set(outside.flatMap { $0.matches(of: /#[0-9a-f]{3,6}\b(?=[\s,;)}])/).map { String($0.0) } })
        #expect(found.subtracting(known) == [])
        let theme = StyleColours(tokens: try Self.tokens(), accent: "#0d5c4b", isNight: false)
        #expect(try theme.contrast("#12201c", on: "#f4f1ea") >= 4.5)
    }

    @Test func `what is computed here is what WCAG says`() throws {
        let tokens = ["half": "color-mix(in oklab, #000 50%, #fff)"]
        let theme = StyleColours(tokens: tokens, accent: "#fff", isNight: false)
        #expect(try theme.contrast("#000", on: "#fff") == 21)
        let grey = try theme.contrast("#777", on: "#fff")
        #expect(abs(grey - 4.478) < 0.001)
        // Half way in Oklab is L = 0.5, which is #636363.
        let half = try theme.contrast("var(--half)", on: "#636363")
        #expect(abs(half - 1) < 0.01)
        let same = try theme.contrast("oklch(from #ff0000 l c h)", on: "#ff0000")
        #expect(abs(same - 1) < 0.001)
        #expect(throws: StyleColours.Unknown.self) { try theme.colour("red") }
    }

    @Test func `nothing moves by itself, and nothing glides`() throws {
        for (name, sheet) in try Self.sheets() {
            #expect(!sheet.contains(/\b(animation|transition|scroll-behavior)\b/), "\(name)")
        }
    }

    /// A colour and the ground that the same rule gives, where both are plain.
    private static func pairs(of sheet: String) -> [(String, String)] {
        sheet.split { "{}".contains($0) }.compactMap { rule in
            guard let ink = rule.firstMatch(of: /(?:^|[;\s])color: ([^;]+)/),
                let ground = rule.firstMatch(of: /background: ([^;]+)/)
            else { return nil }
            let pair = [ink.1, ground.1].map { $0.trimmingCharacters(in: .whitespaces) }
            let isPlain = pair.allSatisfy { $0.contains(/^(#|var\(--|light-dark\()/) }
            // Of a kind of notice or band: its ink and its paper are among those above.
            let isOwn = pair.contains { $0.contains(/^var\(--[bc][,)]/) }
            return isPlain && !isOwn ? (pair[0], pair[1]) : nil
        }
    }
}
