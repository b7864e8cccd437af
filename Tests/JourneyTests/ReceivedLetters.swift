import Foundation
import MailTesting
import Testing

/// What a mail server was given, as its readers see it.
struct ReceivedLetters: Sendable {
    let server: SMTPSink

    struct Letter {
        /// The words of all its parts, without the breaks of quoted-printable.
        let text: String
        /// It encloses a PDF.
        let hasPaper: Bool

        init(_ mail: SMTPSink.Mail) {
            let whole = mail.lines.map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 + "\n" }.joined()
            text = Self.decoded(whole)
            // `%PDF-` as base64 begins it.
            hasPaper = whole.contains("application/pdf") && mail.lines.contains { $0.hasPrefix("JVBERi0") }
        }

        /// Signs that are written by their bytes, as `=C3=A9`.
        private static func decoded(_ text: String) -> String {
            let percent = text.replacing("%", with: "%25").replacing(/=([0-9A-F]{2})/) { "%\($0.1)" }
            return (percent.removingPercentEncoding ?? text).replacing(/[\u{A0}\u{202F}]/, with: " ")
        }
    }

    /// Waits for a letter to an address that says these words.
    func letter(saying words: String, to address: String) async throws -> Letter {
        let end = ContinuousClock.now + .seconds(30)
        while true {
            let letters = server.mails.filter { $0.to.contains(address) }.map(Letter.init)
            if let letter = letters.last(where: { $0.text.contains(words) }) { return letter }
            guard ContinuousClock.now < end else {
                throw Trouble("no letter to \(address) says «\(words)» of \(letters.map(\.text))")
            }
            await Task.yield()
        }
    }

    func isTold(_ words: String, at address: String) async throws -> Bool {
        _ = try await letter(saying: words, to: address)
        return true
    }

    /// The way in of a letter to an address, as its path.
    func link(to address: String) async throws -> String {
        let letter = try await letter(saying: "/dossiers/commencer/", to: address)
        let link = letter.text.firstMatch(of: /\/dossiers\/commencer\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }
}
