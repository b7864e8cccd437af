import Awards
import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// From the laureates of one year to those of the others, as far as they are out.
struct LaureateYearsTests {
    private static let earlier = "/editions/2013/laureats"
    private static let later = "/editions/2014/laureats"

    @Test(arguments: Engine.available)
    func `an edition without a release is never listed, and its own page leads to the years that are out`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.give("Prix du travail", in: World.edition2013, isOut: true)
        try await world.give("Prix du silence", in: World.edition2014, isOut: false)
        let last = try await world.stranger.get("/laureats")
        #expect(last.text.contains("Prix du travail") && !last.html.contains(Self.later))
        let early = try await world.stranger.get(Self.later)
        #expect(early.status == .ok && early.text.contains("n’a pas encore annoncé"))
        #expect(early.html.contains("href=\"\(Self.earlier)\"") && !early.text.contains("Prix du silence"))
        #expect(!early.html.contains("href=\"\(Self.later)\"") && early.html.contains("href=\"/catalogue\""))
    }

    @Test(arguments: Engine.available)
    func `all who share the first award stand alike, and whoever has another one after them`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.give("Prix du silence", in: World.edition2014, isOut: true)
        let parts = {
            try await world.stranger.get(Self.later).html.components(separatedBy: "class=\"laureate sect\"").count
        }
        #expect(try await parts() == 2)
        try await world.giveAlong()
        #expect(try await parts() == 3)
        let html = try await world.stranger.get(Self.later).html
        #expect(html.contains("id=\"l0\"") && html.contains("id=\"l1\"") && html.contains("Ouvrir le dimanche"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(World.key("0a0a", 9) as Award.ID), \(World.edition2014), 1, \("Prix du bruit"))
                """)
            try connection.run(
                """
                UPDATE decision SET award = \(World.key("0a0a", 9) as Award.ID)
                WHERE submission = \(World.key("0006", 78) as Submission.ID)
                """)
        }
        #expect(try await parts() == 2)
    }

    @Test(arguments: Engine.available, ["", "/en"])
    func `a laureate whose commune nobody knows is placed by its department, in words`(
        engine: Engine, prefix: String
    ) async throws {
        let world = try await World(engine)
        try await world.give("Prix du silence", in: World.edition2014, isOut: true)
        let unknown = try await world.stranger.get(prefix + "/laureats").text
        #expect(unknown.contains("À Portée de Pas, Doubs") && !unknown.contains(", (25)"), "\(unknown)")
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET commune_name = 'Besançon' WHERE id = \(World.homeCare)")
        }
        #expect(try await world.stranger.get(prefix + "/laureats").text.contains("À Portée de Pas, Besançon (25)"))
    }

    @Test(arguments: Engine.available)
    func `a former year whose awards come out last is not the last year`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.give("Prix du silence", in: World.edition2014, isOut: true)
        try await world.give("Prix du travail", in: World.edition2013, isOut: true)
        try await world.database.write { connection in
            let file: Submission.ID = World.key("0006", 77)
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(file)")
        }
        #expect(try await LaureateStore(database: world.database).years().map(\.slug) == ["2014", "2013"])
        #expect(try await world.stranger.get("/laureats").text.contains("Prix du silence"))
    }

    @Test(arguments: Engine.available, ["", "/en"])
    func `each year leads to the others, and says which one it is`(engine: Engine, prefix: String) async throws {
        let world = try await World(engine)
        try await world.give("Prix du travail", in: World.edition2013, isOut: true)
        #expect(try await !world.stranger.get(prefix + "/laureats").html.contains(Self.earlier))
        try await world.give("Prix du silence", in: World.edition2014, isOut: true)
        for (path, here, other) in [
            ("/laureats", Self.later, Self.earlier), (Self.later, Self.later, Self.earlier),
            (Self.earlier, Self.earlier, Self.later),
        ] {
            let page = try await world.stranger.get(prefix + path)
            #expect(page.html.contains("href=\"\(prefix)\(here)\" aria-current=\"page\""), "\(path)")
            #expect(page.html.contains("href=\"\(prefix)\(other)\">"), "\(path)")
        }
    }
}

extension World {
    /// The jury of an edition gives an award to a file of its own; what was decided came out in the order of the editions.
    fileprivate func give(_ award: String, in edition: Edition.ID, isOut: Bool) async throws {
        let isLate = edition == World.edition2014
        let key: Award.ID = World.key("0a0a", isLate ? 8 : 7)
        let file: Submission.ID = isLate ? World.nursery : World.key("0006", 77)
        let moment = isLate ? World.monday - 60 : World.monday - 365 * 86_400
        try await database.write { connection in
            if !isLate { try World.putFile(file, in: edition, connection) }
            try connection.run(
                "INSERT INTO award (id, edition, position, name_fr) VALUES (\(key), \(edition), 0, \(award))")
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                VALUES (\(file), 'award', \(key), \("Une équipe qui décide"), \(moment))
                """)
            guard isOut else { return }
            try connection.run("UPDATE submission SET announced_at = \(moment) WHERE id = \(file)")
        }
    }

    /// A second file of 2014 with the award that the first one has.
    fileprivate func giveAlong() async throws {
        let (file, initiative): (Submission.ID, Submission.ID) = (World.key("0006", 78), World.key("0008", 78))
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO initiative (id, slug, title, created_at)
                VALUES (\(initiative), \("ouvrir-le-dimanche"), \("Ouvrir le dimanche"), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO submission (id, initiative, edition, organisation, state, eligibility, number, title, created_at,
                    updated_at, announced_at)
                SELECT \(file), \(initiative), edition, organisation, 'transmitted', 'eligible', '2014-078',
                    'Ouvrir le dimanche', created_at, updated_at, announced_at FROM submission WHERE id = \(World.nursery)
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                SELECT \(file), outcome, award, reason, recorded_at FROM decision WHERE submission = \(World.nursery)
                """)
        }
    }

    private static func putFile(
        _ file: Submission.ID, in edition: Edition.ID, _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO submission (id, initiative, edition, organisation, state, eligibility, number, title, created_at, updated_at)
            SELECT \(file), initiative, \(edition), organisation, 'transmitted', 'eligible', '2013-077', 'Ouvrir le samedi',
                created_at, updated_at FROM submission WHERE id = \(World.nursery)
            """)
    }
}
