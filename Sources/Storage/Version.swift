import Synchronization

/// A counter that moves when data that the public may see has changed, through this process or another one.
public final class Version: Sendable {
    private let counter = Atomic<Int>(1)

    public init() {}

    public var current: Int { counter.load(ordering: .acquiring) }

    public func advance() { counter.add(1, ordering: .acquiringAndReleasing) }
}
