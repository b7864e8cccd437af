/// One paper at a time of each who asks: whoever asks for many waits for their own, and keeps nobody else waiting.
actor PaperTurns {
    /// So many of one may wait beside the one that is made.
    static let mostWaiting = 4
    /// After which one more is asked for again, in seconds.
    static let pause = 10

    /// Of those who have one at work, what waits.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    func waits(of asker: String) -> Int { waiting[asker]?.count ?? 0 }

    /// Returns once it is their turn; false where too many wait already. Whoever took one leaves it.
    func take(_ asker: String) async -> Bool {
        guard let others = waiting[asker] else {
            waiting[asker] = []
            return true
        }
        guard others.count < Self.mostWaiting else { return false }
        await withCheckedContinuation { waiting[asker]?.append($0) }
        return true
    }

    /// The next one of theirs has its turn.
    func leave(_ asker: String) {
        guard let next = waiting[asker]?.first else {
            waiting[asker] = nil
            return
        }
        waiting[asker]?.removeFirst()
        next.resume()
    }
}
