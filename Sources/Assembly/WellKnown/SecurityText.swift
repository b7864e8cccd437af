import Foundation
import Web

/// What `/.well-known/security.txt` says (RFC 9116).
struct SecurityText: Equatable, Sendable {
    /// The standard asks for less than a year; whoever keeps a copy then asks again twice in one.
    static let life: TimeInterval = 180 * 86_400
    static let path = "/.well-known/security.txt"

    let contact: SecurityContact
    /// The site's public address.
    let address: String
    let now: Date

    /// The same all day, so that nobody's copy differs by the second it was taken in.
    private var expires: Date {
        Date(timeIntervalSince1970: ((now + Self.life).timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
    }

    var lines: [String] {
        [
            "Contact: \(contact)", "Expires: \(expires.formatted(.iso8601))", "Preferred-Languages: fr, en",
            "Canonical: \(address)\(Self.path)",
        ]
    }
}

/// Answers whoever looks for it, also while the site is not public yet.
struct SecurityTextPage: Sendable {
    /// Of the machine's settings; where it names none, the agency's own address is given.
    let contact: SecurityContact?
    /// Programs elsewhere reckon with the machine's own clock.
    let clock: @Sendable () -> Date

    func addRoutes(to routes: Routes) {
        routes.get(String(SecurityText.path.dropFirst()), for: .always, show)
    }

    private func show(_ visit: Visit) throws -> Answer {
        let frame = visit.reader.frame
        let known = contact ?? (try? SecurityContact(frame.email))
        let text = SecurityText(contact: try known.orNotFound(), address: frame.address, now: clock())
        return .document(.text(text.lines.map { $0 + "\n" }.joined()))
    }
}
