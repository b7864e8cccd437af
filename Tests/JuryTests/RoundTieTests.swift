import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury
@testable import Submissions

/// Both parts of a file are one practice: whoever has a tie with one has it with the other, and whoever is an author of one is of both.
struct RoundTieTests {
    private static let first = "/jury/2014/interets"
    private static let second = "/jury/2014-2/interets"

    @Test(arguments: Engine.available)
    func `a tie that is stated once the shortlist is told closes the second part, and ends its reading`(
        engine: Engine
    ) async throws {
        let journey = try await told(engine)
        let part = try #require(try await journey.sendPart())
        let (awa, chair) = (journey.october.visitor(.awa), journey.october.visitor(.genevieve))
        let (reading, result) = (try await reading(of: part, in: journey), "/jury/2014-2/resultats/\(part)")
        #expect(try await awa.get(reading).status == .ok)
        #expect(try await chair.get(result).status == .ok)
        for visitor in [awa, chair] { try await state(World.nursery, at: Self.first, visitor) }
        #expect(try await awa.get(reading).status == .notFound)
        #expect(try await !awa.get("/jury").text.contains("Composer les tournées"))
        #expect(try await chair.get(result).status == .notFound)
        #expect(try await !chair.get("/jury/2014-2/resultats").text.contains("2014-001-2"))
        #expect(try await !chair.get("/jury/2014-2/dossiers.csv").html.contains("2014-001-2"))
        #expect(try await ended(journey) == [World.nursery, part])
    }

    @Test(arguments: Engine.available)
    func `a tie that is stated of the second part closes the first`(engine: Engine) async throws {
        let journey = try await told(engine)
        let part = try #require(try await journey.sendPart())
        let (awa, chair) = (journey.october.visitor(.awa), journey.october.visitor(.genevieve))
        #expect(try await chair.get("/jury/2014/resultats/\(World.nursery)").status == .ok)
        for visitor in [awa, chair] { try await state(part, at: Self.second, visitor) }
        #expect(try await chair.get("/jury/2014/resultats/\(World.nursery)").status == .notFound)
        #expect(try await !chair.get("/jury/2014/resultats.csv").html.contains("Composer les tournées"))
        #expect(try await awa.get(World.page).status == .notFound)
        #expect(try await ended(journey) == [World.nursery, part])
    }

    @Test(arguments: Engine.available)
    func `a tie that is stated before the second part is sent keeps it closed`(engine: Engine) async throws {
        let journey = try await told(engine)
        try await state(World.nursery, at: Self.first, journey.october.visitor(.genevieve))
        let part = try #require(try await journey.sendPart())
        let chair = try journey.world(on: 42).visitor(.genevieve)
        #expect(try await chair.get("/jury/2014-2/resultats/\(part)").status == .notFound)
        // Of somebody else's it was never closed.
        let result = try await journey.october.visitor(.julien).get("/jury/2014-2/resultats/\(part)")
        #expect(result.status == .ok)
    }

    @Test(arguments: Engine.available)
    func `another owner of the first part owns the second, and the former one has neither`(engine: Engine) async throws
    {
        let journey = try await told(engine)
        let part = try #require(try await journey.part)
        let october = journey.october
        #expect(try await october.visitor(.coralie).get(part.path).status == .ok)
        #expect(try await october.visitor(.romain).get(part.path).status == .notFound)
        let (julien, desk) = (october.visitor(.julien), World.nursery.deskPath)
        let named = try await julien.submit(
            "\(desk)/porteur", on: julien.get(desk), ["email": "romain@example.org", "owner-reason": "Départ"])
        #expect(named.status == .seeOther)
        for path in [World.nursery.path, part.path] {
            #expect(try await october.visitor(.coralie).get(path).status == .notFound, "\(path)")
            #expect(try await october.visitor(.romain).get(path).status == .ok, "\(path)")
        }
        #expect(try await authors(journey, of: World.nursery) == authors(journey, of: part))
    }

    @Test(arguments: Engine.available)
    func `a co-author who leaves one part leaves both, whichever it is`(engine: Engine) async throws {
        for isSecond in [false, true] {
            let journey = try await told(engine)
            let part = try #require(try await journey.part)
            let (edith, left) = (journey.october.visitor(.edith), isSecond ? part : World.nursery)
            let page = "\(left.path)/auteurs"
            _ = try await edith.submit("\(page)/\(Somebody.edith.id)/retirer", on: edith.get(page), [:])
            for path in [World.nursery.path, part.path] {
                #expect(try await edith.get(path).status == .notFound, "\(path)")
            }
            #expect(try await authors(journey, of: part) == [Somebody.coralie.id])
        }
    }

    @Test(arguments: Engine.available)
    func `somebody who comes to one part comes to both`(engine: Engine) async throws {
        let journey = try await told(engine)
        let part = try #require(try await journey.part)
        try await journey.world.database.write { connection in
            try SubmissionStore.add(
                Somebody.romain.id, to: part, as: .coAuthor, by: Somebody.coralie.id, now: World.monday, in: connection)
        }
        for path in [World.nursery.path, part.path] {
            #expect(try await journey.october.visitor(.romain).get(path).status == .ok, "\(path)")
        }
    }

    private func told(_ engine: Engine) async throws -> RoundJourney {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        try await journey.choose()
        try await journey.tell()
        return journey
    }

    private func state(_ file: Submission.ID, at form: String, _ visitor: Visitor) async throws {
        let done = try await visitor.submit(
            form, on: visitor.get(form), ["degree-\(file)": "strong", "words-\(file)": "Mon employeur"])
        #expect(done.status == .seeOther)
    }

    private func reading(of part: Submission.ID, in journey: RoundJourney) async throws -> String {
        let found: Assessment.ID? = try await journey.world.database.read { connection in
            try connection.row(
                """
                SELECT assessment.id FROM assessment JOIN juror ON juror.id = assessment.juror
                WHERE assessment.submission = \(part) AND juror.person = \(Somebody.awa.id)
                """)?["id"]
        }
        return try #require(found).path
    }

    /// The files of which Awa's reading is over.
    private func ended(_ journey: RoundJourney) async throws -> Set<Submission.ID> {
        let rows = try await journey.world.database.read { connection in
            try connection.rows(
                """
                SELECT assessment.submission FROM assessment JOIN juror ON juror.id = assessment.juror
                WHERE juror.person = \(Somebody.awa.id) AND assessment.ended_at IS NOT NULL
                """
            ).map { row -> Submission.ID in try row["submission"] }
        }
        return Set(rows)
    }

    private func authors(_ journey: RoundJourney, of file: Submission.ID) async throws -> Set<Person.ID> {
        let rows = try await journey.world.database.read { connection in
            try connection.rows("SELECT person FROM submission_author WHERE submission = \(file)").map {
                row -> Person.ID in try row["person"]
            }
        }
        return Set(rows)
    }
}
