import Foundation
import Tables
import Workers

/// Reads lists that people keep in a workbook, in a process of its own that may die of one.
public struct WorkbookReader: Sendable {
    private static let most = 96 << 20

    private let tool: Tool
    private let script: String
    private let limits: WorkbookLimits

    /// - Parameters:
    ///   - python: an interpreter that has `python-calamine`.
    ///   - root: the folder that holds `Reference`.
    public init(python: String, root: String, limits: WorkbookLimits = WorkbookLimits()) {
        tool = Tool(python, limits: .init(memory: 600 << 20, seconds: 10, patience: 15))
        script = "\(root)/Reference/workers/read_workbook.py"
        self.limits = limits
    }

    /// The interpreter beside the site, or the one that `RALLYNOV_PYTHON` names.
    public static func beside(
        _ root: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> WorkbookReader {
        WorkbookReader(python: environment["RALLYNOV_PYTHON"] ?? "\(root)/.venv/bin/python", root: root)
    }

    /// Whether bytes begin as a workbook does, or as what people take for one: whatever else they are is for `Table`.
    public static func isMeant(by bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: WorkbookGuard.archive) || bytes.starts(with: WorkbookGuard.compound)
    }

    /// Its first sheet that has anything in it; sheets that are hidden come last. Waits while another is read.
    public func read(_ bytes: [UInt8]) async throws(WorkbookRefusal) -> ReadWorkbook {
        await WorkbookTurn.only.take()
        let result: Result<ReadWorkbook, WorkbookRefusal>
        do {
            result = .success(try await look(at: bytes))
        } catch {
            result = .failure(error)
        }
        await WorkbookTurn.only.leave()
        return try result.get()
    }

    private func look(at bytes: [UInt8]) async throws(WorkbookRefusal) -> ReadWorkbook {
        let look = try WorkbookGuard(bytes, limits: limits)
        return try ReadWorkbook(try await output(of: bytes), hasMacros: look.hasMacros)
    }

    // From a file, not a pipe: a program that dies of what it reads says why, whatever it had read by then.
    private func output(of bytes: [UInt8]) async throws(WorkbookRefusal) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID().uuidString)")
        let file = folder.appending(path: "workbook")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: file)
        } catch {
            throw .unavailable(error.localizedDescription)
        }
        do throws(Tool.Failure) {
            return try await tool.run(["-I", "-B", script, file.path], most: Self.most)
        } catch {
            throw WorkbookRefusal(error)
        }
    }
}

/// What was read of a workbook.
public struct ReadWorkbook: Sendable {
    /// The rows of the sheet, for `Table(sheet:)`.
    public let text: SheetText
    /// The sheet that was read.
    public let sheet: String
    /// The names of those that were not.
    public let others: [String]
    /// Whether it holds programs, which were left out.
    public let hasMacros: Bool

    private struct About: Decodable {
        let sheet: String?
        let others: [String]
        let rows: Int
        let breaks: [String: Int]
    }

    init(_ output: [UInt8], hasMacros: Bool) throws(WorkbookRefusal) {
        let line = output.prefix { $0 != 0x0A }
        guard let about = try? JSONDecoder().decode(About.self, from: Data(line)) else { throw .damaged }
        guard let sheet = about.sheet else { throw .empty }
        (self.sheet, others, self.hasMacros) = (sheet, about.others, hasMacros)
        let breaks = Dictionary(
            about.breaks.compactMap { row, count in Int(row).map { ($0, count) } }, uniquingKeysWith: max)
        text = SheetText(Array(output.dropFirst(line.count + 1)), rowCount: about.rows, breaks: breaks)
    }
}

extension WorkbookRefusal {
    fileprivate init(_ failure: Tool.Failure) {
        switch failure {
        case .missing(let what): self = .unavailable(what)
        case .exhausted: self = .exhausted
        case .failed(3, let what): self = .unavailable(what)
        case .failed(5, _): self = .locked
        case .failed(4, _): self = .damaged
        // Python says that the script is not there.
        case .failed(2, let what): self = .unavailable(what)
        // It, or what it calls, has no more memory.
        case .failed(_, let what): self = what.lowercased().contains("memory") ? .exhausted : .damaged
        }
    }
}
