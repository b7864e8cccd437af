import Foundation
import Synchronization
import Testing

@testable import Documents

/// What anybody may ask for is made once and holds one maker.
struct SharedPapersTests {
    @Test func `who asks for a paper that is being made waits for it, and it is made once`() async throws {
        let (papers, made) = (SharedPapers(), Counter())
        let (gate, open) = AsyncStream<Void>.makeStream()
        let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<5 {
                group.addTask {
                    try await papers.bytes(Self.key("one")) {
                        for await _ in gate { break }
                        return made.next()
                    }
                }
            }
            open.yield()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all == Array(repeating: [1], count: 5))
        #expect(try await papers.bytes(Self.key("one")) { made.next() } == [1])
        // Another picture is another paper.
        #expect(try await papers.bytes(Self.key("one", "b.jpg")) { made.next() } == [2])
    }

    @Test func `one is made after another, eight wait, and the ninth is sent away`() async throws {
        let (papers, running) = (SharedPapers(), Counter())
        let (gate, open) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await papers.bytes(Self.key("0")) {
                for await _ in gate { break }
                return running.next()
            }
        }
        while await papers.count < 1 { await Task.yield() }
        let others = (1..<8).map { number in
            Task { try await papers.bytes(Self.key("\(number)")) { running.next() } }
        }
        while await papers.count < 8 { await Task.yield() }
        await #expect(throws: Papers.Unmade.later) { try await papers.bytes(Self.key("8")) { running.next() } }
        #expect(running.value == 0)
        open.yield()
        #expect(try await first.value == [1])
        for other in others { _ = try await other.value }
        #expect(running.value == 8)
        #expect(try await papers.bytes(Self.key("8")) { running.next() } == [9])
    }

    @Test func `one that was not made is made when it is asked for again`() async throws {
        let papers = SharedPapers()
        await #expect(throws: Papers.Unmade.later) {
            try await papers.bytes(Self.key("one")) { throw Papers.Unmade.later }
        }
        #expect(try await papers.bytes(Self.key("one")) { [7] } == [7])
    }

    @Test func `a picture that is not at hand is told by what it shows and by who made it`() {
        let picture = PaperPicture("a.jpg", alternative: "Un four", caption: "Image de Edith", at: "/a")
        #expect(PaperPart.picture(picture).shown(with: [:]) == .text("Un four – Image de Edith"))
        let told = PaperPicture("a.jpg", alternative: "Un four", caption: "Un four – Image de Edith", at: "/a")
        #expect(PaperPart.picture(told).shown(with: [:]) == .text("Un four – Image de Edith"))
    }

    private static func key(_ says: String, _ pictures: String...) -> SharedPapers.Key {
        SharedPapers.Key(says: Data(says.utf8), pictures: pictures)
    }

    private final class Counter: Sendable {
        private let count = Mutex(UInt8(0))

        var value: UInt8 { count.withLock { $0 } }

        func next() -> [UInt8] {
            count.withLock { count in
                count += 1
                return [count]
            }
        }
    }
}
