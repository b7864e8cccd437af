import Foundation
import Storage

/// One of PostgreSQL's own programs, `pg_dump` or `pg_restore`.
struct PostgresTool: Sendable {
    private let name: String
    private let file: URL

    init(_ name: String) throws {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        let files = folders.map { "\($0)/\(name)" }
        guard let path = files.first(where: FileManager.default.isExecutableFile) else {
            throw StorageError.unavailable(reason: "«\(name)» is missing: install PostgreSQL's client programs")
        }
        self.name = name
        file = URL(filePath: path)
    }

    /// Runs to its end, away from the threads that Swift's tasks share; what it complains of becomes the reason.
    func run(_ arguments: [String], environment: [String: String] = [:]) async throws {
        try await awayFromTasks {
            let (process, complaints) = process(arguments, environment, output: FileHandle.nullDevice)
            try process.run()
            try wait(for: process, complaints)
        }
    }

    /// Hears what it writes, part by part. Whoever has heard enough by a throw ends it.
    func read(_ arguments: [String], _ hear: (Data) throws -> Void) throws {
        let output = Pipe()
        let (process, complaints) = process(arguments, [:], output: output)
        try process.run()
        do {
            while let part = try output.fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty { try hear(part) }
        } catch {
            process.terminate()
            process.waitUntilExit()
            throw error
        }
        try wait(for: process, complaints)
    }

    private func process(_ arguments: [String], _ environment: [String: String], output: Any) -> (Process, Pipe) {
        let (process, complaints) = (Process(), Pipe())
        process.executableURL = file
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = complaints
        return (process, complaints)
    }

    private func wait(for process: Process, _ complaints: Pipe) throws {
        let said = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let line = String(decoding: said, as: UTF8.self).split(separator: "\n").first
            throw StorageError.unavailable(reason: line.map(String.init) ?? "\(name) failed without a reason")
        }
    }
}

/// On a thread of its own: what waits for a program or a server must not hold one of those that Swift's tasks share.
func awayFromTasks<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Result, any Error>) in
        DispatchQueue.global().async { ended.resume(with: Swift.Result(catching: work)) }
    }
}
