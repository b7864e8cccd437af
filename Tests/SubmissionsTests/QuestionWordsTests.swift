import HTTPTypes
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// What a question says around its controls: how to write, of what, and in which language.
struct QuestionWordsTests {
    private static let asked = "/dossiers/\(World.ovens)/parties/demande"
    private static let fields = """
              - {id: people, kind: number, unit: {fr: personnes}, label: {fr: Combien}, hint: {fr: Le jour même.}}
              - {id: both, kind: line, limit: 80, label: {fr: Deux langues, en: Two languages}}
              - {id: span, kind: period, label: {fr: Durée}}
              - {id: who_else, kind: person, label: {fr: Interlocuteur}}
              - {id: which, kind: choices, label: {fr: Lesquels}, choices: [{id: a, fr: Le premier}]}
              - {id: money, kind: budget, label: {fr: Budget}}
        """

    @Test func `what nobody wrote in English is marked as French on an English page, and nothing else is`() async throws
    {
        let romain = try await AskedForm.world(asking: Self.fields).visitor(.romain)
        let page = try await romain.get("/en" + Self.asked).html
        for words in ["Combien", "Le jour même.", "personnes", "Lesquels", "Le premier", "Durée"] {
            #expect(page.contains("<span lang=\"fr\">\(words)</span>"), "\(words)")
        }
        #expect(page.contains(">Two languages (optional)</label>"))
        #expect(try await !romain.get(Self.asked).html.contains("<span lang=\"fr\">Combien"))
    }

    @Test func `how a part is written is said before it is written wrong`() async throws {
        let romain = try await AskedForm.world(asking: Self.fields).visitor(.romain)
        let page = try await romain.get(Self.asked).html
        for control in ["span.from", "span.to", "who_else.email", "who_else.phone"] {
            #expect(page.contains("id=\"\(control)-hint\""), "\(control)")
        }
    }

    @Test func `a year of two digits is asked for with four, and totals are sentences of their own`() async throws {
        let romain = try await AskedForm.world(asking: Self.fields).visitor(.romain)
        _ = try await romain.submit(
            Self.asked, on: try await romain.get(Self.asked),
            [
                "span.from": "1/1/14", "span.to": "2/1/2014", "money.0.what": "Farine", "money.0.side": "income",
                "money.0.amount": "10",
            ])
        let page = try await romain.get(Self.asked)
        #expect(page.text.contains("Écrivez l’année avec ses quatre chiffres"))
        #expect(page.html.contains("id=\"span.from-error\""))
        #expect(!page.text.contains("et Total") && page.text.contains("Total des recettes"))
    }
}
