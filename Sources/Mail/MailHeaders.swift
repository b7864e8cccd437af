import Foundation
import Identifiers
import Words

/// A value fit to stand in a header: ASCII, with no line end but those of folding. Nothing else can be put into one.
struct HeaderValue {
    let text: String

    private init(safe text: String) { self.text = text }

    /// Words of our own.
    init(_ text: StaticString) { self.text = text.description }

    /// Any text: as it stands when it is plain, else in encoded words (RFC 2047).
    init(words text: String) {
        self.text = text.isPlainWords ? text : Self.encoded(text)
    }

    init(_ address: EmailAddress) { text = address.ascii }

    init(name: String, address: EmailAddress) {
        let isAtoms =
            !name.isEmpty && name.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x20 } && name.utf8.count <= 60
        let shown = isAtoms ? name : Self.encoded(name)
        text = name.isEmpty ? address.ascii : "\(shown)\(isAtoms ? "" : "\r\n") <\(address.ascii)>"
    }

    /// `Mon, 22 Sep 2014 07:00:00 +0000` (RFC 5322).
    init(_ date: Date) {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let day = Day(number: seconds / 86_400)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][day.weekday]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        text = "\(weekday), \(day.day) \(months[day.month - 1]) \(day.year) \(time.joined(separator: ":")) +0000"
    }

    /// The same each time the message is tried, so that a second copy can be known as one.
    init(id: Message.ID, at sender: EmailAddress) { text = "<\(id)@\(sender.domain)>" }

    init(boundary: String) { text = "multipart/alternative;\r\n boundary=\"\(boundary)\"" }

    /// Of a letter with what goes along with it.
    init(outerBoundary boundary: String) { text = "multipart/mixed;\r\n boundary=\"\(boundary)\"" }

    init(_ type: MailAttachment.Kind) {
        text =
            switch type {
            case .pdf: "application/pdf"
            }
    }

    /// The name holds nothing that a header could take otherwise (`MailAttachment`).
    init(attached file: MailAttachment) { text = "attachment;\r\n filename=\"\(file.name)\"" }

    /// Nil unless it is a whole web address in ASCII.
    init?(link address: String) {
        let isClean = address.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"<>\"\\".utf8.contains($0) }
        guard address.hasPrefix("https://") || address.hasPrefix("http://"), isClean, address.utf8.count < 900 else {
            return nil
        }
        text = "<\(address)>"
    }

    /// Encoded words of at most 60 bytes, folded; each holds whole characters.
    private static func encoded(_ text: String) -> String {
        var chunks: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            // A line end or any other control is a space.
            let bytes = Array(String(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar).utf8)
            if chunks[chunks.count - 1].count + bytes.count > 36 { chunks.append([]) }
            chunks[chunks.count - 1] += bytes
        }
        return chunks.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}

extension EmailAddress {
    /// The address with the ASCII form of its domain.
    var ascii: String { "\(description.prefix { $0 != "@" })@\(domain)" }

    var domain: String {
        let domain = String(description.drop { $0 != "@" }.dropFirst())
        guard !domain.utf8.allSatisfy({ $0 < 0x80 }) else { return domain }
        var address = URLComponents()
        address.scheme = "http"
        address.host = domain
        return address.encodedHost ?? domain
    }
}

extension String {
    fileprivate var isPlainWords: Bool {
        utf8.count <= 60 && utf8.allSatisfy { 0x20...0x7E ~= $0 } && !contains("=?") && first != " " && last != " "
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self
    }
}
