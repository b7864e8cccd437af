import Foundation
import Identifiers
import Logging
import Storage
import StorageTesting
import Synchronization
import Tasks
import Testing

@testable import Mail

struct OutboxTests {
    let now = Date(timeIntervalSince1970: 1_411_369_200)
    let look = MailLook(name: "rally'nov 2014", accent: "")
    let queue = TaskQueue()
    let post = Post()
    let staff = Person.ID.new(at: Date(timeIntervalSince1970: 0))
    var outbox: Outbox { Outbox(queue: queue) }

    @Test(arguments: Engine.available)
    func `a message is kept with what it tells of, and sent once`(engine: Engine) async throws {
        let database = try await engine.database()
        let id = try await add(to: database)
        await #expect(throws: Lost.self) {
            try await database.write { connection in
                try outbox.add(message(), now: now, in: connection)
                throw Lost()
            }
        }
        let store = store(database)
        #expect(try await store.list(for: staff).map(\.id) == [id])
        #expect(try await store.find(id, for: staff)?.state == .waiting)
        try await send(from: database, at: now)
        try await send(from: database, at: now + 86_400)
        #expect(post.envelopes.map(\.to) == ["m.mercet@pom.example"])
        let sent = try #require(try await store.find(id, for: staff))
        #expect(sent.state == .sent)
        #expect(sent.sentAt == now)
        #expect(sent.content?.letter == .reminder)
        #expect(sent.content?.plain.contains("[Brouillon, non transmis]") == true)
        #expect(try await store.counts(for: staff) == [.sent: 1])
    }

    @Test(arguments: Engine.available)
    func `a held message waits until it is released, together with all about the same`(engine: Engine) async throws {
        let database = try await engine.database()
        for subject in ["award:1", "award:1", "award:2"] { try await add(to: database, about: subject, held: true) }
        try await send(from: database, at: now)
        #expect(post.envelopes.isEmpty)
        let released = try await database.write { connection in
            try outbox.release(about: "award:1", at: now + 60, now: now, in: connection)
        }
        #expect(released == 2)
        try await send(from: database, at: now + 59)
        #expect(post.envelopes.isEmpty)
        try await send(from: database, at: now + 60)
        #expect(post.envelopes.count == 2)
        #expect(try await store(database).list(MessageFilter(about: "award:2"), for: staff).map(\.state) == [.held])
        #expect(try await store(database).counts(MessageFilter(about: "award:1"), for: staff) == [.sent: 2])
    }

    @Test(arguments: Engine.available)
    func `what is cancelled is never sent, and what is sent cannot be cancelled`(engine: Engine) async throws {
        let database = try await engine.database()
        let (first, second) = (try await add(to: database), try await add(to: database, about: "award:1", held: true))
        #expect(try await database.write { try outbox.cancel(first, in: $0) })
        #expect(try await database.write { try outbox.cancel(about: "award:1", in: $0) } == 1)
        #expect(try await database.write { try outbox.release(about: "award:1", now: now, in: $0) } == 0)
        try await send(from: database, at: now)
        #expect(post.envelopes.isEmpty)
        #expect(try await store(database).list(for: staff).map(\.state) == [.cancelled, .cancelled])
        let third = try await add(to: database)
        try await send(from: database, at: now)
        #expect(try await database.write { try outbox.cancel(third, in: $0) } == false)
        #expect(try await store(database).find(second, for: staff)?.state == .cancelled)
    }

    @Test(arguments: Engine.available)
    func `a held letter can be changed by one person at a time`(engine: Engine) async throws {
        let database = try await engine.database()
        let id = try await add(to: database, held: true)
        let store = store(database)
        var letter = Letter.reminder
        letter.lead = "Il ne manque qu'une réponse"
        let edited = try #require(try await store.edit(id, at: 1, letter, by: staff) { _ in look })
        #expect(edited.revision == 2)
        #expect(edited.content?.letter == letter)
        #expect(edited.content?.plain.contains("Il ne manque qu’une réponse") == true)
        await #expect(throws: MessageStore.Refusal.outdated) {
            try await store.edit(id, at: 1, .reminder, by: staff) { _ in look }
        }
        await #expect(throws: MessageStore.Refusal.outdated) {
            try await store.act(.release, on: id, at: 1, by: staff, now: now)
        }
        #expect(try await store.find(id, for: staff) == edited)
        #expect(try await store.act(.release, on: id, at: 2, by: staff, now: now)?.state == .waiting)
        await #expect(throws: MessageStore.Refusal.tooLate) {
            try await store.edit(id, at: 4, .reminder, by: staff) { _ in look }
        }
        try await send(from: database, at: now)
        #expect(try post.letter().parts.first?.text.contains("Il ne manque qu’une réponse") == true)
    }

    @Test func `a refused mailbox fails at once, and staff may try again`() async throws {
        let database = try await Engine.sqlite.database()
        let id = try await add(to: database)
        post.refuse(.never("550 no such mailbox"))
        try await send(from: database, at: now)
        let failed = try #require(try await store(database).find(id, for: staff))
        #expect(failed.state == .failed)
        #expect(failed.lastError == "550 no such mailbox")
        post.refuse(nil)
        #expect(try await database.write { try outbox.retry(id, now: now, in: $0) })
        #expect(try await database.write { try outbox.retry(id, now: now, in: $0) } == false)
        try await send(from: database, at: now)
        #expect(try await store(database).find(id, for: staff)?.state == .sent)
        #expect(post.envelopes.count == 1)
    }

    @Test func `a server that is away is tried again, then the message fails for all to see`() async throws {
        let database = try await Engine.sqlite.database()
        let id = try await add(to: database)
        post.refuse(.later("451 come back later"))
        try await send(from: database, at: now)
        let waiting = try #require(try await store(database).find(id, for: staff))
        #expect(waiting.state == .waiting)
        #expect(waiting.lastError == "451 come back later")
        for day in 1...8 { try await send(from: database, at: now + Double(day) * 86_400) }
        let failed = try #require(try await store(database).find(id, for: staff))
        #expect(failed.state == .failed)
        #expect(failed.attempts == 8)
    }

    @Test func `a message of no more use is not sent`() async throws {
        let database = try await Engine.sqlite.database()
        var message = try message()
        message.sendBefore = now + 900
        let id = try await database.write { [message] in try outbox.add(message, now: now, in: $0) }
        try await send(from: database, at: now + 900)
        #expect(post.envelopes.isEmpty)
        #expect(try await store(database).find(id, for: staff)?.state == .failed)
    }

    @Test func `messages wait while mail is not set up, and go when it is`() async throws {
        let database = try await Engine.sqlite.database()
        let id = try await add(to: database)
        try await send(from: database, at: now, isSetUp: false)
        #expect(try await store(database).find(id, for: staff)?.lastError == "mail is not set up")
        try await database.write { try outbox.hurry(now: now + 1, in: $0) }
        try await send(from: database, at: now + 1)
        #expect(try await store(database).find(id, for: staff)?.state == .sent)
    }

    @Test func `a demonstration sends nothing and keeps everything`() async throws {
        let database = try await Engine.sqlite.database()
        let id = try await add(to: database)
        var secret = try message()
        secret.isPrivate = true
        try await database.write { [secret] in _ = try outbox.add(secret, now: now, in: $0) }
        let mailer = Mailer(database: database, transport: post, log: .silent) { .dry }
        try await run(mailer, on: database, at: now)
        #expect(post.envelopes.isEmpty)
        #expect(try await store(database).find(id, for: staff)?.state == .sent)
        #expect(try await store(database).find(id, for: staff)?.content != nil)
        #expect(try await texts(in: database).allSatisfy { $0.contains("rallynov.example/dossiers/1") })
    }

    @Test(arguments: Engine.available)
    func `a recipient's secret is never shown to staff, nor kept once it is sent or dropped`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        var message = try message()
        message.isPrivate = true
        let (sent, dropped) = try await database.write { [message] connection in
            (
                try outbox.add(message, now: now, in: connection),
                try outbox.add(message, held: true, now: now, in: connection)
            )
        }
        let store = store(database)
        #expect(try await store.find(sent, for: staff)?.content == nil)
        #expect(try await texts(in: database).allSatisfy { $0.contains("rallynov.example/dossiers/1") })
        await #expect(throws: MessageStore.Refusal.tooLate) {
            try await store.edit(dropped, at: 1, .reminder, by: staff) { _ in look }
        }
        try await send(from: database, at: now)
        #expect(try await database.write { try outbox.cancel(dropped, in: $0) })
        #expect(try post.letter().parts.first?.text.contains("rallynov.example/dossiers/1") == true)
        #expect(try await texts(in: database) == ["", ""])
        #expect(try await store.find(sent, for: staff)?.subject.isEmpty == false)
    }

    @Test func `the list can be narrowed and turned page by page`() async throws {
        let database = try await Engine.sqlite.database()
        for number in 1...5 {
            var message = try message()
            (message.edition, message.about) = (number < 4 ? "2014" : "2013", "n:\(number)")
            try await database.write { [message] connection in
                _ = try outbox.add(message, held: number == 1, now: now + Double(number), in: connection)
            }
        }
        let store = store(database)
        #expect(try await store.list(for: staff, limit: 2).map(\.about) == ["n:5", "n:4"])
        #expect(try await store.list(for: staff, limit: 2, offset: 4).map(\.about) == ["n:1"])
        #expect(try await store.list(MessageFilter(.held), for: staff).map(\.about) == ["n:1"])
        #expect(
            try await store.list(MessageFilter(.waiting, edition: "2014"), for: staff).map(\.about) == ["n:3", "n:2"])
        #expect(try await store.counts(MessageFilter(edition: "2014"), for: staff) == [.held: 1, .waiting: 2])
        #expect(try await store.list(for: staff).allSatisfy { $0.content == nil })
    }

    private func store(_ database: any Database) -> MessageStore {
        MessageStore(database: database, outbox: outbox) { _ in "1 = 1" }
    }

    private func message(about subject: String? = nil) throws -> NewMessage {
        var message = NewMessage(.reminder, look: look, to: try EmailAddress("m.mercet@pom.example"))
        message.about = subject
        return message
    }

    @discardableResult private func add(
        to database: any Database, about subject: String? = nil, held: Bool = false
    ) async throws -> Message.ID {
        let message = try message(about: subject)
        return try await database.write { try outbox.add(message, held: held, now: now, in: $0) }
    }

    private func send(from database: any Database, at date: Date, isSetUp: Bool = true) async throws {
        let settings = try MailSettings(
            server: "mail.example", port: 587, security: .starttls, fromName: "Agence",
            from: EmailAddress("agence@rallynov.example"))
        let mailer = Mailer(database: database, transport: post, log: .silent) { isSetUp ? .smtp(settings) : nil }
        try await run(mailer, on: database, at: date)
    }

    private func run(_ mailer: Mailer, on database: any Database, at date: Date) async throws {
        let runner = TaskRunner(
            database: database, queue: queue, handlers: [mailer.handler], clock: { date }, log: .silent)
        try await runner.runDue()
    }

    private func texts(in database: any Database) async throws -> [String] {
        try await database.read { try $0.rows("SELECT plain FROM message").map { try $0["plain"] } }
    }
}

struct Lost: Error {}

/// A post office that keeps what it is given, or refuses it.
final class Post: MailTransport {
    private let taken = Mutex<[Envelope]>([])
    private let refusal = Mutex<DeliveryFailure?>(nil)

    var envelopes: [Envelope] { taken.withLock { $0 } }

    func refuse(_ failure: DeliveryFailure?) { refusal.withLock { $0 = failure } }

    func deliver(_ envelope: Envelope, by settings: MailSettings) async throws(DeliveryFailure) {
        if let failure = refusal.withLock({ $0 }) { throw failure }
        taken.withLock { $0.append(envelope) }
    }

    /// The last one, read.
    func letter() throws -> ReceivedMail {
        let text = String(decoding: try #require(envelopes.last).bytes, as: UTF8.self)
        return try ReceivedMail(text.components(separatedBy: "\r\n").dropLast())
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
