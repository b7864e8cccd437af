import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// What is read before a shortlist is told, and what a second round says while it waits for that.
struct RoundTellingTests {
    @Test func `while the call is open for a chosen file, nothing is told, and the page says which and until when`()
        async throws
    {
        let journey = try await RoundJourney()
        try await journey.open()
        try await journey.choose()
        let julien = journey.world.visitor(.julien)
        let page = try await julien.get(RoundJourney.telling)
        let refused = try await julien.post(RoundJourney.telling, ["token": "token-of-julien", "mark": "any"])
        #expect(refused.status == .unprocessableContent)
        for screen in [page, refused] {
            #expect(screen.form(to: RoundJourney.telling) == nil)
            #expect(screen.text.contains("peut encore changer") && screen.text.contains("2014-001"))
            #expect(screen.text.contains("« Dépôt des dossiers » lui est ouvert jusqu’au"))
            #expect(screen.text.contains("17 octobre 2014"))
        }
        #expect(try await journey.part == nil)
        #expect(try await journey.letters().isEmpty)
        // Once the dates of the round are over as well, these are what is changed.
        let late = try journey.world(on: 60).visitor(.julien)
        let over = try await late.get(RoundJourney.telling)
        #expect(over.text.contains("était à transmettre avant le") && over.html.contains("/2014-2/phases"))
    }

    @Test(arguments: Engine.available)
    func `both letters are read as they leave, with how many and to whom, before anything does`(engine: Engine)
        async throws
    {
        let journey = try await journeyWithOther(engine)
        let julien = journey.october.visitor(.julien)
        let page = try await julien.get(RoundJourney.telling)
        #expect(page.text.contains("à Coralie") && page.text.contains("1 lettre part."))
        #expect(page.text.contains("1 autre dossier ne passe pas au second tour") && page.text.contains("à Romain"))
        #expect(page.html.count(of: "class=\"letter\"") == 4)
        #expect(page.text.contains("est dans la présélection") && page.text.contains("is on the shortlist"))
        #expect(page.text.contains("n’est pas dans la présélection"))
        #expect(page.text.contains("31 octobre 2014"))
        #expect(try await journey.letters().isEmpty)
        // Another owner of a file that is told so would get a letter that nobody has read about.
        try await journey.world.database.write { connection in
            try connection.run("DELETE FROM submission_author WHERE submission = \(World.ovens)")
        }
        let moved = try await julien.submit(RoundJourney.telling, on: page, ["others": "on"])
        #expect(moved.status == .conflict)
        #expect(try await journey.letters().isEmpty)
        let again = try await julien.get(RoundJourney.telling)
        #expect(again.text.contains("aucun porteur"))
    }

    @Test func `pages of a round say what is awaited while the shortlist is not told`() async throws {
        let journey = try await RoundJourney()
        try await journey.open()
        let julien = journey.world.visitor(.julien)
        let desk = "/agence/editions/2014-2"
        for page in [RoundJourney.tour, "\(desk)/dossiers", "\(desk)/jury", "\(desk)/jury/lectures"] {
            #expect(try await julien.get(page).text.contains("n’est pas encore annoncée"), "\(page)")
        }
        let chair = try await journey.world.visitor(.genevieve).get("/jury/2014-2/resultats")
        #expect(
            chair.text.contains("n’est pas encore annoncée")
                && !chair.html.contains("href=\"/agence/editions/2014-2/tour\""))
        try await journey.choose()
        try await journey.tell()
        let told = try await journey.october.visitor(.genevieve).get("/jury/2014-2/resultats")
        #expect(told.text.contains("transmettent leurs secondes parties"))
    }

    @Test func `a shortlist without any eligible file says what is awaited`() async throws {
        let journey = try await RoundJourney()
        try await journey.open()
        try await journey.world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
            try SubmissionStore.noteFiles(in: connection)
        }
        let page = try await journey.world.visitor(.genevieve).get(RoundJourney.selection)
        #expect(page.text.contains("examine chaque dossier transmis"))
    }

    @Test func `an edition that has a second round is refused another one in words`() async throws {
        let journey = try await RoundJourney()
        let julien = journey.world.visitor(.julien)
        let form = try await julien.get(RoundJourney.tour)
        try await journey.open()
        // Another window had another key.
        let late = try await julien.submit(
            RoundJourney.tour, on: form, ["start_day": "03/11/2014", "end_day": "10/11/2014"])
        #expect(late.status == .conflict && late.text.contains("a déjà son second tour"))
        #expect(try await julien.get(RoundJourney.tour).text.contains("deux tours au plus"))
    }

    @Test func `the first part of a file that goes on says so in the place of a call`() async throws {
        let journey = try await RoundJourney()
        try await journey.open()
        try await journey.choose()
        try await journey.tell()
        let page = try await journey.october.visitor(.coralie).get(World.nursery.path)
        #expect(page.text.contains("sa première partie reste telle qu’elle a été lue"))
        #expect(!page.text.contains("Aucun appel n’est ouvert") && !page.text.contains("accorder un délai"))
    }

    /// The nursery's file is chosen; that of the bakery is in competition and is not.
    private func journeyWithOther(_ engine: Engine) async throws -> RoundJourney {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        try await journey.choose()
        try await journey.world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'transmitted', number = '2014-002', eligibility = 'eligible',
                    transmitted_at = \(World.monday) WHERE id = \(World.ovens)
                """)
            try SubmissionStore.noteFiles(in: connection)
        }
        return journey
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
