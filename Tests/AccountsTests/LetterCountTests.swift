import Foundation
import Identifiers
import Mail
import Storage
import StorageTesting
import Tasks
import Testing
import Web
import Words
import World

@testable import Accounts

/// ASVS 2.4.1: how many letters somebody may have written, by person, by file and by hour.
struct LetterCountTests {
    private let subject = "submission:1"
    private let correspondence = Correspondence(
        outbox: Outbox(queue: TaskQueue()), phrasebooks: [.english: .english], address: World.address,
        look: { _ in MailLook(name: "rally'nov", accent: "") })

    @Test(arguments: Engine.available)
    func `nobody has somebody written to about one thing more than ten times in an hour`(engine: Engine) async throws {
        let world = try await World(engine)
        let asked = correspondence.asked(by: Somebody.coralie.id)
        for _ in 1...10 { #expect(try await write(asked, to: .edith, in: world) != nil) }
        let refused = await #expect(throws: WebError.self) { try await write(asked, to: .edith, in: world) }
        guard case .tooManyRequests(let seconds) = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(1...3_600 ~= seconds)
        #expect(try await letters(in: world) == 10)
        #expect(try await write(correspondence, to: .edith, in: world) != nil, "the agency writes all the same")
        #expect(try await write(asked, to: .awa, in: world) != nil)
        #expect(try await write(asked, to: .edith, about: "submission:2", in: world) != nil)
        #expect(try await write(asked, to: .edith, at: World.monday + 3_600, in: world) != nil)
    }

    @Test(arguments: Engine.available)
    func `one person has forty letters written in an hour, whomever they go to, and one file as many`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let asked = correspondence.asked(by: Somebody.coralie.id)
        for number in 1...40 {
            #expect(try await write(asked, to: .edith, about: "submission:\(number)", in: world) != nil)
        }
        await #expect(throws: WebError.self) { try await write(asked, to: .awa, about: "submission:41", in: world) }
        for number in 0..<40 {
            let (person, reader) = (Somebody.allCases[number / 10], Somebody.allCases[4 + number / 10])
            let other = correspondence.asked(by: person.id)
            #expect(try await write(other, to: reader, about: "sheet:1", in: world) != nil)
        }
        let last = correspondence.asked(by: Somebody.romain.id)
        await #expect(throws: WebError.self) { try await write(last, to: .thierry, about: "sheet:1", in: world) }
    }

    @Test(arguments: Engine.available)
    func `what is somebody's own right is done, and beyond the limit nobody is written to`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let asked = correspondence.asked(by: Somebody.coralie.id, isOwnRight: true)
        for _ in 1...10 { #expect(try await write(asked, to: .edith, in: world) != nil) }
        for _ in 1...10 { #expect(try await write(asked, to: .edith, in: world) == nil) }
        #expect(try await letters(in: world) == 10)
    }

    @Test(arguments: Engine.available)
    func `the agency writes to everybody, and to nobody over and over; the house writes what there is`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        for _ in 1...30 { #expect(try await write(correspondence, to: .edith, in: world) != nil) }
        await #expect(throws: WebError.self) { try await write(correspondence, to: .edith, in: world) }
        #expect(try await write(correspondence.doneAnyway, to: .edith, in: world) == nil)
        for somebody in Somebody.allCases where somebody != .edith {
            #expect(try await write(correspondence, to: somebody, in: world) != nil)
        }
        for _ in 1...50 { #expect(try await write(correspondence.fromHouse, to: .edith, in: world) != nil) }
        // Held letters wait for whoever lets them go.
        for _ in 1...50 { #expect(try await write(correspondence, to: .edith, isHeld: true, in: world) != nil) }
    }

    @Test(arguments: Engine.available)
    func `a day later nothing is kept of how many there were`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await write(correspondence, to: .edith, in: world)
        let store = SignInStore(database: world.database)
        try await store.forget(at: World.monday + 3_600)
        #expect(try await counts(in: world) == 1)
        try await store.forget(at: World.monday + 2 * 86_400)
        #expect(try await counts(in: world) == 0)
    }

    private func write(
        _ correspondence: Correspondence, to somebody: Somebody, about subject: String? = nil, isHeld: Bool = false,
        at time: Date = World.monday, in world: World
    ) async throws -> Message.ID? {
        var manner = Correspondence.Manner(about: subject ?? self.subject)
        manner.isHeld = isHeld
        return try await world.database.write(for: .insiders) { [manner] connection in
            try correspondence.write(to: somebody.id, manner, now: time, in: connection) { reader in
                Letter(language: reader.language.rawValue, subject: "Hello", lead: "", paragraphs: [], closing: [])
            }
        }
    }

    private func letters(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM message") }
    }

    private func counts(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM letter_count") }
    }
}
