import Synchronization

/// Something that happens a number of times, in any thread, while others wait for it.
final class Turn: Sendable {
    private let taken = Atomic<Int>(0)

    /// Answers how many were taken, this one included.
    @discardableResult func take() -> Int { taken.add(1, ordering: .acquiringAndReleasing).newValue }

    var count: Int { taken.load(ordering: .acquiring) }

    func wait(for count: Int = 1) { while self.count < count {} }

    func wait(for count: Int = 1) async { while self.count < count { await Task.yield() } }
}
