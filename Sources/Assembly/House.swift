import Accounts
import Awards
import Campaigns
import Catalogue
import Foundation
import Grids
import Jury
import Mail
import Messages
import Organisations
import Sheets
import Storage
import Submissions
import Tasks
import Web
import Words

/// Where the project's files lie, and how the site is reached.
public struct HouseSettings: Sendable {
    /// The folder with `Site`, `Locale`, `Migrations` and `Reference`.
    public var root: String
    /// The public address, as `https://rallynov.example`.
    public var address: String
    public var trustedProxies: Set<String> = []
    public var clock = SiteClock()
    /// Read from `root` when nobody has read them before.
    public var files: HouseFiles?
    /// False in a demonstration: messages are kept and shown, and none leaves.
    public var sendsMail = true

    public init(root: String, address: String) { (self.root, self.address) = (root, address) }
}

/// What the program reads from its own folder when it starts. Tests read it once for all their houses.
public struct HouseFiles: Sendable {
    let phrasebooks: [Language: Phrasebook]
    let assets: Assets
    let grid: Grid

    public init(root: String) throws {
        guard TimeZone.paris != .gmt else { throw House.Refusal.noTimeZones }
        phrasebooks = [.french: try House.french(in: root), .english: .english]
        assets = try Assets(folder: root + "/Site")
        grid = try GridFile.grid(from: House.defaultGrid(in: root))
    }
}

/// Every feature, wired once: the program and the tests both start from here.
public struct House: Sendable {
    public let database: any Database
    public let site: Site
    public let awards: AwardsFeature
    /// What is done outside requests; the server starts and stops it.
    public let tasks: TaskRunner

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case noFile(String)
        case noTimeZones

        public var description: String {
            switch self {
            case .noFile(let path): "a file of the program is missing or unreadable: «\(path)»"
            case .noTimeZones: "this machine has no table of time zones, so deadlines would be wrong: install tzdata"
            }
        }
    }

    /// `sessions` is replaced by tests that sign people in without mail.
    public init(database: any Database, settings: HouseSettings, sessions: SessionFinder? = nil) throws {
        self.database = database
        let framing = Framing(database: database)
        let doorkeeper = Doorkeeper(database: database)
        let files = try settings.files ?? HouseFiles(root: settings.root)
        let queue = TaskQueue()
        let correspondence = Self.correspondence(
            queue: queue, phrasebooks: files.phrasebooks, address: settings.address)
        let accounts = AccountsFeature(database: database, correspondence: correspondence)
        let counters = CampaignsFeature.counters + SubmissionsFeature.counters + AwardsFeature.counters
        let campaigns = CampaignsFeature(
            database: database, texts: settings.root + "/Reference/texts", mail: correspondence,
            consequences: [SubmissionsFeature.consequences(in: database)], counters: counters,
            subjects: [SubmissionsFeature.subjects(in: database)], heirs: [GridFeature.heir, JuryFeature.heir])
        let messages = MessagesFeature(database: database, correspondence: correspondence)
        let organisations = OrganisationsFeature(
            database: database, carried: SheetsFeature.carried(in: database))
        let sheets = SheetsFeature(database: database, correspondence: correspondence)
        let jury = JuryFeature(database: database, correspondence: correspondence)
        let submissions = SubmissionsFeature(
            database: database, correspondence: correspondence, clock: settings.clock)
        let awards = AwardsFeature(database: database, correspondence: correspondence)
        self.awards = awards
        let catalogue = CatalogueFeature(database: database, grid: files.grid, counters: counters)
        tasks = Self.tasks(
            accounts.tasks + submissions.tasks + jury.tasks + awards.tasks(campaign: settings.clock.campaign),
            queue: queue,
            database: database,
            sendsMail: settings.sendsMail)
        var site = SiteSettings(
            address: settings.address, phrasebooks: files.phrasebooks, assets: files.assets, frame: framing.frame,
            sessions: sessions ?? doorkeeper.session, version: { database.version.current },
            isPassing: { ($0 as? StorageError)?.isPassing ?? false })
        site.trustedProxies = settings.trustedProxies
        site.fileLeaves = ExportJournal(database: database).note
        site.clock = settings.clock
        if sessions == nil { site.sessionUsed = doorkeeper.note }
        let grids = GridFeature(database: database, starter: { try Self.defaultGrid(in: settings.root) })
        self.site = Site(site) { routes in
            HealthPages(database: database).addRoutes(to: routes)
            accounts.addRoutes(to: routes)
            MyPage(
                database: database,
                sources: [
                    campaigns.duties, messages.duties, grids.duties, submissions.duties, sheets.duties, jury.duties,
                ]
            ).addRoutes(to: routes)
            campaigns.addRoutes(to: routes)
            messages.addRoutes(to: routes)
            grids.addRoutes(to: routes)
            organisations.addRoutes(to: routes)
            submissions.addRoutes(to: routes)
            sheets.addRoutes(to: routes)
            jury.addRoutes(to: routes)
            awards.addRoutes(to: routes)
            catalogue.addRoutes(to: routes)
        }
        framing.link(to: self.site.entries)
    }

    /// The grid that a first campaign starts from, as YAML.
    static func defaultGrid(in root: String) throws -> String {
        try text(at: root + "/Reference/grids/social-innovation-default.yaml")
    }

    static func french(in root: String) throws -> Phrasebook {
        try Phrasebook(language: "fr", po: text(at: root + "/Locale/fr.po"))
    }

    private static func text(at path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Refusal.noFile(path) }
        return text
    }

    private static func tasks(
        _ handlers: [TaskHandler], queue: TaskQueue, database: any Database, sendsMail: Bool
    ) -> TaskRunner {
        let mailer = Mailer(database: database, transport: SMTPTransport()) {
            sendsMail ? try await AgencyStore(database: database).mail().route : .dry
        }
        return TaskRunner(database: database, queue: queue, handlers: handlers + [mailer.handler])
    }

    /// What a command says, in the language asked for: French, or else English.
    public static func phrasebook(_ language: String, in root: String) throws -> Phrasebook {
        language == "fr" ? try french(in: root) : .english
    }
}

extension StorageError {
    /// Trying again later may work.
    var isPassing: Bool {
        switch self {
        case .busy, .full, .unavailable: true
        case .duplicate, .constraint, .failed: false
        }
    }
}
