import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// What a letter names is named otherwise after it was prepared: it is out of date, and nobody receives the old name.
struct AgedLetterTests {
    private static let desk = "/agence/editions/2014"
    private static let award: Award.ID = World.key("0a0a", 21)
    private static let prize = "\(desk)/prix/\(award)"
    private static let aged = "1 lettre manque ou n’est plus à jour"

    @Test(arguments: Engine.available)
    func `an award that is renamed makes the letters old and says so, and they are prepared anew`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.give(Self.award)
        _ = try await julien.prepareLetters()
        let renamed = try await julien.follow(
            julien.submit(Self.prize, on: julien.get("\(Self.desk)/prix"), ["name_fr": "Prix de l’équipe"]))
        #expect(renamed.text.contains("Des lettres déjà préparées ne sont plus à jour"))
        let page = try await julien.get("\(Self.desk)/publication")
        #expect(page.text.contains(Self.aged) && !page.html.contains("/publication/maintenant\""))
        #expect(try await julien.get("/ma-page").text.contains("Préparer les lettres de rally’nov 2014"))
        _ = try await julien.prepareLetters()
        let letters = try await world.releaseLetters()
        #expect(letters.map(\.state) == ["cancelled", "held"])
        let letter = try await julien.get("/agence/messages/\(letters[1].id)").text
        #expect(letter.contains("Prix de l’équipe") && !letter.contains("Prix du silence"))
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.releaseLetters().map(\.state) == ["cancelled", "waiting"])
    }

    @Test(arguments: Engine.available)
    func `at a moment that was planned nothing leaves with an old name`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        try await world.give(Self.award)
        _ = try await julien.prepareLetters()
        let moment = try await world.plan(3600)
        _ = try await julien.submit(
            Self.prize, on: julien.get("\(Self.desk)/prix"), ["name_fr": "Prix de l’équipe"])
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await releases.find(World.edition2014).missed == .changed)
        #expect(try await world.releaseLetters().map(\.state) == ["held"])
    }

    @Test(arguments: Engine.available)
    func `so do a file and an edition that are named otherwise, and a note of the agency does not`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.give(Self.award)
        _ = try await julien.prepareLetters()
        let noted = try await julien.follow(
            julien.submit(Self.prize, on: julien.get("\(Self.desk)/prix"), ["note": "Ce qui se tait"]))
        #expect(noted.text.contains("Le prix est modifié.") && !noted.text.contains("ne sont plus à jour"))
        #expect(try await !julien.get("\(Self.desk)/publication").text.contains(Self.aged))
        for change in [
            "UPDATE submission SET title = 'Un titre nouveau' WHERE id = \(World.nursery)",
            "UPDATE edition SET name = 'rally’nov, la suite' WHERE id = \(World.edition2014)",
        ] as [SQL] {
            try await world.database.write { try $0.run(change) }
            #expect(try await julien.get("\(Self.desk)/publication").text.contains(Self.aged))
            let fresh = try await julien.prepareLetters()
            #expect(!fresh.text.contains(Self.aged))
        }
    }
}

extension World {
    /// The jury gives the nursery's file an award.
    fileprivate func give(_ award: Award.ID) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(award), \(World.edition2014), 0, 'Prix du silence')
                """)
        }
        try await DecisionStore(database: database).decide(award.description, "Une équipe qui décide")
    }
}
