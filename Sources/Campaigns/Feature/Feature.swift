import Identifiers
import Storage
import Tasks
import Web

/// A part of the house: what it contributes, said by itself. The house is a list of these in the order of the campaign, and
/// everything that spans it (routes, navigation, home page, targets, calendar, next edition, register) is composed of them.
public protocol Feature: Sendable {
    /// Its pages, each with its policy.
    func addRoutes(to routes: Routes)

    /// Its places in the navigation; each leads to one of the routes.
    var places: [Place] { get }

    /// Its lines on the home page of whoever asks; the editions are handed down, read once for all.
    func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty]

    /// What targets may be counted by.
    var counters: [Counter] { get }

    /// What it does outside requests.
    var tasks: [TaskHandler] { get }

    /// What is at stake when a role is taken back.
    var roleStakes: [RoleStakes] { get }

    /// What a change of dates does in it.
    var consequences: [ConsequenceFinder] { get }

    /// For what or whom one of its phases may be extended.
    var subjects: [SubjectFinder] { get }

    /// Whom of its own it tells when somebody gains or loses time.
    var timeFollowers: [TimeFollower] { get }

    /// Whom of its own it tells when an edition closes.
    var closingFollowers: [ClosingFollower] { get }

    /// What of its own stays undone in an edition that somebody is about to close, beyond what home pages say of it.
    func leftovers(of edition: Edition, for visit: Visit) async throws -> [Duty]

    /// What it hands to an edition made from another.
    var heirs: [Succession.Heir] { get }

    /// What of its own an edition has of the one it was made from, and what not.
    var legacies: [LegacyFinder] { get }

    /// What of its own stands for a category, which is removed only where nothing does.
    var categoryUses: [CategoryUseFinder] { get }

    /// What becomes of its own things when a role is given or taken back.
    static var roleFollowers: [RoleFollower] { get }

    /// What its tables hold of people.
    static var holdings: [Holding] { get }
}

/// What somebody leaves undone or behind when this role is taken back from them, in sentences for whoever asks.
public typealias RoleStakes = @Sendable (_ person: Person.ID, _ hat: Hat, _ visit: Visit) async throws -> [String]

/// Told in the transaction in which somebody's role changes, of an edition or, without one, of all.
public typealias RoleFollower =
    @Sendable (_ person: Person.ID, _ edition: Edition.ID?, _ connection: any Connection) throws -> Void

extension Feature {
    public func addRoutes(to routes: Routes) {}
    public var places: [Place] { [] }
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] { [] }
    public var counters: [Counter] { [] }
    public var tasks: [TaskHandler] { [] }
    public var roleStakes: [RoleStakes] { [] }
    public var consequences: [ConsequenceFinder] { [] }
    public var subjects: [SubjectFinder] { [] }
    public var timeFollowers: [TimeFollower] { [] }
    public var closingFollowers: [ClosingFollower] { [] }
    public func leftovers(of edition: Edition, for visit: Visit) async throws -> [Duty] { [] }
    public var heirs: [Succession.Heir] { [] }
    public var legacies: [LegacyFinder] { [] }
    public var categoryUses: [CategoryUseFinder] { [] }
    public static var roleFollowers: [RoleFollower] { [] }
}
