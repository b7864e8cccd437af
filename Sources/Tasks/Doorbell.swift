import Synchronization

/// Wakes whoever waits for work, at the latest after a pause.
final class Doorbell: Sendable {
    private struct State {
        var rings = 0
        var nextVisitor = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// To be read before looking for work, so that a ring during the look is not missed.
    var rings: Int { state.withLock { $0.rings } }

    func ring() {
        let waiting = state.withLock { state in
            state.rings += 1
            defer { state.waiting = [:] }
            return state.waiting
        }
        for visitor in waiting.values { visitor.resume() }
    }

    /// Returns when it has rung since, when the pause is over, or when the caller is cancelled.
    func wait(since rings: Int, atMost pause: Duration) async {
        let visitor = state.withLock { state in
            state.nextVisitor += 1
            return state.nextVisitor
        }
        let alarm = Task {
            try? await Task.sleep(for: pause)
            leave(visitor)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if state.rings != rings || Task.isCancelled { return true }
                    state.waiting[visitor] = continuation
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            leave(visitor)
        }
        alarm.cancel()
    }

    private func leave(_ visitor: Int) {
        state.withLock { $0.waiting.removeValue(forKey: visitor) }?.resume()
    }
}
