import Foundation
import Identifiers
import Storage
import StorageTesting
import Synchronization
import Tasks
import Testing

@testable import Mail

/// A link in a letter lives from the moment at which the letter leaves, and the letter says until when.
struct LinkLifeTests {
    private let queue = TaskQueue()
    private let post = Post()
    private let now = Date(timeIntervalSince1970: 1_411_369_200)

    @Test(arguments: Engine.available)
    func `a letter that a server held back for an hour opens a link that lives, and says so`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        let ends = Mutex<[Date]>([])
        let id = try await add(to: database)
        post.refuse(.later("451 4.7.1 Greylisted"))
        try await send(from: database, at: now) { ends.append($0) }
        post.refuse(nil)
        try await send(from: database, at: now + 3600) { ends.append($0) }
        #expect(ends.withLock { $0.last } == now + 3600 + 900)
        let parts = try post.letter().parts.map { part in
            part.text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        }
        #expect(parts.count == 2)
        for text in parts { #expect(text.contains("10 h 15") && !text.contains("9 h 15"), "\(text)") }
        let row = try await database.read { try $0.row("SELECT state, link, plain FROM message WHERE id = \(id)") }
        let (state, link, plain): (String?, String?, String?) = (
            try row?["state"], try row?["link"], try row?["plain"]
        )
        #expect(state == "sent" && link == nil && plain == "")
    }

    private func add(to database: any Database) async throws -> Message.ID {
        let letter = Letter(
            language: "fr", subject: "Votre lien", lead: "Ouvrez ce lien avant 9 h 15",
            paragraphs: ["Il vit quinze minutes."], closing: [])
        var message = NewMessage(
            letter, look: MailLook(name: "rally'nov", accent: ""), to: try EmailAddress("m.mercet@pom.example"))
        message.isPrivate = true
        message.sendBefore = now + 6 * 3600
        message.link = MessageLink(key: "digest", life: 900, words: "9 h 15")
        let outbox = Outbox(queue: queue)
        return try await database.write { [message] in try outbox.add(message, now: now, in: $0) }
    }

    private func send(from database: any Database, at date: Date, _ begun: @escaping @Sendable (Date) -> Void)
        async throws
    {
        let settings = try MailSettings(
            server: "mail.example", port: 587, security: .starttls, fromName: "Agence",
            from: EmailAddress("agence@rallynov.example"))
        let mailer = Mailer(
            database: database, transport: post, log: .silent, begin: { _, end, _ in begun(end) }
        ) { .smtp(settings) }
        let runner = TaskRunner(
            database: database, queue: queue, handlers: [mailer.handler], clock: { date }, log: .silent)
        try await runner.runDue()
    }
}

extension Mutex<[Date]> {
    fileprivate func append(_ date: Date) { withLock { $0.append(date) } }
}
