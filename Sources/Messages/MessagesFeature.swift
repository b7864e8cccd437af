import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Web
import Workbooks

/// True, never unknown, of a line of `message` that a person must not see.
public typealias HiddenMessages = @Sendable (Person.ID) -> SQL

/// When the letters of an edition that wait for its release leave by themselves; nil while no moment stands.
public typealias PlannedLetters = @Sendable (Edition.ID, any Connection) throws -> Date?

/// The outbox: what the site wrote to people, read, changed, held and let go by those who run an edition.
public struct MessagesFeature: Feature {
    let pages: MessagePages

    /// `hidden` says, for each feature above that writes, which messages somebody does not see even of an edition they run.
    /// `whenChanging` follows what staff do with them; `plannedRelease` tells when those that a release takes along leave.
    public init(
        database: any Database, correspondence: Correspondence, hidden: [HiddenMessages] = [],
        whenChanging: @escaping MessageFollower = { _, _ in },
        plannedRelease: @escaping PlannedLetters = { _, _ in nil }
    ) {
        pages = MessagePages(
            database: database, mail: correspondence, hidden: hidden, whenChanging: whenChanging,
            plannedRelease: plannedRelease)
    }

    /// What it shows is kept by `Mail`.
    public static var holdings: [Holding] { [] }

    public var places: [Place] { [Place(.bar, "/agence/messages") { $0.t("Messages") }] }

    public func addRoutes(to routes: Routes) {
        let message = "agence/messages/:message"
        routes.get("agence/messages", for: .staff, pages.list)
        routes.list("agence/messages", for: .staff, pages.export)
        routes.get(message, for: .staff, pages.show)
        routes.post(message, for: .staff, bounds: .long, pages.save)
        routes.get(message + "/lettre", for: .staff, pages.letter)
        routes.get(message + "/modifier", for: .staff, pages.edit)
        for act in Message.Act.allCases {
            routes.post(message + "/" + act.path, for: .staff) { [pages] in try await pages.act(act, $0) }
            routes.get("agence/messages/" + act.path, for: .staff) { [pages] in try await pages.ask(act, $0) }
            routes.post("agence/messages/" + act.path, for: .staff) { [pages] in
                try await pages.actOnAll(act, $0)
            }
        }
    }

    /// Lines of the home page: messages that wait or did not leave.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        try await pages.duties(for: visit, editions.run)
    }

    /// Those of the edition, whether others are open or not.
    public func leftovers(of edition: Edition, for visit: Visit) async throws -> [Duty] {
        try await pages.leftovers(of: edition, for: visit)
    }
}
