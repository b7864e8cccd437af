import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// What is out stays as it is; what changes after it is a dated act with a reason.
struct FrozenTests {
    private static let file = "/dossiers/\(World.nursery)"
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let publication = "/agence/editions/2014/publication"

    @Test(arguments: Engine.available)
    func `a withdrawal before the release voids decision and letter, and says so`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        try await world.decide("retained")
        _ = try await julien.prepareLetters()
        let answer = try await coralie.submit(
            Self.file + "/retirer", on: coralie.get(Self.file + "/retirer"), ["reason": "Nous renonçons"])
        #expect(answer.status == .seeOther)
        #expect(try await world.decisions() == 0)
        #expect(try await world.letterStates() == ["cancelled"])
        #expect(try await world.noted("decision-void").count == 1)
        let page = try await julien.get(Self.publication)
        #expect(page.text.contains("décision et lettre sont nulles"))
        #expect(page.text.contains("Nous renonçons"))
        let news = "« Composer les tournées en équipe » est retiré : sa décision est sans effet"
        for path in ["/ma-page", "/agence/editions/2014/decisions"] {
            for somebody in [Somebody.julien, .genevieve] {
                let told = try await world.visitor(somebody).get(path)
                #expect(told.text.contains(news), "\(somebody) \(path)")
            }
            #expect(try await !coralie.get(path).text.contains("sa décision est sans effet"))
        }
        #expect(try await julien.get("/agence/editions/2014/decisions").text.contains("Nous renonçons"))
        // Sent again and found eligible again, it is decided on again.
        try await world.enter(World.nursery)
        #expect(try await !julien.get("/ma-page").text.contains("sa décision est sans effet"))
        #expect(try await world.decisions() == 0)
        let nothing = try await julien.get(Self.publication)
        #expect(!nothing.html.contains("\(Self.publication)/maintenant"))
        let revision = nothing.fields(of: Self.publication + "/deux")["revision"] ?? ""
        let asked = try await julien.post(
            Self.publication + "/maintenant",
            ["token": "token-of-julien", "revision": revision, "confirmation": "publier 2014"])
        #expect(asked.status == .unprocessableContent)
        #expect(try await world.letterStates() == ["cancelled"])
        #expect(try await julien.get(Self.decision).text.contains("Nulle : le dossier a été retiré"))
    }

    @Test(arguments: Engine.available)
    func `the table of decisions says when each came out, was changed and was withdrawn`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, table) = (world.visitor(.julien), "/agence/editions/2014/decisions.csv")
        try await world.decide("retained")
        let before = try await julien.get(table).html
        #expect(before.contains("Publiée le;Modifiée le;Retiré le"))
        #expect(!before.contains("2014-09-22"))
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET announced_at = \(World.monday), state = 'withdrawn', withdrawn_at = \(World.monday)
                WHERE id = \(World.nursery)
                """)
            try DecisionStore.note(
                .amended, of: World.nursery, by: Somebody.julien.id, at: World.monday, why: "Un mot", in: connection)
        }
        let line = try await julien.get(table).html
        #expect(line.ranges(of: "2014-09-22").count == 3, "\(line)")
    }

    @Test(arguments: Engine.available)
    func `a withdrawn file neither wins nor is announced, whatever stands in the outbox`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.enter(World.ovens)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        try await world.decide("award")
        try await world.decide("retained", of: World.ovens)
        _ = try await julien.prepareLetters()
        _ = try await coralie.submit(
            Self.file + "/retirer", on: coralie.get(Self.file + "/retirer"), ["reason": "Nous renonçons"])
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.announced() == [World.ovens])
        #expect(try await !world.stranger.get("/laureats").text.contains("Prix du silence"))
        #expect(Set(try await world.letterStates()) == ["cancelled", "waiting"])
    }

    @Test(arguments: Engine.available)
    func `after the release its owner neither changes nor withdraws a file, and the decision stays`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        // Pages that were open before.
        let form = try await coralie.get(Self.file + "/parties/besoin")
        let withdrawal = try await coralie.get(Self.file + "/retirer")
        let desk = "/agence/dossiers/\(World.nursery)"
        let judging = try await julien.get(desk)
        try await world.decide("award")
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        let late = try await coralie.submit(Self.file + "/retirer", on: withdrawal, ["reason": "Nous renonçons"])
        #expect(late.status == .conflict)
        #expect(late.html.contains("Nous renonçons"))
        #expect(form.status == .ok)
        let changed = try await coralie.submit(Self.file + "/parties/besoin", on: form, ["need": "Tout autre chose"])
        #expect(changed.status == .unprocessableContent)
        #expect(changed.text.contains("Tout autre chose") && changed.text.contains("est parue le"))
        #expect(try await coralie.get(Self.file + "/parties/besoin").status == .seeOther)
        #expect(try await world.stranger.get("/laureats").text.contains("Prix du silence"))
        #expect(try await julien.get("/agence/editions/2014/decisions").text.contains("Prix du silence"))
        for (act, fields) in [
            ("recevabilite", ["verdict": "to-complete", "note": "Trop tard", "end_day": "15/12/2014"]),
            ("prolongation", ["until_day": "15/12/2014", "reason": "Trop tard"]),
        ] as [(String, KeyValuePairs<String, String>)] {
            let late = try await julien.submit("\(desk)/\(act)", on: judging, fields)
            #expect(late.status == .unprocessableContent && late.text.contains("Trop tard"), "\(act)")
            #expect(try await !julien.get(desk).forms.contains { $0.path == "\(desk)/\(act)" }, "\(act)")
        }
        #expect(try await !julien.get(desk).text.contains("Délai accordé"))
        #expect(try await world.decisions() == 1)
    }

    @Test(arguments: Engine.available)
    func `the agency withdraws a file after the release: dated, with its reason, and no longer announced`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, chair) = (world.visitor(.julien), world.visitor(.genevieve))
        try await world.decide("award")
        _ = try await julien.prepareLetters()
        _ = try await julien.letOut()
        let desk = "/agence/dossiers/\(World.nursery)"
        let answer = try await julien.submit(
            desk + "/retrait", on: julien.get(desk),
            ["withdrawal-reason": "Fermeture de la structure", "confirmation": "retirer 2014-001"])
        #expect(answer.status == .seeOther)
        #expect(try await world.decisions() == 1)
        #expect(try await !world.stranger.get("/laureats").text.contains("Prix du silence"))
        let page = try await chair.get(Self.decision)
        #expect(page.text.contains("Fermeture de la structure"))
        #expect(page.text.contains("Prix du silence"))
        #expect(try await chair.get("/agence/editions/2014/decisions").text.contains("le dossier est retiré depuis"))
        #expect(try await julien.get(desk).text.contains("Fermeture de la structure"))
    }

    @Test(arguments: Engine.available)
    func `a decision that is out changes with a reason only, which chair, history and a held letter tell`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, chair) = (world.visitor(.julien), world.visitor(.genevieve))
        try await world.decide("award")
        _ = try await julien.prepareLetters()
        _ = try await julien.letOut()
        let page = try await julien.get(Self.decision)
        let silent = try await julien.submit(
            Self.decision, on: page, ["choice": "retained", "reason": "Autre raison", "why": " "])
        #expect(silent.status == .unprocessableContent)
        #expect(silent.html.contains("Autre raison</textarea>"))
        let long = try await julien.submit(
            Self.decision, on: page,
            [
                "choice": "retained", "reason": "Autre raison", "why": String(repeating: "é", count: 5_001),
                "meant": "on",
            ])
        #expect(long.status == .unprocessableContent && long.html.contains("éééé</textarea>"))
        #expect(try await world.stranger.get("/laureats").text.contains("Prix du silence"))
        let answer = try await julien.submit(
            Self.decision, on: page,
            ["choice": "retained", "reason": "Autre raison", "why": "Le prix était donné deux fois", "meant": "on"])
        #expect(answer.status == .seeOther)
        let laureates = try await world.stranger.get("/laureats").text
        #expect(laureates.contains("ne l’est plus depuis") && !laureates.contains("Composer les tournées"))
        let told = try await chair.get(Self.decision).text
        #expect(told.contains("Le prix était donné deux fois") && told.contains("Prix du silence"))
        #expect(try await world.noted("decision-amended").count == 1)
        #expect(try await world.letterStates() == ["waiting", "held"])
        let letter = try await world.lastLetter()
        #expect(letter.contains("Le prix était donné deux fois"))
    }

    @Test(arguments: Engine.available)
    func `a release by whoever is tied to a file counts it and does not name it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.decide("retained")
        let title = "Composer les tournées"
        #expect(try await world.visitor(.julien).get(Self.publication).text.contains(title))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(Somebody.julien.id), 'co-author')
                """)
        }
        let page = try await world.visitor(.julien).get(Self.publication).text
        #expect(!page.contains(title))
        #expect(page.contains("1 décision"))
    }
}

extension World {
    /// The jury decides; an award is made for it.
    fileprivate func decide(_ choice: String, of file: Submission.ID = World.nursery) async throws {
        let award: Award.ID = World.key("0a0a", 7)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr) VALUES (\(award), \(World.edition2014), 0, 'Prix du silence')
                ON CONFLICT (id) DO NOTHING
                """)
        }
        let choice = choice == "award" ? award.description : choice
        _ = try await DecisionStore(database: database).record(
            file, at: 0, by: Somebody.julien.id, now: World.monday
        ) { awards throws(Decision.Refusal) in try Verdict(choice: choice, among: awards, reason: "Motif") }
    }

    fileprivate func decisions() async throws -> Int {
        try await database.read {
            try $0.count("SELECT count(*) AS count FROM decision WHERE submission = \(World.nursery)")
        }
    }

    fileprivate func letterStates() async throws -> [String] {
        try await database.read { connection in
            try connection.rows(
                "SELECT state FROM message WHERE about = \("letters:\(World.edition2014)") ORDER BY created_at, id"
            ).map { try $0["state"] }
        }
    }

    fileprivate func lastLetter() async throws -> String {
        try await database.read { connection in
            try connection.row(
                "SELECT plain FROM message WHERE about = \("letters:\(World.edition2014)") ORDER BY id DESC LIMIT 1"
            )?["plain"] ?? ""
        }
    }
}
