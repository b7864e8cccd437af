import Foundation
import Synchronization

/// The real program as a child process, killed at the latest when nobody holds it any more.
final class Program: Sendable {
    struct End: Equatable {
        let code: Int32
        /// All it said on standard error.
        let errors: String
    }

    struct NotStarted: Error { let code: Int32 }

    private let process: pid_t
    private let errors: FileHandle
    private let lines: AsyncStream<String>
    private let isOver = Mutex(false)

    /// What the tests were built with, beside them.
    private static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "rallynov").path

    init(_ arguments: [String], root: String) throws {
        let pipe = Pipe()
        errors = pipe.fileHandleForReading
        // Another child that held it open would keep this one's end from being seen.
        _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        process = try Self.spawn([Self.path] + arguments, root: root, errors: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        let (lines, source) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        let errors = errors
        Thread.detachNewThread {
            var rest = Data()
            while true {
                let part = errors.availableData
                if part.isEmpty { break }
                rest += part
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    source.yield(String(decoding: rest[..<end], as: UTF8.self))
                    rest = Data(rest[(end + 1)...])
                }
            }
            source.finish()
        }
    }

    deinit {
        if !isOver.withLock({ $0 }) {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
    }

    /// The first line on standard error that has this in it; nil when it ended without one.
    func line(with part: String) async -> String? { await lines.first { $0.contains(part) } }

    /// The port it says it listens on.
    func port() async throws -> Int {
        let line = await line(with: "listening on")
        guard let match = line?.firstMatch(of: /127\.0\.0\.1:(\d+)/), let port = Int(match.1) else {
            throw await NotStarted(code: end().code)
        }
        return port
    }

    func send(_ signal: Int32) { kill(process, signal) }

    /// Waits for its end.
    func end() async -> End {
        var said: [String] = []
        for await line in lines { said.append(line) }
        let process = process
        let status = await withCheckedContinuation { (ended: CheckedContinuation<Int32, Never>) in
            Thread.detachNewThread {
                var status: Int32 = 0
                waitpid(process, &status, 0)
                ended.resume(returning: status)
            }
        }
        isOver.withLock { $0 = true }
        // The low seven bits are the signal that ended it; without one, the next eight are what it answered.
        let signal = status & 127
        return End(code: signal == 0 ? (status >> 8) & 255 : -signal, errors: said.joined(separator: "\n"))
    }

    /// By hand, because a child inherits the signals that its parent's thread blocks, and the threads that Swift's tasks run
    /// on block SIGTERM.
    private static func spawn(_ words: [String], root: String, errors: FileHandle) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        var actions = posix_spawn_file_actions_t()
        var signals = sigset_t()
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        posix_spawn_file_actions_adddup2(&actions, errors.fileDescriptor, STDERR_FILENO)
        var environment = ProcessInfo.processInfo.environment
        environment["RALLYNOV_ROOT"] = root
        environment["RALLYNOV_DATABASE"] = nil
        var process: pid_t = 0
        let code = withCStrings(words) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(&process, words[0]!, &actions, &attributes, words, environment)
            }
        }
        guard code == 0 else { throw NotStarted(code: code) }
        return process
    }
}

private func withCStrings<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
