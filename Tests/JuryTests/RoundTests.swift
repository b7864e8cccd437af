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

@testable import Jury

/// A second round: opened, its shortlist chosen and told, its second parts written, sent and read.
struct RoundTests {
    @Test func `with one round, nothing shows but one line for those who run the edition`() async throws {
        let world = try await World()
        let overview = try await world.visitor(.julien).get("/agence/editions/2014")
        #expect(overview.html.contains("href=\"\(RoundJourney.tour)\""))
        #expect(try await world.visitor(.genevieve).get(RoundJourney.selection).status == .notFound)
        #expect(try await world.visitor(.julien).get(RoundJourney.telling).status == .notFound)
        #expect(try await !world.visitor(.coralie).get(World.nursery.path).text.contains("résélection"))
        for somebody in [Somebody.romain, .awa, .sabine] {
            #expect(try await world.visitor(somebody).get(RoundJourney.tour).status != .ok, "\(somebody)")
        }
    }

    @Test(arguments: Engine.available)
    func `a round has its dates, the form for finalists and the same grid, and no stranger meets it`(engine: Engine)
        async throws
    {
        let journey = try await RoundJourney(engine)
        let (julien, database) = (journey.world.visitor(.julien), journey.world.database)
        let form = try await julien.get(RoundJourney.tour)
        for _ in 1...2 {
            // A second press finds the one that is there.
            let made = try await julien.submit(
                RoundJourney.tour, on: form,
                ["start_day": "20/10/2014", "end_day": "31/10/2014", "end_hour": "18:00"])
            #expect(made.location == RoundJourney.tour + "?ok=made")
        }
        let round = try #require(try await EditionStore(database: database).round(of: World.edition2014))
        #expect(round.slug == "2014-2" && round.status == .draft && round.phases.map(\.kind) == [.call, .jury])
        let (asked, grids) = try await database.read { connection in
            let bound: String? = try connection.row(
                """
                SELECT form.slug FROM edition_form JOIN form ON form.id = edition_form.form WHERE edition = \(round.id)
                """)?["slug"]
            return (
                bound,
                try connection.count("SELECT count(*) AS count FROM edition_grid WHERE edition = \(round.id)")
            )
        }
        #expect(asked == "finalists" && grids == 1)
        for page in ["", "/phases", "/formulaire", "/dossiers", "/jury"] {
            #expect(try await julien.get("/agence/editions/2014-2\(page)").status == .ok, "\(page)")
        }
        #expect(try await julien.get("/agence/editions/2014-2/dossiers/saisir").status == .notFound)
        #expect(try await julien.get("/agence/editions/2014-2/prix").html.contains("/agence/editions/2014/prix"))
        let all = try await EditionStore(database: database).all()
        #expect(all.map(\.slug) == ["2014", "2013"])
        #expect(try await !journey.world.stranger.get("/dossiers/nouveau").text.contains("finalistes"))
    }

    @Test(arguments: Engine.available)
    func `the chair chooses with a reason, nobody outside sees it, and it is told to owners once`(engine: Engine)
        async throws
    {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        #expect(try await journey.choose("Une équipe qui décide").location?.contains("ok=saved") == true)
        let october = journey.october
        #expect(try await journey.letters().isEmpty)
        #expect(try await !october.visitor(.coralie).get(World.nursery.path).text.contains("résélection"))
        let desk = try await october.visitor(.julien).get(World.nursery.deskPath)
        #expect(desk.text.contains("Choisi pour la présélection, pas encore annoncé"))
        #expect(desk.text.contains("Une équipe qui décide"))
        #expect(try await october.visitor(.julien).get("/ma-page").text.contains("Annoncer la présélection"))
        #expect(try await october.visitor(.awa).get(RoundJourney.selection).status != .ok)

        #expect(try await journey.tell().location == RoundJourney.telling + "?ok=told")
        #expect(
            try await journey.letters().filter { $0.hasPrefix("coralie@") && $0.contains("présélection") }.count == 1)
        let part = try #require(try await journey.part)
        let file = try await october.visitor(.coralie).get(World.nursery.path)
        #expect(file.text.contains("Dans la présélection depuis") && file.html.contains(part.path))
        #expect(!file.text.contains("Une équipe qui décide"))
        // What the shortlist was made from has no more time.
        #expect(try await !october.visitor(.julien).get(World.nursery.deskPath).html.contains("/prolongation"))
        let second = try await october.visitor(.edith).get(part.path)
        #expect(second.status == .ok && second.text.contains("Composer les tournées en équipe"))
        #expect(try await october.visitor(.coralie).get("/ma-page").html.contains(part.path))
        #expect(try await october.visitor(.romain).get(part.path).status == .notFound)
    }

    @Test func `what was read is what goes out: another word of the letters is read first`() async throws {
        let journey = try await RoundJourney()
        try await journey.open()
        try await journey.choose()
        let julien = journey.october.visitor(.julien)
        let page = try await julien.get(RoundJourney.telling)
        let kept = try await julien.submit(
            RoundJourney.telling + "/textes", on: page, ["chosen_fr": "Bravo à toute l’équipe."])
        #expect(kept.location == RoundJourney.telling + "?ok=saved")
        #expect(try await julien.submit(RoundJourney.telling, on: page, [:]).status == .conflict)
        #expect(try await journey.part == nil)
        try await journey.tell()
        let plain = try await journey.world.database.read { connection in
            try connection.rows("SELECT plain FROM message").map { row -> String in try row["plain"] }
        }
        #expect(plain.contains { $0.contains("Bravo à toute l’équipe.") })
    }

    @Test(arguments: Engine.available)
    func `a second part that is sent is numbered after the first, eligible, and read with it by whoever read that`(
        engine: Engine
    ) async throws {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        try await journey.choose()
        try await journey.tell()
        let part = try #require(try await journey.sendPart())
        let (state, number, eligibility, reading) = try await journey.world.database.read { connection in
            let row = try #require(
                try connection.row("SELECT state, number, eligibility FROM submission WHERE id = \(part)"))
            let reading: Assessment.ID? = try connection.row(
                """
                SELECT assessment.id FROM assessment JOIN juror ON juror.id = assessment.juror
                WHERE submission = \(part) AND juror.person = \(Somebody.awa.id)
                """)?["id"]
            return (
                try row["state"] as String, try row["number"] as String, try row["eligibility"] as String, reading
            )
        }
        #expect(state == "transmitted" && number == "2014-001-2" && eligibility == "eligible")
        let november = try journey.world(on: 42)
        let screen = try await november.visitor(.awa).get(#require(reading).path)
        #expect(screen.status == .ok && screen.text.contains("Première partie, n° 2014-001"))
        #expect(try await november.visitor(.genevieve).get("/jury/2014-2/resultats").text.contains("2014-001-2"))
        // What was marked in the first round stays there.
        #expect(try await november.visitor(.genevieve).get("/jury/2014/resultats").text.contains("2014-001"))
        #expect(try await november.visitor(.benoit).get("/agence/editions/2014-2/dossiers").status != .ok)
    }

    @Test(arguments: Engine.available)
    func `the second part goes with the first when that is withdrawn, and is not sent after`(engine: Engine)
        async throws
    {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        try await journey.choose()
        try await journey.tell()
        let part = try #require(try await journey.sendPart())
        let julien = journey.october.visitor(.julien)
        let desk = World.nursery.deskPath
        _ = try await julien.submit(desk + "/retrait", on: julien.get(desk), ["withdrawal-reason": "À leur demande"])
        let states = try await journey.world.database.read { connection in
            try connection.rows("SELECT state FROM submission WHERE id IN \(list: [World.nursery, part])").map {
                row -> String in try row["state"]
            }
        }
        #expect(states == ["withdrawn", "withdrawn"])
    }

    @Test func `whoever has a tie with a file neither sees nor chooses it`() async throws {
        let journey = try await RoundJourney()
        try await journey.open()
        let chair = journey.october.visitor(.genevieve)
        let page = try await chair.get(RoundJourney.selection)
        #expect(page.text.contains("Composer les tournées"))
        try await journey.world.database.write { connection in
            try connection.run(
                "UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.genevieve))")
        }
        #expect(try await !chair.get(RoundJourney.selection).text.contains("Composer les tournées"))
        let posted = try await chair.submit(RoundJourney.selection, on: page, ["chosen": World.nursery.description])
        #expect(posted.location?.contains("ok=same") == true)
        #expect(
            try await journey.world.database.read { try $0.count("SELECT count(*) AS count FROM shortlisted") } == 0)
    }

    @Test(arguments: Engine.available)
    func `once a shortlist is told, an award goes to a file that is on it`(engine: Engine) async throws {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        let database = journey.world.database
        #expect(try await database.read { try ShortlistStore.mayBeAwarded(World.ovens, in: $0) })
        try await journey.choose()
        #expect(try await database.read { try ShortlistStore.mayBeAwarded(World.ovens, in: $0) })
        try await journey.tell()
        #expect(try await database.read { try ShortlistStore.mayBeAwarded(World.nursery, in: $0) })
        #expect(try await database.read { try !ShortlistStore.mayBeAwarded(World.ovens, in: $0) })
    }

    @Test func `a round that nobody was told of is removed, and its edition after it`() async throws {
        let journey = try await RoundJourney()
        try await journey.open()
        try await journey.choose()
        let julien = journey.world.visitor(.julien)
        let page = try await julien.get("/agence/editions/2014-2/retirer")
        #expect(page.status == .ok)
        let done = try await julien.submit(
            "/agence/editions/2014-2/retirer", on: page, ["confirmation": "retirer 2014-2"])
        #expect(done.location == "/agence/editions?ok=removed")
        #expect(try await EditionStore(database: journey.world.database).round(of: World.edition2014) == nil)
    }
}
