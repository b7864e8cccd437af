import Foundation
import StorageTesting
import Testing
import Web
import WebTesting
import Words
import World

@testable import Campaigns

struct TextMarkupTests {
    @Test func `titles, paragraphs, lists, bold words, links and blanks are read`() {
        let text = TextMarkup(
            """
            ## Éditeur
            Agence, **Besançon**
            {{adresse}}

            - [Nous écrire](mailto:agence@example.org)

            - autre
            1. premier
            ### Suite
            """)
        #expect(
            text.blocks == [
                .title(level: 2, [.text("Éditeur")]),
                .paragraph([[.text("Agence, "), .bold("Besançon")], [.blank("adresse")]]),
                .list(isNumbered: false, [[.link("Nous écrire", to: "mailto:agence@example.org")], [.text("autre")]]),
                .list(isNumbered: true, [[.text("premier")]]), .title(level: 3, [.text("Suite")]),
            ])
    }

    @Test func `hostile text has the markup of harmless text`() {
        let reader = Reader(language: .french, phrasebook: .english)
        let hostile = "\"'<>& \"\u{301} <\u{301}script>"
        let page = { (words: String) in
            reader.prose("## \(words)\n\(words)\n\n- **\(words)**\n\n[\(words)](https://example.org/)", in: .english)
        }
        let markup = { (html: HTML) in html.bytes.filter("<>\"'".utf8.contains) }
        #expect(markup(page(hostile)) == markup(page("harmless")))
    }

    @Test(arguments: ["javascript:alert", "//example.org", "/\\example.org", "data:text/html,x"])
    func `a link leads to this site, to the web or to a mail address, or nowhere`(address: String) {
        let html = Reader(language: .french, phrasebook: .english).prose(
            "[ici](\(address)) [là](/reglement)", in: .french)
        #expect(
            String(decoding: html.bytes, as: UTF8.self)
                == "<p><a href=\"#\">ici</a> <a href=\"/reglement\">là</a></p>\n")
    }

    @Test func `a text with a blank is not complete`() {
        #expect(PageText.isComplete("Agence, Besançon"))
        for body in ["", " \n", "Agence, {{adresse}}", "{{}}"] { #expect(!PageText.isComplete(body), "\(body)") }
    }
}

struct TextPagesTests {
    private let notice = "/agence/textes/legal-notice"

    @Test func `the site is private until the legal notice is complete, and says so`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        #expect(try await !world.stranger.get("/reglement").text.contains("Ce site est en préparation"))
        for body in ["", "Éditeur : {{nom}}"] {
            #expect(try await mireille.submit(notice, on: mireille.get(notice), ["body_fr": body]).status == .seeOther)
            #expect(try await mireille.get("/agence/textes").text.contains("Le site est privé."))
            #expect(try await world.stranger.get("/reglement").text.contains("Ce site est en préparation"))
        }
        #expect(
            try await mireille.submit(notice, on: mireille.get(notice), ["body_fr": "Éditeur : l'agence"]).status
                == .seeOther)
        let page = try await world.stranger.get("/mentions-legales")
        #expect(page.text.contains("Éditeur : l’agence"))
    }

    @Test func `a text that is not out leads whoever writes it to its blanks, and nobody else`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE page_text SET body = 'Hébergeur : {{nom}}, {{agence.telephone}}'")
        }
        let link = "href=\"\(notice)\""
        #expect(try await world.visitor(.mireille).get("/mentions-legales").html.contains(link))
        #expect(try await !world.visitor(.coralie).get("/mentions-legales").html.contains(link))
        #expect(try await !world.visitor(.sabine).get("/mentions-legales").html.contains(link))
        let rules = try await world.visitor(.sabine).get("/reglement")
        #expect(rules.html.contains("<a class=\"btn\" href=\"/agence/textes\""))
        let form = try await world.visitor(.mireille).get(notice)
        #expect(form.html.contains("<a href=\"/agence/reglages\">Réglages de l’agence</a>"))
    }

    @Test func `the model of the rules names the territory of the campaign, and stands in the menu of the edition`()
        async throws
    {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE campaign SET territory_fr = 'le pays des Fours', territory_en = ''")
            try connection.run("DELETE FROM page_text WHERE name = 'rules'")
        }
        let (sabine, texts) = (world.visitor(.sabine), "/agence/editions/2014/textes")
        let list = try await sabine.get(texts)
        #expect(list.html.contains("<a href=\"\(texts)\" aria-current=\"page\">"))
        #expect(list.html.contains("<a href=\"\(texts)/rules\">"))
        let form = try await sabine.get("\(texts)/rules").html
        #expect(form.contains("ce territoire : le pays des Fours.") && !form.contains("campagne.territoire"))
        #expect(try await world.visitor(.awa).get(texts).status == .forbidden)
    }

    @Test func `what people typed is shown with the apostrophes of printers, and kept as they typed it`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            let partner: Partner.ID = World.key("0010", 1)
            try connection.run(
                """
                INSERT INTO partner (id, name_fr, created_at)
                VALUES (\(partner), \("Chambre d'agriculture"), \(World.monday))
                """)
        }
        let mireille = world.visitor(.mireille)
        for path in ["/agence/editions", "/agence/textes", "/agence/editions/nouvelle", "/agence/reglages/campagnes"] {
            let text = try await mireille.get(path).text
            #expect(text.contains("rally’nov") && !text.contains("rally'nov"), "\(path)")
        }
        #expect(try await mireille.get("/agence/partenaires").text.contains("Chambre d’agriculture"))
        // On an English page a name that is French alone is marked as French.
        let english = try await mireille.get("/en/agence/partenaires")
        #expect(english.html.contains("<span lang=\"fr\">Chambre d’agriculture</span>"))
        #expect(try await mireille.get("/agence/partenaires.csv").html.contains("Chambre d'agriculture"))
        #expect(try await mireille.get("/agence/editions/2014/nom").html.contains("value=\"rally&#39;nov 2014\""))
    }

    @Test func `an empty text is proposed from the starting point, with the agency's own name`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("DELETE FROM page_text")
            try connection.run("DELETE FROM agency")
            try connection.run("INSERT INTO agency (id, name_fr) VALUES ('agency', 'Agence du Haut')")
        }
        let page = try await world.visitor(.mireille).get(notice)
        #expect(page.html.contains("## Éditeur\n\nAgence du Haut, {{forme juridique"))
        #expect(page.text.contains("Reste à remplir"))
        // A preview saves nothing.
        let preview = try await world.visitor(.mireille).submit(notice, on: page, ["preview": "on"])
        #expect(preview.html.contains("<mark>{{adresse postale}}</mark>"))
        #expect(try await TextStore(database: world.database).isSiteOpen() == false)
        #expect(try await TextStore(database: world.database).shown(.legalNotice, language: .french) == nil)
    }

    @Test func `braces that somebody typed in a name stay that name`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("DELETE FROM page_text")
            try connection.run(
                "UPDATE agency SET name_fr = 'Agence {{agence.courriel}} {{nom}}', email = 'a@example.org'")
        }
        let page = try await world.visitor(.mireille).get(notice)
        #expect(page.html.contains("## Éditeur\n\nAgence {{agence.courriel}} {{nom}}, {{forme juridique"))
        #expect(page.html.contains("a@example.org"))
    }

    @Test func `an English page shows the French text, marked as French, until there is an English one`() async throws {
        let world = try await World()
        let page = try await world.stranger.get("/en/donnees-personnelles")
        #expect(page.html.contains("<div class=\"prose\" lang=\"fr\"><p>Texte de privacy.</p>"))
        let mireille = world.visitor(.mireille)
        let form = "/agence/textes/privacy"
        _ = try await mireille.submit(form, on: mireille.get(form), ["body_en": "About your data."])
        #expect(
            try await world.stranger.get("/en/donnees-personnelles").html.contains(
                "<div class=\"prose\"><p>About your data.</p>"))
        #expect(try await world.stranger.get("/donnees-personnelles").text.contains("Texte de privacy."))
    }

    @Test func `a second window sees both texts, and sending the same form twice is no conflict`() async throws {
        let mireille = try await World().visitor(.mireille)
        let (first, second) = try await (mireille.get(notice), mireille.get(notice))
        #expect(try await mireille.submit(notice, on: first, ["body_fr": "Premier"]).status == .seeOther)
        #expect(try await mireille.submit(notice, on: first, ["body_fr": "Premier"]).status == .seeOther)
        let answer = try await mireille.submit(notice, on: second, ["body_fr": "Second"])
        #expect(answer.status == .conflict)
        #expect(answer.html.contains("<dd>Premier</dd>"))
        #expect(answer.html.contains("Second</textarea>"))
        #expect(try await mireille.submit(notice, on: answer, [:]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `rules that are written in French only are said to be, to whoever reads them and to whoever writes them`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let (rules, edition) = ("/agence/editions/2014/textes/rules", "/agence/editions/2014")
        let missing = "Le règlement n’est pas écrit en anglais"
        #expect(try await !julien.get(edition).text.contains(missing))
        _ = try await julien.submit(rules, on: julien.get(rules), ["body_fr": "Règlement de 2014", "body_en": ""])
        let english = try await julien.get("/en/reglement")
        #expect(english.text.contains("This text is written in French only."))
        #expect(english.html.contains("<div class=\"prose\" lang=\"fr\">"))
        #expect(try await !julien.get("/reglement").text.contains("en français seulement"))
        let overview = try await julien.get(edition)
        #expect(overview.text.contains(missing) && overview.html.contains("href=\"\(rules)\""))
        let list = try await julien.get("/agence/textes")
        #expect(list.text.contains("le texte français est montré"))
        // RGAA 6.1: each edition has its rules, and a link says whose they are.
        #expect(list.html.contains(/Règlement<span class="vh"> – [^<]+<\/span><\/a>/))
        _ = try await julien.submit(rules, on: julien.get(rules), ["body_en": "Rules of 2014"])
        #expect(try await !julien.get(edition).text.contains(missing))
        #expect(try await !julien.get("/en/reglement").text.contains("French only"))
    }

    @Test func `an edition says its rules in its own words, for those who publish it`() async throws {
        let world = try await World()
        let rules = "/agence/editions/2014/textes/rules"
        let sabine = world.visitor(.sabine)
        #expect(
            try await sabine.submit(rules, on: sabine.get(rules), ["body_fr": "Règlement de 2014"]).status == .seeOther)
        #expect(try await world.stranger.get("/reglement").text.contains("Règlement de 2014"))
        #expect(try await sabine.get("/agence/editions/2013/textes/rules").status == .notFound)
        #expect(try await sabine.get("/agence/editions/2014/textes/legal-notice").status == .notFound)
        #expect(try await sabine.get("/agence/textes/rules").status == .forbidden)
        #expect(try await world.visitor(.awa).get(rules).status == .forbidden)
    }

    @Test(arguments: Engine.available)
    func `nobody writes the texts of an edition they do not publish`(engine: Engine) async throws {
        let world = try await World(engine)
        let texts = TextStore(database: world.database)
        let form = TextForm(Fields([(name: "body_fr", value: "Intrus"), (name: "revision_fr", value: "0")]))
        #expect(try await !texts.save(form, as: .rules, of: "2014", by: Somebody.awa.id, at: World.monday))
        #expect(try await !texts.save(form, as: .rules, of: "2013", by: Somebody.julien.id, at: World.monday))
        #expect(try await texts.shown(.rules, in: World.edition2014, language: .french) == nil)
        #expect(try await texts.save(form, as: .rules, of: "2014", by: Somebody.julien.id, at: World.monday))
        #expect(try await texts.shown(.rules, in: World.edition2014, language: .english)?.body == "Intrus")
    }
}
