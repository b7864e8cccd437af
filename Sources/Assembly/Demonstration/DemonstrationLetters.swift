import Accounts
import Foundation
import Identifiers
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

    /// The letters to one address, of which the one asked for, or else the newest, is open; or a list of all: nobody reads somebody
    /// else's without having chosen it.
    private func show(_ visit: Visit) async throws -> Answer {
        let address = visit.query["a"].flatMap { $0.isEmpty ? nil : $0 }
        let letters = try await letters(to: address)
        let chosen = letters.first { $0.id == visit.query["lettre"] }
        let open = chosen ?? (address == nil ? nil : letters.first)
        var found: DemonstrationBox?
        if let address { found = try await box(of: address) }
        return .page(visit.reader.demonstrationLettersPage(letters, open: open, box: found))
    }

    private func box(of address: String) async throws -> DemonstrationBox {
        guard let email = try? EmailAddress(address) else { return DemonstrationBox(address: address, owner: .nobody) }
        let account = try await database.read { try AccountStore.find(email, in: $0) }
        let owner = account.map { $0.isDisabled ? DemonstrationBox.Owner.disabled : .somebody } ?? .nobody
        return DemonstrationBox(address: address, owner: owner)
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

/// Whose letters are looked for.
struct DemonstrationBox: Sendable {
    enum Owner: Sendable { case somebody, disabled, nobody }

    let address: String
    let owner: Owner
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
        _ letters: [DemonstrationLetter], open: DemonstrationLetter?, box: DemonstrationBox?
    ) -> HTML {
        page(
            PageHead(t("Messages of the demonstration"), isHidden: true),
            """
            <div class="wrap narrow flow flow-5"><h1>\(t("Messages of the demonstration"))</h1>
            <p class="lead">\(t("None of them leaves: here is what people would receive."))</p>
            \(letters.isEmpty ? noLetter(to: box) : disabledNote(box))\(open.map(openLetter))\
            \(otherLetters(letters, open: open, address: box?.address))</div>
            """)
    }

    private func noLetter(to box: DemonstrationBox?) -> HTML {
        let words = box.map { box -> String in
            switch box.owner {
            case .somebody: t("Nothing has been written to \(box.address) yet.")
            case .disabled: t("Nothing is written to \(box.address): this account is disabled.")
            case .nobody: t("Nothing was written to \(box.address): nobody is known at that address here.")
            }
        }
        return "<p class=\"empty\">\(words ?? t("Nothing has been written yet."))</p>"
    }

    /// What follows is of before.
    private func disabledNote(_ box: DemonstrationBox?) -> HTML {
        guard let box, box.owner == .disabled else { return "" }
        let words = t(
            """
            This account is disabled: no link is written to \(box.address) any more. What stands here was written before.
            """)
        return "<div class=\"notice warn\"><p>\(words)</p></div>"
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
        let title = open == nil ? t("All messages, the newest first") : t("Other messages")
        let lines = others.map { other -> HTML in
            let fields = [(name: "lettre", value: other.id)] + (address.map { [(name: "a", value: $0)] } ?? [])
            return """
                <li><a href="\(to(DemonstrationLetters.path))?\(Fields(fields).urlEncoded)" lang="\(other.language)">\(other.letter.subject)</a> \
                <span class="quiet small">\(other.to) · \(formats.moment(other.writtenAt))</span></li>
                """
        }
        return """
            <section class="sect flow" aria-labelledby="earlier"><h2 id="earlier" class="h4">\(title)</h2>
            <ul class="flow flow-2">\(lines)</ul></section>
            """
    }
}
