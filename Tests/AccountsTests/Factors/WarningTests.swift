import Foundation
import Mail
import StorageTesting
import Tasks
import Testing
import World

@testable import Accounts

struct WarningTests {
    @Test(arguments: Engine.available)
    func `what somebody is told of their factors, and their links, nobody cancels on a page`(engine: Engine)
        async throws
    {
        let gate = try await Gate(engine)
        _ = try await gate.app(of: gate.guest(.awa))
        let messages = MessageStore(database: gate.database, outbox: Outbox(queue: TaskQueue())) { _ in "1 = 1" }
        let waiting = MessageFilter(.waiting)
        let told = try await messages.list(waiting, for: Somebody.awa.id)
        #expect(told.contains { $0.subject == "Un second facteur a été ajouté" })
        #expect(try await messages.count(.cancel, waiting, for: Somebody.awa.id) == 0)
    }
}
