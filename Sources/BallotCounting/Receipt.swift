import Crypto
import Foundation

/// 32 bytes of SHA-256: a receipt, a node of the log or its root.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    /// Nil unless there are 32.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Of a message.
    public init(of message: [UInt8]) { bytes = Array(SHA256.hash(data: message)) }

    /// Lower-case hexadecimal.
    public var description: String { bytes.map { Self.digits[Int($0)] }.joined() }

    private static let digits = (0...255).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
}

/// One ballot as it goes into the log. `docs/analysis/ballot-counting.md` gives its bytes.
public struct CastBallot: Sendable, Equatable {
    public let campaign: String
    /// By chance, and the same when the voter votes anew: the last one counts.
    public let id: String
    /// In the order of the bytes of the entries.
    public let marks: [Mark]
    /// 32 secret bytes of chance: without them a receipt would tell the vote to whoever tries all votes.
    public let nonce: [UInt8]

    public struct Mark: Sendable, Equatable {
        public let entry: String
        public let value: UInt32

        public init(entry: String, value: UInt32) { (self.entry, self.value) = (entry, value) }
    }

    /// Nil unless the nonce has 32 bytes and no entry is marked twice.
    public init?(campaign: String, id: String, marks: [Mark], nonce: [UInt8]) {
        let marks = marks.sorted { $0.entry.utf8.lexicographicallyPrecedes($1.entry.utf8) }
        guard nonce.count == 32, Set(marks.map { Array($0.entry.utf8) }).count == marks.count else { return nil }
        (self.campaign, self.id, self.marks, self.nonce) = (campaign, id, marks, nonce)
    }

    /// A nonce nobody can guess.
    public static func nonce() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes(Array.init) }

    /// Every text and list says first how long it is, so no two ballots have the same bytes.
    public var encoded: [UInt8] {
        var bytes = Bytes()
        bytes.append(text: campaign)
        bytes.append(text: id)
        bytes.append(UInt32(clamping: marks.count))
        for mark in marks {
            bytes.append(text: mark.entry)
            bytes.append(mark.value)
        }
        return bytes.all + nonce
    }

    /// SHA-256 of a zero byte and the ballot: the hash of a leaf in RFC 6962, so the receipt itself stands in the log.
    public var receipt: Fingerprint { Fingerprint(of: [MerkleLog.leafPrefix] + encoded) }
}

/// Big-endian numbers, and texts with their length in bytes before them.
struct Bytes {
    private(set) var all: [UInt8] = []

    mutating func append(_ number: UInt32) { withUnsafeBytes(of: number.bigEndian) { all += $0 } }

    mutating func append(_ number: UInt64) { withUnsafeBytes(of: number.bigEndian) { all += $0 } }

    mutating func append(text: String) {
        append(UInt32(clamping: text.utf8.count))
        all += text.utf8
    }
}
