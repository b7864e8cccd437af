import Accounts
import Foundation
import Mail
import Storage
import StorageTesting
import Tasks
import Testing
import Web
import Words
import World

@testable import Submissions

struct ReminderTests {
    /// Friday 17 October 2014, 9 o'clock in Paris: the end of the call of the world.
    private static let deadline = World.monday + 25 * 86_400
    private static let begun = World.monday - 30 * 86_400

    @Test func `each step has its morning, at nine in Paris`() {
        let evening = Self.deadline + 9 * 3_600
        let mornings = Reminder.allCases.map { $0.moment(before: evening) }
        #expect(mornings == [14, 7, 2, 0].map { Self.deadline - $0 * 86_400 })
    }

    @Test func `a deadline at midnight has its last morning on the day before`() {
        let midnight = Self.deadline + 15 * 3_600
        #expect(Reminder.lastMorning.moment(before: midnight) == Self.deadline)
    }

    @Test(arguments: [
        (-14.01, nil), (-14, Reminder.fortnight), (-7.01, .fortnight), (-7, .week), (-2, .twoDays), (-0.1, .twoDays),
        (0, .lastMorning),
        (0.37, .lastMorning), (0.38, nil),
    ])
    func `a server that slept sends the latest step, and none twice over`(days: Double, step: Reminder?) {
        let evening = Self.deadline + 9 * 3_600
        #expect(Reminder.due(before: evening, begunAt: Self.begun, now: Self.deadline + days * 86_400) == step)
    }

    @Test func `a draft begun after a step is not reminded of it`() {
        let now = Self.deadline - 6 * 86_400
        #expect(Reminder.due(before: Self.deadline, begunAt: now - 60, now: now) == nil)
    }

    @Test(arguments: Engine.available)
    func `a reminder goes once to the owner of a draft, with what is missing`(engine: Engine) async throws {
        let world = try await World(engine)
        for _ in 0..<3 { _ = try await remind(world, at: Self.deadline - 7 * 86_400) }
        #expect(try await addresses(in: world) == ["romain@example.org"])
        _ = try await remind(world, at: Self.deadline - 2 * 86_400)
        #expect(try await addresses(in: world).count == 2)
        let plain = try await world.database.read { connection -> String in
            try connection.row("SELECT plain FROM message ORDER BY id")?["plain"] ?? ""
        }
        #expect(plain.contains("[Brouillon, non transmis]"))
        #expect(plain.contains("- Résumé"))
    }

    @Test(arguments: Engine.available)
    func `nobody whose other file is in, or whose file is sent, gets one`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try SubmissionStore.add(
                Somebody.romain.id, to: World.nursery, as: .coAuthor, by: nil, now: World.monday, in: connection)
        }
        #expect(try await remind(world, at: Self.deadline - 7 * 86_400) == 0)
        #expect(try await addresses(in: world).isEmpty)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET state = 'withdrawn' WHERE id = \(World.nursery)")
        }
        #expect(try await remind(world, at: Self.deadline - 7 * 86_400) == 1)
    }

    @Test(arguments: Engine.available)
    func `more time moves the steps, and starts them anew`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await remind(world, at: Self.deadline - 2 * 86_400)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO extension (id, phase, subject, ends_at, reason, granted_at)
                VALUES ('x', \(World.call), \(World.ovens), \(Self.deadline + 10 * 86_400), 'Panne', \(Self.deadline - 86_400))
                """)
        }
        #expect(try await remind(world, at: Self.deadline - 86_400 / 2) == 0)
        #expect(try await remind(world, at: Self.deadline + 3 * 86_400) == 1)
    }

    private func remind(_ world: World, at now: Date) async throws -> Int {
        let french = try Phrasebook(
            language: "fr", po: String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8))
        let correspondence = Correspondence(
            outbox: Outbox(queue: TaskQueue()), phrasebooks: [.french: french], address: World.address
        ) { _ in MailLook(name: "rally'nov", accent: "") }
        return try await SubmissionStore(database: world.database).remind(
            by: FileMail(correspondence: correspondence), now: now, time: World.monday)
    }

    private func addresses(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT address FROM message ORDER BY id").map { try $0["address"] }
        }
    }
}
