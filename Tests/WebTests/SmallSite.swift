import Foundation
import HTTPTypes
import Identifiers
import NIOConcurrencyHelpers
import NIOCore
import Web
import WebTesting
import Words

/// A site of a few pages without any feature: what holds here holds everywhere.
final class SmallSite: Sendable {
    struct Passing: Error {}
    struct Broken: Error {}

    static let awa = Session(
        person: Person.ID("01480000-0001-7000-8000-000000000009")!, name: "Awa", roles: [.juror],
        formToken: "token-of-awa")

    let site: Site
    let state: NIOLockedValueBox<State>

    struct State: Sendable {
        var version = 1
        var now = Date(timeIntervalSince1970: 1_411_369_200)
        var made = 0
        var isPublic = true
        var used: [String] = []
        /// How many bytes of a file were seen when each piece of it came.
        var seen: [Int] = []
        /// The routes by which a file left with somebody.
        var left: [String] = []
    }

    init(address: String = "http://rallynov.test", proxies: Set<String> = [], bodyLimit: Int = 4_000) throws {
        let state = NIOLockedValueBox(State())
        var settings = SiteSettings(
            address: address, phrasebooks: [.french: .english, .english: .english],
            assets: try Assets(folder: Self.root + "/Site"),
            frame: { _, _ in
                var frame = Frame()
                frame.isPublic = state.withLockedValue { $0.isPublic }
                return frame
            },
            sessions: { cookie, _ in cookie == "awa" ? Self.awa : nil },
            version: { state.withLockedValue { $0.version } }, isPassing: { $0 is Passing })
        settings.trustedProxies = proxies
        settings.bodyLimit = bodyLimit
        settings.clock = SiteClock(
            real: { state.withLockedValue { $0.now } }, campaign: { state.withLockedValue { $0.now } })
        settings.fileLeaves = { _, route, _ in state.withLockedValue { $0.left.append(route) } }
        settings.sessionUsed = { cookie, _ in state.withLockedValue { $0.used.append(cookie) } }
        self.state = state
        site = Site(settings) { Self.addRoutes(to: $0, state) }
    }

    var stranger: Visitor { Visitor(site) }
    var awa: Visitor { Visitor(site, cookie: "awa") }

    /// How often a public page was made.
    var made: Int { state.withLockedValue { $0.made } }

    private static func addRoutes(to routes: Routes, _ state: NIOLockedValueBox<State>) {
        addPages(to: routes, state)
        routes.post("note", for: .signedIn) { visit in .page(visit.reader.echo(visit.fields)) }
        routes.post("mine/notes/add", for: .signedIn) { visit in .page(visit.reader.echo(visit.fields)) }
        routes.post("open", for: .always) { visit in .page(visit.reader.echo(visit.fields)) }
        routes.get("in", for: .always) { visit in
            .signedIn(cookie: "awa", until: visit.time + 3_600, then: "/page")
        }
        routes.post("ask", for: .always) { visit in
            let known = visit.asker.map { "known as \($0)" } ?? "unknown"
            let page = Document(type: "text/plain", bytes: Array(known.utf8))
            return .asked(.document(page), by: "browser", until: visit.time + 600)
        }
        routes.get("out", for: .always) { _ in .signedOut(then: "/page") }
        routes.get("door/:token", for: .always) { visit in .page(visit.reader.page(PageHead("Door"), "")) }
        routes.post("door/:token", for: .always) { _ in .seeOther("/page") }
        routes.get("broken", for: .always) { _ in throw Broken() }
        routes.get("busy", for: .always) { _ in throw Passing() }
        routes.get("slow-down", for: .always) { _ in throw WebError.tooManyRequests(retryAfter: 60) }
        routes.get("many", for: .always) { visit in
            .tooMany(visit.reader.page(PageHead("Many"), "To print"), retryAfter: 10)
        }
        routes.get("file", for: .signedIn) { _ in
            .file(Download(name: "é\"x.csv", type: "text/csv", bytes: Array("a;b".utf8)))
        }
        addFiles(to: routes, state)
        addMadeFiles(to: routes)
        routes.get("where", for: .always) { visit in
            .document(Document(type: "text/plain", bytes: Array(visit.address.utf8)))
        }
    }

    static let film = Array("0123456789".utf8)

    private static func addFiles(to routes: Routes, _ state: NIOLockedValueBox<State>) {
        routes.upload("mine/files", for: .signedIn, bounds: UploadBounds(most: 100_000, fields: 1_000)) {
            visit, upload in
            var count = 0
            while let part = try await upload.next() {
                count += part.readableBytes
                let sum = count
                state.withLockedValue { $0.seen.append(sum) }
            }
            let said = visit.fields.pairs.filter { $0.name != "token" }.map { "\($0.name)=\($0.value)" }
            return .page(
                visit.reader.page(PageHead("Sent"), "<p>\(upload.name ?? "none"): \(count) \(said.joined())</p>"))
        }
        for (path, presentation, audience) in [
            ("film", StreamedFile.Presentation.shown, StreamedFile.Audience.whoeverAsked),
            ("film/kept", .kept, .whoeverAsked), ("film/everyone", .shown, .everyone),
        ] {
            routes.get(path, for: .always) { _ in
                .stored(
                    StreamedFile(
                        name: "é.jpg", type: "image/jpeg", size: film.count, digest: "d1", presentation, for: audience
                    ) { range in
                        AsyncThrowingStream { bytes in
                            for byte in film[range] { bytes.yield(ByteBuffer(bytes: [byte])) }
                            bytes.finish()
                        }
                    })
            }
        }
    }

    private static func addMadeFiles(to routes: Routes) {
        for (path, isCut) in [("made", false), ("cut", true)] {
            routes.get(path, for: .signedIn) { _ in
                let shares = AsyncThrowingStream<[UInt8], any Error> { shares in
                    for share in [film, [], film] { shares.yield(share) }
                    shares.finish(throwing: isCut ? Broken() : nil)
                }
                return .flowing(FlowingFile(name: "é.zip", type: "application/zip", contents: "d2", shares))
            }
        }
    }

    private static func addPages(to routes: Routes, _ state: NIOLockedValueBox<State>) {
        routes.publicPage("page") { visit in
            let made = state.withLockedValue { state in
                state.made += 1
                return state.made
            }
            let name = visit.session?.name ?? "nobody"
            let padding = String(repeating: "text that can be packed ", count: 50)
            return .page(visit.reader.page(PageHead("Page"), "<p>made \(made) for \(name)</p><p>\(padding)</p>"))
        }
        routes.publicPage("thing/:name") { visit in
            .page(visit.reader.page(PageHead("Thing"), "<p>\(try visit.word("name"))</p>"))
        }
        routes.get("form", for: .always) { visit in .page(visit.reader.openForm) }
        routes.publicPage("kept-form") { visit in .page(visit.reader.openForm) }
        routes.get("mine", for: .signedIn) { visit in
            .page(
                visit.reader.desk(
                    PageHead("Mine"), visit.reader.form(to: "/note", visit.reader.field("text", "Text", ""))))
        }
        routes.get("staff", for: .role(.editor)) { visit in .page(visit.reader.desk(PageHead("Staff"), "")) }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}

extension Reader {
    fileprivate var openForm: HTML { page(PageHead("Form"), form(to: "/open", field("text", "Text", ""))) }

    fileprivate func echo(_ fields: Fields) -> HTML {
        page(PageHead("Echo"), "<ul>\(fields.pairs.map { pair -> HTML in "<li>\(pair.name)=\(pair.value)</li>" })</ul>")
    }
}

extension HTTPField.Name {
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
