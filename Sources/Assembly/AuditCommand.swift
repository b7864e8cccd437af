import Foundation
import Journal
import Storage

/// `rallynov audit`: arguments in, text and exit code out.
public struct AuditCommand: Sendable {
    public struct Answer: Equatable, Sendable {
        public enum Exit: Int32, Sendable {
            case good = 0
            /// The journal is not what was written, or nothing was sealed.
            case altered = 1
            case noSuchFile = 2
            /// A seal or a key is of no use, so the journal was not held against it.
            case unusable = 3
        }

        public let text: String
        public let exit: Exit
    }

    private struct Refusal: Error {
        let text: String
        let exit: Answer.Exit
    }

    /// Makes a key to seal with. Nobody but its owner may read it; its public part goes beside it, into FILE.pub.
    public static func makeKey(_ path: String) -> Answer {
        answering {
            let key = SealKey()
            try create(path, key.pem, permissions: 0o600)
            try create(path + ".pub", key.publicKey.pem, permissions: 0o644)
            return "Key: \(path), its public part \(path).pub: \(key.publicKey)"
        }
    }

    private let database: any Database

    public init(database: any Database) { self.database = database }

    /// Reads the whole journal. Seals are checked first: one that is damaged, or made with another key than `key`, stops it.
    public func verify(seals paths: [String], key: String?) async throws -> Answer {
        let seals: [Seal]
        do {
            let expected = try key.map(Self.publicKey)
            seals = try paths.map { try Self.seal($0, by: expected) }
        } catch let refusal as Refusal {
            return Answer(text: refusal.text, exit: refusal.exit)
        }
        let report = try await Chain(database: database).check(against: seals)
        if let fault = report.fault { return Answer(text: Self.words(for: fault), exit: .altered) }
        let sealed = seals.map(\.position).max().map { ", sealed up to row \($0)" } ?? ""
        let rows = report.position == 1 ? "1 row" : "\(report.position) rows"
        return Answer(text: "Whole: \(rows)\(sealed), last hash \(report.hash)", exit: .good)
    }

    /// Signs the last row, once the journal was found whole, into a new file.
    public func seal(key: String, to path: String, now: Date) async throws -> Answer {
        let report = try await Chain(database: database).check()
        return Self.answering {
            let key = try Self.privateKey(key)
            if let fault = report.fault { throw Refusal(text: Self.words(for: fault), exit: .altered) }
            guard report.position > 0 else { throw Refusal(text: "the journal has no row to seal", exit: .altered) }
            try Self.create(path, Seal(report, with: key, at: now).text, permissions: 0o644)
            return "Sealed: row \(report.position), \(path). Keep it on another machine."
        }
    }

    private static func answering(_ work: () throws -> String) -> Answer {
        do {
            return Answer(text: try work(), exit: .good)
        } catch let refusal as Refusal {
            return Answer(text: refusal.text, exit: refusal.exit)
        } catch {
            return Answer(text: error.localizedDescription, exit: .unusable)
        }
    }

    private static func words(for fault: Chain.Fault) -> String {
        switch fault {
        case .altered(let row): "row \(row) was altered: it does not hold what it was written with"
        case .replaced(let row): "row \(row) was altered: row \(row + 1) was written after another one"
        case .missing(let row): "row \(row) is missing"
        case .added(let row): "row \(row) was added: the journal never wrote it"
        case .cut(let row, let seal):
            "row \(row + 1) is missing: the journal was cut; it had \(seal.position) rows when it was sealed on \(day(seal))"
        case .rewritten(let seal):
            "row \(seal.position) was altered: the journal was rewritten after it had been sealed on \(day(seal))"
        }
    }

    private static func day(_ seal: Seal) -> String {
        Date(timeIntervalSince1970: Double(seal.at) / 1000).formatted(.iso8601)
    }

    private static func seal(_ path: String, by key: SealKey.Public?) throws -> Seal {
        let text = try read(path)
        let seal: Seal
        do {
            seal = try Seal(text)
        } catch {
            let words = error == .damaged ? "is damaged: its signature does not fit what it says" : "is no seal"
            throw Refusal(text: "«\(path)» \(words)", exit: .unusable)
        }
        guard key == nil || seal.key == key else {
            throw Refusal(text: "«\(path)» was made with another key: \(seal.key)", exit: .unusable)
        }
        return seal
    }

    private static func publicKey(_ path: String) throws -> SealKey.Public {
        guard let key = SealKey.Public(pem: try read(path)) else {
            throw Refusal(text: "«\(path)» is no Ed25519 key", exit: .unusable)
        }
        return key
    }

    private static func privateKey(_ path: String) throws -> SealKey {
        guard let key = SealKey(pem: try read(path)) else {
            throw Refusal(text: "«\(path)» is no Ed25519 private key", exit: .unusable)
        }
        return key
    }

    private static func read(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Refusal(text: "there is no «\(path)»", exit: .noSuchFile)
        }
        return text
    }

    private static func create(_ path: String, _ text: String, permissions: Int) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Refusal(text: "«\(path)» is there already", exit: .unusable)
        }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: permissions]
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes) else {
            throw Refusal(text: "«\(path)» cannot be written", exit: .noSuchFile)
        }
    }
}
