import Foundation
import Storage
import Testing
import WebTesting
import World

@testable import Assembly

/// Every text of the world says something hostile; no page may take it for markup.
struct HostileTextTests {
    private static let hostile = "\"'<>& \"\u{301} <\u{301}script>alert(1)</script>"

    /// Texts that the program reads itself: another word there is a broken row, not a hostile one. The HTML of a mail is
    /// markup, made from its letter and shown in a sandbox.
    private static let meant: Set<String> = [
        "about", "accent", "html", "replaced_by", "answered_by", "checkpoint", "commune_code", "content", "counter",
        "country", "degree",
        "department",
        "departments", "digest", "edition", "eligibility", "email_key", "field", "form_token", "gates", "id", "kind",
        "language",
        "legal_category", "legal_form", "letter", "naf", "naf_version", "outcome", "payload", "role", "scope",
        "security",
        "signed_on", "size_bracket", "slug", "source", "source_key", "source_mark", "state", "status", "statuses",
        "tags",
        "unique_key", "address", "email", "siret", "rna",
    ]

    @Test func `hostile text is text on every page of everybody`() async throws {
        let world = try await World.furnished()
        let filled = try await world.say(Self.hostile, but: Self.meant)
        #expect(filled.count > 60)
        var met = 0
        for (visitor, path) in world.readings {
            let screen = try await visitor.get(path)
            #expect(screen.status.code < 500, "\(path)")
            guard screen.headers[.contentType]?.contains(/html|\/xml|\+xml/) ?? false else { continue }
            for raw in ["<\u{301}script", "\"\u{301} <", "\"\u{301} &"] {
                #expect(screen.bytes.firstRange(of: Array(raw.utf8)) == nil, "\(path) holds \(raw)")
            }
            if screen.bytes.firstRange(of: Array("&lt;\u{301}script".utf8)) != nil { met += 1 }
        }
        // Most pages say something that somebody typed.
        #expect(met > 200)
    }

    @Test func `its pages have the tags of harmless ones`() async throws {
        let (hostile, harmless) = (try await World.furnished(), try await World.furnished())
        _ = try await hostile.say(Self.hostile, but: Self.meant)
        _ = try await harmless.say("un texte <comme> un autre", but: Self.meant)
        for (one, other) in zip(hostile.readings, harmless.readings) {
            let (screen, model) = (try await one.visitor.get(one.path), try await other.visitor.get(other.path))
            guard screen.headers[.contentType]?.contains(/html|\/xml|\+xml/) ?? false else { continue }
            #expect(screen.tags == model.tags, "\(one.path)")
        }
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)"])
    func `no cell of an export is a formula`(text: String) async throws {
        let world = try await World.furnished()
        _ = try await world.say(text, but: Self.meant)
        var met = 0
        for (entry, path) in world.readableRoutes where entry.path.hasSuffix(".csv") {
            let screen = try await world.visitor(.mireille).get(path)
            #expect(screen.headers[.contentType]?.hasPrefix("text/csv") ?? false, "\(path)")
            let cells = screen.html.split { ";\r\n\u{FEFF}".contains($0) || $0 == "\r\n" }
            #expect(!cells.contains { $0.hasPrefix(text) || $0.hasPrefix("\"" + text) }, "\(path)")
            if cells.contains(where: { $0.contains("'" + text) }) { met += 1 }
        }
        #expect(met >= 3)
    }
}

extension World {
    /// Each page with somebody who asks for it.
    fileprivate var readings: [(visitor: Visitor, path: String)] {
        let visitors = Somebody.allCases.map(visitor) + [stranger]
        return readableRoutes.flatMap { route in visitors.map { ($0, route.path) } }
    }

    /// Writes a text into every column of text; answers which took it.
    fileprivate func say(_ text: String, but meant: Set<String>) async throws -> [String] {
        let columns = try await database.read { connection in
            try connection.rows(
                """
                SELECT tables.name AS "table", columns.name AS "column" FROM sqlite_master AS tables,
                    pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND columns.type = 'TEXT' AND tables.name NOT LIKE 'sqlite%'
                """
            ).map { row -> (String, String) in (try row["table"], try row["column"]) }
        }
        let literal = "'" + text.replacing("'", with: "''") + "'"
        var filled: [String] = []
        for (table, column) in columns where !meant.contains(column) {
            // What must be unique or must name another row refuses it.
            let isSaid: Void? = try? await database.write { connection in
                try connection.runScript("UPDATE \(table) SET \(column) = \(literal)")
            }
            if isSaid != nil { filled.append("\(table).\(column)") }
        }
        try await database.write { connection in
            // By scalars: a quote with an accent on it is no Character of its own.
            let inside = literal.unicodeScalars.map { $0 == "\"" ? "\\\"" : String($0) }.joined()
            try connection.runScript(
                """
                UPDATE sheet SET content = replace(content, 'Texte', \(inside)), revision = revision + 1
                """)
        }
        return filled
    }
}

extension Screen {
    /// The tags of the page in their order, without what they say.
    fileprivate var tags: [Substring] { html.matches(of: /<\/?[a-z][a-z0-9]*/).map(\.0) }
}
