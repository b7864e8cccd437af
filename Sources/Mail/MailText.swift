import Foundation
import Identifiers

/// A message as it crosses the network: 7-bit lines of at most 76 bytes, plain text and HTML side by side, a file after them.
struct MailText {
    private(set) var bytes: [UInt8] = []

    init(
        _ message: OutgoingMessage, from sender: (name: String, address: EmailAddress), date: Date,
        with file: MailAttachment? = nil
    ) {
        addHead(of: message, from: sender, date: date)
        // No line of a body in quoted-printable or base64 can hold «=_».
        let (boundary, outer) = ("=_\(message.id)", "=_f_\(message.id)")
        guard let file else {
            addBodies(of: message, boundary)
            return
        }
        add("Content-Type", HeaderValue(outerBoundary: outer))
        line("")
        line("--\(outer)")
        addBodies(of: message, boundary)
        add(file, outer)
        line("--\(outer)--")
    }

    private mutating func addHead(
        of message: OutgoingMessage, from sender: (name: String, address: EmailAddress), date: Date
    ) {
        add("From", HeaderValue(name: sender.name, address: sender.address))
        add("To", HeaderValue(message.address))
        if let address = message.replyTo { add("Reply-To", HeaderValue(address)) }
        if !message.subject.isEmpty { add("Subject", HeaderValue(words: message.subject)) }
        add("Date", HeaderValue(date))
        add("Message-ID", HeaderValue(id: message.id, at: sender.address))
        add("Auto-Submitted", "auto-generated")
        if let link = message.unsubscribe.flatMap(HeaderValue.init(link:)) { add("List-Unsubscribe", link) }
        add("MIME-Version", "1.0")
    }

    private mutating func addBodies(of message: OutgoingMessage, _ boundary: String) {
        add("Content-Type", HeaderValue(boundary: boundary))
        // The richest last: programs show the last one they can.
        add(part: "text/plain; charset=utf-8", message.plain, boundary)
        add(part: "text/html; charset=utf-8", message.html, boundary)
        line("")
        line("--\(boundary)--")
    }

    private mutating func add(part type: HeaderValue, _ text: String, _ boundary: String) {
        line("")
        line("--\(boundary)")
        add("Content-Type", type)
        add("Content-Transfer-Encoding", "quoted-printable")
        line("")
        bytes += QuotedPrintable.encoded(text)
    }

    private mutating func add(_ file: MailAttachment, _ boundary: String) {
        line("")
        line("--\(boundary)")
        add("Content-Type", HeaderValue(file.type))
        add("Content-Transfer-Encoding", "base64")
        add("Content-Disposition", HeaderValue(attached: file))
        line("")
        bytes += Data(file.bytes).base64EncodedData(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        line("")
    }

    private mutating func add(_ name: StaticString, _ value: HeaderValue) { line("\(name): \(value.text)") }

    private mutating func line(_ text: String) { bytes += (text + "\r\n").utf8 }
}

extension HeaderValue: ExpressibleByStringLiteral {
    init(stringLiteral text: StaticString) { self.init(text) }
}

/// RFC 2045, 6.7.
enum QuotedPrintable {
    static func encoded(_ text: String) -> [UInt8] {
        var encoded: [UInt8] = []
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        for line in lines.last == "" ? lines.dropLast() : lines[...] {
            add(Array(line.utf8), to: &encoded)
            encoded += "\r\n".utf8
        }
        return encoded
    }

    private static func add(_ line: [UInt8], to encoded: inout [UInt8]) {
        var width = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            var piece = piece(byte, isFirst: width == 0, isLast: isLast)
            // Room for the sign that the line goes on.
            if width + piece.count > (isLast ? 76 : 75) {
                encoded += "=\r\n".utf8
                width = 0
                piece = Self.piece(byte, isFirst: true, isLast: isLast)
            }
            encoded += piece
            width += piece.count
        }
    }

    private static func piece(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> [UInt8] {
        let isBlank = byte == 0x20 || byte == 0x09
        let isPlain = 0x21...0x7E ~= byte && byte != UInt8(ascii: "=")
        // A blank at the end gets lost on the way; a dot, or «From», at the beginning has a meaning of its own.
        let isSafe = isPlain && !(isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F")))
        if isSafe || isBlank && !isLast { return [byte] }
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
