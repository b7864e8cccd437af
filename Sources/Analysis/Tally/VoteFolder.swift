import BallotCounting
import Crypto
import Foundation
import Tables

/// The files of a published vote.
struct VoteFolder {
    private let vote: PublishedVote
    private let result: [UInt8]
    private let hasReceipts: Bool

    init(
        _ ballots: Ballots, rules: TallyRules, campaign: String, time: Int, key: Curve25519.Signing.PrivateKey,
        receipts: Bool, file: String, nonce: () -> [UInt8] = CastBallot.nonce
    ) throws {
        let cast = ballots.voters.indices.compactMap { voter in
            let marks = ballots.marked(by: voter).map { CastBallot.Mark(entry: $0.entry, value: UInt32($0.value)) }
            return CastBallot(campaign: campaign, id: ballots.voters[voter], marks: marks, nonce: nonce())
        }
        let published = try Answer.json(VoteDocument.Rules(campaign: campaign, entries: ballots.entries, rules))
        vote = try PublishedVote(campaign: campaign, rules: published, ballots: cast, time: time, key: key)
        result = try Answer.json(VoteDocument.Result(TallyAnswer(ballots, by: rules, file: file)))
        hasReceipts = receipts
    }

    /// Whole or not at all: beside its place first.
    func write(to folder: URL) throws {
        let unfinished = folder.deletingLastPathComponent().appending(path: ".\(folder.lastPathComponent).unfinished")
        try? FileManager.default.removeItem(at: unfinished)
        do {
            try FileManager.default.createDirectory(at: unfinished, withIntermediateDirectories: true)
            for (name, bytes) in try files() { try Data(bytes).write(to: unfinished.appending(path: name)) }
            try FileManager.default.moveItem(at: unfinished, to: folder)
        } catch {
            try? FileManager.default.removeItem(at: unfinished)
            throw error
        }
    }

    func files() throws -> [(name: String, bytes: [UInt8])] {
        let head = try Answer.json(VoteDocument.Head(vote))
        return try [
            ("rules.json", vote.rules), ("log.csv", log), ("openings.csv", openings), ("marks.csv", marks),
            ("head.json", head), ("result.json", result),
        ] + (hasReceipts ? [("receipts.jsonl", receipts())] : [])
    }

    private var log: [UInt8] {
        var table = TableWriter(columns: ["receipt"], dialect: .machine)
        for receipt in vote.log.receipts { table.append(["\(receipt)"]) }
        return table.bytes
    }

    private var openings: [UInt8] {
        var table = TableWriter(columns: ["receipt", "ballot_id", "nonce"], dialect: .machine)
        for (receipt, ballot) in vote.opened {
            table.append(["\(receipt)", .text(ballot.id), .text(ballot.nonce.hexadecimal)])
        }
        return table.bytes
    }

    private var marks: [UInt8] {
        var table = TableWriter(columns: ["receipt", "entry_id", "mark"], dialect: .machine)
        for (receipt, ballot) in vote.opened {
            for mark in ballot.marks { table.append(["\(receipt)", .text(mark.entry), .integer(Int(mark.value))]) }
        }
        return table.bytes
    }

    private func receipts() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try vote.opened.reduce(into: []) { bytes, opened in
            guard let receipt = VoteDocument.Receipt(opened.receipt, opened.ballot, in: vote) else { return }
            bytes += try encoder.encode(receipt) + [UInt8(ascii: "\n")]
        }
    }
}
