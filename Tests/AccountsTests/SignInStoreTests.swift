import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import World

@testable import Accounts

struct SignInStoreTests {
    @Test(arguments: Engine.available)
    func `of twenty confirmations at once one gets the session`(engine: Engine) async throws {
        let (database, links) = try await links(engine)
        let token = try await token(in: database)
        let wins = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    (try? await links.session(by: token, at: World.monday + 1)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(wins == 1)
        #expect(try await sessions(in: database) == 1)
    }

    @Test(arguments: Engine.available)
    func `a link tells why it no longer opens`(engine: Engine) async throws {
        let (database, links) = try await links(engine)
        let (used, late) = (try await token(in: database), try await token(in: database))
        _ = try await links.session(by: used, at: World.monday)
        await #expect(throws: SignInLink.Refusal.used) {
            try await links.session(by: used, at: World.monday)
        }
        await #expect(throws: SignInLink.Refusal.expired) {
            try await links.session(by: late, at: World.monday + SignInLink.life)
        }
        await #expect(throws: SignInLink.Refusal.unknown) {
            try await links.session(by: LinkProof(token: "never given"), at: World.monday)
        }
    }

    @Test(arguments: Engine.available)
    func `only a demonstration's link serves again`(engine: Engine) async throws {
        let (database, links) = try await links(engine)
        let token = try await token(in: database, isReusable: true)
        await #expect(throws: SignInLink.Refusal.unknown) {
            try await links.session(by: token, at: World.monday)
        }
        await #expect(throws: SignInLink.Refusal.unknown) { try await links.find(token.token) }
        try await database.write { try DemonstrationStore.mark(at: World.monday, in: $0) }
        for _ in 0..<2 { _ = try await links.session(by: token, at: World.monday) }
        #expect(try await sessions(in: database) == 2)
    }

    @Test(arguments: Engine.available)
    func `a letter that cannot be kept leaves no link behind`(engine: Engine) async throws {
        struct NoRoom: Error {}
        let (database, links) = try await links(engine)
        let request = try request(for: "awa@example.org")
        await #expect(throws: NoRoom.self) { try await links.ask(request) { _, _, _ in throw NoRoom() } }
        let count = try await database.read { try $0.count("SELECT count(*) AS count FROM sign_in_link") }
        #expect(count == 0)
    }

    @Test(arguments: Engine.available)
    func `what is long over is forgotten, and nothing else`(engine: Engine) async throws {
        let (database, links) = try await links(engine)
        let token = try await token(in: database)
        _ = try await links.ask(request(for: "xyz@example.org")) { _, _, _ in }
        try await links.forget(at: World.monday + 80_000)
        #expect(try await counts(in: database) == 2)
        await #expect(throws: SignInLink.Refusal.expired) {
            try await links.session(by: token, at: World.monday + 80_000)
        }
        try await links.forget(at: World.monday + 8 * 86_400)
        #expect(try await counts(in: database) == 0)
        await #expect(throws: SignInLink.Refusal.unknown) { try await links.find(token.token) }
    }

    private func links(_ engine: Engine) async throws -> (any Database, SignInStore) {
        let database = try await World(engine).database
        return (database, SignInStore(database: database))
    }

    private func request(for email: String) throws -> LinkRequest {
        LinkRequest(
            email: try EmailAddress(email), next: .home, place: LinkPlace(origin: "192.0.2.1", time: World.monday))
    }

    private func token(in database: any Database, isReusable: Bool = false) async throws -> LinkProof {
        try await database.write { connection in
            let account = try #require(try AccountStore.find(Somebody.awa.id, in: connection))
            let letter =
                isReusable
                ? try SignInStore.demonstrationLink(for: account, life: 600, at: World.monday, in: connection)
                : try SignInStore.letter(for: account, at: World.monday, in: connection)
            return letter.proof
        }
    }

    private func sessions(in database: any Database) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM session") }
    }

    private func counts(in database: any Database) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM sign_in_request") }
    }
}

extension SignInStore {
    /// A session, of somebody who shows all that a link asks for; nil when they do not.
    func session(by proof: LinkProof, at time: Date) async throws -> NewSession? {
        guard case .entered(let session) = try await enter(by: proof, endingSession: nil, at: time) else {
            return nil
        }
        return session
    }
}

extension SignInLetter {
    /// What somebody shows who reads the letter in another browser.
    var proof: LinkProof { LinkProof(token: String(path.dropFirst("/connexion/".count)), typed: code) }
}
