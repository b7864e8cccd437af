import Foundation
import HTTPTypes
import Identifiers
import Storage
import StorageTesting
import Synchronization
import Web
import WebTesting
import Words
import World

@testable import Accounts

/// The pages of accounts alone, on the world's people, with a clock to turn and a letter box to look into.
final class Porch: Sendable {
    let database: any Database
    let site: Site
    private let clock: Hands
    private let box: LetterBox

    init(_ engine: Engine = .sqlite) async throws {
        let database = try await World(engine).database
        let (clock, box) = (Hands(), LetterBox())
        let french = try Phrasebook(
            language: "fr", po: String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8))
        var settings = SiteSettings(
            address: World.address, phrasebooks: [.french: french, .english: .english],
            assets: try Assets(folder: World.root + "/Site"), frame: { _, _ in Frame() },
            sessions: { cookie, time in
                try await database.read { connection in
                    try SessionStore.find(cookie, at: time, in: connection).map {
                        Session(
                            person: $0.person, name: $0.name, roles: [], formToken: $0.formToken, provedAt: $0.provedAt)
                    }
                }
            }, version: { 1 }, isPassing: { _ in false })
        settings.clock = SiteClock(real: { clock.time })
        settings.trustedProxies = ["127.0.0.1"]
        settings.sessionUsed = SessionStore(database: database).note
        let accounts = AccountsFeature(database: database) { letter, _, _ in
            // One to nobody is undone with its link.
            if !letter.isUndone { box.keep(letter) }
        }
        site = Site(settings) { accounts.addRoutes(to: $0) }
        (self.database, self.clock, self.box) = (database, clock, box)
    }

    /// Somebody at the browser in which links are asked for; they open there without digits.
    var stranger: Visitor { Visitor(site, asker: World.browser) }
    /// The same person at another one, which has asked for nothing.
    var elsewhere: Visitor { Visitor(site) }
    var letters: [SignInLetter] { box.letters }
    var time: Date { clock.time }

    func wait(_ seconds: TimeInterval) { clock.turn(by: seconds) }

    /// Asks for a link and answers the path of the one that was sent last.
    func link(for somebody: Somebody, next: String = "") async throws -> String {
        let page = try await stranger.get("/connexion?next=" + Fields.encoded(next))
        _ = try await stranger.submit("/connexion", on: page, ["email": somebody.email])
        return letters.last?.path ?? ""
    }

    /// Somebody who signed in by a link.
    func visitor(_ somebody: Somebody) async throws -> Visitor {
        let visitor = stranger
        try await visitor.enter(try await link(for: somebody))
        return visitor
    }
}

extension Visitor {
    /// Opens a link and presses its button.
    @discardableResult func enter(_ link: String) async throws -> Screen {
        try await submit(link, on: try await get(link), [:])
    }
}

private final class Hands: Sendable {
    private let now = Mutex(World.monday)

    var time: Date { now.withLock { $0 } }

    func turn(by seconds: TimeInterval) { now.withLock { $0 += seconds } }
}

private final class LetterBox: Sendable {
    private let kept = Mutex<[SignInLetter]>([])

    var letters: [SignInLetter] { kept.withLock { $0 } }

    func keep(_ letter: SignInLetter) { kept.withLock { $0.append(letter) } }
}
