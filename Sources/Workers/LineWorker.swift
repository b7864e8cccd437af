import Foundation
import Subprocess

/// A program that is kept running because it is slow to begin: one line of JSON in, one line of JSON out, one request at a time.
///
/// A few processes of it stand side by side. One that dies or takes too long is replaced at the next request; one that is not
/// needed for some minutes ends, and all end when this program does, since their standard input is closed.
/// Conforms to no protocol of a server: `stop` is called once the last request is answered.
public actor LineWorker {
    public struct Limits: Sendable {
        /// Processes side by side.
        public var processes: Int
        /// Requests that may wait for one of them.
        public var waiting: Int
        /// How long one request may take.
        public var patience: Duration
        /// How long a process that nobody needs is kept.
        public var idle: Duration
        /// Address space of a process, in bytes.
        public var memory: Int
        /// The longest answer, in bytes.
        public var largestAnswer: Int

        public init(
            processes: Int = 2, waiting: Int = 16, patience: Duration = .seconds(25), idle: Duration = .seconds(300),
            memory: Int = 734_003_200, largestAnswer: Int = 40_000_000
        ) {
            (self.processes, self.waiting, self.patience, self.idle) = (processes, waiting, patience, idle)
            (self.memory, self.largestAnswer) = (memory, largestAnswer)
        }
    }

    public enum Failure: Error, Equatable, Sendable {
        /// It is not installed, or cannot be started.
        case missing
        /// It ended in the middle of the request, on a process of its own: the request itself is what it cannot bear.
        case died
        /// It took longer than `patience`, and was ended.
        case tooSlow
        /// As many wait as may: asked again later, it may be made.
        case busy
        /// It answered `{"error": "words"}`: its words.
        case refused(String)
        /// The answer is not what was expected of it.
        case unreadable
    }

    /// One request on its way.
    struct Job: Sendable {
        let line: [UInt8]
        let answer: CheckedContinuation<Result<[UInt8], Failure>, Never>
        /// It was given before to a process that had answered others, and ended.
        var isSecond = false
    }

    /// A process, as the pool sees it.
    private struct Hand {
        let give: AsyncStream<Job>.Continuation
        var rest: Task<Void, Never>?
    }

    let program: LineProgram
    let limits: Limits
    private var hands: [Int: Hand] = [:]
    private var free: [Int] = []
    private var waiting: [Job] = []
    private var lives: [Int: Task<Void, Never>] = [:]
    private var made = 0
    private var isOver = false

    /// - Parameter program: a path, or a name that is looked for in PATH; it is told nothing of this process's settings but `environment`.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], limits: Limits = Limits()
    ) {
        self.program = LineProgram(program, arguments, environment, limits)
        self.limits = limits
    }

    /// Answers what the program does, as that type.
    public func ask<Answer: Decodable>(
        _ request: some Encodable & Sendable, as type: Answer.Type = Answer.self
    ) async throws(Failure) -> Answer {
        // One line: the encoder writes no end of line but inside of texts, where it is escaped.
        guard let line = try? JSONEncoder().encode(request) else { throw .unreadable }
        let result: Result<[UInt8], Failure> = await withCheckedContinuation { answer in
            take(Job(line: Array(line) + [UInt8(ascii: "\n")], answer: answer))
        }
        let bytes = Data(try result.get())
        if let refusal = try? JSONDecoder().decode(Refusal.self, from: bytes) { throw .refused(refusal.error) }
        guard let answer = try? JSONDecoder().decode(type, from: bytes) else { throw .unreadable }
        return answer
    }

    private struct Refusal: Decodable { let error: String }

    /// Ends all processes; what waits is refused, and what is under way is cut.
    public func stop() async {
        isOver = true
        for job in waiting { job.answer.resume(returning: .failure(.busy)) }
        waiting = []
        for id in Array(hands.keys) { retire(id) }
        for life in lives.values {
            life.cancel()
            await life.value
        }
    }

    /// For tests: how many processes there are.
    var count: Int { lives.count }
}

// The pool.
extension LineWorker {
    private func take(_ job: Job) {
        if isOver { return job.answer.resume(returning: .failure(.busy)) }
        if let id = free.popLast() {
            hands[id]?.rest?.cancel()
            hands[id]?.give.yield(job)
        } else if lives.count < limits.processes {
            begin(with: job)
        } else if waiting.count < limits.waiting {
            waiting.append(job)
        } else {
            job.answer.resume(returning: .failure(.busy))
        }
    }

    private func begin(with job: Job) {
        made += 1
        let (id, (jobs, give)) = (made, AsyncStream.makeStream(of: Job.self))
        hands[id] = Hand(give: give)
        give.yield(job)
        lives[id] = Task { [program] in
            let unanswered = await program.live(jobs) { await self.isFree(id) }
            ended(id, unanswered)
        }
    }

    /// A process has answered: it takes what waits, or rests until it is needed or no more.
    private func isFree(_ id: Int) {
        guard hands[id] != nil else { return }
        guard waiting.isEmpty else {
            hands[id]?.give.yield(waiting.removeFirst())
            return
        }
        free.append(id)
        hands[id]?.rest = Task { [limits] in
            guard (try? await Task.sleep(for: limits.idle)) != nil, free.contains(id) else { return }
            retire(id)
        }
    }

    private func retire(_ id: Int) {
        free.removeAll { $0 == id }
        let hand = hands.removeValue(forKey: id)
        hand?.rest?.cancel()
        hand?.give.finish()
    }

    /// What it left unanswered although it had worked before is given to a new one, once.
    private func ended(_ id: Int, _ left: LineProgram.Left?) {
        retire(id)
        lives[id] = nil
        if let left {
            var job = left.job
            if left.failure == .died, left.hadAnswered, !job.isSecond, !isOver {
                job.isSecond = true
                return begin(with: job)
            }
            job.answer.resume(returning: .failure(left.failure))
        }
        if !waiting.isEmpty, lives.count < limits.processes, !isOver { begin(with: waiting.removeFirst()) }
    }
}
