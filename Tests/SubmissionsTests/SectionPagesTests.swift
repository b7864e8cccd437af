import Campaigns
import Foundation
import Storage
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// One part of the form, as a page: what is saved on its button, where that leads, and until when.
struct SectionPagesTests {
    private static let need = "/dossiers/\(World.ovens)/parties/besoin"

    @Test func `what is typed is saved on the button, and said`() async throws {
        let romain = try await World().visitor(.romain)
        let page = try await romain.get(Self.need)
        let answer = try await romain.submit(
            Self.need, on: page, ["need": "On pétrissait\nà deux heures.", "tags.need": "health", "go": "stay"])
        #expect(answer.location == Self.need + "?ok=saved")
        let saved = try await romain.follow(answer)
        #expect(saved.html.contains("On pétrissait\nà deux heures.</textarea>"))
        #expect(saved.html.contains("value=\"health\" checked"))
        #expect(saved.text.contains("Enregistré lundi 22 septembre 2014 à 9 h"))
        // Once: the state below says nothing more until something is typed.
        #expect(saved.text.matches(of: /Enregistré/).count == 1)
        #expect(try await romain.get(Self.need).text.matches(of: /Enregistré/).count == 1)
    }

    @Test func `the questions are one press away from the beginning of a part, and can take the focus`() async throws {
        let romain = try await World().visitor(.romain)
        let page = try await romain.get(Self.need).html
        let main = try #require(page.components(separatedBy: "<main id=\"main\">").last)
        let first = try #require(main.firstMatch(of: /<(?:a|button|input|summary)\b[^>]*>/)?.0)
        #expect(first == "<a class=\"skip\" href=\"#part\">")
        #expect(main.contains("<h2 id=\"part\" tabindex=\"-1\">"))
        // A page without questions has nothing to skip to.
        let whole = try await romain.get("/dossiers/\(World.ovens)")
        #expect(whole.status == .ok && !whole.html.contains("href=\"#part\""))
    }

    @Test func `saving leads on to the next part, and after the last to what is missing`() async throws {
        let romain = try await World().visitor(.romain)
        let next = try await romain.submit(Self.need, on: romain.get(Self.need), ["go": "next"])
        #expect(next.location == "/dossiers/\(World.ovens)/parties/nouveaute?ok=saved")
        let last = "/dossiers/\(World.ovens)/parties/accords"
        let end = try await romain.submit(last, on: romain.get(last), ["go": "next"])
        #expect(end.location == "/dossiers/\(World.ovens)/transmettre")
    }

    @Test func `saving does not lead on while something in the part is typed wrong, and says what`() async throws {
        let romain = try await World().visitor(.romain)
        let effects = "/dossiers/\(World.ovens)/parties/effets"
        let wrong = try await romain.submit(
            effects, on: romain.get(effects),
            ["indicators.0.name": "Nuits", "indicators.0.value": "beaucoup", "go": "next"])
        #expect(wrong.location == effects + "?ok=saved")
        let page = try await romain.follow(wrong)
        #expect(page.text.contains("À corriger avant l’envoi") || page.html.contains("indicators.0.value-error"))
        // The focus stands where a link leads to the field, and nowhere else.
        let focused = page.html.matches(of: /<[^>]* autofocus[^>]*>/).map { String($0.0) }
        #expect(focused == ["<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus>"])
        let notice = try #require(page.html.components(separatedBy: focused.first ?? "–").last?.prefix(600))
        #expect(notice.contains("href=\"#indicators.0.value\""))
        #expect(page.html.contains("value=\"beaucoup\""))
        let right = try await romain.submit(
            effects, on: page,
            [
                "indicators.0.value": "2", "indicators.0.date": "03/2014", "indicators.0.baseline": "5",
                "indicators.0.baseline_date": "03/2013", "indicators.0.source": "Planning", "go": "next",
            ])
        #expect(right.location != effects + "?ok=saved")
    }

    @Test func `adding a line keeps everything typed, and gives an empty line`() async throws {
        let romain = try await World().visitor(.romain)
        let path = "/dossiers/\(World.ovens)/parties/nouveaute"
        let page = try await romain.get(path)
        #expect(page.html.contains("name=\"steps.0.date\""))
        let answer = try await romain.submit(
            path, on: page,
            ["response": "Au froid", "steps.0.date": "hier", "steps.0.text": "Essai", "more": "steps"])
        let more = try await romain.follow(answer)
        #expect(more.html.contains("Au froid</textarea>"))
        #expect(more.html.contains("value=\"hier\""))
        #expect(more.html.contains("name=\"steps.2.date\""))
        // Two of the three were empty: none is added, and the first of them says so.
        #expect(answer.location == path + "?more=steps#steps.1.date")
        #expect(!more.html.contains("name=\"steps.3.date\"") && more.text.contains("Aucune ligne n’est ajoutée"))
        let full = try await romain.submit(
            path, on: more, ["steps.1.text": "Deux", "steps.2.text": "Trois", "more": "steps"])
        #expect(full.location == path + "?more=1#steps.3.date")
        let added = try await romain.follow(full)
        #expect(added.html.contains("name=\"steps.4.date\"") && !added.text.contains("Aucune ligne n’est ajoutée"))
        #expect(more.text.contains("Écrivez le mois et l’année : 03/2012 ou mars 2012."))
    }

    @Test func `after the deadline nothing is saved, and what was typed is shown`() async throws {
        let early = try await World()
        let page = try await early.visitor(.romain).get(Self.need)
        let late = try await World(now: World.monday + 25 * 86_400).visitor(.romain)
        let answer = try await late.submit(Self.need, on: page, ["need": "Trop tard"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("Trop tard pour enregistrer"))
        #expect(answer.html.contains("<dd>Trop tard</dd>"))
        #expect(answer.text.contains("Brouillon, non transmis"))
        #expect(!(try await late.get("/dossiers/\(World.ovens)")).html.contains("<dd>Trop tard</dd>"))
        #expect(try await late.get(Self.need).location == "/dossiers/\(World.ovens)")
    }

    @Test func `a file with more time is written on, until that ends too`() async throws {
        let end = World.monday + 30 * 86_400
        for (now, isOpen) in [(end - 1, true), (end, false)] {
            let world = try await World(now: now)
            try await world.database.write { connection in
                try connection.run(
                    """
                    INSERT INTO extension (id, phase, subject, ends_at, reason, granted_at)
                    VALUES ('x', \(World.call), \(World.ovens), \(end), 'Panne', \(World.monday))
                    """)
            }
            let page = try await world.visitor(.romain).get(Self.need)
            #expect((page.status == .ok) == isOpen)
        }
    }

    @Test func `somebody else's file does not exist`() async throws {
        let world = try await World()
        #expect(try await world.visitor(.romain).get(Self.need).status == .ok)
        for somebody in [Somebody.coralie, .awa, .lucie] {
            #expect(try await world.visitor(somebody).get(Self.need).status == .notFound)
            let answer = try await world.visitor(somebody).post(
                Self.need, [("token", "token-of-\(somebody.rawValue)"), ("need", "x")])
            #expect(answer.status == .notFound)
        }
        #expect(try await world.stranger.get(Self.need).location?.hasPrefix("/connexion") == true)
        #expect(try await world.visitor(.romain).get("/dossiers/\(World.ovens)/parties/nulle-part").status == .notFound)
    }
}
