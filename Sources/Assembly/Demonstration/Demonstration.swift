import Accounts
import Forms
import Foundation
import Grids
import Identifiers
import Sheets
import Storage
import Submissions
import Web
import Words

/// The campaign «rally'nov» of `Reference/demo/`, written into an empty database: the edition of 2013 awarded and published, that of
/// 2014 under way. Everything in it is invented, and every page says so.
///
/// It is a picture of a past that nobody typed, so it is written as rows; what happens afterwards goes through the features.
public struct Demonstration: Sendable {
    let files: DemonstrationFiles
    private let gridSource: String
    private let formSource: String

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        /// By a file, or in words where it is on a server.
        case notMadeByIt(String)
        /// A demonstration was to be served as a house.
        case isDemonstration(String)
        case unreadableClock(String)

        public var description: String {
            switch self {
            case .notMadeByIt(let place):
                """
                \(place) was not made by the demonstration of this version, and stays as it is: remove it to begin anew, or name \
                another with --database
                """
            case .isDemonstration(let place):
                "\(place) holds a demonstration: rallynov demo serves it, and no mail leaves it"
            case .unreadableClock(let text): "«\(text)» is not a moment of the demonstration"
            }
        }
    }

    /// `root` is the folder with `Reference`.
    public init(root: String) throws {
        files = try DemonstrationFiles(folder: root + "/Reference/demo")
        gridSource = try String(
            contentsOfFile: root + "/Reference/grids/social-innovation-default.yaml", encoding: .utf8)
        formSource = try House.defaultForm(in: root)
    }

    /// The one clock of the demonstration: of phases, sessions, links and letters alike.
    public func clock() throws -> SiteClock { .starting(at: try start()) }

    /// The moment at which its clock starts.
    public func start() throws -> Date {
        guard let start = try? Date(files.campaign.clock.now, strategy: .iso8601) else {
            throw Refusal.unreadableClock(files.campaign.clock.now)
        }
        return start
    }

    public func write(to database: any Database) async throws {
        let now = try start()
        try await database.write { connection in
            try DemonstrationStore.mark(at: now, in: connection)
            try FormStore.bring(formSource, now: now, in: connection)
            var writer = DemonstrationWriter(connection: connection, files: files, now: now)
            try writer.writeCampaign(gridSource: gridSource)
            try writer.writePeople()
            try writer.writeFiles()
            try writer.writeJury()
            try writer.writeAwards()
            try writer.writeInvitation()
        }
    }
}

/// Writes the rows; the files' own identifiers are looked up in it.
struct DemonstrationWriter {
    let connection: any Connection
    let files: DemonstrationFiles
    let now: Date
    let formats = Formats(language: "fr")
    /// The key of each thing by the kind and the identifier it has in the files: `edition:2014`.
    private var keys: [String: String] = [:]
    private var count = 0

    init(connection: any Connection, files: DemonstrationFiles, now: Date) {
        (self.connection, self.files, self.now) = (connection, files, now)
    }

    /// A fresh key for a thing of the files.
    mutating func make<Thing>(_ kind: String, _ id: String) -> Identifier<Thing> {
        count += 1
        // A moment each, so that keys sort as they were made.
        let key = Identifier<Thing>.new(at: now.addingTimeInterval(Double(count) / 1000))
        keys["\(kind):\(id)"] = key.description
        return key
    }

    func key<Thing>(_ kind: String, _ id: String) -> Identifier<Thing>? {
        keys["\(kind):\(id)"].flatMap { Identifier<Thing>($0) }
    }

    /// When the results of 2013 came out, at the ceremony: nothing of them is public before.
    var released: Date { (try? Date(files.marks.deliberation.embargo_until, strategy: .iso8601)) ?? now }

    /// The phases of an edition, by its word in addresses.
    func phases(of edition: String) -> [CampaignFile.PhaseEntry] {
        files.campaign.editions.first { $0.id == edition }?.phases ?? []
    }

    /// The first moment of a day in Paris; the edition's own day when the file's can't be read.
    func start(of day: String?) -> Date { day.flatMap { Day($0) }.map(formats.start) ?? now }

    /// In the middle of a working day.
    func noon(of day: String?) -> Date { start(of: day).addingTimeInterval(14 * 3600) }
}
