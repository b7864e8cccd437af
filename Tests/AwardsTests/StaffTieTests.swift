import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// Somebody of the agency who is tied to a file: for them it is nowhere, its letters included.
struct StaffTieTests {
    private static let desk = "/agence/editions/2014"
    private static let file = "/agence/dossiers/\(World.nursery)"
    private static let title = "Composer les tournées"

    /// Each way of being tied.
    enum Tie: CaseIterable { case asAuthor, asJuror }

    @Test(arguments: Engine.available, Tie.allCases)
    func `a tie hides the file, its letter and its messages from staff, everywhere`(engine: Engine, tie: Tie)
        async throws
    {
        let world = try await World(engine)
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        try await world.decideAndWrite(by: mireille)
        let letter = try await world.letter()
        let pages = [
            "\(Self.desk)/dossiers", "\(Self.desk)/dossiers.csv", Self.file, "/agence/messages/\(letter)",
            "/agence/messages/\(letter)/lettre", "\(Self.desk)/decisions",
        ]
        for path in pages { #expect(try await julien.get(path).text.contains(Self.title), "\(path)") }
        #expect(try await julien.get("/agence/messages").html.contains("/agence/messages/\(letter)"))
        try await world.tie(.julien, by: tie)
        for path in pages {
            let page = try await julien.get(path)
            #expect(!page.text.contains(Self.title), "\(path)")
        }
        for path in [Self.file, "/agence/messages/\(letter)", "/agence/messages/\(letter)/lettre"] {
            #expect(try await julien.get(path).status == .notFound, "\(path)")
            #expect(try await mireille.get(path).status == .ok, "\(path)")
        }
        for path in ["/agence/messages", "/agence/messages.csv", "/agence/messages?etat=held"] {
            let page = try await julien.get(path)
            #expect(!page.text.contains("coralie@example.org"), "\(path)")
        }
        #expect(try await julien.get("\(Self.desk)/dossiers").text.contains("0 dossier transmis · 1 brouillon."))
    }

    @Test(arguments: Engine.available)
    func `a letter that was replaced stays hidden as well`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await world.decideAndWrite(by: mireille)
        let first = try await world.letter()
        try await world.decideAndWrite(by: mireille, reason: "Une autre raison")
        try await world.tie(.julien, by: .asAuthor)
        #expect(try await mireille.get("/agence/messages/\(first)").status == .ok)
        #expect(try await world.visitor(.julien).get("/agence/messages/\(first)").status == .notFound)
    }

    @Test(arguments: Engine.available, Tie.allCases)
    func `what was decided of a tied file cannot be worked out from counts, doubts or awards`(engine: Engine, tie: Tie)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.tie(.julien, by: tie)
        let award = try await world.giveAward()
        try await world.enter(World.ovens)
        let pages = ["publication", "decisions"]
        for page in pages { #expect(try await !julien.get("\(Self.desk)/\(page)").text.contains("Prix du silence")) }
        let release = try await julien.get("\(Self.desk)/publication").text
        #expect(release.contains("0 initiative retenue et 1 autre qui n’est pas nommé ici"))
        let path = "\(Self.desk)/decisions/\(World.ovens)"
        let fields: KeyValuePairs = ["choice": award, "reason": "Le pain du matin"]
        let doubted = try await julien.submit(path, on: julien.get(path), fields)
        #expect(!doubted.text.contains("va déjà à un autre dossier"))
        let removed = try await julien.submit(
            "\(Self.desk)/prix/\(award)/retirer", on: julien.get("\(Self.desk)/prix"), [:])
        #expect(removed.text.contains("Vous avez un lien avec un dossier de cette édition"))
        // Nor by how many letters grow old when an award is named otherwise.
        _ = try await world.visitor(.mireille).prepareLetters()
        let (prizes, prize) = (try await julien.get("\(Self.desk)/prix"), "\(Self.desk)/prix/\(award)")
        let renamed = try await julien.submit(prize, on: prizes, ["name_fr": "Prix du bruit"])
        #expect(renamed.status == .unprocessableContent)
        #expect(renamed.text.contains("quelqu’un d’autre renomme ou retire les prix"))
        #expect(try await julien.submit(prize, on: prizes, ["note": "Ce qui se tait"]).status == .seeOther)
    }

    @Test(arguments: Engine.available, Tie.allCases)
    func `whoever is tied does not judge whether the file may compete`(engine: Engine, tie: Tie) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.file)
        try await world.tie(.julien, by: tie)
        let fields: KeyValuePairs = ["verdict": "not-eligible", "note": "Hors du territoire, à vous relire"]
        let answer = try await julien.submit("\(Self.file)/recevabilite", on: page, fields)
        #expect(answer.status == .notFound)
        #expect(answer.html.contains("Hors du territoire, à vous relire</textarea>"))
        for (act, field) in [("retrait", "withdrawal-reason"), ("porteur", "owner-reason")] {
            let refused = try await julien.post(
                "\(Self.file)/\(act)", ["token": "token-of-julien", field: "Parce que", "email": "x@example.org"])
            #expect(refused.status == .notFound, "\(act)")
        }
        let standing = try await world.database.read {
            try $0.row("SELECT state, eligibility FROM submission WHERE id = \(World.nursery)")
        }
        #expect(try standing?["eligibility"] as String? == "eligible" && standing?["state"] as String? == "transmitted")
    }
}

extension World {
    fileprivate func decideAndWrite(by staff: Visitor, reason: String = "Une équipe qui décide") async throws {
        let path = "/agence/editions/2014/decisions/\(World.nursery)"
        let recorded = try await staff.submit(
            path, on: staff.get(path), ["choice": "retained", "reason": reason, "meant": "on"])
        #expect(recorded.status == .seeOther)
        _ = try await staff.prepareLetters()
    }

    /// The nursery's file is decided, with an award: the key of the award.
    fileprivate func giveAward() async throws -> String {
        let award: Award.ID = World.key("0a0a", 7)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(award), \(World.edition2014), 0, 'Prix du silence')
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_by, recorded_at)
                VALUES (\(World.nursery), 'award', \(award), 'Une équipe qui décide', \(Somebody.mireille.id), \(World.monday))
                """)
        }
        return award.description
    }

    fileprivate func letter() async throws -> String {
        let row = try await database.read { try $0.row("SELECT message FROM letter") }
        return try #require(row)["message"]
    }

    fileprivate func tie(_ somebody: Somebody, by tie: StaffTieTests.Tie) async throws {
        try await database.write { connection in
            if tie == .asAuthor {
                try connection.run(
                    """
                    INSERT INTO submission_author (submission, person, role)
                    VALUES (\(World.nursery), \(somebody.id), 'co-author')
                    """)
                return
            }
            let juror = World.juror(somebody)
            try connection.run(
                """
                INSERT INTO juror (id, edition, person, state, agreed_at, invited_at)
                VALUES (\(juror), \(World.edition2014), \(somebody.id), 'active', \(World.monday), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO interest (juror, submission, degree, words, declared_at)
                VALUES (\(juror), \(World.nursery), 'strong', 'Mon frère', \(World.monday))
                """)
        }
    }
}
