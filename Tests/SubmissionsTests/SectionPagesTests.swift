import Campaigns
import Foundation
import HTTPTypes
import Storage
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

struct SectionPagesTests {
    private static let need = "/dossiers/\(World.ovens)/parties/besoin"
    private static let json: HTTPFields = [.accept: "application/json"]

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
        #expect(page.html.contains("value=\"beaucoup\""))
        let right = try await romain.submit(
            effects, on: page,
            [
                "indicators.0.value": "2", "indicators.0.date": "2014", "indicators.0.baseline": "5",
                "indicators.0.baseline_date": "2013", "indicators.0.source": "Planning", "go": "next",
            ])
        #expect(right.location != effects + "?ok=saved")
    }

    @Test func `the page's script saves one answer and leaves the others`() async throws {
        let romain = try await World().visitor(.romain)
        let page = try await romain.get(Self.need)
        _ = try await romain.submit(Self.need, on: page, ["need": "Un", "before": "Deux", "tags.need": "health"])
        let form = try await romain.get(Self.need).fields(of: Self.need)
        let answer = try await romain.post(
            Self.need, [("token", "token-of-romain"), ("revision", form["revision"] ?? ""), ("before", "Trois")],
            Self.json)
        #expect(answer.status == .ok)
        #expect(answer.html.contains(#""message":"Enregistré à 9"#))
        #expect(answer.html.contains("\"revision\":\"\(form["revision"] ?? "-")\""))
        let saved = try await romain.get(Self.need)
        #expect(saved.html.contains("Trois</textarea>"))
        #expect(saved.html.contains("Un</textarea>"))
        #expect(saved.html.contains("value=\"health\" checked"))
    }

    @Test func `RGAA 7.5: what saves itself says how much of its part is to be corrected`() async throws {
        let romain = try await World().visitor(.romain)
        let path = "/dossiers/\(World.ovens)/parties/effets"
        let revision = try await romain.get(path).fields(of: path)["revision"] ?? ""
        let send = { (fields: [(String, String)]) in
            try await romain.post(path, [("token", "token-of-romain"), ("revision", revision)] + fields, Self.json)
        }
        let faulty = try await send([
            ("indicators.0.name", "Nuits"), ("indicators.0.value", "beaucoup"), ("indicators.0.baseline", "trop"),
            ("indicators.0.source", "Planning"),
        ])
        #expect(faulty.status == .ok)
        #expect(faulty.html.contains(/"message":"Enregistré à 9[^"]*, 2 réponses à corriger"/), "\(faulty.html)")
        let other = try await send([("indicators.0.unit", "nuits")])
        #expect(other.html.contains("2 réponses à corriger"))
        let mended = try await send([("indicators.0.value", "2"), ("indicators.0.baseline", "5")])
        #expect(mended.html.contains(#""message":"Enregistré à 9"#) && !mended.html.contains("à corriger"))
    }

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
        #expect(more.text.contains("Écrivez le mois et l’année : 03/2012 ou mars 2012."))
    }

    @Test func `in a second tab the other answer is kept, and the same one shown twice`() async throws {
        let romain = try await World().visitor(.romain)
        let (first, second) = try await (romain.get(Self.need), romain.get(Self.need))
        #expect(try await romain.submit(Self.need, on: first, ["need": "Premier"]).status == .seeOther)
        #expect(try await romain.submit(Self.need, on: second, ["before": "Avant"]).status == .seeOther)
        let conflict = try await romain.submit(Self.need, on: second, ["need": "Second", "before": "Avant"])
        #expect(conflict.status == .conflict)
        #expect(conflict.text.contains("Premier"))
        #expect(conflict.html.contains("Second</textarea>"))
        #expect(try await romain.submit(Self.need, on: conflict, ["need": "Second"]).status == .seeOther)
        #expect(try await romain.get(Self.need).html.contains("Second</textarea>"))
    }

    @Test func `the script is told of a conflict, and nothing is overwritten`() async throws {
        let romain = try await World().visitor(.romain)
        let (first, second) = try await (romain.get(Self.need), romain.get(Self.need))
        _ = try await romain.submit(Self.need, on: first, ["need": "Premier"])
        let answer = try await romain.post(
            Self.need,
            [
                ("token", "token-of-romain"), ("revision", second.fields(of: Self.need)["revision"] ?? ""),
                ("need", "Second"),
            ],
            Self.json)
        #expect(answer.status == .conflict)
        #expect(!answer.html.contains("Enregistré"))
        #expect(try await romain.get(Self.need).html.contains("Premier</textarea>"))
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

    @Test func `a text without end is not kept, and comes back as it was typed, with all the rest saved`() async throws
    {
        let world = try await World()
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.need)
        let endless = String(repeating: "a", count: 900_000)
        let refused = try await romain.submit(Self.need, on: page, ["need": endless, "before": "Une nuit"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.fields(of: Self.need)["need"] == endless)
        #expect(refused.html.contains("<a href=\"#need\">"))
        #expect(refused.text.contains("850 000") || refused.text.contains("850\u{202F}000"))
        let saved = try await romain.get(Self.need).fields(of: Self.need)
        #expect(saved["need"] == "" && saved["before"] == "Une nuit")
        let script = try await romain.post(
            Self.need, [("token", "token-of-romain"), ("revision", saved["revision"] ?? ""), ("need", endless)],
            Self.json)
        #expect(script.status == .unprocessableContent)
        #expect(script.html.contains("\"need\":\"Non enregistré"))
        #expect(!script.html.contains("Enregistré à"))
        // A letter under a thousand accents is one, but not kept as one.
        let accents = "e" + String(repeating: "\u{301}", count: 210_000)
        #expect(accents.count == 1)
        #expect(AnswerValue.text(accents).excess == 2_500)
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
                "indicators.0.date": "2012",
                "indicators.0.baseline_date": "2013", "go": "stay",
            ])
        #expect(try await romain.follow(figures).html.contains("id=\"indicators.0.date-error\""))
        let costs = try await romain.submit(
            future, on: romain.get(future), ["cost.min": "40 000", "cost.max": "−5", "go": "stay"])
        #expect(try await romain.follow(costs).html.contains("id=\"cost.max-error\""))
        let sending = "/dossiers/\(World.ovens)/transmettre"
        let list = try await romain.get(sending)
        #expect(list.html.contains("#indicators.0.date") && list.html.contains("#cost.max"))
        #expect(try await romain.submit(sending, on: list, [:]).status == .unprocessableContent)
        _ = try await romain.submit(effects, on: romain.get(effects), ["indicators.0.date": "2014"])
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
