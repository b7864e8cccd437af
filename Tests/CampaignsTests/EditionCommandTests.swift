import Identifiers
import Storage
import StorageTesting
import Testing
import World

@testable import Campaigns

struct EditionCommandTests {
    private static func addition(_ slug: String = "2012", campaign: String? = nil) -> EditionCommand.Addition {
        var addition = EditionCommand.Addition(slug: slug, name: "rally'nov 2012", firstDay: "2012-01-09")
        (addition.campaign, addition.status) = (campaign, .closed)
        return addition
    }

    @Test(arguments: Engine.available)
    func `an edition is added with its calendar`(engine: Engine) async throws {
        let world = try await World(engine)
        let command = EditionCommand(database: world.database)
        let answer = try await command.add(Self.addition(), now: World.monday)
        #expect(answer.exit == 0, "\(answer.text)")
        let edition = try #require(try await EditionStore(database: world.database).find("2012"))
        #expect(edition.status == .closed)
        #expect(edition.campaign == World.campaign)
        #expect(!edition.phases.isEmpty)
        #expect(try await command.list().text.contains("2012\trally'nov 2012\tclosed"))
    }

    @Test(arguments: Engine.available)
    func `on a blank installation the first campaign is named with it`(engine: Engine) async throws {
        let database = try await engine.database()
        let command = EditionCommand(database: database)
        #expect(
            try await command.add(Self.addition(), now: World.monday).text.contains(
                "name the first one with --campaign"))
        #expect(try await command.add(Self.addition(campaign: "Les Pratiques"), now: World.monday).exit == 0)
        #expect(try await CampaignStore(database: database).all().map(\.name) == ["Les Pratiques"])
        #expect(try await EditionStore(database: database).all().map(\.slug) == ["2012"])
    }

    @Test(arguments: [
        ("2014", "2012-01-09", "there is an edition «2014» already"),
        ("Été 2012", "2012-01-09", "cannot stand in an address"),
        ("2012", "31/02/2012", "is no day"), ("2012", "1712-01-09", "is no day between"),
    ])
    func `what cannot be is refused in words, and nothing is made`(slug: String, day: String, words: String)
        async throws
    {
        let world = try await World()
        var addition = Self.addition(slug)
        addition.firstDay = day
        let answer = try await EditionCommand(database: world.database).add(addition, now: World.monday)
        #expect(answer.exit == 1)
        #expect(answer.text.contains(words), "\(answer.text)")
        #expect(try await EditionStore(database: world.database).all().count == 2)
    }

    @Test func `a campaign that is not there is said, with those that are`() async throws {
        let world = try await World()
        let answer = try await EditionCommand(database: world.database).add(
            Self.addition(campaign: "Une autre"), now: World.monday)
        #expect(answer.exit == 1)
        #expect(answer.text.contains("there is no campaign «Une autre»"))
    }
}
