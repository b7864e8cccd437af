import Foundation
import Mail
import Storage
import Web

/// What a demonstration has written to people, read by whoever tries it: no mail leaves it, and without the letters that hold a
/// link nobody would come further. A house that sends mail has no such page.
struct DemonstrationLetters: Sendable {
    static let path = "/demonstration/courrier"
    private static let most = 20

    let database: any Database

    func addRoutes(to routes: Routes) {
        routes.get("demonstration/courrier", for: .always) { try await show($0) }
    }

    /// The letters to one address, or to all; the one asked for, or else the newest, is open.
    private func show(_ visit: Visit) async throws -> Answer {
        let address = visit.query["a"].flatMap { $0.isEmpty ? nil : $0 }
        let letters = try await letters(to: address)
        let open = letters.first { $0.id == visit.query["lettre"] } ?? letters.first
        return .page(visit.reader.demonstrationLettersPage(letters, open: open, address: address))
    }

    private func letters(to address: String?) async throws -> [DemonstrationLetter] {
        let whose: SQL = address.map { "lower(address) = \($0.lowercased())" } ?? "1 = 1"
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT id, name, address, language, letter, created_at FROM message
                WHERE letter <> '' AND state NOT IN ('held', 'cancelled') AND \(whose)
                ORDER BY created_at DESC, id DESC LIMIT \(Self.most)
                """
            ).map(DemonstrationLetter.init)
        }
    }
}

struct DemonstrationLetter: Sendable {
    let id: String
    let to: String
    let language: String
    let letter: Letter
    let writtenAt: Date

    fileprivate init(_ row: Row) throws {
        let name: String = try row["name"]
        let address: String = try row["address"]
        let json: String = try row["letter"]
        (id, language, writtenAt) = (try row["id"], try row["language"], try row["created_at"])
        to = name.isEmpty || name == address ? address : "\(name) <\(address)>"
        letter = try JSONDecoder().decode(Letter.self, from: Data(json.utf8))
    }
}

extension Reader {
    fileprivate func demonstrationLettersPage(
        _ letters: [DemonstrationLetter], open: DemonstrationLetter?, address: String?
    ) -> HTML {
        page(
            PageHead(t("Messages of the demonstration"), isHidden: true),
            """
            <div class="wrap narrow flow flow-5"><h1>\(t("Messages of the demonstration"))</h1>
            <p class="lead">\(t("None of them leaves: here is what people would receive."))</p>
            \(open.map(openLetter) ?? noLetter(to: address))\(otherLetters(letters, open: open, address: address))</div>
            """)
    }

    private func noLetter(to address: String?) -> HTML {
        let words = address.map { t("Nothing was written to \($0): nobody is known at that address here.") }
        return "<p class=\"empty\">\(words ?? t("Nothing has been written yet."))</p>"
    }

    private func openLetter(_ shown: DemonstrationLetter) -> HTML {
        let letter = shown.letter
        let set: (String) -> String = { self.typeset($0, in: shown.language) }
        let band: String? =
            switch letter.band {
            case .draft(let text), .sent(let text): text
            case nil: nil
            }
        let points = letter.points.map { point -> HTML in "<li>\(set(point))</li>" }
        // One a line, as in the message itself: some of them are sentences.
        let closing = letter.closing.enumerated().map { index, line -> HTML in
            index == 0 ? "\(set(line))" : "<br>\(set(line))"
        }
        return """
            <article class="part flow" lang="\(shown.language)"><h2>\(set(letter.subject))</h2>
            <p class="quiet small">\(shown.to) · \(formats.moment(shown.writtenAt))</p>
            \(band.map { text -> HTML in "<p><strong>\(set(text))</strong></p>" })<p class="lead">\(set(letter.lead))</p>
            \(letter.paragraphs.map { text -> HTML in "<p>\(set(text))</p>" })
            \(points.isEmpty ? "" : "<ul>\(points)</ul>" as HTML)\(letter.button.map(letterButton))<p>\(closing)</p>
            \(letter.footnote.map { text -> HTML in "<p class=\"quiet small\">\(set(text))</p>" })</article>
            """
    }

    private func letterButton(_ button: Letter.Button) -> HTML {
        "<p class=\"row\"><a class=\"btn main\" href=\"\(url: button.address)\">\(button.label)</a></p>"
    }

    private func otherLetters(
        _ letters: [DemonstrationLetter], open: DemonstrationLetter?, address: String?
    ) -> HTML {
        let others = letters.filter { $0.id != open?.id }
        guard !others.isEmpty else { return "" }
        let lines = others.map { other -> HTML in
            let fields = [(name: "lettre", value: other.id)] + (address.map { [(name: "a", value: $0)] } ?? [])
            return """
                <li><a href="\(to(DemonstrationLetters.path))?\(Fields(fields).urlEncoded)" lang="\(other.language)">\(other.letter.subject)</a> \
                <span class="quiet small">\(other.to) · \(formats.moment(other.writtenAt))</span></li>
                """
        }
        return """
            <section class="sect flow" aria-labelledby="earlier"><h2 id="earlier" class="h4">\(t("Other messages"))</h2>
            <ul class="flow flow-2">\(lines)</ul></section>
            """
    }
}
