import Foundation
import PostgresEngine
import Storage
import Synchronization

/// Makes and drops databases on the server for tests, one at a time: PostgreSQL copies a template for one caller only.
final class TestServer: Sendable {
    static let shared: TestServer = {
        atexit { TestServer.shared.dropAll() }
        return TestServer()
    }()

    private let queue = DispatchQueue(label: "TestServer")
    private let session = Mutex<PostgresSession?>(nil)
    private let names = Mutex<Set<String>>([])

    static var address: String {
        get throws {
            guard let address = Engine.server else {
                throw StorageError.unavailable(reason: "RALLYNOV_TEST_POSTGRES names no server to test on")
            }
            return address
        }
    }

    func make(_ name: String, from template: String) async throws {
        try await withCheckedThrowingContinuation { (made: CheckedContinuation<Void, any Error>) in
            queue.async {
                made.resume(with: Result { try self.run("CREATE DATABASE \"\(name)\" TEMPLATE \"\(template)\"") })
            }
        }
        names.withLock { _ = $0.insert(name) }
    }

    /// Later, since it is asked for when the last connection is about to close.
    func drop(_ name: String) {
        guard names.withLock({ $0.remove(name) }) != nil else { return }
        queue.async { try? self.run("DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)") }
    }

    private func dropAll() {
        names.withLock { $0 }.forEach(drop)
        queue.sync {}
    }

    private func run(_ script: String) throws {
        try session.withLock { session in
            let open = try session ?? PostgresSession(url: Self.address)
            session = open
            try open.runScript(script)
        }
    }
}
