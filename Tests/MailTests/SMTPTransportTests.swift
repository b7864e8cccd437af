import Foundation
import Identifiers
import MailTesting
import Testing

@testable import Mail

struct SMTPTransportTests {
    let envelope = Envelope(
        from: "agence@rallynov.example", to: "m.mercet@pom.example",
        bytes: Array("Subject: Hello\r\n\r\n.dot\r\nend\r\n".utf8))

    @Test func `a server that accepts gets the mail once, whole`() async throws {
        let sink = try await SMTPSink()
        try await deliver(envelope, by: settings(sink))
        let expected = SMTPSink.Mail(
            from: "agence@rallynov.example", to: ["m.mercet@pom.example"], lines: ["Subject: Hello", "", ".dot", "end"])
        #expect(sink.mails == [expected])
        #expect(sink.commands.first == "EHLO rallynov.example")
    }

    @Test func `a large mail arrives whole`() async throws {
        let sink = try await SMTPSink()
        let line = String(repeating: "x", count: 70)
        let bytes = Array(String(repeating: line + "\r\n", count: 5000).utf8)
        try await deliver(Envelope(from: envelope.from, to: envelope.to, bytes: bytes), by: settings(sink))
        #expect(sink.mails.first?.lines == Array(repeating: line, count: 5000))
    }

    @Test(arguments: [
        (SMTPSink.Manner.refusing("550 5.1.1 no such mailbox"), DeliveryFailure.never("550 5.1.1 no such mailbox")),
        (.refusing("451 4.7.1 come back later"), .later("451 4.7.1 come back later")),
        (.refusingData("554 5.7.1 we do not like it"), .never("554 5.7.1 we do not like it")),
        (.refusingData("452 4.3.1 no room"), .later("452 4.3.1 no room")),
        (.mistrusting, .later("535 5.7.8 nobody is believed here")),
    ])
    func `a refusal says whether to try again, in the server's words`(manner: SMTPSink.Manner, failure: DeliveryFailure)
        async throws
    {
        let sink = try await SMTPSink(manner)
        let user = if case .mistrusting = manner { "agence" } else { "" }
        await #expect(throws: failure) { try await deliver(envelope, by: settings(sink, user: user)) }
        #expect(sink.mails.isEmpty)
    }

    @Test(arguments: [
        (SMTPSink.Manner.closed("554 5.3.2 no mail here now"), MailSettings.Security.none),
        (.closed("421 4.3.2 too many"), .none),
        (.unwilling("554 5.7.1 not from there"), .none),
        (.withoutCipher("554 5.7.3 no cipher today"), .starttls),
    ])
    func `a server that takes no mail from anybody is asked again later`(
        manner: SMTPSink.Manner, security: MailSettings.Security
    ) async throws {
        let sink = try await SMTPSink(manner)
        let failure = await #expect(throws: DeliveryFailure.self) {
            try await deliver(envelope, by: settings(sink, security: security))
        }
        guard case .later(let reason)? = failure else {
            Issue.record("the letter is given up: \(String(describing: failure))")
            return
        }
        #expect(reason.contains(manner.words))
        if case .closed = manner { #expect(DeliveryAnswer(reason) == .later) }
    }

    @Test func `a line that goes dead, and a server that is away, are tried again`() async throws {
        let sink = try await SMTPSink(.hangingUp)
        await #expect(throws: DeliveryFailure.self) { try await deliver(envelope, by: settings(sink)) }
        #expect(sink.mails.isEmpty)
        let nobody = try MailSettings(
            server: "127.0.0.1", port: 1, security: .none, fromName: "", from: EmailAddress("a@b.example"))
        let failure = await #expect(throws: DeliveryFailure.self) { try await deliver(envelope, by: nobody) }
        #expect(failure?.isPassing == true, "a server that is away is not away for ever")
    }

    @Test func `where encryption is required, nothing is said in clear`() async throws {
        let sink = try await SMTPSink()
        let failure = await #expect(throws: DeliveryFailure.self) {
            try await deliver(envelope, by: settings(sink, security: .starttls))
        }
        #expect(failure?.isPassing == true, "the settings may be put right")
        #expect(!sink.commands.contains { $0.hasPrefix("MAIL") })
        try await deliver(envelope, by: settings(sink, security: .none))
        #expect(sink.mails.count == 1)
    }

    @Test func `a name that leads inside the network is not followed there, unless the machine has opened it`()
        async throws
    {
        // The system's resolver reads it as 127.0.0.1.
        let inside = try MailSettings(
            server: "127.1", port: 2525, security: .starttls, fromName: "", from: EmailAddress("a@b.example"))
        let failure = await #expect(throws: DeliveryFailure.self) { try await deliver(envelope, by: inside) }
        #expect(failure == .later("the name of the mail server leads inside the network"))
        let open = SMTPTransport(timeout: .seconds(10), inside: ["127.1"])
        let other = await #expect(throws: DeliveryFailure.self) { try await open.deliver(envelope, by: inside) }
        #expect(other != failure)
    }

    @Test func `another port of this machine is spoken to only where the machine has opened it`() async throws {
        let sink = try await SMTPSink()
        let here = try settings(sink)
        for hosts: Set<String> in [[], ["127.0.0.1"], ["127.0.0.1:\(sink.port + 1)"], ["localhost:\(sink.port)"]] {
            let shut = SMTPTransport(timeout: .seconds(10), inside: hosts)
            await #expect(throws: DeliveryFailure.self) { try await shut.deliver(envelope, by: here) }
        }
        #expect(sink.commands.isEmpty)
        try await deliver(envelope, by: here)
        #expect(sink.mails.count == 1)
    }

    @Test(.timeLimit(.minutes(5))) func `a silent server is left when the program stops`()
        async throws
    {
        let sink = try await SMTPSink(.silent)
        let delivery = Task { try await deliver(envelope, by: settings(sink)) }
        await sink.greeting()
        let start = ContinuousClock.now
        delivery.cancel()
        _ = await delivery.result
        // Long before the minutes that a silent server is given otherwise.
        #expect(ContinuousClock.now - start < .seconds(15))
    }

    /// From a machine that has opened the port, which is any that was free.
    private func deliver(_ envelope: Envelope, by settings: MailSettings) async throws(DeliveryFailure) {
        let transport = SMTPTransport(timeout: .seconds(10), inside: ["127.0.0.1:\(settings.port)"])
        try await transport.deliver(envelope, by: settings)
    }

    private func settings(
        _ sink: SMTPSink, security: MailSettings.Security = .none, user: String = ""
    ) throws -> MailSettings {
        try MailSettings(
            server: "127.0.0.1", port: sink.port, security: security, user: user, password: "secret",
            fromName: "Agence",
            from: EmailAddress("agence@rallynov.example"))
    }
}

extension SMTPSink.Manner {
    fileprivate var words: String {
        switch self {
        case .closed(let answer), .unwilling(let answer), .withoutCipher(let answer): String(answer.dropFirst(4))
        default: ""
        }
    }
}

extension DeliveryFailure {
    fileprivate var isPassing: Bool { if case .later = self { true } else { false } }
}

struct MailSettingsTests {
    @Test(arguments: [
        "", "mail.example/path", "mail.example:25", "user@mail.example", "mail example", "mail\r\n.example",
        "é.example",
    ])
    func `a server's name cannot carry anything else`(server: String) {
        #expect(throws: MailSettings.Refusal.noSuchServer) { try settings(server: server) }
    }

    @Test(
        arguments: ["mail.example", "127.evil.example", "127.0.0.1.example", "128.0.0.1", "10.0.0.1", "127.1"],
        ["", "agence"])
    func `mail leaves in clear to this machine alone`(server: String, user: String) throws {
        #expect(throws: MailSettings.Refusal.inClear) {
            try settings(server: server, security: .none, user: user)
        }
        #expect(try settings(server: server, security: .starttls, user: user).user == user)
    }

    @Test func `a password goes where it is encrypted, or to this machine`() throws {
        #expect(try settings(security: .starttls, user: "agence").user == "agence")
        for server in ["localhost", "127.0.0.1", "127.8.9.10"] {
            #expect(try settings(server: server, security: .none, user: "agence").user == "agence")
        }
        #expect(throws: MailSettings.Refusal.noSuchPort) { try settings(port: 0) }
    }

    @Test(arguments: [0, 1, 22, 80, 443, 588, 5432, 6379, 8080, 65_535, 70_000])
    func `only the ports of mail are spoken to, and on this machine what it has opened`(port: Int) throws {
        #expect(throws: MailSettings.Refusal.noSuchPort) { try settings(port: port) }
        for here in ["127.0.0.1", "127.8.9.10", "LocalHost"] {
            guard 1...65_535 ~= port else { break }
            let settings = try settings(server: here, port: port, security: .none)
            for hosts: Set<String> in [[], [here.lowercased()], ["\(here.lowercased()):26"]] {
                #expect(throws: MailSettings.Refusal.noSuchPort) { try settings.mustLeave(except: hosts) }
            }
            try settings.mustLeave(except: ["\(here.lowercased()):\(port)"])
        }
        for mail in [25, 465, 587, 2525] {
            #expect(try settings(port: mail).port == mail)
            try settings(server: "127.0.0.1", port: mail, security: .none).mustLeave(except: [])
        }
    }

    @Test(arguments: ["10.0.0.1", "192.168.1.2", "169.254.169.254", "127.1", "2130706433", "0x7f.1"])
    func `an address inside the network is only whoever runs the machine's to open`(server: String) throws {
        let settings = try settings(server: server)
        #expect(throws: MailSettings.Refusal.inside) { try settings.mustLeave(except: []) }
        #expect(throws: MailSettings.Refusal.inside) { try settings.mustLeave(except: ["10.0.0.2"]) }
        try settings.mustLeave(except: [server])
        try self.settings(server: "8.8.8.8").mustLeave(except: [])
        try self.settings(server: "mail.example").mustLeave(except: [])
        try self.settings(server: "127.0.0.1", security: .none).mustLeave(except: [])
    }

    private func settings(
        server: String = "mail.example", port: Int = 587, security: MailSettings.Security = .starttls, user: String = ""
    ) throws -> MailSettings {
        try MailSettings(
            server: server, port: port, security: security, user: user, password: "secret", fromName: "Agence",
            from: EmailAddress("agence@rallynov.example"))
    }
}
