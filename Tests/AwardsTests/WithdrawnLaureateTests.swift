import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import Web
import WebTesting
import World

@testable import Awards

/// A laureate that everybody has read of is withdrawn.
struct WithdrawnLaureateTests {
    private static let publication = "/agence/editions/2014/publication"
    private static let desk = World.nursery.deskPath

    @Test(arguments: Engine.available, ["", "/en"])
    func `the only laureate that was announced and withdrawn is said to have been, and nothing of it`(
        engine: Engine, prefix: String
    ) async throws {
        let world = try await World(engine)
        try await world.announceLaureate()
        let page = "\(prefix)/editions/2014/laureats"
        let title = "Composer les tournées"
        #expect(try await world.stranger.get(page).text.contains(title))
        try await world.withdrawLaureate()
        for path in [page, "\(prefix)/laureats"] {
            let text = try await world.stranger.get(path).text
            #expect(text.contains(prefix.isEmpty ? "a été retiré le" : "was withdrawn on"), "\(path)")
            #expect(!text.contains("n’a pas encore annoncé") && !text.contains("has not announced"), "\(path)")
            #expect(!text.contains(title) && !text.contains("Prix du silence"), "\(path)")
        }
        let release = try await world.visitor(.julien).get(Self.publication)
        #expect(release.text.contains("Retirés après leur parution") && release.text.contains("Fermeture"))
    }

    @Test(arguments: Engine.available)
    func `a file whose decision is out is withdrawn by a typed word, and one that waits for it without`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        #expect(try await !julien.get(Self.desk).text.contains("retirer 2014-001"))
        try await world.announceLaureate()
        let page = try await julien.get(Self.desk)
        #expect(page.text.contains("Sa décision est parue le") && page.text.contains("retirer 2014-001"))
        for words in ["", "retirer", "retirer 2014-002"] {
            let refused = try await julien.submit(
                Self.desk + "/retrait", on: page, ["withdrawal-reason": "Ils renoncent", "confirmation": words])
            #expect(refused.status == .unprocessableContent && refused.lostFaults == [], "\(words)")
            #expect(refused.html.contains("value=\"Ils renoncent\""))
        }
        let late = world.lateVisitor(.julien, provedAgo: Int(Proof.life))
        let fields: KeyValuePairs = ["withdrawal-reason": "Ils renoncent", "confirmation": "withdraw 2014-001"]
        let asked = try await late.submit(Self.desk + "/retrait", on: page, fields)
        #expect(asked.status == .unauthorized && asked.html.contains("Ils renoncent"))
        #expect(try await world.stranger.get("/laureats").text.contains("Prix du silence"))
        #expect(try await julien.submit(Self.desk + "/retrait", on: page, fields).status == .seeOther)
        #expect(try await world.stranger.get("/laureats").text.contains("a été retiré le"))
    }
}

extension WithdrawnLaureateTests {
    @Test(arguments: Engine.available)
    func `where two people release, the others hear who withdrew a file whose decision was out`(
        engine: Engine
    ) async throws {
        for needsTwo in [true, false] {
            let world = try await World(engine)
            let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
            try await world.announceLaureate()
            try await world.database.write { try $0.run("UPDATE release SET needs_two = \(needsTwo)") }
            let taken = try await julien.submit(
                Self.desk + "/retrait", on: julien.get(Self.desk),
                ["withdrawal-reason": "Ils renoncent", "confirmation": "retirer 2014-001"])
            #expect(taken.status == .seeOther)
            #expect(try await world.withdrawalLetters(to: .mireille).count == (needsTwo ? 1 : 0))
            #expect(try await world.withdrawalLetters(to: .julien).isEmpty)
            #expect(try await mireille.get("/ma-page").text.contains("retiré par Julien"))
            let history = try await mireille.get("/agence/editions/2014/decisions/\(World.nursery)").text
            #expect(history.contains("Le dossier a été retiré après la publication"))
            guard needsTwo else { continue }
            let letter = try #require(try await world.withdrawalLetters(to: .mireille).first)
            #expect(letter.contains("Julien a retiré") && letter.contains("Composer les tournées en équipe"))
        }
    }
}

extension WithdrawnLaureateTests {
    @Test(arguments: Engine.available)
    func `a laureate that is withdrawn is said to have been where others remain, and took no part`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (title, page) = ("Composer les tournées", "/editions/2014/laureats")
        try await world.chooseSecondLaureate()
        try await world.announceLaureate()
        let before = try await world.stranger.get(page).text
        #expect(before.contains("Prix du pain") && before.contains(title) && !before.contains("a été retiré le"))
        let julien = world.visitor(.julien)
        let taken = try await julien.submit(
            Self.desk + "/retrait", on: julien.get(Self.desk),
            ["withdrawal-reason": "Ils renoncent", "confirmation": "retirer 2014-001"])
        #expect(taken.status == .seeOther)
        let after = try await world.stranger.get(page).text
        #expect(after.contains("Prix du pain") && after.contains("a été retiré le"))
        #expect(!after.contains("Prix du silence") && !after.contains(title))
    }
}

extension World {
    /// The bakery's file gets an award too, and the nursery's has its sheet ready.
    func chooseSecondLaureate() async throws {
        let award: Award.ID = World.key("0a0a", 32)
        try await enter(World.ovens)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(award), \(World.edition2014), 1, 'Prix du pain')
                """)
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, approved_at, approved_by,
                    published_at, updated_at)
                SELECT \(World.key("0031", 9) as Award.ID), initiative, edition, id, 'published', title, 1,
                    'Coralie, directrice', 1, 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
        try await DecisionStore(database: database).decide(award.description, "Un four pour tous", of: World.ovens)
    }

    fileprivate func withdrawalLetters(to somebody: Somebody) async throws -> [String] {
        try await database.read { connection in
            try connection.rows(
                "SELECT plain FROM message WHERE person = \(somebody.id) AND about LIKE 'release-withdrawn:%'"
            ).map { try $0["plain"] }
        }
    }

    /// The nursery's file gets an award, and everybody reads it.
    func announceLaureate() async throws {
        let award: Award.ID = World.key("0a0a", 31)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(award), \(World.edition2014), 0, 'Prix du silence')
                """)
        }
        try await DecisionStore(database: database).decide(award.description, "Une équipe qui décide")
        _ = try await visitor(.julien).prepareLetters()
        #expect(try await visitor(.julien).letOut().status == .seeOther)
    }

    fileprivate func withdrawLaureate() async throws {
        try await database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday), withdrawn_reason = 'Fermeture'
                WHERE id = \(World.nursery)
                """)
        }
    }
}
