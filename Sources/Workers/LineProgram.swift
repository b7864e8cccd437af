import Foundation
import Subprocess
import Synchronization

/// How one process of a `LineWorker` lives.
struct LineProgram: Sendable {
    /// What a process left behind when it ended.
    struct Left: Sendable {
        let job: LineWorker.Job
        let failure: LineWorker.Failure
        let hadAnswered: Bool
    }

    /// What is known of a process while it runs.
    private struct Found {
        var hasBegun = false
        var job: LineWorker.Job?
        var isSlow = false
        var answered = 0
    }

    private let program: String
    private let arguments: [String]
    private let environment: Environment
    private let limits: LineWorker.Limits

    init(_ program: String, _ arguments: [String], _ more: [String: String], _ limits: LineWorker.Limits) {
        (self.program, self.arguments, self.limits) = (program, arguments, limits)
        // One thread and few pools of memory: each takes address space, which is bounded.
        let own = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2",
            "RAYON_NUM_THREADS": "1",
        ]
        let all = own.merging(more) { $1 }
        environment = .custom(
            Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
    }

    /// Runs until there are no more jobs, or until it fails one, which it answers then.
    func live(_ jobs: AsyncStream<LineWorker.Job>, whenFree: @escaping @Sendable () async -> Void) async -> Left? {
        _ = Self.ignoresBrokenPipes
        // Found out inside of the run, and judged by how the process ended.
        let found = Mutex(Found())
        var status: TerminationStatus?
        do {
            let result = try await Subprocess.run(
                .name("prlimit"), arguments: Arguments(bounded), environment: environment, input: .inputWriter,
                output: .sequence, error: .discarded
            ) { execution in
                var lines = AnswerLines(execution.standardOutput, most: limits.largestAnswer)
                found.withLock { $0.hasBegun = true }
                for await job in jobs {
                    found.withLock { $0.job = job }
                    let answer = await answer(job.line, execution, &lines) { found.withLock { $0.isSlow = true } }
                    guard let answer else { break }
                    found.withLock { ($0.job, $0.answered) = (nil, $0.answered + 1) }
                    job.answer.resume(returning: .success(answer))
                    await whenFree()
                }
                try? await execution.standardInputWriter.finish()
                try? execution.send(signal: .terminate)
            }
            status = result.terminationStatus
        } catch {}
        return await left(by: jobs, found.withLock { $0 }, status)
    }

    /// Nil when it ended before it answered in full. It is ended itself when it takes too long.
    private func answer(
        _ line: [UInt8], _ execution: Execution<CustomWriteInput, SequenceOutput, DiscardedOutput>,
        _ lines: inout AnswerLines, isSlow: @escaping @Sendable () -> Void
    ) async -> [UInt8]? {
        let watch = Task {
            guard (try? await Task.sleep(for: limits.patience)) != nil else { return }
            isSlow()
            try? execution.send(signal: .kill)
        }
        var answer: [UInt8]?
        if (try? await execution.standardInputWriter.write(line)) == line.count { answer = await lines.next() }
        if answer == nil { try? execution.send(signal: .kill) }
        watch.cancel()
        await watch.value
        return answer
    }

    private func left(
        by jobs: AsyncStream<LineWorker.Job>, _ found: Found, _ status: TerminationStatus?
    ) async -> Left? {
        let isMissing = status == nil || status == .exited(126) || status == .exited(127)
        let failure: LineWorker.Failure = found.isSlow ? .tooSlow : isMissing ? .missing : .died
        var job = found.job
        // It never began, so the job that it was made for is still in the stream.
        if !found.hasBegun { job = await first(of: jobs) }
        return job.map { Left(job: $0, failure: failure, hadAnswered: found.answered > 0) }
    }

    private func first(of jobs: AsyncStream<LineWorker.Job>) async -> LineWorker.Job? {
        for await job in jobs { return job }
        return nil
    }

    private var bounded: [String] {
        ["--as=\(limits.memory)", "--nofile=64", "--core=0", program] + arguments
    }

    // A process that is gone is found out by what it does not answer, not by a signal that would end this one.
    private static let ignoresBrokenPipes: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return true
    }()
}

/// The lines that a process writes, one after the other.
private struct AnswerLines {
    private var buffers: SubprocessOutputSequence.AsyncIterator
    private let most: Int
    private var rest: [UInt8] = []

    init(_ output: SubprocessOutputSequence, most: Int) { (buffers, self.most) = (output.makeAsyncIterator(), most) }

    /// Without its end; nil at the end of all, or where it is longer than may be.
    mutating func next() async -> [UInt8]? {
        var seen = 0
        while true {
            if let end = rest[seen...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeSubrange(...end) }
                return Array(rest[..<end])
            }
            seen = rest.count
            guard rest.count <= most, let buffer = try? await buffers.next() else { return nil }
            buffer.withUnsafeBytes { rest.append(contentsOf: $0) }
        }
    }
}
