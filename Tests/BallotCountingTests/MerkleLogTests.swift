import Crypto
import Seeds
import Testing

@testable import BallotCounting

struct MerkleLogTests {
    private func receipts(_ count: Int) -> [Fingerprint] { (0..<count).map { Fingerprint(of: [UInt8($0)]) } }

    /// The root by its definition in RFC 6962, section 2.1.
    private func root(_ receipts: ArraySlice<Fingerprint>) -> Fingerprint {
        guard receipts.count > 1 else { return receipts.first ?? Fingerprint(of: []) }
        var split = 1
        while split * 2 < receipts.count { split *= 2 }
        let (left, right) = (root(receipts.prefix(split)), root(receipts.dropFirst(split)))
        return Fingerprint(of: [1] + left.bytes + right.bytes)
    }

    private func flipped(_ hash: Fingerprint, bit: Int) throws -> Fingerprint {
        var bytes = hash.bytes
        bytes[bit / 8 % 32] ^= 1 << UInt8(bit % 8)
        return try #require(Fingerprint(bytes))
    }

    // The eight entries and the root that implementations of Certificate Transparency are tried with.
    @Test func `the root is that of Certificate Transparency`() {
        let entries: [[UInt8]] = [
            [], [0], [0x10], [0x20, 0x21], [0x30, 0x31], Array(0x40...0x43), Array(0x50...0x57), Array(0x60...0x6F),
        ]
        let log = MerkleLog(entries.map { Fingerprint(of: [MerkleLog.leafPrefix] + $0) })
        #expect("\(log.root)" == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
    }

    @Test func `every receipt is proved to stand in every log it is in, and nothing else is`() throws {
        let all = receipts(34)
        let log = MerkleLog(all)
        for count in 1...all.count {
            let root = root(all.prefix(count))
            #expect(log.root(at: count) == root)
            for place in 0..<count {
                let path = try #require(log.inclusionProof(of: place, in: count))
                #expect(MerkleProof.includes(all[place], at: place, in: count, root: root, path: path))
                let bit = place * 37 + count
                let (wrong, lie) = (try flipped(all[place], bit: bit), try flipped(root, bit: bit))
                #expect(!MerkleProof.includes(wrong, at: place, in: count, root: root, path: path))
                #expect(!MerkleProof.includes(all[place], at: place, in: count, root: lie, path: path))
                for step in path.indices {
                    var bent = path
                    bent[step] = try flipped(path[step], bit: bit)
                    #expect(!MerkleProof.includes(all[place], at: place, in: count, root: root, path: bent))
                }
                #expect(!MerkleProof.includes(all[place], at: place, in: count, root: root, path: path + [root]))
                #expect(!MerkleProof.includes(all[place], at: place + 1, in: count, root: root, path: path))
            }
        }
        #expect(log.inclusionProof(of: 34, in: 34) == nil)
        #expect(log.inclusionProof(of: 0, in: 35) == nil)
    }

    @Test func `a log is proved to begin with its past, and a rewritten past is not`() throws {
        let all = receipts(34)
        let log = MerkleLog(all)
        var rewritten = all
        rewritten[3] = Fingerprint(of: [99])
        let other = MerkleLog(rewritten)
        for second in 1...all.count {
            for first in 1...second {
                let path = try #require(log.consistencyProof(from: first, to: second))
                let (old, new) = ((first, root(all.prefix(first))), (second, root(all.prefix(second))))
                #expect(MerkleProof.extends(old, to: new, path: path))
                #expect(!MerkleProof.extends(old, to: (second, try flipped(new.1, bit: first)), path: path))
                #expect(!MerkleProof.extends((first, try flipped(old.1, bit: second)), to: new, path: path))
                for step in path.indices {
                    var bent = path
                    bent[step] = try flipped(path[step], bit: first + second)
                    #expect(!MerkleProof.extends(old, to: new, path: bent))
                }
                guard first > 3, first < second, let root = other.root(at: second) else { continue }
                let forged = try #require(other.consistencyProof(from: first, to: second))
                #expect(!MerkleProof.extends(old, to: (second, root), path: forged))
            }
        }
    }

    private func ballot(_ marks: [String: UInt32], id: String = "b1", campaign: String = "prize") throws -> CastBallot {
        let marks = marks.map { CastBallot.Mark(entry: $0.key, value: $0.value) }
        return try #require(
            CastBallot(campaign: campaign, id: id, marks: marks, nonce: Array(repeating: 7, count: 32)))
    }

    @Test func `no two ballots have the same bytes, wherever one text ends and the next begins`() throws {
        let alike = [
            try ballot(["ab": 1]), try ballot(["a": 1]), try ballot(["a": 1, "b": 1]), try ballot([:]),
            try ballot(["ab": 1], id: "b", campaign: "prize1"), try ballot(["ab": 1], id: "1b", campaign: "prize"),
            try ballot(["": 1]), try ballot(["ab": 256]),
        ]
        #expect(Set(alike.map(\.receipt)).count == alike.count)
        #expect(try ballot(["b": 2, "a": 1]).receipt == ballot(["a": 1, "b": 2]).receipt)
    }

    @Test func `a ballot without a whole nonce, or with an entry twice, is none`() {
        let mark = CastBallot.Mark(entry: "a", value: 1)
        #expect(CastBallot(campaign: "p", id: "b", marks: [mark], nonce: [1, 2]) == nil)
        #expect(CastBallot(campaign: "p", id: "b", marks: [mark, mark], nonce: CastBallot.nonce()) == nil)
        #expect(CastBallot.nonce() != CastBallot.nonce())
    }

    @Test func `one bit of a signed head changed, and the signature is wrong`() throws {
        let key = Curve25519.Signing.PrivateKey()
        let publicKey = Array(key.publicKey.rawRepresentation)
        let (rules, root) = (Fingerprint(of: [1]), Fingerprint(of: [2]))
        let head = TreeHead(campaign: "prize", rules: rules, count: 5, time: 1_800_000_000, root: root)
        let signature = try head.signature(by: key)
        #expect(head.isSigned(signature, by: publicKey))
        for changed in [
            TreeHead(campaign: "prizf", rules: rules, count: 5, time: 1_800_000_000, root: root),
            TreeHead(campaign: "prize", rules: try flipped(rules, bit: 9), count: 5, time: 1_800_000_000, root: root),
            TreeHead(campaign: "prize", rules: rules, count: 4, time: 1_800_000_000, root: root),
            TreeHead(campaign: "prize", rules: rules, count: 5, time: 1_800_000_001, root: root),
            TreeHead(campaign: "prize", rules: rules, count: 5, time: 1_800_000_000, root: try flipped(root, bit: 77)),
        ] {
            #expect(!changed.isSigned(signature, by: publicKey))
        }
        for bit in 0..<512 {
            var bent = signature
            bent[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!head.isSigned(bent, by: publicKey))
        }
        #expect(!head.isSigned(signature, by: [1, 2, 3]))
    }

    @Test func `of ballots with one id the last in the log counts`() throws {
        let votes = [try ballot(["a": 1], id: "x"), try ballot(["b": 1], id: "y"), try ballot(["b": 1], id: "x")]
        let vote = try PublishedVote(
            campaign: "prize", rules: [1], ballots: votes, time: 1, key: Curve25519.Signing.PrivateKey())
        #expect(vote.final == [votes[2], votes[1]])
        #expect(vote.opened.map(\.receipt) == votes.map(\.receipt).sorted { $0.description < $1.description })
        let proof = try #require(vote.proof(of: votes[1].receipt))
        #expect(MerkleProof.includes(votes[1].receipt, at: 1, in: 3, root: vote.head.root, path: proof.path))
        #expect(vote.proof(of: Fingerprint(of: [])) == nil)
    }
}
