import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Submissions
import Testing
import Web
import WebTesting
import World

@testable import Awards

/// In an edition with a second round, awards go to its shortlist.
struct ShortlistedAwardTests {
    private static let desk = "/agence/editions/2014"
    private static let round: Edition.ID = World.key("0003", 142)
    private static let part: Submission.ID = World.key("0006", 142)

    @Test(arguments: Engine.available)
    func `an award goes to no file that a told shortlist leaves out, which may still be retained or not`(
        engine: Engine
    ) async throws {
        let world = try await Self.told(engine)
        let julien = world.visitor(.julien)
        let prizes = Self.desk + "/prix"
        _ = try await julien.submit(
            prizes, on: julien.get(prizes), ["name_fr": "Prix du jury", "kind": "award"])
        let award = try #require(try await AwardStore(database: world.database).all(in: World.edition2014).first)
        func decide(_ file: Submission.ID, _ choice: String) async throws -> Screen {
            let path = "\(Self.desk)/decisions/\(file)"
            return try await julien.submit(
                path, on: julien.get(path), ["choice": choice, "reason": "Ce que le jury a lu", "meant": "on"])
        }
        let refused = try await decide(World.ovens, "\(award.id)")
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("n’est pas dans la présélection"))
        #expect(try await decide(World.ovens, "not-retained").status == .seeOther)
        let path = "\(Self.desk)/decisions/\(World.nursery)"
        let asked = try await julien.submit(
            path, on: julien.get(path), ["choice": "\(award.id)", "reason": "Ce que le jury a lu"])
        #expect(asked.text.contains("Personne n’a envoyé de lecture de sa seconde partie"))
        #expect(try await decide(World.nursery, "\(award.id)").status == .seeOther)
        // The pages of the round are those of its edition.
        let ofRound = try await julien.get("/agence/editions/2014-2/decisions")
        #expect(ofRound.html.contains("\(Self.desk)/decisions/\(World.nursery)"))
        #expect(try await julien.get("/agence/editions/2014-2/decisions/\(Self.part)").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `the list of decisions says who is on the shortlist, and no award is offered to the others`(engine: Engine)
        async throws
    {
        let world = try await Self.told(engine)
        let julien = world.visitor(.julien)
        let prizes = Self.desk + "/prix"
        _ = try await julien.submit(
            prizes, on: julien.get(prizes), ["name_fr": "Prix du jury", "kind": "award"])
        let list = try await julien.get(Self.desk + "/decisions").text
        #expect(list.contains("dans la présélection") && list.contains("hors de la présélection"))
        let table = try await julien.get(Self.desk + "/decisions.csv").html
        #expect(table.contains("Présélection") && table.contains("hors de la présélection"))
        let other = try await julien.get("\(Self.desk)/decisions/\(World.ovens)")
        #expect(!other.text.contains("Prix du jury") && other.text.contains("les prix vont aux dossiers qui y sont"))
        #expect(try await julien.get("\(Self.desk)/decisions/\(World.nursery)").text.contains("Prix du jury"))
    }

    @Test func `with one round, decisions say nothing of a shortlist`() async throws {
        let world = try await World()
        let list = try await world.visitor(.julien).get(Self.desk + "/decisions")
        #expect(list.text.contains("Composer les tournées") && !list.text.contains("présélection"))
    }

    /// Both files are eligible; the nursery's is on a shortlist that is told.
    private static func told(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'transmitted', number = '2014-002', eligibility = 'eligible',
                    transmitted_at = \(World.monday) WHERE id = \(World.ovens)
                """)
            try connection.run(
                """
                INSERT INTO edition (id, campaign, slug, name, status, created_at, round_of)
                VALUES (\(round), \(World.campaign), '2014-2', 'Finalistes', 'running', \(World.monday), \(World.edition2014))
                """)
            try connection.run(
                """
                INSERT INTO submission (id, edition, initiative, number, title, created_at, updated_at)
                SELECT \(part), \(round), initiative, '2014-001-2', title, created_at, updated_at FROM submission
                WHERE id = \(World.nursery)
                """)
            try connection.run(
                """
                INSERT INTO shortlisted (submission, round, chosen_at, told_at, part)
                VALUES (\(World.nursery), \(round), \(World.monday), \(World.monday), \(part))
                """)
            try SubmissionStore.noteFiles(in: connection)
        }
        return world
    }
}
