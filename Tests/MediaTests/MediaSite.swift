import Foundation
import Identifiers
import NIOConcurrencyHelpers
import Storage
import StorageTesting
import Tasks
import Web
import WebTesting

@testable import Media

/// A site with one place that takes files, over a database, a folder and stubs of what prepares them.
final class MediaSite: Sendable {
    static let monday = Date(timeIntervalSince1970: 1_411_369_200)
    static let awa = person("awa", 9)
    static let noe = person("noe", 8)

    let database: TestDatabase
    let house: MediaHouse
    let blobs: TriedBlobs
    let stubs: Stubs
    let folder: String
    let site: Site
    let state = NIOLockedValueBox(State())
    private let queue = TaskQueue()

    struct State: Sendable {
        var now = MediaSite.monday
        /// What each thing has.
        var things: [String: [Medium.ID]] = [:]
        /// What was not taken after all, as its follower is told.
        var refused: [Medium.ID] = []
        var limits = MediaLimits([.picture, .paper], most: 1_000_000, mostInAll: 2_000_000)
    }

    init(
        _ engine: Engine = .sqlite, stubs: Stubs = Stubs(), mostOfDay: Int = MediaLimits.mostOfDay
    ) async throws {
        database = try await engine.database()
        folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-media-\(UUID().uuidString)").path
        blobs = TriedBlobs(FolderBlobs(folder + "/blobs"))
        self.stubs = stubs
        house = MediaHouse(
            database: database, blobs: blobs, folder: folder, preparation: stubs.preparation, queue: queue,
            mostOfDay: mostOfDay, refused: { [state] id, _ in state.withLockedValue { $0.refused.append(id) } })
        site = Self.site(house, state)
        for person in [Self.awa, Self.noe] { try await Self.add(person, to: database) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The same files and tables in a process that has just begun.
    func restarted() -> Visitor {
        let house = MediaHouse(
            database: database, blobs: blobs, folder: folder, preparation: stubs.preparation, queue: queue)
        return Visitor(Self.site(house, state), cookie: "awa")
    }

    var awa: Visitor { Visitor(site, cookie: "awa") }
    var noe: Visitor { Visitor(site, cookie: "noe") }

    func all() async throws -> [Medium] {
        let ids = try await database.read { try $0.rows("SELECT id FROM media").map { try $0["id"] as Medium.ID } }
        return try await house.store.list(ids)
    }

    func only() async throws -> Medium? {
        let all = try await all()
        return all.count == 1 ? all[0] : nil
    }

    /// What lies in the store.
    func kept() async throws -> [String] {
        var kept: [String] = []
        for try await blob in try await blobs.all() { kept.append(blob.digest.description) }
        return kept
    }

    /// What lies where files arrive.
    var arriving: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder + "/arriving")) ?? [] }

    /// Does what is due, after some time has gone by.
    func work(after time: TimeInterval = 0) async throws {
        state.withLockedValue { $0.now += time }
        let runner = TaskRunner(
            database: database, queue: queue, handlers: house.tasks,
            clock: { [state] in state.withLockedValue { $0.now } })
        try await runner.runDue()
    }

    private static func person(_ name: String, _ number: Int) -> Session {
        Session(
            person: Person.ID("01480000-0001-7000-8000-00000000000\(number)")!, name: name, roles: [],
            formToken: "token-of-\(name)")
    }

    private static func add(_ session: Session, to database: TestDatabase) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO person (id, email, email_key, name, created_at)
                VALUES (\(session.person), \(session.name), \(session.name), \(session.name), \(monday))
                """)
        }
    }

    private static func site(_ house: MediaHouse, _ state: NIOLockedValueBox<State>) -> Site {
        var settings = SiteSettings(
            address: "http://rallynov.test", phrasebooks: [.french: .english, .english: .english],
            assets: try! Assets(folder: root + "/Site"), frame: { _, _ in Frame() },
            sessions: { cookie, _ in [awa, noe].first { $0.name == cookie } }, version: { 1 }, isPassing: { _ in false }
        )
        settings.clock = SiteClock(
            real: { state.withLockedValue { $0.now } }, campaign: { state.withLockedValue { $0.now } })
        return Site(settings) { addRoutes(to: $0, house, state) }
    }

    private static func addRoutes(to routes: Routes, _ house: MediaHouse, _ state: NIOLockedValueBox<State>) {
        Uploads(house) { visit in
            let thing = try visit.word("thing")
            return UploadPlace(
                key: "thing/\(thing)", limits: state.withLockedValue { $0.limits }, page: "/things/\(thing)",
                used: { connection in
                    let ids = state.withLockedValue { $0.things[thing] ?? [] }
                    return (ids.count, try MediaStore.size(of: ids, in: connection))
                },
                arrived: { id, _ in state.withLockedValue { $0.things[thing, default: []].append(id) } })
        }.addRoutes(to: routes, under: "things/:thing", for: .signedIn, most: 4_000_000)
        routes.get("things/:thing", for: .signedIn) { visit in
            .page(visit.reader.page(PageHead("Thing"), try await control(visit, house, state)))
        }
        routes.get("media/:medium", for: .signedIn) { visit in
            try await house.original(of: house.store.find(visit.path("medium")).orNotFound(), for: visit)
        }
        routes.get("media/:medium/:form", for: .signedIn) { visit in
            try await house.form(
                visit.word("form"), of: house.store.find(visit.path("medium")).orNotFound(), for: visit)
        }
    }

    private static func control(
        _ visit: Visit, _ house: MediaHouse, _ state: NIOLockedValueBox<State>
    ) async throws -> HTML {
        let thing = try visit.word("thing")
        let (limits, ids) = state.withLockedValue { ($0.limits, $0.things[thing] ?? []) }
        let place = UploadPlace(
            key: "thing/\(thing)", limits: limits, page: "/things/\(thing)", used: { _ in (0, 0) }, arrived: { _, _ in }
        )
        return visit.reader.uploadControl(
            UploadControl(
                at: "/things/\(thing)", name: "files", label: "Files", limits: limits,
                there: try await house.store.list(ids), unfinished: try await house.unfinished(of: visit, at: place),
                isForStaff: true))
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
