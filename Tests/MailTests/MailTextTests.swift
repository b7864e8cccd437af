import Foundation
import Identifiers
import Testing

@testable import Mail

struct MailTextTests {
    @Test func `a mail is read back as it was written`() throws {
        let mail = try received(.sample())
        #expect(
            mail.headers.map(\.name) == [
                "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe",
                "MIME-Version",
                "Content-Type",
            ])
        #expect(mail["From"] == "Agence comtoise (été) <agence@rallynov.example>")
        #expect(mail["To"] == "m.mercet@pom.example")
        #expect(mail["Reply-To"] == "jury@rallynov.example")
        #expect(mail["Subject"] == "À terminer avant mardi 18\u{A0}h")
        #expect(mail["Date"] == "Mon, 22 Sep 2014 07:00:09 +0000")
        #expect(mail["Message-ID"] == "<00000000-0000-7000-8000-000000000001@rallynov.example>")
        #expect(mail["Auto-Submitted"] == "auto-generated")
        #expect(mail["List-Unsubscribe"] == "<https://rallynov.example/stop?x=1>")
        #expect(mail.parts.map(\.type) == ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
        #expect(mail.parts.map(\.text) == ["Bonjour été\n", "<p>Bonjour</p>\n"])
    }

    @Test(arguments: [
        "Plain", String(repeating: "é", count: 300), "a\r\nBcc: everybody@evil.example", "=?UTF-8?B?QQ==?=", " blanks ",
        "",
        "👩‍👩‍👧‍👦 family", "tab\there\u{0}", String(repeating: "long ", count: 60), "e\u{301}",
    ])
    func `any subject stays one header`(subject: String) throws {
        let mail = try received(.sample(subject: subject))
        let expected = String(subject.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
        #expect(mail["Subject"] == expected || subject.isEmpty)
        #expect(mail.headers.count == 10 || subject.isEmpty)
        #expect(mail["Bcc"] == "")
    }

    @Test(arguments: ["Plain Name", "Évil\r\nBcc: x@evil.example", "\"quoted\" <a@b.example>", "a, b", ""])
    func `any sender's name stays a name`(name: String) throws {
        let mail = try received(.sample(), senderName: name)
        let shown = name.replacing("\r\n", with: "  ")
        #expect(mail["From"] == (name.isEmpty ? "agence@rallynov.example" : "\(shown) <agence@rallynov.example>"))
        #expect(mail["Bcc"] == "")
    }

    @Test(arguments: [
        "javascript:alert(1)", "https://a.example/\r\nBcc: x@evil.example", "https://a.example/é", "https://a> <b",
    ])
    func `a link that could break out of its header is left out`(link: String) throws {
        #expect(try received(.sample(unsubscribe: link)).headers.map(\.name).contains("List-Unsubscribe") == false)
    }

    @Test(arguments: [
        "", "\n", "no end", ".\n..\n. dot\nFrom here\n", "trailing \nblanks\t\n \n", "=3D = é\n", "a\r\nb\rc\n",
        String(repeating: "x", count: 500) + "\n" + String(repeating: "é.", count: 200) + " \n",
        String(repeating: "word ", count: 100), "--=_00000000-0000-7000-8000-000000000001--\nend", "👩‍👩‍👧‍👦\u{301}\u{0}\n",
    ])
    func `any text arrives as it was, in short plain lines`(text: String) throws {
        let normal = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let expected = normal.isEmpty || normal.hasSuffix("\n") ? normal : normal + "\n"
        #expect(try received(.sample(plain: text)).parts.first?.text == expected)
    }

    @Test func `an address with an accent in its domain is written in ASCII`() throws {
        let address = try EmailAddress("zoe@atelier-é.example")
        #expect(address.ascii == "zoe@xn--atelier--i1a.example")
        #expect(try received(.sample(to: address))["To"] == address.ascii)
    }

    /// Python's own reader, written by others.
    @Test(.enabled(if: Python.path != nil, "python3 is not installed"))
    func `another reader finds no defect and the same content`() throws {
        let message = try OutgoingMessage.sample(subject: String(repeating: "Été ", count: 40), plain: ".\nÉté = 5\n")
        let read = try Python.read(MailText(message, from: ("Élise", sender), date: date).bytes)
        #expect(read["defects"] as? Int == 0)
        #expect(read["subject"] as? String == String(repeating: "Été ", count: 40))
        #expect(read["plain"] as? String == ".\nÉté = 5\n")
        #expect(read["html"] as? String == "<p>Bonjour</p>\n")
        #expect(read["from"] as? String == "Élise <agence@rallynov.example>")
    }

    private let date = Date(timeIntervalSince1970: 1_411_369_209)
    private var sender: EmailAddress { get throws { try EmailAddress("agence@rallynov.example") } }

    private func received(_ message: OutgoingMessage, senderName: String = "Agence comtoise (été)") throws
        -> ReceivedMail
    {
        let bytes = try MailText(message, from: (senderName, sender), date: date).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        #expect(lines.removeLast() == "")
        #expect(lines.allSatisfy { $0.unicodeScalars.last == "\r" })
        return try ReceivedMail(lines.map { String($0.unicodeScalars.dropLast()) })
    }
}

extension OutgoingMessage {
    static func sample(
        to address: EmailAddress? = nil, subject: String = "À terminer avant mardi 18\u{A0}h",
        plain: String = "Bonjour été",
        unsubscribe: String = "https://rallynov.example/stop?x=1"
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            id: Message.ID("00000000-0000-7000-8000-000000000001")!, state: .waiting,
            address: try address ?? EmailAddress("m.mercet@pom.example"),
            replyTo: try EmailAddress("jury@rallynov.example"),
            language: "fr", subject: subject, plain: plain, html: "<p>Bonjour</p>", unsubscribe: unsubscribe,
            sendAfter: .distantPast,
            sendBefore: nil)
    }
}

enum Python {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { URL(fileURLWithPath: "\($0)/python3") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }

    static func read(_ mail: [UInt8]) throws -> [String: Any] {
        let (input, output, reader) = (Pipe(), Pipe(), Process())
        reader.executableURL = path
        reader.arguments = ["-c", script]
        (reader.standardInput, reader.standardOutput) = (input, output)
        try reader.run()
        try input.fileHandleForWriting.write(contentsOf: Data(mail))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        return try JSONSerialization.jsonObject(with: answer) as? [String: Any] ?? [:]
    }

    private static let script = """
        import sys, json, email, email.policy
        mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
        parts = list(mail.iter_parts())
        defects = [d for part in [mail] + parts for d in part.defects]
        defects += [d for part in [mail] + parts for value in part.values() for d in value.defects]
        text = lambda kind: mail.get_body((kind,)).get_content().replace("\\r\\n", "\\n")
        print(json.dumps({"defects": len(defects), "subject": mail["subject"], "from": mail["from"],
            "plain": text("plain"), "html": text("html"),
            "files": [[one.get_filename(), one.get_content_type(), one.get_content().hex()] for one in mail.iter_attachments()]}))
        """
}
