import Synchronization
import Testing

@testable import Assembly

struct SharedTrialTests {
    private struct Full: Error {}

    @Test func `of those who ask at once one is tried for all, and who comes later is tried anew`() async throws {
        let (shared, tried) = (SharedTrial(), Tried())
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let all = (0..<20).map { _ in
            Task {
                try await shared.run {
                    tried.note()
                    for await _ in gate { break }
                }
            }
        }
        while await shared.sharers < 20 { await Task.yield() }
        open.yield()
        for one in all { try await one.value }
        #expect(tried.count == 1)
        try await shared.run { tried.note() }
        #expect(tried.count == 2)
        #expect(await shared.sharers == 0)
    }

    @Test func `what fails fails for all who waited, and for nobody after them`() async throws {
        let (shared, tried) = (SharedTrial(), Tried())
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let all = (0..<5).map { _ in
            Task {
                try await shared.run {
                    tried.note()
                    for await _ in gate { break }
                    throw Full()
                }
            }
        }
        while await shared.sharers < 5 { await Task.yield() }
        open.yield()
        for one in all { await #expect(throws: Full.self) { try await one.value } }
        #expect(tried.count == 1)
        try await shared.run {}
    }

    private final class Tried: Sendable {
        private let number = Mutex(0)

        var count: Int { number.withLock { $0 } }
        func note() { number.withLock { $0 += 1 } }
    }
}
