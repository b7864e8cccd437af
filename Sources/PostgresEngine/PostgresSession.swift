import CPostgres
import Foundation
import Storage

/// One connection to the server, with the statements prepared on it; for one thread at a time.
package final class PostgresSession: Connection {
    private let address: PostgresAddress
    private let timeout: Duration
    private let use: Use
    private var handle: OpaquePointer?
    private var prepared: [String: String] = [:]

    /// The first failure of the current transaction, which is lost with it, even when the body goes on.
    private var failure: PostgresFailure?
    private var hasBegun = false

    package var dialect: Dialect { .postgres }

    /// Who may be connected to the same database meanwhile, of those that run this program.
    package enum Use { case together, alone }

    init(address: PostgresAddress, timeout: Duration, _ use: Use = .together) {
        (self.address, self.timeout, self.use) = (address, timeout, use)
    }

    /// Connected, and outside any transaction: for what a transaction may not do, such as making a database.
    package convenience init(url: String, _ use: Use = .together) throws {
        self.init(address: try PostgresAddress(url), timeout: .seconds(30), use)
        try connect()
    }

    deinit { disconnect() }

    var isConnected: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }

    func connect() throws {
        disconnect()
        handle = address.connect()
        guard isConnected else {
            defer { disconnect() }
            throw StorageError.unavailable(reason: unreachable)
        }
        // Notices would go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try execute("SET TimeZone = 'UTC'; SET statement_timeout = \(timeout.milliseconds); SET lock_timeout = 10000")
        try claim()
    }

    /// Held as long as the connection lives, and so by a server as long as it runs. The server lets go of a connection a moment
    /// after it has ended, so it is asked again for a while.
    private func claim() throws {
        let asked =
            use == .alone
            ? "SELECT pg_try_advisory_lock(hashtext('rallynov in use')) AS got"
            : "SELECT pg_try_advisory_lock_shared(hashtext('rallynov in use')) AS got"
        for _ in 0..<50 {
            if try execute(asked).rows.first?["got"] == true { return noticeEnds() }
            Thread.sleep(forTimeInterval: 0.1)
        }
        disconnect()
        throw StorageError.unavailable(
            reason: use == .alone
                ? "the database is in use: stop the server first"
                : "the database is being restored: start again once that is done")
    }

    /// A long statement of a program that was killed is given up, where the server knows how (14 and later).
    private func noticeEnds() {
        if use == .alone { _ = try? execute("SET client_connection_check_interval = 500") }
    }

    func disconnect() {
        PQfinish(handle)
        handle = nil
        prepared = [:]
    }

    private var unreachable: String {
        let place = [PQhost(handle), PQport(handle)].compactMap { $0.map { String(cString: $0) } }
        let reason = PostgresFailure.reason(of: handle)
        return "the PostgreSQL server at «\(place.joined(separator: ":"))» cannot be reached: \(reason)"
    }

    package func rows(_ sql: SQL) throws -> [Row] { try execute(sql).rows }

    package func run(_ sql: SQL) throws -> Int { try execute(sql).changes }

    package func runScript(_ script: String) throws {
        try naming { try execute(script) }
    }

    private func execute(_ sql: SQL) throws -> PostgresResult {
        let values = try sql.values.map { value in try PostgresValue(value) }
        return try naming(sql) {
            let name = try prepare(sql.text, types: values.map(\.type.rawValue))
            return try withCTexts(values.map(\.text)) { texts in
                try check(PQexecPrepared(handle, name, Int32(values.count), texts, nil, nil, 0))
            }
        }
    }

    /// Prepared once a connection and kinds of values: the server plans it once.
    private func prepare(_ text: String, types: [Oid]) throws -> String {
        let key = "\(types) \(text)"
        if let name = prepared[key] { return name }
        if prepared.count == 500 {
            try execute("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        try check(PQprepare(handle, name, text, Int32(types.count), types))
        prepared[key] = name
        return name
    }

    @discardableResult private func execute(_ script: String) throws -> PostgresResult {
        try check(PQexec(handle, script))
    }

    @discardableResult private func check(_ result: OpaquePointer?) throws -> PostgresResult {
        let result = PostgresResult(result)
        guard result.succeeded else { throw result.failure(on: handle) }
        return result
    }

    /// A body sees what features know; the transaction remembers what happened.
    @discardableResult private func naming<Result>(_ sql: SQL? = nil, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch var failure as PostgresFailure {
            failure.isWriting = sql.map { !$0.isDeletion } ?? false
            let first = self.failure ?? failure
            self.failure = first
            // What comes after it is only that the transaction is lost.
            throw first.error
        }
    }
}

extension PostgresSession {
    enum Mode: String {
        case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case write = "BEGIN ISOLATION LEVEL READ COMMITTED"
    }

    func transaction<Result>(_ mode: Mode, _ body: (any Connection) throws -> Result) throws -> Result {
        (failure, hasBegun) = (nil, false)
        do {
            try naming { try execute(mode.rawValue) }
            hasBegun = true
            let result = try body(self)
            try commit(mode)
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    private func commit(_ mode: Mode) throws {
        // The server would answer COMMIT with a silent ROLLBACK.
        if let failure { throw failure.error }
        guard PQtransactionStatus(handle) == PQTRANS_INTRANS else {
            throw StorageError.failed(code: "25000", "a script ended the transaction it stood in")
        }
        do {
            try naming { try execute("COMMIT") }
        } catch  where mode == .write && !isConnected {
            throw StorageError.unavailable(
                reason: "the connection to the PostgreSQL server was lost during a commit: its outcome is not known")
        }
    }

    private func rollBack() {
        guard isConnected, failure?.isStalePlan != true else { return disconnect() }
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        do { try execute("ROLLBACK") } catch { disconnect() }
    }

    /// Whether the transaction that just failed left nothing behind and may succeed now.
    func mayTryAgain(_ mode: Mode) -> Bool {
        guard let failure else { return false }
        return failure.isConflict || failure.isStalePlan || failure.isConnectionLost && (mode == .read || !hasBegun)
    }

    /// Where and as whom this is connected, as PostgreSQL's own programs read it: a password never on a command line.
    var environment: [String: String] {
        guard let options = PQconninfo(handle) else { return [:] }
        defer { PQconninfoFree(options) }
        var environment: [String: String] = [:]
        var option = options
        while option.pointee.keyword != nil {
            if let name = option.pointee.envvar, let value = option.pointee.val {
                environment[String(cString: name)] = String(cString: value)
            }
            option += 1
        }
        return environment
    }
}

extension PostgresSession {
    /// Does what a script of `pg_restore` says.
    func play(_ event: CopyScript.Event) throws {
        switch event {
        case .statements(let text): try runScript(text)
        case .table(_, let statement): try naming { try beginRows(statement) }
        case .row(let line): try naming { try put(line) }
        case .endOfTable: try naming { try endRows() }
        }
    }

    private func beginRows(_ statement: String) throws {
        let result = PostgresResult(PQexec(handle, statement))
        guard result.awaitsRows else { throw result.failure(on: handle) }
    }

    private func put(_ line: Data) throws {
        let sent = line.withUnsafeBytes { bytes in
            PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard sent == 1 else { throw PostgresFailure(result: nil, connection: handle) }
    }

    private func endRows() throws {
        guard PQputCopyEnd(handle, nil) == 1 else { throw PostgresFailure(result: nil, connection: handle) }
        // The last answer is none.
        while let result = PQgetResult(handle) { try check(result) }
    }
}

/// A value as it travels: always as text, always with its type, so that `$1 IS NULL` has one.
private struct PostgresValue {
    let type: PostgresType
    let text: String

    init(_ value: Value) throws {
        switch value {
        case .integer(let number): (type, text) = (.int8, String(number))
        case .real(let number): (type, text) = (.float8, String(number))
        case .text(let words): (type, text) = (.text, words)
        case .null: (type, text) = (.text, "")
        }
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
