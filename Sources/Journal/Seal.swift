import Crypto
import Foundation

/// The chain up to one row, signed. Kept elsewhere than the database, it tells a chain that was cut or rewritten after it.
public struct Seal: Equatable, Sendable {
    public enum Flaw: Error, Equatable, Sendable {
        /// It isn't a seal.
        case unreadable
        /// It was one, and its signature does not fit what it says.
        case damaged
    }

    public let position: Int
    public let hash: String
    /// Milliseconds since 1970, UTC.
    public let at: Int
    public let key: SealKey.Public
    private let signature: [UInt8]

    public init(_ report: Chain.Report, with key: SealKey, at time: Date) throws {
        (position, hash) = (report.position, report.hash)
        at = Int((time.timeIntervalSince1970 * 1000).rounded())
        self.key = key.publicKey
        signature = try key.sign(Self.statement(position, hash, at, key.publicKey))
    }

    /// Reads what `text` gives.
    public init(_ text: String) throws(Flaw) {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: " ", maxSplits: 1) }
        let isSeal = lines.first == ["rallynov", "seal 1"] && lines.count == 6 && lines.allSatisfy { $0.count == 2 }
        guard isSeal, lines.dropFirst().map({ $0[0] }) == ["position", "hash", "time", "key", "signature"] else {
            throw .unreadable
        }
        guard let position = Int(lines[1][1]), let at = Int(lines[3][1]),
            let key = Encoding.bytes(hexadecimal: lines[4][1]).flatMap(SealKey.Public.init),
            let signature = Encoding.bytes(hexadecimal: lines[5][1])
        else { throw .damaged }
        (self.position, hash, self.at, self.key) = (position, String(lines[2][1]), at, key)
        self.signature = signature
        guard key.signed(signature, Self.statement(position, hash, at, key)) else { throw .damaged }
    }

    /// Six lines. The last one signs the bytes of the five before it, with their ends of line (Ed25519, RFC 8032).
    public var text: String {
        Self.statement(position, hash, at, key) + "signature \(Encoding.hexadecimal(signature))\n"
    }

    private static func statement(_ position: Int, _ hash: String, _ at: Int, _ key: SealKey.Public) -> String {
        "rallynov seal 1\nposition \(position)\nhash \(hash)\ntime \(at)\nkey \(key)\n"
    }
}
