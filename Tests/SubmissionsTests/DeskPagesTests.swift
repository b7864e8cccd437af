import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

struct DeskPagesTests {
    private static let list = "/agence/editions/2014/dossiers"
    private static let file = "/agence/dossiers/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `whoever is about to close an edition reads what is not finished in it, and no date of a closed one counts`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (mireille, path) = (world.visitor(.mireille), "/agence/editions/2014")
        let page = try await mireille.get(path + "/etat")
        #expect(page.text.contains("Pas terminé"))
        #expect(page.text.contains("1 brouillon non transmis"))
        _ = try await mireille.submit(path + "/etat", on: page, [:])
        let overview = try await mireille.get(path).text
        #expect(overview.contains("L’édition est close") && !overview.contains("se ferme"))
    }

    @Test func `staff see the files with what is filled in, and filter them by the address`() async throws {
        let julien = try await World().visitor(.julien)
        let all = try await julien.get(Self.list)
        #expect(all.text.contains("1 dossier transmis · 1 brouillon."))
        #expect(all.text.contains("Composer les tournées en équipe"))
        for (query, isFound) in [
            ("q=tournees+equipe", true), ("q=2014-001", true), ("q=PORTÉE", true), ("etat=transmitted", true),
            ("recevabilite=eligible", true), ("dep=25", true), ("etat=draft", false), ("dep=39", false),
            ("q=nuage", false),
            ("taille=250", false), ("recevabilite=pending", false),
        ] {
            let page = try await julien.get("\(Self.list)?\(query)")
            #expect(page.html.contains("Composer les tournées") == isFound, "\(query)")
        }
    }

    @Test func `somebody who gave no name is called by the address once`() async throws {
        let world = try await World()
        try await world.database.write {
            try $0.run("UPDATE person SET name = email WHERE id = \(Somebody.coralie.id)")
        }
        let address = Somebody.coralie.email
        let desk = try await world.visitor(.julien).get("/agence/dossiers/\(World.nursery)").text
        #expect(desk.contains(address) && !desk.contains("\(address) \(address)"))
        let own = try await world.visitor(.coralie).get("/dossiers/\(World.nursery)/auteurs").text
        #expect(own.contains(address) && !own.contains("\(address) \(address)"))
    }

    @Test func `a history in which nothing stands yet has no heading either`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        #expect(try await !julien.get(Self.file).text.contains("Histoire du dossier"))
        _ = try await julien.submit(
            Self.file + "/recevabilite", on: julien.get(Self.file), ["verdict": "to-complete", "note": "Avec qui ?"])
        #expect(try await julien.get(Self.file).text.contains("Histoire du dossier"))
    }

    @Test(arguments: Engine.available)
    func `a file's page leads to the form on its eligibility while there is one to fill in`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.file).html
        #expect(
            page.contains("href=\"#eligibility\">Examiner la recevabilité")
                && page.contains("id=\"eligibility\" tabindex"))
        #expect(try await !julien.get("/agence/dossiers/\(World.ovens)").html.contains("href=\"#eligibility\""))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        #expect(try await !julien.get(Self.file).html.contains("href=\"#eligibility\""))
    }

    @Test func `the list is exported with every answer, one line a file`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        let csv = try await world.visitor(.julien).get(Self.list + ".csv?etat=draft").html
        #expect(csv.split(separator: "\r\n").count == 2)
        #expect(csv.contains("Chacun dort."))
        #expect(!csv.contains("2014-001"))
    }

    @Test func `a figure is exported part by part as the form asks, with the language's decimal sign`() async throws {
        let world = try await World()
        let row = [
            "name": "Trajet", "unit": "km", "direction": "down", "baseline": "1047.3", "value": "38,5",
            "baseline_date": "2013", "date": "2014", "source": "Planning",
        ]
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.ovens), 'indicators', \(AnswerValue.rows([row]).stored), \(World.monday))
                """)
        }
        let list = try await world.visitor(.julien).get(Self.list + ".csv?etat=draft").html
        let french = list.replacing("\u{A0}", with: " ")
        let spaced = "Ce qui est mesuré : Trajet ; Unité : km ; Le mieux, c’est : moins, c’est mieux ; "
        #expect(french.contains(spaced))
        #expect(french.contains(" : 1047,3 ; ") && french.contains(" : 38,5 ; ") && !french.contains("1047.3"))
        let english = try await world.visitor(.julien).get("/en" + Self.list + ".csv?etat=draft").html
        #expect(english.contains("What is measured: Trajet; Unit: km; ") && english.contains(": 1047.3; "))
    }

    @Test func `only those who run the edition see its files`() async throws {
        let world = try await World()
        for somebody in [Somebody.coralie, .awa, .sabine, .genevieve] {
            for path in [Self.list, Self.file] {
                let status = try await world.visitor(somebody).get(path).status
                #expect(status == .forbidden, "\(somebody) \(path)")
            }
        }
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
        }
        #expect(try await world.visitor(.julien).get(Self.list).status == .notFound)
        #expect(try await world.visitor(.julien).get(Self.file).status == .notFound)
    }

    @Test func `a file that is not eligible needs words, which its owners receive`() async throws {
        let world = try await World()
        let (julien, path) = (world.visitor(.julien), Self.file + "/recevabilite")
        let page = try await julien.get(Self.file)
        let refused = try await julien.submit(path, on: page, ["verdict": "not-eligible", "gate.territory": "no"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("name=\"gate.territory\" value=\"no\" checked"))
        let answer = try await julien.submit(
            path, on: page, ["verdict": "not-eligible", "gate.territory": "no", "note": "Hors du territoire."])
        #expect(answer.location == Self.file + "?ok=judged")
        #expect(try await letters(in: world) == ["coralie@example.org Votre dossier 2014-001 n’est pas recevable"])
        #expect(
            try await world.visitor(.coralie).get("/dossiers/\(World.nursery)").text.contains("Hors du territoire."))
        let again = try await julien.submit(path, on: page, ["verdict": "eligible"])
        #expect(again.status == .conflict)
        let unmet = try await julien.submit(path, on: julien.get(Self.file), ["verdict": "eligible"])
        #expect(unmet.text.contains("Un dossier est recevable quand aucun point n’a reçu de non."))
    }

    @Test func `a file to be completed is open again until the day that is given`() async throws {
        let late = World.monday + 30 * 86_400
        let world = try await World(now: late)
        let julien = world.visitor(.julien)
        let path = Self.file + "/recevabilite"
        _ = try await julien.submit(
            path, on: julien.get(Self.file),
            ["verdict": "to-complete", "note": "Le coût manque.", "end_day": "31/10/2014", "end_hour": "18 h"])
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get("/dossiers/\(World.nursery)/parties/avenir").status == .ok)
        #expect(
            try await coralie.get("/dossiers/\(World.nursery)").text.contains(
                "Modifiable jusqu’au vendredi 31 octobre 2014 à 18 h."))
        #expect(try await world.visitor(.romain).get("/dossiers/\(World.ovens)/parties/avenir").status == .seeOther)
        #expect(try await letters(in: world) == ["coralie@example.org À compléter : votre dossier 2014-001"])
    }

    @Test func `more time is given with a day and a reason`() async throws {
        let world = try await World(now: World.monday + 30 * 86_400)
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.ovens)")
        let page = try await julien.get(desk)
        for fields in [["until_day": "31/02/2014", "reason": "Panne"], ["until_day": "31/10/2014", "reason": ""]] {
            let fields = fields.map { ($0.key, $0.value) } + [("token", "token-of-julien")]
            #expect(try await julien.post(desk + "/prolongation", fields).status == .unprocessableContent)
        }
        _ = try await julien.submit(desk + "/prolongation", on: page, ["until_day": "31/10/2014", "reason": "Panne"])
        #expect(try await world.visitor(.romain).get("/dossiers/\(World.ovens)/parties/besoin").status == .ok)
        #expect(try await julien.get(desk).text.contains("Délai accordé : vendredi 31 octobre 2014 à 23 h 59. Panne"))
    }

    @Test func `another owner takes a file over, with a reason, and the first one no longer sees it`() async throws {
        let world = try await World()
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.ovens)")
        let page = try await julien.get(desk)
        let refused = try await julien.submit(desk + "/porteur", on: page, ["email": "edith@example.org"])
        #expect(refused.status == .unprocessableContent)
        let answer = try await julien.submit(
            desk + "/porteur", on: page,
            ["email": "edith@example.org", "owner-reason": "Romain a quitté l'entreprise."])
        #expect(answer.status == .seeOther)
        #expect(try await world.visitor(.edith).get("/dossiers/\(World.ovens)/transmettre").status == .ok)
        #expect(try await world.visitor(.romain).get("/dossiers/\(World.ovens)").status == .notFound)
    }

    @Test func `a file is typed for somebody, says so, and the agency may send it`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let path = Self.list + "/saisir"
        let answer = try await julien.submit(
            path, on: julien.get(path), ["organisation": "Levain", "title": "Au téléphone", "email": ""])
        let form = try #require(answer.location)
        #expect(try await julien.get(form).status == .ok)
        #expect(try await julien.get(Self.list).text.contains("saisi par l’agence"))
        #expect(try await letters(in: world).isEmpty)
    }

    @Test func `a letter to all drafts is seen with its number before it goes, and goes once`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let path = Self.list + "/ecrire"
        let page = try await julien.get(path)
        #expect(try await julien.submit(path, on: page, ["subject": "", "text": "x"]).status == .unprocessableContent)
        let shown = try await julien.submit(
            path, on: page, ["subject": "Il reste une semaine", "text": "Appelez-nous."])
        #expect(shown.text.contains("Envoyer à 1 personne"))
        #expect(shown.text.contains("Un pain qui attend le matin"))
        #expect(try await letters(in: world).isEmpty)
        let sent = try await julien.submit(path, on: shown, ["step": "send"])
        #expect(try await julien.follow(sent).text.contains("1 lettre est dans la boîte d’envoi"))
        _ = try await julien.submit(path, on: shown, ["step": "send"])
        #expect(try await letters(in: world) == ["romain@example.org Il reste une semaine"])
    }

    @Test func `the home page says what waits, to submitters and to staff`() async throws {
        let world = try await World()
        #expect(
            try await world.visitor(.romain).get("/ma-page").text.contains(
                "Terminer et transmettre « Un pain qui attend le matin »"))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
            try SubmissionStore.noteFiles(in: connection)
        }
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains("Examiner la recevabilité de 1 dossier"))
        #expect(
            try await world.visitor(.coralie).get("/ma-page").text.contains(
                "Il manque à nouveau quelque chose dans « Composer les tournées en équipe »"))
    }

    private func letters(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT address, subject FROM message ORDER BY id").map { row in
                let (address, subject): (String, String) = (try row["address"], try row["subject"])
                return "\(address) \(subject.replacing("\u{A0}", with: " "))"
            }
        }
    }
}
