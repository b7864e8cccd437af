import Foundation
import HTTPTypes
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// Questions of every kind on the pages of a file: asked, saved, refused, read.
struct NewerQuestionTests {
    private static let asked = "/dossiers/\(World.ovens)/parties/demande"
    private static let file = "/dossiers/\(World.ovens)"

    private static let fields = """
              - {id: people, kind: number, unit: {fr: personnes}, least: 1, label: {fr: Combien}, example: {fr: "Douze, à mi-temps."}}
              - {id: paid, kind: money, label: {fr: Montant}, wished: true}
              - {id: day, kind: date, label: {fr: Jour}}
              - {id: span, kind: period, label: {fr: Durée}}
              - {id: site, kind: address, label: {fr: Lieu}}
              - {id: who_else, kind: person, label: {fr: Interlocuteur}}
              - {id: own, kind: checkpoint, checkpoint: shared-decision, label: {fr: Votre niveau}}
              - {id: money, kind: budget, label: {fr: Budget}}
              - id: partners
                kind: block
                row: {fr: Partenaire}
                most: 3
                label: {fr: Partenaires}
                cells:
                  - {id: name, kind: line, limit: 40, label: {fr: Nom}, needed: true}
                  - {id: said, kind: tick, label: {fr: Au courant}}
              - {id: film, kind: film, label: {fr: Film}}
              - {id: papers, kind: file, kinds: [pdf], label: {fr: Pièces}}
              - {id: views, kind: picture, most: 2, label: {fr: Images}}
              - {id: yes, kind: consent, version: "2", text: {fr: "Nous acceptons l’usage."}, label: {fr: Accord}}
              - {id: note, kind: explanation, label: {fr: À savoir}, hint: {fr: "Rien n’est demandé ici."}}
        """

    @Test func `a part that lacks only what is wished for is complete, and says so`() async throws {
        let wished = """
                  - {id: why, kind: line, limit: 40, label: {fr: Pourquoi}, needed: true}
                  - {id: views, kind: picture, most: 2, label: {fr: Images}, wished: true}
            """
        let world = try await AskedForm.world(asking: wished)
        let romain = world.visitor(.romain)
        _ = try await romain.submit(Self.asked, on: romain.get(Self.asked), ["why": "Pour voir"])
        #expect(try await romain.get(Self.asked).text.contains("complet, une image souhaitée"))
    }

    @Test func `each kind has its controls, each said once, with its example and what it asks for`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let page = try await world.visitor(.romain).get(Self.asked)
        #expect(page.status == .ok)
        for name in [
            "people", "paid", "day", "span.from", "span.to", "site.street", "site.postcode", "site.commune",
            "who_else.name",
            "who_else.phone", "own.level", "own.why", "money.0.what", "money.0.side", "money.0.amount",
            "partners.0.name", "film",
            "yes",
        ] {
            #expect(page.html.ranges(of: "name=\"\(name)\"").count == 1, "\(name)")
        }
        #expect(page.text.contains("Combien – personnes (facultatif)"))
        #expect(page.text.contains("Montant – € (souhaité)"))
        #expect(page.html.contains("Un bon exemple</summary>"))
        #expect(page.html.contains("Nous acceptons l’usage.") && page.html.contains("value=\"2\""))
        #expect(page.html.contains("Rien n’est demandé ici.") && !page.html.contains("name=\"note\""))
        #expect(page.text.contains("1 fichier au plus") && page.text.contains("2 images au plus"))
        // The return key saves, and takes no row out.
        let first = try #require(page.html.firstRange(of: "name=\"go\" value=\"stay\" tabindex=\"-1\""))
        #expect(first.lowerBound < page.html.firstRange(of: "name=\"people\"")!.lowerBound)
    }

    @Test func `what is typed is kept, read back and refused for what it is, kind by kind`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let romain = world.visitor(.romain)
        let typed: KeyValuePairs = [
            "people": "0", "paid": "12,345", "day": "31/02/2014", "span.from": "02/02/2014", "span.to": "01/02/2014",
            "site.street": "1 rue des Fours", "site.postcode": "39600", "site.commune": "besancon",
            "who_else.name": "Awa",
            "who_else.email": "awa", "own.level": "9", "own.why": "Parce que", "money.0.what": "Farine",
            "money.0.amount": "peu",
            "partners.0.name": "", "partners.0.said": "on", "film": "https://example.org/x", "yes": "1",
        ]
        let saved = try await romain.submit(Self.asked, on: try await romain.get(Self.asked), typed)
        let page = try await romain.get(saved.headers[.location] ?? Self.asked)
        for control in [
            "people", "paid", "day", "span.to", "site.postcode", "who_else.email", "own.level", "money.0.amount",
            "partners.0.name", "film", "yes",
        ] {
            #expect(
                page.html.contains("id=\"\(control)-error\"") || page.html.contains("href=\"#\(control)\""),
                "\(control)")
        }
        #expect(page.html.contains("value=\"31/02/2014\"") && page.html.contains("value=\"12,345\""))
        #expect(page.text.contains("Commune trouvée : Besançon (25, 25000)"))
    }

    @Test func `rows are added, moved and taken out by their buttons alone`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let romain = world.visitor(.romain)
        var page = try await romain.get(Self.asked)
        _ = try await romain.submit(Self.asked, on: page, ["partners.0.name": "Un", "more": "partners"])
        page = try await romain.get(Self.asked + "?more=1")
        _ = try await romain.submit(Self.asked, on: page, ["partners.1.name": "Deux"])
        page = try await romain.get(Self.asked)
        #expect(page.html.contains("value=\"partners.0.remove\"") && page.html.contains("value=\"partners.1.up\""))
        let moved = try await romain.submit(Self.asked, on: page, ["row": "partners.1.up"])
        // At the top there is no way further up: the button beside it has the focus.
        #expect(moved.location?.hasSuffix("#row-partners.0.down") == true)
        page = try await romain.get(Self.asked)
        #expect(page.html.contains("id=\"row-partners.0.down\""))
        #expect(page.fields(of: Self.asked)["partners.0.name"] == "Deux")
        _ = try await romain.submit(Self.asked, on: page, ["row": "partners.0.remove"])
        page = try await romain.get(Self.asked)
        #expect(page.fields(of: Self.asked)["partners.0.name"] == "Un" && !page.html.contains("value=\"Deux\""))
    }

    @Test func `the file tells what was answered, and hostile texts as texts`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let romain = world.visitor(.romain)
        let hostile = "<script>alert(1)</script>"
        let typed: KeyValuePairs = [
            "people": "1200", "paid": "1250,5", "day": "30/09/2014", "span.from": "01/02/2014", "span.to": "01/03/2014",
            "own.level": "3", "own.why": hostile, "money.0.what": hostile, "money.0.side": "expense",
            "money.0.amount": "1000",
            "money.1.what": "Aide", "money.1.side": "income", "money.1.amount": "400,25", "partners.0.name": hostile,
            "film": "https://vimeo.com/\"><script>", "yes": "2", "who_else.name": hostile, "site.street": hostile,
        ]
        _ = try await romain.submit(Self.asked, on: try await romain.get(Self.asked), typed)
        for path in [Self.file, Self.asked, "/en" + Self.file] {
            let page = try await romain.get(path)
            #expect(page.status == .ok && !page.html.contains("<script>alert(1)"), "\(path)")
        }
        let page = try await romain.get(Self.file)
        for words in [
            "1 200", "1 250,50", "30 septembre 2014", "du 1er février au 1er mars 2014", "400,25", "Accepté (texte 2)",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.text.contains("Total des dépenses : 1 000 €"))
    }

    @Test func `a question is shown once its condition holds, is kept while it does not, and is told to nobody then`()
        async throws
    {
        let world = try await AskedForm.world(
            asking: """
                      - {id: people, kind: number, label: {fr: Combien}}
                      - {id: team, kind: text, limit: 200, needed: true, label: {fr: Équipe}, when: [{field: people, test: at-least, value: 10}]}
                """)
        let romain = world.visitor(.romain)
        var page = try await romain.get(Self.asked)
        #expect(page.html.contains(/<div data-asked-if="[^"]*at-least[^"]*" hidden>/))
        #expect(page.html.contains("asked.js"))
        _ = try await romain.submit(Self.asked, on: page, ["people": "12", "team": "Nous sommes douze"])
        page = try await romain.get(Self.asked)
        #expect(page.html.contains(/<div data-asked-if="[^"]*">/))
        #expect(!page.html.contains(/data-asked-if="[^"]*" hidden/))
        #expect(try await romain.get(Self.file).text.contains("Nous sommes douze"))
        _ = try await romain.submit(Self.asked, on: page, ["people": "9"])
        page = try await romain.get(Self.asked)
        #expect(page.html.contains("Nous sommes douze</textarea>"))
        #expect(page.html.contains(/data-asked-if="[^"]*" hidden/))
        let told = try await romain.get(Self.file).text
        #expect(!told.contains("Nous sommes douze") && !told.contains("Équipe"))
    }

    @Test func `what the page's script reads as a condition is one, wherever it stands on the page`() async throws {
        let world = try await AskedForm.world(
            asking: """
                      - {id: people, kind: number, label: {fr: Combien}}
                      - {id: team, kind: line, limit: 20, label: {fr: Équipe}, when: [{field: people, test: answered}]}
                """)
        let page = try await world.visitor(.romain).get(Self.asked)
        let script = try String(contentsOfFile: "\(World.root)/Site/script/asked.js", encoding: .utf8)
        let name = try #require(script.firstMatch(of: /querySelectorAll\("\[(data-[a-z-]+)\]"\)/)).1
        // Without a value too: the script takes whatever has the attribute.
        let found = page.html.split(separator: "<").filter { $0.contains(" \(name)") }.map { tag in
            tag.components(separatedBy: " \(name)=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
        }
        #expect(found.count == 1)
        for condition in found {
            let json = condition.replacing("&quot;", with: "\"")
            #expect(throws: Never.self, "\(condition)") { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        }
    }

    @Test func `whoever may not take part is told so at once, keeps what is written, and cannot send`() async throws {
        let world = try await AskedForm.world("short")
        let romain = world.visitor(.romain)
        let path = "/dossiers/\(World.ovens)/parties/participer"
        let barred = try await romain.submit(path, on: try await romain.get(path), ["in_place": "no", "go": "next"])
        // The next part waits until this one lets the file on.
        #expect(barred.headers[.location]?.contains("/parties/participer") == true)
        let page = try await romain.get(path)
        #expect(page.html.contains("Avec ces réponses, le dossier ne peut pas participer"))
        #expect(page.text.contains("Revenez dès le premier essai"))
        #expect(
            try await romain.get("/dossiers/\(World.ovens)/transmettre").text.contains("Revenez dès le premier essai"))
        _ = try await romain.submit(path, on: page, ["in_place": "yes"])
        #expect(try await !romain.get(path).text.contains("Revenez dès le premier essai"))
    }
}
