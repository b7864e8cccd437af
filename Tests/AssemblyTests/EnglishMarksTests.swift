import Storage
import Testing
import WebTesting
import World

@testable import Assembly

/// What people wrote in French stands on English pages in an element that says so.
struct EnglishMarksTests {
    private static let words = "Phrase de terrain"
    private static let desk = "/agence/editions/2014"

    private static let pages: [(reader: Somebody?, paths: [String])] = [
        (
            nil,
            ["", "/editions/2014", "/laureats", "/editions/2013/laureats", "/catalogue", "/initiatives/initiative-13"]
        ),
        (
            .julien,
            [
                "/ma-page", desk, "\(desk)/objectifs", "\(desk)/prix", "\(desk)/phases", "\(desk)/decisions",
                "\(desk)/decisions/\(World.nursery)", "\(desk)/publication", "\(desk)/dossiers",
                "/agence/dossiers/\(World.nursery)", "/jury/2014/resultats", "/jury/2014/resultats/\(World.nursery)",
            ]
        ),
        (.sabine, ["\(desk)/fiches", "/agence/fiches/\(World.thing("0a09", 14))"]),
        (
            .coralie,
            ["/ma-page", "/dossiers", "/dossiers/\(World.nursery)", "/dossiers/\(World.nursery)/fiche"]
        ),
        (.awa, ["/jury", "/jury/2014/interets", "/jury/dossiers/\(World.reading)"]),
    ]

    @Test func `words in French are marked as French on the English pages of everybody`() async throws {
        let world = try await World.furnished()
        try await world.sayInFrench(Self.words)
        var met = 0
        for (reader, paths) in Self.pages {
            let visitor = reader.map(world.visitor) ?? world.stranger
            for path in paths {
                var page = try await visitor.get("/en" + path)
                if page.status == .seeOther { page = try await visitor.follow(page) }
                #expect(page.status == .ok, "\(path)")
                let said = page.languages(of: Self.words)
                #expect(said.allSatisfy { $0 == "fr" }, "\(reader?.rawValue ?? "a stranger"): \(path)")
                if !said.isEmpty { met += 1 }
            }
        }
        #expect(met > 15)
    }

    @Test func `on a French page nothing is marked`() async throws {
        let world = try await World.furnished()
        try await world.sayInFrench(Self.words)
        for (reader, paths) in Self.pages {
            let visitor = reader.map(world.visitor) ?? world.stranger
            for path in paths {
                let page = try await visitor.get(path.isEmpty ? "/" : path)
                #expect(!page.html.contains("<span lang=\"fr\">\(Self.words)"), "\(path)")
            }
        }
    }

    @Test func `a name in English is not marked`() async throws {
        let world = try await World.furnished()
        try await world.sayInFrench(Self.words)
        try await world.database.write { connection in
            try connection.run("UPDATE award SET name_en = 'Words of the field'")
            try connection.run("UPDATE target SET name_en = 'Words of the field'")
        }
        for path in ["objectifs", "prix"] {
            let page = try await world.visitor(.julien).get("/en\(Self.desk)/\(path)")
            #expect(Set(page.languages(of: "Words of the field")) == ["en"], "\(path)")
        }
    }
}

extension World {
    /// Titles, names, reasons and answers, of which none has an English form.
    fileprivate func sayInFrench(_ words: String) async throws {
        let changes: [SQL] = [
            "UPDATE submission SET title = \(words)", "UPDATE sheet SET title = \(words), strapline = \(words)",
            "UPDATE award SET name_fr = \(words), name_en = '', note = \(words)",
            "UPDATE decision SET reason = \(words)",
            "UPDATE target SET name = \(words), name_en = '', rule = \(words), unit = \(words)",
            "UPDATE phase SET name_fr = \(words), name_en = ''",
            "UPDATE submission_answer SET value = \(words) WHERE field IN ('need', 'response', 'before', 'effects')",
        ]
        try await database.write { connection in
            for change in changes { try connection.run(change) }
            try connection.run("UPDATE sheet SET content = replace(content, '\"title_en\": \"Texte\", ', '')")
        }
    }
}

extension Screen {
    /// The languages of the elements in which these words stand, as far as they are read: neither in attributes, nor in what
    /// somebody types or chooses from, nor in the title of the window.
    fileprivate func languages(of words: String) -> [String] {
        let shown = html.replacing(/<(head|script|style|textarea|select)\b[\s\S]*?<\/\1>/, with: "")
        var open: [(name: String, language: String)] = []
        var found: [String] = []
        for part in shown.split(separator: "<").dropFirst() {
            let (tag, text) = Self.halves(of: part)
            let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            if tag.hasPrefix("/") {
                if let last = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(last...) }
            } else if !tag.hasSuffix("/"), !Self.empty.contains(name) {
                let own = tag.firstMatch(of: /\blang="([a-z]+)"/).map { String($0.1) }
                open.append((name, own ?? open.last?.language ?? ""))
            }
            if text.contains(words) { found.append(open.last?.language ?? "") }
        }
        return found
    }

    private static let empty: Set = ["input", "br", "img", "hr", "meta", "link", "wbr", "source", "track", "!doctype"]

    /// What stands in the brackets, and the text behind them; a bracket within an attribute is written otherwise.
    private static func halves(of part: Substring) -> (tag: Substring, text: Substring) {
        guard let end = part.firstIndex(of: ">") else { return (part, "") }
        return (part[..<end], part[part.index(after: end)...])
    }
}
