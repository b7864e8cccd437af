import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Awards

/// A laureate that everybody has read of is none any more by a change of its decision: where it stood, that is said with its day.
struct AmendedLaureateTests {
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let page = "/editions/2014/laureats"
    private static let title = "Composer les tournées"
    private static let taken: KeyValuePairs = [
        "choice": "not-retained", "reason": "Hors du territoire", "why": "Lu de nouveau", "meant": "on",
    ]

    @Test(arguments: Engine.available, ["", "/en"])
    func `an award that is taken back is said to be, with its day and without a name, and staff and chair read why`(
        engine: Engine, prefix: String
    ) async throws {
        let world = try await World(engine)
        try await world.announceLaureate()
        #expect(try await world.stranger.get(prefix + Self.page).text.contains(Self.title))
        let julien = world.visitor(.julien)
        #expect(try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.taken).status == .seeOther)
        for path in [Self.page, "/laureats"] {
            let text = try await world.stranger.get(prefix + path).text
            let words = prefix.isEmpty ? "ne l’est plus depuis le lundi 22" : "has had it no more since Monday 22"
            #expect(text.contains(words) && text.contains("Prix du silence"), "\(path): \(text)")
            #expect(!text.contains(Self.title) && !text.contains("Lu de nouveau"), "\(path)")
            #expect(!text.contains("n’a pas encore annoncé") && !text.contains("has not announced"), "\(path)")
        }
        for somebody in [Somebody.julien, .genevieve] {
            let history = try await world.visitor(somebody).get(Self.decision).text
            #expect(history.contains("Modifiée après sa publication · Non retenu") && history.contains("Lu de nouveau"))
        }
    }

    @Test(arguments: Engine.available)
    func `another award in its place says since when, and its own page that the decision was changed once it has none`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.chooseSecondLaureate()
        try await world.announceLaureate()
        let before = try await world.stranger.get(Self.page).text
        #expect(!before.contains("ne l’est plus") && !before.contains("Distinction donnée le"))
        let (julien, bread) = (world.visitor(.julien), World.key("0a0a", 32) as Award.ID)
        let other: KeyValuePairs = [
            "choice": bread.description, "reason": "Le pain aussi", "why": "Erreur de saisie", "meant": "on",
        ]
        #expect(try await julien.submit(Self.decision, on: julien.get(Self.decision), other).status == .seeOther)
        let after = try await world.stranger.get(Self.page).text
        #expect(after.contains(Self.title) && after.contains("Distinction donnée le lundi 22"))
        #expect(after.contains("distinguée par « Prix du silence » le"), "\(after)")
        #expect(!after.contains("par « Prix du pain »"))
        let sheet = try await world.sheetOfNursery()
        #expect(try await world.stranger.get(sheet).text.contains("Distinction donnée le lundi 22"))
        #expect(try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.taken).status == .seeOther)
        let own = try await world.stranger.get(sheet).text
        #expect(own.contains("La décision du jury sur cette initiative a été modifiée le lundi 22"), "\(own)")
        #expect(!own.contains("Prix du"))
    }

    @Test(arguments: Engine.available)
    func `what changed before it came out was read by nobody, and a file that is withdrawn since has no award named`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.announceLaureate()
        let julien = world.visitor(.julien)
        #expect(try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.taken).status == .seeOther)
        let laureates = LaureateStore(database: world.database)
        #expect(try await laureates.amended(from: World.edition2014).map(\.awardFR) == ["Prix du silence"])
        #expect(try await laureates.amended(from: World.edition2013).isEmpty)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        let text = try await world.stranger.get(Self.page).text
        #expect(text.contains("a été retiré le") && !text.contains("Prix du silence"), "\(text)")
        // As if the award had been recorded, changed, and only then let out.
        try await world.database.write { connection in
            try connection.run("UPDATE decision_event SET kind = 'changed' WHERE outcome = 'award'")
        }
        #expect(try await laureates.amended(from: nil).isEmpty)
    }
}

extension World {
    fileprivate func sheetOfNursery() async throws -> String {
        let slug: String? = try await database.read { connection in
            try connection.row(
                """
                SELECT initiative.slug FROM submission JOIN initiative ON initiative.id = submission.initiative
                WHERE submission.id = \(World.nursery)
                """)?["slug"]
        }
        return "/initiatives/\(slug ?? "")"
    }
}
