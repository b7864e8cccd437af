import Crypto
import Foundation

/// What the organiser signs every few minutes while a vote is open: how long the log is, and its root.
///
/// It names the rules by their fingerprint, so they cannot be changed once the first head is out.
public struct TreeHead: Sendable, Equatable {
    public let campaign: String
    public let rules: Fingerprint
    public let count: Int
    /// In seconds since 1970.
    public let time: Int
    public let root: Fingerprint

    public init(campaign: String, rules: Fingerprint, count: Int, time: Int, root: Fingerprint) {
        (self.campaign, self.rules, self.count, self.time, self.root) = (campaign, rules, count, time, root)
    }

    static let prefix: UInt8 = 2

    /// What is signed: a 2 (no leaf and no node), the campaign with its length, rules, count, time, root.
    public var encoded: [UInt8] {
        var bytes = Bytes()
        bytes.append(text: campaign)
        let text = bytes.all
        bytes = Bytes()
        bytes.append(UInt64(clamping: count))
        bytes.append(UInt64(clamping: time))
        return [Self.prefix] + text + rules.bytes + bytes.all + root.bytes
    }

    /// Ed25519 (RFC 8032).
    public func signature(by key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
        try Array(key.signature(for: encoded))
    }

    /// - Parameter key: the 32 bytes of a public key.
    public func isSigned(_ signature: [UInt8], by key: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        return key.isValidSignature(signature, for: encoded)
    }
}
