import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

struct SheetPagesTests {
    private static let list = "/agence/editions/2014/fiches"
    private static let owned = "/dossiers/\(World.nursery)/fiche"

    @Test func `a sheet is begun from the file's answers, approved by its owner, published and withdrawn with a trace`()
        async throws
    {
        let world = try await World.withAnswers()
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let page = try await begin(by: editor)
        #expect(page.form(of: "title") == "Composer les tournées en équipe")
        #expect(page.html.contains("Les plannings se faisaient au siège."))

        #expect(try await owner.get(Self.owned).status == .notFound)
        try await world.database.write { try $0.run("UPDATE agency SET phone = '0381000000'") }
        _ = try await act("accord", on: page, by: editor)
        let read = try await owner.get(Self.owned)
        #expect(read.text.contains("Rien n’est publié avant votre accord."))
        #expect(try await world.mails() == ["coralie@example.org"])
        #expect(try await world.signed().contains("Agence comtoise\n03\u{A0}81\u{A0}00\u{A0}00\u{A0}00"))

        #expect(try await owner.submit(Self.owned + "/accord", on: read, [:]).status == .unprocessableContent)
        let approved = try await owner.submit(Self.owned + "/accord", on: read, ["function": "Directrice"])
        #expect(approved.status == .seeOther)
        #expect(try await owner.follow(approved).text.contains("approuvée par Coralie, Directrice"))

        let published = try await editor.follow(try await act("publier", on: editor.get(sheet(page)), by: editor))
        #expect(published.text.contains("Tenue prête"))
        let withoutReason = try await act("retirer", on: published, by: editor)
        #expect(withoutReason.status == .unprocessableContent)
        let withdrawn = try await act("retirer", on: published, by: editor, ["reason": "À la demande de l’association"])
        let trace = try await editor.follow(withdrawn).text
        for words in [
            "Commencée à partir du dossier", "Accord demandé", "Approuvée par l’organisation", "À la demande",
        ] {
            #expect(trace.contains(words), "\(words)")
        }
    }

    @Test(arguments: Engine.available)
    func `a site that a file told without its scheme keeps no sheet from being saved`(engine: Engine) async throws {
        let world = try await World.withAnswers(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'organisation.website', 'menuiserie.example', \(World.monday))
                """)
        }
        let editor = world.visitor(.sabine)
        let page = try await begin(by: editor)
        #expect(page.form(of: "website") == "https://menuiserie.example" && !page.html.contains("type=\"url\""))
        let saved = try await editor.follow(editor.submit(sheet(page), on: page, ["website": "www.exemple.fr"]))
        #expect(saved.form(of: "website") == "https://www.exemple.fr")
        let odd = try await editor.submit(sheet(page), on: saved, ["website": "pas de site"])
        #expect(odd.status == .unprocessableContent && odd.text.contains("Écrivez l’adresse d’un site"))
    }

    @Test func `a summary that is too long is said, counted and kept on the page`() async throws {
        let editor = try await World.withAnswers().visitor(.sabine)
        let (page, long) = (try await begin(by: editor), String(repeating: "un mot ", count: 200))
        #expect(page.html.contains("name=\"strapline\"") && page.html.contains("data-most=\"1000\""))
        let refused = try await editor.submit(sheet(page), on: page, ["strapline": long])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains(long) && refused.html.contains("<a href=\"#strapline\""))
        let saved = try await editor.submit(sheet(page), on: refused, ["strapline": "Une phrase."])
        #expect(saved.status == .seeOther)
    }

    @Test func `words sent back make a new version that must be approved again`() async throws {
        let world = try await World.withAnswers()
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let page = try await begin(by: editor)
        _ = try await act("accord", on: page, by: editor)
        let read = try await owner.get(Self.owned)
        let sent = try await owner.submit(Self.owned + "/reprise", on: read, ["words": "Le chiffre est faux"])
        #expect(sent.status == .seeOther)
        let desk = try await editor.get(sheet(page))
        #expect(desk.text.contains("version 2"))
        #expect(desk.text.contains("Le chiffre est faux"))
        #expect(try await act("publier", on: desk, by: editor, allowsNoForm: true).status == .unprocessableContent)
        // The page that was read speaks of the earlier version.
        let late = try await owner.submit(Self.owned + "/accord", on: read, ["function": "Directrice"])
        #expect(late.status == .conflict)
        // The letter says that there is something new to read.
        _ = try await act("accord", on: desk, by: editor)
        let letters = try await world.database.read { connection in
            try connection.rows(
                "SELECT plain FROM message WHERE address = \(Somebody.coralie.email) ORDER BY created_at, id"
            )
            .map { try $0["plain"] as String }
        }
        #expect(letters.last?.contains("relisez la version 2") == true)
        #expect(letters.first?.contains("version 2") == false)
    }

    @Test func `what was typed wrongly comes back with its faults, and a second window overwrites nothing`()
        async throws
    {
        let editor = try await World.withAnswers().visitor(.sabine)
        let page = try await begin(by: editor)
        let address = sheet(page)
        let refused = try await editor.submit(
            address, on: page,
            ["title": "", "steps.0.date": "un jour", "steps.0.text": "Essai", "cost.min": "beaucoup"])
        #expect(refused.status == .unprocessableContent)
        for words in ["Donnez un titre à la fiche.", "Écrivez une date", "Écrivez un nombre"] {
            #expect(refused.text.contains(words), "\(words)")
        }
        #expect(refused.html.contains("value=\"un jour\""))
        // Far from its field, each says where it stands.
        for words in ["– Étape 1, Quand : Écrivez une date", "– De (euros) : Écrivez un nombre"] {
            #expect(refused.text.contains(words), "\(words)")
        }

        let fields: KeyValuePairs = ["steps.0.date": "mars 2011", "steps.0.text": "Essai", "cost.min": "25 000"]
        #expect(try await editor.submit(address, on: page, fields).status == .seeOther)
        let saved = try await editor.get(address + "/apercu")
        #expect(saved.text.contains("Mars 2011 Essai"))
        #expect(saved.html.contains("À partir de 25\u{202F}000\u{A0}€"))
        let late = try await editor.submit(address, on: page, ["title": "Un autre titre"])
        #expect(late.status == .conflict)
        #expect(late.html.contains("Un autre titre"))
    }

    @Test func `the words it is found under are ticked on the desk, and those of no grid stay`() async throws {
        let world = try await World.withAnswers()
        let editor = world.visitor(.sabine)
        let page = try await begin(by: editor)
        try await world.database.write { connection in
            try connection.run("UPDATE sheet SET tags = '{\"need\":[\"health\",\"elsewhere\"]}'")
        }
        let desk = try await editor.get(sheet(page))
        #expect(desk.html.contains("name=\"tags.need\" value=\"health\" checked"))
        let saved = try await editor.submit(sheet(page), on: desk, ["tags.need": "mobility"])
        #expect(saved.status == .seeOther)
        let again = try await editor.get(sheet(page))
        #expect(again.html.contains("name=\"tags.need\" value=\"mobility\" checked"))
        #expect(!again.html.contains("value=\"health\" checked"))
        let tags: String? = try await world.database.read {
            try $0.row("SELECT tags FROM sheet").map { try $0["tags"] }
        }
        #expect(tags == "{\"need\":[\"mobility\",\"elsewhere\"]}")
    }

    @Test func `sheets are nobody else's business`() async throws {
        let world = try await World.withAnswers()
        let page = try await begin(by: world.visitor(.sabine))
        _ = try await act("accord", on: page, by: world.visitor(.sabine))
        #expect(try await world.visitor(.coralie).get(Self.owned).status == .ok)
        #expect(try await world.visitor(.romain).get(Self.owned).status == .notFound)
        #expect(try await world.visitor(.edith).get(Self.owned).status == .notFound)
        #expect(try await world.visitor(.awa).get(sheet(page)).status == .forbidden)
        #expect(try await world.visitor(.awa).get(Self.list).status == .forbidden)
        // Sabine publishes from the edition of 2014 alone.
        #expect(try await world.visitor(.sabine).get("/agence/editions/2013/fiches").status == .notFound)
    }

    @Test func `the list is filtered, sorted and exported`() async throws {
        let editor = try await World.withAnswers().visitor(.sabine)
        _ = try await begin(by: editor)
        #expect(try await editor.get(Self.list + "?etat=draft&q=tournees").text.contains("1 fiche"))
        #expect(try await editor.get(Self.list + "?etat=published").text.contains("Aucune fiche ne correspond."))
        let file = try await editor.get(Self.list + ".csv?tri=-date")
        #expect(file.html.contains("2014-001;Composer les tournées en équipe;À Portée de Pas;"))
    }

    // MARK: steps

    private func begin(by editor: Visitor) async throws -> Screen {
        let list = try await editor.get(Self.list)
        return try await editor.follow(try await editor.submit(Self.list, on: list, [:]))
    }

    private func sheet(_ page: Screen) -> String {
        page.html.firstMatch(of: /action="(\/agence\/fiches\/[0-9a-f-]{36})/).map { String($0.1) } ?? ""
    }

    private func act(
        _ word: String, on page: Screen, by editor: Visitor, _ fields: KeyValuePairs<String, String> = [:],
        allowsNoForm: Bool = false
    ) async throws -> Screen {
        let path = sheet(page) + "/" + word
        guard allowsNoForm, !page.html.contains("action=\"\(path)\"") else {
            return try await editor.submit(path, on: page, fields)
        }
        // A page that offers no such act, asked for all the same.
        return try await editor.post(path, [("token", "token-of-sabine"), ("revision", page.form(of: "revision"))])
    }
}

extension Screen {
    fileprivate func form(of name: String) -> String {
        html.firstMatch(of: try! Regex("name=\"\(name)\"[^>]* value=\"([^\"]*)\"")).map {
            String($0[1].substring ?? "")
        } ?? ""
    }
}

extension World {
    fileprivate static func withAnswers(_ engine: Engine = .sqlite) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            for (field, value) in [
                ("need", "Les plannings se faisaient au siège."), ("response", "Des équipes composent les tournées."),
                ("tags.need", #"["health"]"#), ("difficulties", #"["Un secteur a arrêté."]"#),
            ] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                    """)
            }
        }
        return world
    }

    /// What the first letter says.
    fileprivate func signed() async throws -> String {
        try await database.read { try $0.row("SELECT plain FROM message ORDER BY id")?["plain"] ?? "" }
    }

    fileprivate func mails() async throws -> [String] {
        try await database.read { try $0.rows("SELECT address FROM message").map { try $0["address"] } }
    }
}
