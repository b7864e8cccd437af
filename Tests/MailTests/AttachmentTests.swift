import Foundation
import Identifiers
import Logging
import Storage
import StorageTesting
import Synchronization
import Tasks
import Testing

@testable import Mail

struct AttachmentTests {
    private let now = Date(timeIntervalSince1970: 1_411_369_200)
    private let post = Post()
    private let somebody = Person.ID.new(at: Date(timeIntervalSince1970: 0))

    @Test(.enabled(if: Python.path != nil, "python3 is not installed"), arguments: [1, 56, 57, 58, 5_000])
    func `another reader finds the letter and the file, whatever its size`(size: Int) throws {
        let bytes = (0..<size).map { UInt8($0 * 7 % 256) }
        let file = try #require(MailAttachment(name: "accuse-2014-001.pdf", .pdf, bytes))
        let message = try OutgoingMessage.sample(plain: ".\nÉté = 5\n--=_f_00\n")
        let mail = try MailText(message, from: ("Élise", EmailAddress("a@b.example")), date: now, with: file).bytes
        let read = try Python.read(mail)
        #expect(read["defects"] as? Int == 0)
        #expect(read["plain"] as? String == ".\nÉté = 5\n--=_f_00\n")
        #expect(read["html"] as? String == "<p>Bonjour</p>\n")
        let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(read["files"] as? [[String]] == [["accuse-2014-001.pdf", "application/pdf", hex]])
        let lines = String(decoding: mail, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { 0x20...0x7E ~= $0 } })
    }

    @Test(arguments: ["", "a b.pdf", "a\"; x=\"y.pdf", "a\r\nBcc: x@y.example", "../a.pdf", "é.pdf", "A.pdf"])
    func `a name that could be taken otherwise is none`(name: String) {
        #expect(MailAttachment(name: name, .pdf, [1]) == nil)
        #expect(MailAttachment(name: "a.pdf", .pdf, [1]) != nil)
    }

    @Test func `a file that is empty, or larger than mailboxes take, is none`() {
        #expect(MailAttachment(name: "a.pdf", .pdf, []) == nil)
        let most = [UInt8](repeating: 1, count: MailAttachment.most)
        #expect(MailAttachment(name: "a.pdf", .pdf, most) != nil)
        #expect(MailAttachment(name: "a.pdf", .pdf, most + [1]) == nil)
    }

    @Test(arguments: Engine.available)
    func `what goes along is made when the letter leaves, for whom it is, in its language`(engine: Engine) async throws
    {
        let database = try await engine.database()
        try await add(to: database, for: somebody)
        let asked = Mutex<[String]>([])
        try await send(from: database) { paper, person, language in
            asked.withLock { $0.append("\(paper.kind) \(paper.key) \(person) \(language)") }
            return MailAttachment(name: "recu.pdf", .pdf, Array("%PDF".utf8))
        }
        #expect(asked.withLock { $0 } == ["receipt 7 \(somebody) fr"])
        let sent = try #require(post.envelopes.first).bytes
        #expect(String(decoding: sent, as: UTF8.self).contains("filename=\"recu.pdf\""))
        // The row keeps what it is of, and no byte of it.
        let letter = try await database.read { try $0.row("SELECT letter FROM message")?["letter"] as String? }
        #expect(letter?.contains("\"paper\":{\"key\":\"7\",\"kind\":\"receipt\"}") == true)
    }

    @Test(arguments: Engine.available)
    func `a letter leaves without what cannot be made, or is for nobody who is known`(engine: Engine) async throws {
        let database = try await engine.database()
        try await add(to: database, for: somebody)
        try await send(from: database) { _, _, _ in nil }
        try await add(to: database, for: nil)
        try await send(from: database) { _, _, _ in MailAttachment(name: "recu.pdf", .pdf, [1]) }
        #expect(post.envelopes.count == 2)
        for envelope in post.envelopes {
            #expect(!String(decoding: envelope.bytes, as: UTF8.self).contains("multipart/mixed"))
        }
    }

    private func add(to database: any Database, for person: Person.ID?) async throws {
        var letter = Letter.reminder
        letter.paper = LetterPaper("receipt", of: "7")
        var message = NewMessage(
            letter, look: MailLook(name: "rally'nov", accent: ""), to: try EmailAddress("m.mercet@pom.example"))
        message.person = person
        let outbox = Outbox(queue: TaskQueue())
        _ = try await database.write { [message] connection in
            if let person {
                try connection.run(
                    """
                    INSERT INTO person (id, email, email_key, name, created_at)
                    VALUES (\(person), 'm.mercet@pom.example', 'm.mercet@pom.example', 'Mercet', \(now))
                    """)
            }
            return try outbox.add(message, now: now, in: connection)
        }
    }

    private func send(from database: any Database, _ make: @escaping PaperMaker) async throws {
        let settings = try MailSettings(
            server: "mail.example", port: 587, security: .starttls, fromName: "Agence",
            from: EmailAddress("agence@rallynov.example"))
        let mailer = Mailer(database: database, transport: post, log: .silent, make: make) { .smtp(settings) }
        let runner = TaskRunner(
            database: database, queue: TaskQueue(), handlers: [mailer.handler], clock: { now }, log: .silent)
        try await runner.runDue()
    }
}
