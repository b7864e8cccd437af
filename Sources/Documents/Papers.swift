import Foundation
import Logging
import Web
import Workers

/// Makes papers: PDF, and Word documents, by a program that is kept running beside this one.
///
/// Without it, and whenever it fails, the same paper is a page to print that says so: a link to a paper never leads nowhere.
public struct Papers: Sendable {
    public enum Form: String, Sendable {
        case pdf, word

        var ending: String { self == .pdf ? "pdf" : "docx" }

        var type: String {
            switch self {
            case .pdf: "application/pdf"
            case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        }
    }

    /// Why there is no paper.
    public enum Unmade: Error, Equatable, Sendable {
        /// This machine has nothing that makes them.
        case absent
        /// Not now: too many are asked for at once, or it took too long, or failed.
        case later
        /// Whoever asks has as many on their way as one person may.
        case tooMany
        /// It says more than a paper of this house holds.
        case tooLong
    }

    /// In bytes of data: about two thousand pages of text.
    static let most = 6_000_000

    private let worker: LineWorker?
    private let kept = KeptPapers()
    private let turns = PaperTurns()
    let shared = SharedPapers()
    private let log = Logger(label: "papers")

    /// Papers of a house whose machine makes none.
    public static let none = Papers(worker: nil)

    public init(worker: LineWorker?) { self.worker = worker }

    /// - Parameter root: the folder of the program, where `Reference/papers` lies.
    /// - Parameter python: the interpreter that `bin/setup` prepares, where another one is meant: `RALLYNOV_PYTHON`.
    public init(root: String, python: String?, limits: LineWorker.Limits = LineWorker.Limits()) {
        let interpreter = python ?? root + "/.venv/bin/python"
        let script = root + "/Reference/papers/worker.py"
        let isThere = [interpreter, script].allSatisfy { FileManager.default.fileExists(atPath: $0) }
        // `-B`: it writes nothing into the folder of the program; `-E`: no setting of the machine changes what it imports.
        worker = isThere ? LineWorker(interpreter, ["-B", "-E", script], limits: limits) : nil
    }

    /// False where this machine makes no files: papers are pages to print.
    public var areMade: Bool { worker != nil }

    /// Ends what runs beside the program, once nobody is answered any more.
    public func stop() async { await worker?.stop() }

    /// - Parameters:
    ///   - isPublic: it is the same for everybody, and asked for by anybody: it is made once.
    ///   - asker: whoever waits for it, a person or an address: of each, one is made at a time. Nil for the house itself.
    public func make(
        _ paper: Paper, as form: Form = .pdf, isPublic: Bool = false, for asker: String? = nil
    ) async throws(Unmade) -> [UInt8] {
        guard let worker else { throw .absent }
        // Megabytes are written and read: not on the thread that serves other visitors.
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { () async throws(Unmade) -> [UInt8] in
            try await make(paper, as: form, isPublic: isPublic, for: asker, by: worker)
        }
    }

    private func make(
        _ paper: Paper, as form: Form, isPublic: Bool, for asker: String?, by worker: LineWorker
    ) async throws(Unmade) -> [UInt8] {
        let order = Order(
            make: form == .pdf ? "pdf" : "docx", template: paper.template, files: paper.files, data: paper)
        guard let data = order.written, data.count <= Self.most else { throw .tooLong }
        if isPublic, let bytes = kept.find(data) { return bytes }
        let bytes = try await make(order, for: asker, by: worker)
        if isPublic { kept.keep(bytes, as: data) }
        return bytes
    }

    private func make(_ order: Order, for asker: String?, by worker: LineWorker) async throws(Unmade) -> [UInt8] {
        guard let asker else { return try await make(order, by: worker) }
        guard await turns.take(asker) else { throw .tooMany }
        let made: Result<[UInt8], Unmade>
        do throws(Unmade) { made = .success(try await make(order, by: worker)) } catch { made = .failure(error) }
        await turns.leave(asker)
        return try made.get()
    }

    private func make(_ order: Order, by worker: LineWorker) async throws(Unmade) -> [UInt8] {
        do throws(LineWorker.Failure) {
            let made: Made = try await worker.ask(order)
            guard let bytes = Data(base64Encoded: made.bytes) else { throw .unreadable }
            return [UInt8](bytes)
        } catch {
            log.error(
                "a paper was not made", metadata: ["template": "\(order.template)", "reason": "\(Self.reason(error))"])
            throw Self.isAbsent(error) ? .absent : .later
        }
    }

    /// What a paper says is nobody's business: of a refusal what stands before the letters that it is about.
    private static func reason(_ failure: LineWorker.Failure) -> String {
        if case .refused(let words) = failure { "refused, \(words.prefix { $0 != "`" })" } else { "\(failure)" }
    }

    /// Nothing starts it, or its Python lacks what it needs: that is not better in a while.
    private static func isAbsent(_ failure: LineWorker.Failure) -> Bool {
        switch failure {
        case .missing: true
        case .refused(let words): words.hasPrefix("ModuleNotFoundError") || words.hasPrefix("ImportError")
        case .died, .tooSlow, .busy, .unreadable: false
        }
    }

    private struct Order: Encodable, Sendable {
        let make: String
        let template: String
        let files: [String: String]
        let data: Paper

        var written: Data? {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try? encoder.encode(self)
        }
    }

    private struct Made: Decodable, Sendable { let bytes: String }

    /// The paper as a file, named like `recu-2014-007` without its end; or else the page to print in its place, with 429 for whoever
    /// has too many on their way.
    public func answer(
        _ paper: Paper, named name: String, as form: Form = .pdf, isPublic: Bool = false, to visit: Visit
    ) async -> Answer {
        do {
            let bytes = try await make(paper, as: form, isPublic: isPublic, for: visit.asking)
            return .file(Download(name: "\(name).\(form.ending)", type: form.type, bytes: bytes))
        } catch .tooMany {
            return .tooMany(visit.reader.printedPage(paper, .tooMany), retryAfter: PaperTurns.pause)
        } catch {
            return .page(visit.reader.printedPage(paper, error))
        }
    }
}

extension Visit {
    /// Whose share of the makers is taken: of whoever is not signed in, that of where they ask from.
    fileprivate var asking: String { session.map(\.person.description) ?? address }
}
