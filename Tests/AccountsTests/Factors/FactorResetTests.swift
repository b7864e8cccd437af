import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts
@testable import Campaigns

/// An administrator takes away a second factor that was lost, on the page of whoever asked.
struct FactorResetTests {
    private static let page = "/agence/personnes/\(Somebody.awa.id)"
    private static let act = page + "/second-facteur/retirer"

    @Test func `nobody takes their own away there, nor anybody's without having made sure who asks`() throws {
        let (mireille, awa) = (Somebody.mireille.id, Somebody.awa.id)
        #expect(throws: Access.Refusal.ownFactor) {
            try Access.check(resettingFactorOf: mireille, by: mireille, isSure: true)
        }
        #expect(throws: Access.Refusal.unsure) {
            try Access.check(resettingFactorOf: awa, by: mireille, isSure: false)
        }
        try Access.check(resettingFactorOf: awa, by: mireille, isSure: true)
    }

    @Test(arguments: Engine.available)
    func `an administrator takes a lost factor away, the sessions end, and a letter says so`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let mireille = try await gate.guest(.mireille)
        #expect(try await !mireille.get(Self.page).html.contains(Self.act))
        let awa = try await gate.guest(.awa)
        _ = try await gate.app(of: awa)
        _ = try await gate.passkey(of: awa)
        #expect(try await awa.isIn)
        let page = try await mireille.get(Self.page)
        let unsure = try await mireille.submit(Self.act, on: page, [:])
        #expect(unsure.status == .unprocessableContent)
        #expect(unsure.text.contains("dites que vous vous êtes assuré de qui le demande"))
        #expect(try await awa.isIn)
        let done = try await mireille.submit(Self.act, on: page, ["sure": "on"])
        #expect(done.location == Self.page + "?ok=factor-reset")
        #expect(try await mireille.follow(done).text.contains("Le second facteur est retiré"))
        #expect(try await awa.get("/ma-page").location == "/connexion?next=%2Fma-page")
        // The link of a letter is enough again.
        #expect(try await gate.guest(.awa).isIn)
        #expect(try await gate.letters(to: .awa).contains { $0.contains("L’agence l’a retiré") })
        // Sent twice, it is done once and told once.
        let again = try await mireille.submit(Self.act, on: page, ["sure": "on"])
        #expect(again.location == Self.page + "?ok=no-factor")
        #expect(try await gate.acts(of: .awa) == ["factor-added", "factor-added", "factors-reset"])
        #expect(try await actor(in: gate) == Somebody.mireille.id.description)
    }

    @Test func `nobody but administrators does it, and they not for themselves`() async throws {
        let gate = try await Gate()
        let awa = try await gate.guest(.awa)
        _ = try await gate.app(of: awa)
        for somebody in [Somebody.julien, .sabine, .genevieve, .benoit] {
            let guest = try await gate.guest(somebody)
            let token = try await guest.get("/mon-compte").token
            let refused = try await guest.post(Self.act, [("token", token), ("sure", "on")])
            #expect(refused.status == .forbidden, "\(somebody)")
        }
        #expect(try await awa.isIn)
        let mireille = try await gate.guest(.mireille)
        _ = try await gate.app(of: mireille)
        let own = "/agence/personnes/\(Somebody.mireille.id)"
        // Nor is it offered.
        #expect(try await !mireille.get(own).html.contains(own + "/second-facteur"))
        let token = try await mireille.get("/mon-compte").token
        let refused = try await mireille.post(own + "/second-facteur/retirer", [("token", token), ("sure", "on")])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Vous ne pouvez pas retirer ici votre propre second facteur."))
        #expect(try await gate.acts(of: .mireille) == ["factor-added"])
    }

    private func actor(in gate: Gate) async throws -> String? {
        try await gate.database.read { connection in
            try connection.row("SELECT actor FROM journal WHERE act = 'factors-reset'").map { try $0["actor"] }
        }
    }
}
