import Accounts
import Awards
import Campaigns
import Catalogue
import Dispatch
import Documents
import Forms
import Foundation
import Grids
import Jury
import Mail
import Media
import Messages
import Organisations
import Secrets
import Sheets
import Storage
import Submissions
import Synchronization
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
    /// What is kept in the database and may not be read there is sealed with them; nil where there is none.
    public var keys: KeyRing?
    /// The password of the mail account, where the machine keeps it.
    public var mailPassword: String?
    /// The mail servers inside the house's own network that it may be set to use.
    public var mailHosts: Set<String> = []
    /// Where weaknesses are reported; nil for the agency's own address.
    public var securityContact: SecurityContact?
    /// What makes files of papers; without it they are pages to print.
    public var papers = Papers.none
    /// Where what people send lies. Where nobody says so, in a folder of the machine's own for what does not last.
    public var fileStore = FileSettings(
        folder: FileManager.default.temporaryDirectory.appending(path: "rallynov-\(UUID().uuidString).files").path)

    public init(root: String, address: String) { (self.root, self.address) = (root, address) }
}

/// What the program reads from its own folder when it starts. Tests read it once for all their houses.
public struct HouseFiles: Sendable {
    let phrasebooks: [Language: Phrasebook]
    let assets: Assets
    let grid: Grid
    let form: Form
    let conformity: Conformity

    public init(root: String) throws {
        guard TimeZone.paris != .gmt else { throw House.Refusal.noTimeZones }
        // Side by side: together they are most of a start.
        let (sentences, data) = try Self.both {
            (try House.french(in: root), try Assets(folder: root + "/Site"))
        } and: {
            (try GridFile.grid(from: House.defaultGrid(in: root)), try FormFile.form(from: House.defaultForm(in: root)))
        }
        phrasebooks = [.french: sentences.0, .english: .english]
        (assets, grid, form) = (sentences.1, data.0, data.1)
        // Read line by line when the first address is typed.
        Communes.bring(try House.text(at: root + "/Reference/communes/communes.csv"))
        conformity = try Conformity(House.text(at: root + "/Reference/accessibility.yaml"))
    }

    private static func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () throws -> First, and second: @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let read = Mutex<(first: Result<First, any Error>?, second: Result<Second, any Error>?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { half in
            if half == 0 {
                let result = Result(catching: first)
                read.withLock { $0.first = result }
            } else {
                let result = Result(catching: second)
                read.withLock { $0.second = result }
            }
        }
        return try read.withLock { (try $0.first!.get(), try $0.second!.get()) }
    }
}

/// Every feature, wired once: the program and the tests both start from here.
public struct House: Sendable {
    public let database: any Database
    public let site: Site
    public let awards: AwardsFeature
    public let catalogue: CatalogueFeature
    /// Files that people send.
    public let media: MediaHouse
    /// In the order of the campaign.
    let features: [any Feature]
    /// What is done outside requests; the server starts and stops it.
    public let tasks: TaskRunner
    /// What makes papers; whoever serves the house stops it.
    let papers: Papers

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case noFile(String)
        case noTimeZones
        /// A feature offers a place that no route serves.
        case noRoute(String)

        public var description: String {
            switch self {
            case .noFile(let path): "a file of the program is missing or unreadable: «\(path)»"
            case .noRoute(let path): "the navigation leads to «\(path)», which no page answers"
            case .noTimeZones: "this machine has no table of time zones, so deadlines would be wrong: install tzdata"
            }
        }
    }

    /// `sessions` is replaced by tests that sign people in without mail.
    public init(database: any Database, settings: HouseSettings, sessions: SessionFinder? = nil) throws {
        (self.database, papers) = (database, settings.papers)
        let files = try settings.files ?? HouseFiles(root: settings.root)
        let framing = Framing(
            database: database, letters: settings.sendsMail ? nil : DemonstrationLetters.path,
            conformity: files.conformity)
        let queue = TaskQueue()
        media = MediaHouse(
            database: database, blobs: settings.fileStore.blobs, folder: settings.fileStore.folder,
            preparation: settings.fileStore.preparation, queue: queue, refused: SubmissionsFeature.refusalFollower)
        let correspondence = Self.correspondence(
            queue: queue, phrasebooks: files.phrasebooks, address: settings.address)
        let features = Features(
            database: database, settings: settings, files: files, media: media, correspondence: correspondence)
        (awards, catalogue, self.features) = (features.awards, features.catalogue, features.all)
        tasks = Self.tasks(features, media.tasks, queue: queue, database: database, settings)
        self.site = Site(Self.site(settings, files, framing, sessions, in: database)) { [media] routes in
            HealthPages(database: database, media: media).addRoutes(to: routes)
            SecurityTextPage(contact: settings.securityContact, clock: settings.clock.machine).addRoutes(to: routes)
            if !settings.sendsMail { DemonstrationLetters(database: database).addRoutes(to: routes) }
            MyPage(database: database, features: features.all).addRoutes(to: routes)
            for feature in features.all { feature.addRoutes(to: routes) }
        }
        try framing.link(features.all.flatMap(\.places), to: self.site.entries)
    }

    private static func site(
        _ settings: HouseSettings, _ files: HouseFiles, _ framing: Framing, _ sessions: SessionFinder?,
        in database: any Database
    ) -> SiteSettings {
        let doorkeeper = Doorkeeper(database: database)
        var site = SiteSettings(
            address: settings.address, phrasebooks: files.phrasebooks, assets: files.assets, frame: framing.frame,
            sessions: sessions ?? doorkeeper.session, version: { database.version.current },
            isPassing: { ($0 as? StorageError)?.isPassing ?? ($0 as? BlobFailure)?.isPassing ?? false })
        site.trustedProxies = settings.trustedProxies
        site.fileLeaves = ExportJournal(database: database).note
        site.isOvertaken = { ($0 as? StorageError)?.isOvertaken ?? false }
        site.clock = settings.clock
        if sessions == nil { site.sessionUsed = doorkeeper.note }
        return site
    }

    /// Who holds which role, for commands: whatever stands for a role follows as it does on the pages.
    public static func roles(in database: any Database) -> RoleStore {
        RoleStore(database: database, followers: Features.types.flatMap { $0.roleFollowers })
    }

    /// The grid that a first campaign starts from, as YAML.
    static func defaultGrid(in root: String) throws -> String {
        try text(at: root + "/Reference/grids/social-innovation-default.yaml")
    }

    /// The form of every edition that was not given another, as YAML.
    static func defaultForm(in root: String) throws -> String {
        try text(at: root + "/Reference/forms/social-innovation-default.yaml")
    }

    static func french(in root: String) throws -> Phrasebook {
        try Phrasebook(language: "fr", po: text(at: root + "/Locale/fr.po"))
    }

    static func text(at path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Refusal.noFile(path) }
        return text
    }

    private static func tasks(
        _ features: Features, _ media: [TaskHandler], queue: TaskQueue, database: any Database,
        _ settings: HouseSettings
    ) -> TaskRunner {
        let sendsMail = settings.sendsMail
        let agency = AgencyStore(database: database, machine: settings.mailMachine)
        let transport = SMTPTransport(inside: settings.mailHosts)
        let mailer = Mailer(
            database: database, transport: transport, begin: beginLink, make: features.submissions.paperMaker
        ) {
            sendsMail ? try await agency.mail().route : .dry
        }
        return TaskRunner(
            database: database, queue: queue, handlers: features.all.flatMap(\.tasks) + media + [mailer.handler],
            clock: settings.clock.real)
    }

    /// A letter leaves: whichever link it holds lives from now on.
    @Sendable private static func beginLink(_ digest: String, endingAt end: Date, in connection: any Connection) throws
    {
        try SignInStore.begin(digest, endingAt: end, in: connection)
        try SubmissionStore.beginLink(digest, endingAt: end, in: connection)
    }

    /// What a command says, in the language asked for: French, or else English.
    public static func phrasebook(_ language: String, in root: String) throws -> Phrasebook {
        language == "fr" ? try french(in: root) : .english
    }
}

extension StorageError {
    /// What was written into was taken away since it was looked for.
    var isOvertaken: Bool { if case .missing = self { true } else { false } }
}
