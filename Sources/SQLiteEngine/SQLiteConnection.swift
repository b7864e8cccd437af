import GRDB
import Storage

/// The connection of one transaction.
final class SQLiteConnection: Connection {
    private let handle: GRDB.Database
    private let path: String
    /// The first failure, which ends the transaction even when the body goes on, as PostgreSQL has it.
    private var failure: StorageError?

    var dialect: Dialect { .sqlite }

    init(handle: GRDB.Database, path: String) { (self.handle, self.path) = (handle, path) }

    func transaction<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        let result = try body(self)
        if let failure { throw failure }
        return result
    }

    func rows(_ sql: Storage.SQL) throws -> [Storage.Row] {
        let arguments = try sql.arguments
        return try naming(sql) { try rows(handle.cachedStatement(sql: sql.text), arguments) }
    }

    private func rows(_ statement: Statement, _ arguments: StatementArguments) throws -> [Storage.Row] {
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
        let columns = Columns(statement.columnNames)
        let count = statement.columnCount
        var rows: [Storage.Row] = []
        while let row = try cursor.next() {
            let values = (0..<count).map { position in (row[position] as DatabaseValue).value }
            rows.append(Storage.Row(columns: columns, values: values))
        }
        return rows
    }

    func run(_ sql: Storage.SQL) throws -> Int {
        let arguments = try sql.arguments
        return try naming(sql) {
            try handle.cachedStatement(sql: sql.text).execute(arguments: arguments)
            return handle.changesCount
        }
    }

    func runScript(_ script: String) throws { try naming { try handle.execute(sql: script) } }

    private func naming<Result>(_ sql: Storage.SQL? = nil, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            let named = StorageError(error, path: path, isWriting: sql.map { !$0.isDeletion } ?? false)
            failure = failure ?? named
            throw named
        }
    }
}

extension Storage.SQL {
    // In the order of the text, where `SQL` numbers them: `$1` is a name in SQLite, and a name takes the next value.
    fileprivate var arguments: StatementArguments {
        // As values of any type: where they are of one, the library makes a key path anew each time.
        get throws { StatementArguments(try values.map { value -> (any DatabaseValueConvertible)? in value.bound }) }
    }
}

extension Value {
    fileprivate var bound: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}

extension DatabaseValue {
    fileprivate var value: Value {
        switch storage {
        case .null, .blob: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        }
    }
}
