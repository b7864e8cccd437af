import Foundation
import Storage
import Synchronization

/// Spares a server that is away, and whoever waits for it: one caller tries for a second, as a restart takes; if that
/// fails, everyone is refused at once until the next try, which is later each time.
final class Outage: Sendable {
    private struct State {
        var failures = 0
        var until = ContinuousClock.now
        var error: StorageError?

        mutating func fail(_ error: StorageError) {
            failures += 1
            until = .now + min(.seconds(1 << min(failures - 1, 10)), .seconds(10))
            self.error = error
        }
    }

    private static let pauses = [0.05, 0.15, 0.3, 0.5]
    private let state = Mutex(State())

    func connecting(_ connect: () throws -> Void) throws {
        let failures = try state.withLock { state in
            if let error = state.error, ContinuousClock.now < state.until { throw error }
            return state.failures
        }
        do {
            try trying(pauses: failures == 0 ? Self.pauses : [], connect)
            state.withLock { $0 = State() }
        } catch let error as StorageError {
            state.withLock { $0.fail(error) }
            throw error
        }
    }

    private func trying(pauses: [Double], _ connect: () throws -> Void) throws {
        for pause in pauses {
            do { return try connect() } catch { Thread.sleep(forTimeInterval: pause) }
        }
        try connect()
    }
}
