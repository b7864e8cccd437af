import Foundation
import Testing

@testable import Workers

@Suite struct LineWorkerTests {
    /// What the program is asked, and what it says: it answers with its own number, dies, sleeps, refuses or babbles.
    private static let script = """
        import json, os, sys, time
        for line in sys.stdin:
            asked = json.loads(line)["do"]
            if asked == "die": os._exit(7)
            if asked == "sleep": time.sleep(30)
            if asked == "refuse": answer = {"error": "no “paper”\\nhere"}
            elif asked == "much": answer = {"said": "x" * 3_000_000, "process": os.getpid()}
            elif asked == "babble": answer = [1]
            elif asked == "eat": answer = {"said": str(len("x" * 900_000_000)), "process": os.getpid()}
            else: answer = {"said": asked, "process": os.getpid()}
            print(json.dumps(answer), flush=True)
            if asked == "last": break
        """

    private struct Asked: Encodable { let `do`: String }
    private struct Said: Decodable, Equatable {
        let said: String
        let process: Int
    }

    private func worker(_ limits: LineWorker.Limits = LineWorker.Limits()) -> LineWorker {
        LineWorker("python3", ["-c", Self.script], limits: limits)
    }

    private func ask(_ words: String, _ worker: LineWorker) async throws -> Said {
        try await worker.ask(Asked(do: words))
    }

    @Test func `a process answers one request after the other`() async throws {
        let worker = worker(.init(processes: 1))
        let first = try await ask("un\ndeux", worker)
        let second = try await ask("« é »", worker)
        #expect(first.said == "un\ndeux" && second.said == "« é »")
        #expect(first.process == second.process)
        await worker.stop()
    }

    @Test func `an answer of many buffers comes whole, and one that is too long does not come`() async throws {
        let worker = worker()
        #expect(try await ask("much", worker).said.utf8.count == 3_000_000)
        await worker.stop()
        let short = self.worker(.init(largestAnswer: 100_000))
        await #expect(throws: LineWorker.Failure.died) { try await ask("much", short) }
        await short.stop()
    }

    @Test func `a process that ended since its last answer is replaced without a word`() async throws {
        let worker = worker(.init(processes: 1))
        let first = try await ask("last", worker)
        let second = try await ask("encore", worker)
        #expect(second.said == "encore" && first.process != second.process)
        await worker.stop()
    }

    @Test func `a request that no process survives is told so, and the next one works`() async throws {
        let worker = worker(.init(processes: 1))
        _ = try await ask("avant", worker)
        await #expect(throws: LineWorker.Failure.died) { try await ask("die", worker) }
        #expect(try await ask("après", worker).said == "après")
        await worker.stop()
    }

    @Test func `a request that takes too long is ended, and the next one works`() async throws {
        let worker = worker(.init(processes: 1, patience: .milliseconds(700)))
        await #expect(throws: LineWorker.Failure.tooSlow) { try await ask("sleep", worker) }
        #expect(try await ask("après", worker).said == "après")
        await worker.stop()
    }

    @Test func `a process that wants too much memory does not get it`() async throws {
        let worker = worker(.init(processes: 1, memory: 300_000_000))
        await #expect(throws: LineWorker.Failure.died) { try await ask("eat", worker) }
        #expect(try await ask("après", worker).said == "après")
        await worker.stop()
    }

    @Test func `a refusal says its words, and what is no answer is not taken for one`() async throws {
        let worker = worker()
        await #expect(throws: LineWorker.Failure.refused("no “paper”\nhere")) { try await ask("refuse", worker) }
        await #expect(throws: LineWorker.Failure.unreadable) { try await ask("babble", worker) }
        await worker.stop()
    }

    @Test func `a program that is not installed says so each time`() async throws {
        let worker = LineWorker("/no/such/program", [])
        for _ in 1...2 {
            await #expect(throws: LineWorker.Failure.missing) { try await ask("un", worker) }
        }
        #expect(await worker.count == 0)
    }

    @Test func `many at once are answered by few processes, and too many are sent away`() async throws {
        let worker = worker(.init(processes: 2, waiting: 10))
        let answers = await withTaskGroup(of: Result<Said, any Error>.self) { group in
            for number in 1...30 {
                group.addTask { await Result.catching { try await ask("\(number)", worker) } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let told = answers.compactMap { try? $0.get() }
        #expect(Set(told.map(\.process)).count <= 2)
        #expect(told.count >= 12)
        for case .failure(let error) in answers { #expect(error as? LineWorker.Failure == .busy) }
        await worker.stop()
    }

    @Test func `a process that nobody needs ends, and another begins when it is needed`() async throws {
        let worker = worker(.init(processes: 1, idle: .milliseconds(50)))
        let first = try await ask("un", worker)
        while await worker.count > 0 { await Task.yield() }
        #expect(kill(pid_t(first.process), 0) != 0)
        #expect(try await ask("deux", worker).said == "deux")
        await worker.stop()
    }

    @Test func `what is under way when all is stopped is cut, and whoever asked is told`() async throws {
        let worker = worker(.init(processes: 1))
        async let cut = Result<Said, any Error>.catching { try await ask("sleep", worker) }
        while await worker.count == 0 { await Task.yield() }
        await worker.stop()
        guard case .failure = await cut else {
            Issue.record("it was answered")
            return
        }
        #expect(await worker.count == 0)
    }

    @Test func `what is stopped ends its processes and answers nobody`() async throws {
        let worker = worker()
        let first = try await ask("un", worker)
        await worker.stop()
        #expect(kill(pid_t(first.process), 0) != 0)
        await #expect(throws: LineWorker.Failure.busy) { try await ask("deux", worker) }
    }
}

extension Result where Failure == any Error {
    fileprivate static func catching(_ body: () async throws -> Success) async -> Result {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
