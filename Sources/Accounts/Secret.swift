import Crypto
import Foundation
import Web

/// What opens something, as it travels in a link or a cookie: 192 bits of chance. The database keeps its digest only.
public struct Secret: Sendable {
    // Hexadecimal, because mail programs leave a hyphen at a link's end out of the link.
    public let text: String

    public init() { text = hexadecimal(SymmetricKey(size: .bits192).withUnsafeBytes { Array($0) }) }

    /// One that was given out before, as it comes back; nil when it cannot be one.
    init?(_ known: String?) {
        guard let mark = BrowserMark(known) else { return nil }
        text = mark.text
    }

    public var digest: String { Self.digest(of: text) }

    /// SHA-256, in hexadecimal. Enough without salt or delay: what it hides cannot be guessed.
    public static func digest(of text: String) -> String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }

    /// HMAC, in hexadecimal, of something short, under a secret that is not kept.
    static func code(of text: String, under secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// Takes as long wherever the first difference stands.
    static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
