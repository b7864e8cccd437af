import CPostgres
import Storage

/// One connection to the server, with the statements prepared on it; for one thread at a time.
package final class PostgresSession: Connection {
    private let address: PostgresAddress
    private let timeout: Duration
    private var handle: OpaquePointer?
    private var prepared: [String: String] = [:]

    /// The first failure of the current transaction, which is lost with it, even when the body goes on.
    private var failure: PostgresFailure?
    private var hasBegun = false

    package var dialect: Dialect { .postgres }

    init(address: PostgresAddress, timeout: Duration) { (self.address, self.timeout) = (address, timeout) }

    /// Connected, and outside any transaction: for what a transaction may not do, such as making a database.
    package convenience init(url: String) throws {
        self.init(address: try PostgresAddress(url), timeout: .seconds(30))
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
        return try naming {
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
    @discardableResult private func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as PostgresFailure {
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
