import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import World

@testable import Accounts

struct AccountStoreTests {
    @Test(arguments: Engine.available)
    func `somebody is found by key and by address, whatever its case`(engine: Engine) async throws {
        let accounts = AccountStore(database: try await World(engine).database)
        #expect(try await accounts.find(Somebody.awa.id)?.email == "awa@example.org")
        #expect(try await accounts.find(EmailAddress("AWA@Example.org"))?.id == Somebody.awa.id)
        #expect(try await accounts.find(EmailAddress("nobody@example.org")) == nil)
        #expect(try await accounts.find(.new(at: World.monday)) == nil)
    }

    @Test(arguments: Engine.available)
    func `an address is one person's`(engine: Engine) async throws {
        let database = try await World(engine).database
        let twice = try account("Awa@EXAMPLE.org")
        await #expect(throws: AccountStore.Refusal.taken) {
            try await database.write { try AccountStore.add(twice, in: $0) }
        }
        let known = try await database.write { try AccountStore.findOrAdd(twice, in: $0) }
        #expect(known.id == Somebody.awa.id)
    }

    @Test(arguments: Engine.available)
    func `twenty that add the same person at once give one`(engine: Engine) async throws {
        let database = try await World(engine).database
        let accounts = try (0..<20).map { _ in try account("nadia@example.org") }
        let keys = try await withThrowingTaskGroup(of: Person.ID.self) { group in
            for account in accounts {
                group.addTask { try await database.write { try AccountStore.findOrAdd(account, in: $0).id } }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
    }

    @Test(arguments: Engine.available)
    func `people are listed as French sorts them`(engine: Engine) async throws {
        let database = try await World(engine).database
        let emile = try account("emile@example.org", name: "Émile")
        try await database.write { try AccountStore.add(emile, in: $0) }
        let names = try await AccountStore(database: database).all().map(\.name)
        #expect(names.count == Somebody.allCases.count + 1)
        let place = try #require(names.firstIndex(of: "Émile"))
        #expect(names[place - 1] == "Edith")
        #expect(names[place + 1] == "Fatima")
    }

    @Test(arguments: Engine.available)
    func `an account that moved on is not overwritten`(engine: Engine) async throws {
        let accounts = AccountStore(database: try await World(engine).database)
        var account = try #require(try await accounts.find(Somebody.awa.id))
        try account.describe(name: "Awa Brunel", function: "", language: .english)
        let changed = account
        try await accounts.save(changed)
        await #expect(throws: AccountStore.Refusal.outdated) { try await accounts.save(changed) }
        #expect(try await accounts.find(Somebody.awa.id)?.name == "Awa Brunel")
        #expect(try await accounts.find(Somebody.awa.id)?.language == .english)
    }

    @Test func `a name is kept on one line`() throws {
        #expect(try account("a@example.org", name: " Léa\r\nBcc: x\t Petit\u{85}").name == "Léa Bcc: x Petit")
        #expect(throws: Account.Flaw.nameMissing) { try account("a@example.org", name: " \n") }
        #expect(throws: Account.Flaw.nameTooLong) {
            try account("a@example.org", name: String(repeating: "x", count: 121))
        }
    }

    private func account(_ email: String, name: String = "Nadia") throws -> Account {
        try Account(new: EmailAddress(email), name: name, function: "", language: .french, now: World.monday)
    }
}
