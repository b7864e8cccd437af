import Crypto
import Foundation
import Synchronization

/// What a browser without a session is known by: 192 bits of chance, as 48 hexadecimal digits, in a cookie that no script reads.
public struct BrowserMark: Equatable, Sendable {
    /// How long a browser keeps it, in seconds: a letter that was asked for in it may wait six hours before it leaves, and its
    /// link is good for ten minutes from then.
    public static let life: TimeInterval = 6 * 3_600 + 10 * 60

    public let text: String

    public init() { text = Self.hexadecimal(SymmetricKey(size: .bits192).withUnsafeBytes { Array($0) }) }

    /// One that was given out before, as it comes back; nil when it cannot be one.
    public init?(_ known: String?) {
        guard let known, known.utf8.count == 48, known.utf8.allSatisfy({ Self.digits.contains($0) }) else { return nil }
        text = known
    }

    /// What the forms of this browser carry: HMAC-SHA-256 under the mark itself, which alone makes it and cannot be found from it.
    public var formToken: String {
        let key = SymmetricKey(data: Array(text.utf8))
        return Self.hexadecimal(HMAC<SHA256>.authenticationCode(for: Array("form of a visitor".utf8), using: key))
    }

    private static let digits = Set("0123456789abcdef".utf8)

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

/// Somebody without a session, for one request. A mark is made when the first form asks for its token, and only then is it given
/// to the browser: whoever reads pages without forms gets no cookie.
final class Stranger: Sendable {
    /// The mark the browser came with.
    let known: BrowserMark?
    private let shown = Mutex<BrowserMark?>(nil)

    init(cookie: String?) { known = BrowserMark(cookie) }

    /// For a form of the page that is being made.
    var formToken: String {
        shown.withLock { shown in
            let mark = shown ?? known ?? BrowserMark()
            shown = mark
            return mark.formToken
        }
    }

    /// What goes along with the page as a cookie; nil where it holds no form.
    var given: BrowserMark? { shown.withLock { $0 } }

    /// Whether a form is of a page that was given to this browser.
    func gave(_ token: String?) -> Bool { known.map { isSame($0.formToken, token) } ?? false }
}

extension Visit {
    /// Whether a form bears the token of whoever sends it: of their session, open or half open, or else of their browser.
    var isOfOwnForm: Bool {
        let token = fields["token"]
        if let session = session ?? half { return isSame(session.formToken, token) }
        return stranger?.gave(token) ?? false
    }
}

/// Takes as long wherever the first difference stands.
private func isSame(_ own: String, _ sent: String?) -> Bool {
    let (own, sent) = (Array(own.utf8), Array((sent ?? "").utf8))
    guard own.count == sent.count else { return false }
    return zip(own, sent).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

/// What must be seen in a form before its handler is asked.
public enum FormGuard: Sendable {
    /// The token of whoever sends it.
    case token
    /// The same where a session is open. Without one the handler looks itself: what the form is for has ended with the session,
    /// or is of one that is half open.
    case openSession

    func lets(_ visit: Visit) -> Bool { visit.isOfOwnForm || (self == .openSession && visit.session == nil) }
}
