import Crypto
import Foundation

/// The codes that an app on a telephone shows, six digits that change every half minute (TOTP: RFC 6238, over RFC 4226).
///
/// SHA-1 stands in an HMAC here, which what was found against it does not touch; it is the one that every app has.
public struct TimeCode: Equatable, Sendable {
    /// In seconds.
    public static let period: TimeInterval = 30
    public static let digits = 6
    /// Steps that a telephone's clock may be off, either way.
    static let window = 1

    /// 20 bytes, as long as what the HMAC gives.
    public let secret: [UInt8]

    /// A new one.
    public init() { secret = SymmetricKey(size: SymmetricKeySize(bitCount: 160)).withUnsafeBytes { Array($0) } }

    public init(secret: [UInt8]) { self.secret = secret }

    /// As it was kept; nil for what is no secret.
    public init?(base32: String) {
        guard let secret = Base32.bytes(of: base32), !secret.isEmpty else { return nil }
        self.secret = secret
    }

    public var base32: String { Base32.text(of: secret) }

    /// As it is copied by hand: groups of four.
    public var groups: [String] {
        let letters = Array(base32)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
    }

    /// The address that an app takes the secret from: `otpauth://totp/ISSUER:ACCOUNT?secret=…`.
    public func address(issuer: String, account: String) -> String {
        let (issuer, account) = (Self.encoded(issuer), Self.encoded(account))
        return "otpauth://totp/\(issuer):\(account)?secret=\(base32)&issuer=\(issuer)"
    }

    private static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    /// The half minute that a moment is in, counted from 1970.
    public static func step(at time: Date) -> Int { Int((time.timeIntervalSince1970 / period).rounded(.down)) }

    public func code(at step: Int, digits: Int = TimeCode.digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The half minute whose code was typed. None that came before `last` or was it: each code opens once.
    public func step(of typed: String, at time: Date, after last: Int) -> Int? {
        guard let code = Self.code(in: typed) else { return nil }
        let now = Self.step(at: time)
        return (now - Self.window...now + Self.window).first { $0 > last && self.code(at: $0) == code }
    }

    /// The six digits of what was typed, which may stand in groups; nil where it is no code.
    public static func code(in typed: String) -> String? {
        let signs = typed.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard signs.count == digits, signs.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return String(String.UnicodeScalarView(signs))
    }
}
