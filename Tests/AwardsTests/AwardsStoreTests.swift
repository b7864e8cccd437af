import Campaigns
import Forms
import Foundation
import Organisations
import Sheets
import Storage
import StorageTesting
import Submissions
import Testing
import World

@testable import Awards

struct AwardsStoreTests {
    @Test(arguments: Engine.available) func `a decision is found by those who may decide, and by nobody else`(
        engine: Engine
    ) async throws {
        let decisions = DecisionStore(database: try await World(engine).database)
        for somebody in Somebody.allCases {
            let line = try await decisions.find(World.nursery, in: World.edition2014, for: somebody.id)
            #expect((line != nil) == [.mireille, .julien, .genevieve].contains(somebody), "\(somebody)")
        }
    }

    @Test(arguments: Engine.available) func `a file with which somebody is strongly tied is not theirs to decide on`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let decisions = DecisionStore(database: world.database)
        #expect(try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.genevieve.id) != nil)
        try await world.tie(.genevieve, to: World.nursery)
        #expect(try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.genevieve.id) == nil)
        #expect(try await decisions.lines(in: World.edition2014, for: Somebody.genevieve.id).isEmpty)
        let recorded = try await decisions.record(World.nursery, at: 0, by: Somebody.genevieve.id, now: World.monday) {
            awards throws(Decision.Refusal) in try Verdict(choice: "retained", among: awards, reason: "Bien")
        }
        #expect(recorded == nil)
    }

    @Test(arguments: Engine.available) func `whoever has written for an organisation decides on none of its files`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let decisions = DecisionStore(database: world.database)
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET organisation = \(World.homeCare), confirmed_organisation = \(World.homeCare)
                WHERE id = \(World.ovens)
                """)
        }
        #expect(try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.genevieve.id) != nil)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.ovens), \(Somebody.genevieve.id), 'co-author')
                """)
        }
        #expect(try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.genevieve.id) == nil)
        #expect(try await decisions.lines(in: World.edition2014, for: Somebody.genevieve.id).isEmpty)
        let chair = world.visitor(.genevieve)
        #expect(try await !chair.get("/jury/2014/resultats").text.contains("Composer les tournées"))
        #expect(try await chair.get("/jury/2014/resultats/\(World.nursery)").status == .notFound)
        #expect(try await chair.get("/agence/editions/2014/decisions/\(World.nursery)").status == .notFound)
        #expect(try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.julien.id) != nil)
    }

    @Test(arguments: Engine.available) func `of two windows the second is told, and nothing is overwritten`(
        engine: Engine
    ) async throws {
        let decisions = DecisionStore(database: try await World(engine).database)
        try await decisions.decide("retained", "Première")
        await #expect(throws: Decision.Refusal.outdated) { try await decisions.decide("not-retained", "Seconde") }
        #expect(
            try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.julien.id)?.decision?.reason
                == "Première")
    }

    @Test(arguments: Engine.available) func `twenty recordings at once leave one decision`(engine: Engine) async throws
    {
        let decisions = DecisionStore(database: try await World(engine).database)
        let recorded = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask { (try? await decisions.decide("retained", "Fenêtre \(number)")) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(recorded == 1)
        #expect(
            try await decisions.find(World.nursery, in: World.edition2014, for: Somebody.julien.id)?.decision?.revision
                == 1)
    }

    @Test(arguments: Engine.available)
    func `a decision that changes has its letter written anew, and the earlier one never comes back`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (decisions, julien) = (DecisionStore(database: world.database), world.visitor(.julien))
        try await decisions.decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        let first = try #require(try await world.releaseLetters().first)
        let page = try await julien.get("/agence/messages/\(first.id)")
        #expect(page.html.contains("/agence/messages/\(first.id)/modifier"))
        try await decisions.decide("not-retained", "Pas encore", at: 1)
        _ = try await julien.prepareLetters()
        let letters = try await world.releaseLetters()
        #expect(letters.map(\.state) == ["cancelled", "held"])
        let old = try await julien.get("/agence/messages/\(first.id)")
        #expect(old.html.contains("href=\"/agence/messages/\(letters[1].id)\""))
        #expect(!old.html.contains("/reprendre\""))
    }

    @Test(arguments: Engine.available) func `a letter that staff drop does not count as said`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let path = try await world.preparedLetter()
        #expect(try await julien.submit(path + "/annuler", on: julien.get(path), [:]).status == .seeOther)
        let page = try await julien.get("/agence/editions/2014/publication")
        #expect(page.text.contains("Sa lettre a été annulée"))
        // Nothing can be let out without it: the page leads to the letters instead.
        #expect(!page.html.contains("/publication/maintenant\""))
        #expect(page.html.contains("href=\"#letters\""))
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.releaseLetters().map(\.state) == ["cancelled", "waiting"])
    }
}

extension DecisionStore {
    func decide(
        _ choice: String, _ reason: String, at revision: Int = 0, of file: Submission.ID = World.nursery
    ) async throws {
        _ = try await record(file, at: revision, by: Somebody.julien.id, now: World.monday) {
            awards throws(Decision.Refusal) in try Verdict(choice: choice, among: awards, reason: reason)
        }
    }
}

extension World {
    /// Letters of decision in the outbox, in the order they were written.
    func releaseLetters() async throws -> [(id: String, state: String)] {
        try await database.read { connection in
            try connection.rows(
                "SELECT id, state FROM message WHERE about = \("letters:\(World.edition2014)") ORDER BY created_at, id"
            ).map { (id: try $0["id"], state: try $0["state"]) }
        }
    }

    /// The nursery's file is retained, and the page of the letter that its owner gets is answered.
    func preparedLetter() async throws -> String {
        try await DecisionStore(database: database).decide("retained", "Bien")
        _ = try await visitor(.julien).prepareLetters()
        let letter = try #require(try await releaseLetters().first)
        return "/agence/messages/\(letter.id)"
    }

    /// The nursery's file is retained; the bakery's joins the competition and is not.
    func decideTwo() async throws {
        try await enter(World.ovens)
        let decisions = DecisionStore(database: database)
        try await decisions.decide("retained", "Bien")
        try await decisions.decide("not-retained", "Pas encore", of: World.ovens)
    }

    /// Files whose decision is out.
    func announced() async throws -> [Submission.ID] {
        try await database.read { connection in
            try connection.rows(
                "SELECT id FROM submission WHERE announced_at IS NOT NULL AND edition = \(World.edition2014)"
            )
            .map { try $0["id"] }
        }
    }

    /// Puts a draft into the competition.
    func enter(_ file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'transmitted', eligibility = 'eligible', number = '2014-099' WHERE id = \(file)
                """)
            try SubmissionStore.noteFiles(in: connection)
        }
    }

    /// Plans the release so many seconds ahead.
    func plan(_ seconds: TimeInterval) async throws -> Date {
        let releases = ReleaseStore(database: database)
        let revision = try await releases.find(World.edition2014).revision
        let moment = World.monday + seconds
        _ = try await releases.plan(
            World.edition2014, for: moment, at: revision, by: Somebody.julien.id, now: World.monday)
        return moment
    }

    /// A juror or chair of 2014 says that a file is too near to them.
    func tie(_ somebody: Somebody, to file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO interest (juror, submission, degree, words, declared_at)
                SELECT juror.id, \(file), 'strong', \("Ma sœur y travaille"), \(World.monday)
                FROM juror WHERE juror.person = \(somebody.id) AND juror.edition = \(World.edition2014)
                ON CONFLICT (juror, submission) DO UPDATE SET degree = excluded.degree, words = excluded.words
                """)
        }
    }
}
