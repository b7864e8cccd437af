import Accounts
import Assembly
import Campaigns
import Documents
import Foundation
import Identifiers
import Secrets
import Storage
import StorageTesting
import Web
import WebTesting

/// One small world that all tests share: a campaign in Franche-Comté, its edition of 2013 closed and that of 2014 under way.
///
/// Everyone in it is invented. Keys are fixed, so that a test can name a page. Nobody signs in by mail here: `visitor(.awa)` is in.
public struct World: Sendable {
    public let database: any Database
    public let house: House

    /// Monday 22 September 2014, 9 o'clock in Paris: the call and the jury of 2014 are both open.
    public static let monday = Date(timeIntervalSince1970: 1_411_369_200)
    public static let address = "http://rallynov.test"

    public init(_ engine: Engine = .sqlite, now: Date = World.monday) async throws {
        let database = try await engine.database()
        try await database.write { connection in try World.populate(connection) }
        self.init(database: database, house: try World.house(over: database, now: now))
    }

    /// A site in which there is nothing yet but its administrator.
    public static func blank(_ engine: Engine = .sqlite) async throws -> World {
        let database = try await engine.database()
        try await database.write { connection in try World.administrator(connection) }
        return World(database: database, house: try World.house(over: database, now: monday))
    }

    /// The same world over a database that counts what its pages ask for.
    public func counted(now: Date = World.monday) throws -> (world: World, counter: CountingDatabase) {
        let counter = CountingDatabase(database)
        return (World(database: counter, house: try World.house(over: counter, now: now)), counter)
    }

    /// The same world through a database that stands before its own.
    public func seen(through database: any Database, now: Date = World.monday) throws -> World {
        World(database: database, house: try World.house(over: database, now: now))
    }

    /// The same world by another clock.
    public func told(by clock: SiteClock) throws -> World {
        World(database: database, house: try World.house(over: database, by: clock))
    }

    /// The same world in a house that makes papers.
    public func making(_ papers: Papers) throws -> World {
        World(
            database: database,
            house: try World.house(over: database, by: SiteClock(campaign: { World.monday }), papers))
    }

    private init(database: any Database, house: House) { (self.database, self.house) = (database, house) }

    /// What every house of a test seals with.
    public static let keys = KeyRing()

    private static let files = Result { try HouseFiles(root: root) }

    private static func house(over database: any Database, now: Date) throws -> House {
        try house(over: database, by: SiteClock(campaign: { now }))
    }

    private static func house(
        over database: any Database, by clock: SiteClock, _ papers: Papers = .none
    ) throws -> House {
        var settings = HouseSettings(root: root, address: address)
        settings.files = try files.get()
        settings.clock = clock
        settings.keys = keys
        settings.papers = papers
        return try House(database: database, settings: settings) { cookie, time in
            try await session(cookie, at: time, in: database)
        }
    }

    /// Somebody of this world, signed in, who has just proved who they are.
    public func visitor(_ somebody: Somebody) -> Visitor { Visitor(house.site, cookie: somebody.rawValue) }

    /// The same, who has proved it so many seconds ago.
    public func lateVisitor(_ somebody: Somebody, provedAgo seconds: Int) -> Visitor {
        Visitor(house.site, cookie: "\(somebody.rawValue).\(seconds)")
    }

    /// Gives and takes roles as the pages and the commands do.
    public var roles: RoleStore { House.roles(in: database) }

    /// Somebody from the street, at the browser in which all that strangers ask for was asked for.
    public var stranger: Visitor { Visitor(house.site, asker: Self.browser) }
    /// The same at another one, which has asked for nothing.
    public var elsewhere: Visitor { Visitor(house.site) }
    public static let browser = String(repeating: "0a", count: 24)

    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static func session(_ cookie: String, at time: Date, in database: any Database) async throws -> Session? {
        let parts = cookie.split(separator: ".").map(String.init)
        guard let somebody = parts.first.flatMap({ Somebody(rawValue: $0) }) else { return nil }
        let age = parts.count > 1 ? TimeInterval(parts[1]) ?? 0 : 0
        let (roles, editions) = try await database.read { try Rights.roles(of: somebody.id, in: $0) }
        return Session(
            person: somebody.id, name: somebody.name, roles: roles, formToken: "token-of-\(somebody.rawValue)",
            editions: editions, provedAt: time - age)
    }
}

/// The people of the world, one a role at least.
public enum Somebody: String, CaseIterable, Sendable {
    case mireille, julien, sabine, fatima, lucie, damien, coralie, edith, romain, awa, benoit, genevieve, helene,
        thierry

    public var id: Person.ID { World.key("0001", Self.allCases.firstIndex(of: self) ?? 0) }

    public var name: String { rawValue.capitalized }

    public var email: String { "\(rawValue)@example.org" }

    public var role: Role {
        switch self {
        case .mireille: .agencyAdministrator
        case .julien: .campaignLead
        case .sabine: .editor
        case .fatima: .coach
        case .lucie: .partner
        case .damien: .relay
        case .coralie, .romain: .submitter
        case .edith: .coAuthor
        case .awa, .benoit: .juror
        case .genevieve: .chair
        case .helene: .observer
        case .thierry: .funder
        }
    }
}
