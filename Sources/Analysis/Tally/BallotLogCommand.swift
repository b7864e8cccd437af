import ArgumentParser
import BallotCounting
import Crypto
import Foundation

/// `rallynov analyse ballot-log`: lays a vote open, so that anyone can verify it.
struct BallotLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ballot-log", abstract: "Makes receipts, log, signed head and open ballots of a vote.",
        discussion: """
            Reads ballots as tally does and makes a folder that docs/verify_vote.py verifies with Python alone: \
            rules.json, log.csv, openings.csv, marks.csv, head.json and result.json. The voters of the file become \
            ballot ids as they are: give no names. \
            docs/analysis/ballot-counting.md describes the files.
            Exit codes: 0 the folder is there; 2 bad arguments; 3 bad data.
            """)

    @Option(help: "The ballots; - reads standard input.") var ballots: String

    @OptionGroup var rules: TallyRules

    @Option(help: "The entries that stand, column entry_id; others are refused (default: those on the ballots).")
    var entries: String?

    @Option(help: "A name for the campaign; receipts are bound to it.") var campaign: String

    @Option(help: "The folder to make; it must not be there yet.") var out: String

    @Option(
        help: "A file with the 64 hexadecimal digits of a private Ed25519 key (default: a key made for this once).")
    var key: String?

    @Option(help: "The time of the head, in seconds since 1970 (default: now).") var time: Int?

    @OptionGroup var names: NameOptions

    @Flag(help: "Makes receipts.jsonl as well: a line for each voter, with the proof that the ballot is in the log.")
    var receipts = false

    func validate() throws {
        guard [ballots, entries, key].count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("Standard input can be read once.")
        }
        guard !campaign.isEmpty else { throw ValidationError("--campaign is empty.") }
        guard time ?? 0 >= 0 else { throw ValidationError("--time is from 0.") }
        guard !FileManager.default.fileExists(atPath: out) else { throw ValidationError("\(out) is there already.") }
    }

    func run() throws {
        try Answer.orExit {
            let given = try TallyFiles(ballots: DataFile(ballots), entries: entries.map(DataFile.init(_:)))
            let files = try given.folded(names).0
            let ballots = try files.read(rules.marks)
            for note in files.notes(on: ballots) { Answer.note(note) }
            let folder = try VoteFolder(
                ballots, rules: rules, campaign: campaign,
                time: time ?? Int(Date().timeIntervalSince1970), key: signingKey(), receipts: receipts,
                file: files.ballots.name)
            try write(folder)
        }
    }

    private func write(_ folder: VoteFolder) throws {
        do {
            try folder.write(to: URL(fileURLWithPath: out, isDirectory: true))
        } catch {
            throw DataRefusal(file: out, reason: "cannot be written: \(error.localizedDescription)")
        }
    }

    private func signingKey() throws -> Curve25519.Signing.PrivateKey {
        guard let key else { return Curve25519.Signing.PrivateKey() }
        let text = (try? String(contentsOf: URL(fileURLWithPath: key), encoding: .utf8)) ?? ""
        let digits = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place...place + 1], as: UTF8.self), radix: 16)
        }
        guard digits.count == 64, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
            throw DataRefusal(file: key, line: 1, reason: "is no private key: 64 hexadecimal digits were expected")
        }
        return key
    }
}
