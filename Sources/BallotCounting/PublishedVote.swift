import Crypto
import Foundation

/// A vote as it is laid open at its close: its rules, its log, the signed head, and every ballot with its nonce.
public struct PublishedVote: Sendable {
    /// The bytes of the rules as they are published; the head names their fingerprint.
    public let rules: [UInt8]
    public let log: MerkleLog
    public let head: TreeHead
    public let signature: [UInt8]
    public let publicKey: [UInt8]
    /// In the order of their receipts, which is chance. The log keeps the order in which they came.
    public let opened: [(receipt: Fingerprint, ballot: CastBallot)]
    private let places: [Fingerprint: Int]

    /// - Parameter ballots: in the order in which they came; of those with one id the last counts.
    public init(
        campaign: String, rules: [UInt8], ballots: [CastBallot], time: Int, key: Curve25519.Signing.PrivateKey
    ) throws {
        let receipts = ballots.map(\.receipt)
        self.rules = rules
        log = MerkleLog(receipts)
        head = TreeHead(
            campaign: campaign, rules: Fingerprint(of: rules), count: log.count, time: time, root: log.root)
        signature = try head.signature(by: key)
        publicKey = Array(key.publicKey.rawRepresentation)
        opened = zip(receipts, ballots).map { ($0, $1) }.sorted { one, other in
            one.0.bytes.lexicographicallyPrecedes(other.0.bytes)
        }
        places = Dictionary(zip(receipts, receipts.indices)) { first, _ in first }
    }

    /// Where a receipt stands in the log, and the proof; nil when it does not.
    public func proof(of receipt: Fingerprint) -> (place: Int, path: [Fingerprint])? {
        guard let place = places[receipt], let path = log.inclusionProof(of: place, in: log.count) else { return nil }
        return (place, path)
    }

    /// The ballots that count: of those with one id, the last in the log. In the order of their ids.
    public var final: [CastBallot] {
        var last: [String: (place: Int, ballot: CastBallot)] = [:]
        for (receipt, ballot) in opened {
            let place = places[receipt] ?? 0
            if place >= last[ballot.id]?.place ?? 0 { last[ballot.id] = (place, ballot) }
        }
        return last.sorted { $0.key < $1.key }.map(\.value.ballot)
    }
}
