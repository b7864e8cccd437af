import Campaigns
import Foundation
import HTTPTypes
import Storage
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// Odd, wrong and hostile answers come back as they were typed, with what stands against them.
struct TypedAnswerTests {
    private static let need = "/dossiers/\(World.ovens)/parties/besoin"
    private static let json: HTTPFields = [.accept: "application/json"]

    @Test(arguments: [
        ("", "Les chiffres que vous suivez", "Chiffre", "Avant", "Maintenant", "Étape 2, Quand"),
        ("/en", "Figures you follow", "Figure", "Before", "Now", "Step 2, When"),
    ])
    func `RGAA 6.1: each link to what is to be corrected names its row and its column`(
        prefix: String, field: String, row: String, before: String, now: String, step: String
    ) async throws {
        let romain = try await World().visitor(.romain)
        let (file, form) = ("/dossiers/\(World.ovens)", prefix + "/dossiers/\(World.ovens)/parties/")
        let typed: KeyValuePairs = [
            "indicators.0.name": "Nuits", "indicators.0.baseline": "trop", "indicators.0.value": "beaucoup",
            "indicators.0.source": "Planning", "go": "stay",
        ]
        let answer = try await romain.submit(form + "effets", on: romain.get(form + "effets"), typed)
        for page in [try await romain.follow(answer), try await romain.get(prefix + file + "/transmettre")] {
            for column in [before, now] {
                #expect(page.html.contains(">\(field) – \(row) 1, \(column)</a>"), "\(page.html)")
            }
        }
        let steps = try await romain.submit(
            form + "nouveaute", on: romain.get(form + "nouveaute"),
            ["steps.0.text": "Essai", "steps.1.text": "Reprise", "go": "stay"])
        #expect(try await romain.follow(steps).html.contains(" – \(step)</a>"))
    }

    @Test func `an invalid SIRET is kept as it was typed, with what stands against it`() async throws {
        let romain = try await World().visitor(.romain)
        let path = "/dossiers/\(World.ovens)/parties/organisation"
        let answer = try await romain.submit(path, on: romain.get(path), ["organisation.siret": "732 829 320 0007"])
        let page = try await romain.follow(answer)
        #expect(page.html.contains("value=\"732 829 320 0007\""))
        #expect(page.text.contains("Un SIRET a 14 chiffres, celui-ci en a 13."))
        let script = try await romain.post(
            path,
            [
                ("token", "token-of-romain"), ("revision", page.fields(of: path)["revision"] ?? ""),
                ("organisation.siret", "73282932000079"),
            ], Self.json)
        #expect(script.status == .ok)
        #expect(script.html.contains("\"organisation.siret\":\"Ce SIRET n"))
    }

    @Test func `absurd answers come back as they were typed`() async throws {
        let romain = try await World().visitor(.romain)
        for text in [
            String(repeating: "a", count: 10_000), "👩‍🌾🧑🏽‍🚒", "أهلا שלום", "{{nom}} et {{agence.nom}} %1 {prénom}",
            "<script>alert(\"x\")</script>",
        ] {
            let page = try await romain.get(Self.need)
            #expect(try await romain.submit(Self.need, on: page, ["need": text]).status == .seeOther)
            let fields = try await romain.get(Self.need).fields(of: Self.need)
            #expect(fields["need"] == text)
        }
    }

    @Test func `signs that turn or break a text are not kept, nor counted`() async throws {
        let romain = try await World().visitor(.romain)
        let page = try await romain.get(Self.need)
        let typed = "Avant\u{B}après \u{202E}àl\u{202C} cou\u{2}pé 👩\u{200D}👧"
        #expect(try await romain.submit(Self.need, on: page, ["need": typed]).status == .seeOther)
        let saved = try await romain.get(Self.need)
        let read = "Avant\naprès àl coupé 👩\u{200D}👧"
        #expect(saved.fields(of: Self.need)["need"] == read)
        #expect(saved.text.contains("Signes : \(read.count) sur"))
    }

    @Test func `spaces at the end of a text are counted neither by the page nor against it`() async throws {
        let romain = try await World().visitor(.romain)
        let text = String(repeating: "a", count: 1_500)
        let sent = try await romain.submit(Self.need, on: romain.get(Self.need), ["need": text + "   "])
        #expect(sent.status == .seeOther)
        let saved = try await romain.get(Self.need)
        #expect(saved.text.contains(/Signes : 1.?500 sur 1.?500/) && !saved.html.contains("id=\"need-error\""))
    }

    @Test func `a comma means what it does in the language of the page`() async throws {
        let romain = try await World().visitor(.romain)
        let french = "/dossiers/\(World.ovens)/parties/avenir"
        let english = "/en" + french
        _ = try await romain.submit(english, on: romain.get(english), ["cost.min": "1,500", "cost.max": "2,000"])
        let saved = try await romain.get(french).fields(of: french)
        #expect(saved["cost.min"] == "1500" && saved["cost.max"] == "2000")
        _ = try await romain.submit(french, on: romain.get(french), ["cost.min": "1,234"])
        let shown = try await romain.get(english)
        #expect(shown.fields(of: english)["cost.min"] == "1.234")
        _ = try await romain.submit(english, on: shown, [:])
        #expect(try await romain.get(english).fields(of: english)["cost.min"] == "1.234")
    }

    @Test func `the parts of a file tell what is empty apart from what is to be corrected`() async throws {
        let romain = try await World().visitor(.romain)
        let effects = "/dossiers/\(World.ovens)/parties/effets"
        let before = try await romain.get(effects)
        let empty = try #require(
            before.html.firstMatch(of: /parties\/effets"[^>]*>[^<]*<span class="k">(\d+) à remplir/))
        _ = try await romain.submit(
            effects, on: before, ["indicators.0.name": "Nuits", "indicators.0.value": "2", "indicators.0.date": "hier"])
        let after = try await romain.get(effects)
        let told = try #require(
            after.html.firstMatch(of: /parties\/effets"[^>]*>[^<]*<span class="k">(?:(\d+) à remplir, )?2 à corriger/))
        #expect(told.1.map { Int($0) } ?? 0 == Int(empty.1).map { $0 - 1 })
    }

    @Test func `what is impossible is said where it was typed, and keeps the file from being sent`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        let (effects, future) = ("/dossiers/\(World.ovens)/parties/effets", "/dossiers/\(World.ovens)/parties/avenir")
        let figures = try await romain.submit(
            effects, on: romain.get(effects),
            [
                "indicators.0.name": "Nuits", "indicators.0.value": "2", "indicators.0.source": "Planning",
                "indicators.0.date": "03/2012",
                "indicators.0.baseline_date": "03/2013", "go": "stay",
            ])
        #expect(try await romain.follow(figures).html.contains("id=\"indicators.0.date-error\""))
        let costs = try await romain.submit(
            future, on: romain.get(future), ["cost.min": "40 000", "cost.max": "−5", "go": "stay"])
        #expect(try await romain.follow(costs).html.contains("id=\"cost.max-error\""))
        let sending = "/dossiers/\(World.ovens)/transmettre"
        let list = try await romain.get(sending)
        #expect(list.html.contains("#indicators.0.date") && list.html.contains("#cost.max"))
        #expect(try await romain.submit(sending, on: list, [:]).status == .unprocessableContent)
        _ = try await romain.submit(effects, on: romain.get(effects), ["indicators.0.date": "03/2014"])
        _ = try await romain.submit(future, on: romain.get(future), ["cost.max": "50 000"])
        #expect(try await romain.submit(sending, on: romain.get(sending), [:]).status == .seeOther)
    }

    @Test func `hostile text in every answer never becomes markup`() async throws {
        let hostile = "\"'<>& \"\u{301} <\u{301}script>"
        let romain = try await World().visitor(.romain)
        for section in CompleteFile.form.sections {
            let path = "/dossiers/\(World.ovens)/parties/\(section.word)"
            let page = try await romain.get(path)
            var fields = page.fields(of: path)
            for name in fields.keys where !["token", "revision", "shown"].contains(name) { fields[name] = hostile }
            #expect(try await romain.post(path, fields.map { ($0.key, $0.value) }).status == .seeOther)
            #expect(!(try await romain.get(path)).html.unicodeScalars.contains(hostile.unicodeScalars))
        }
        let whole = try await romain.get("/dossiers/\(World.ovens)")
        #expect(whole.html.contains("&quot;&#39;&lt;&gt;&amp;"))
        #expect(!whole.html.unicodeScalars.contains(hostile.unicodeScalars))
    }
}
