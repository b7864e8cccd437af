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
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                ended.resume(with: Result { try runToEnd(arguments, environment) })
            }
        }
    }

    private func runToEnd(_ arguments: [String], _ environment: [String: String]) throws {
        let complaints = Pipe()
        let process = Process()
        process.executableURL = file
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaints
        try process.run()
        let said = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let line = String(decoding: said, as: UTF8.self).split(separator: "\n").first
            throw StorageError.unavailable(reason: line.map(String.init) ?? "\(name) failed without a reason")
        }
    }
}
