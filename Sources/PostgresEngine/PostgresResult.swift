import CPostgres
import Storage

/// What a statement gave, freed with its last use.
final class PostgresResult {
    private let handle: OpaquePointer?

    init(_ handle: OpaquePointer?) { self.handle = handle }
    deinit { PQclear(handle) }

    var succeeded: Bool { [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(PQresultStatus(handle)) }

    /// After `COPY … FROM stdin`.
    var awaitsRows: Bool { PQresultStatus(handle) == PGRES_COPY_IN }

    /// How many rows were changed.
    var changes: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    func failure(on connection: OpaquePointer?) -> PostgresFailure {
        PostgresFailure(result: handle, connection: connection)
    }

    var rows: [Row] {
        let width = 0..<PQnfields(handle)
        let columns = Columns(width.map { String(cString: PQfname(handle, $0)) })
        let types = width.map { PQftype(handle, $0) }
        return (0..<PQntuples(handle)).map { row in
            Row(columns: columns, values: width.map { value(row, $0, type: types[Int($0)]) })
        }
    }

    private func value(_ row: Int32, _ column: Int32, type: Oid) -> Value {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let text = String(cString: start)
        return switch PostgresType(rawValue: type) {
        case .bool: .integer(text == "t" ? 1 : 0)
        case .int2, .int4, .int8: Int64(text).map(Value.integer) ?? .text(text)
        case .float4, .float8: Double(text).map(Value.real) ?? .text(text)
        case .numeric: number(text)
        case .text, nil: .text(text)
        }
    }

    /// `sum` of whole numbers is numeric, and whole.
    private func number(_ text: String) -> Value {
        let parts = text.split(separator: ".")
        let isWhole = parts.count == 1 || parts[1].allSatisfy { $0 == "0" }
        if isWhole, let whole = Int64(parts[0]) { return .integer(whole) }
        return Double(text).map(Value.real) ?? .text(text)
    }
}

/// The server's numbers for the types that columns and values have here.
enum PostgresType: Oid {
    case bool = 16
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case float4 = 700
    case float8 = 701
    case numeric = 1700
}
