import CPostgres
import Storage

/// What the server, or the way to it, answered instead of a result.
struct PostgresFailure: Error {
    /// The five characters of the SQL standard.
    let state: String
    let detail: String
    /// Of one statement that adds or changes rows: the state is the same for a row that refers to none and for one that is taken
    /// from those that refer to it.
    var isWriting = false

    /// Another transaction stood in the way, and may be gone.
    var isConflict: Bool { ["40001", "40P01"].contains(state) }
    /// A table changed after a statement on it had been prepared.
    var isStalePlan: Bool { state == "0A000" && detail.hasPrefix("cached plan") }
    var isConnectionLost: Bool { state.hasPrefix("08") || state.hasPrefix("57P0") }

    var error: StorageError {
        switch state {
        case "23505": .duplicate(detail)
        case "23503" where isWriting: .missing(detail)
        case _ where state.hasPrefix("23"): .constraint(detail)
        case "40001", "40P01", "55P03", "57014": .busy
        case "53100": .full
        case "53300": .unavailable(reason: "the PostgreSQL server takes no more connections")
        case _ where isConnectionLost: .unavailable(reason: "the PostgreSQL server cannot be reached: \(detail)")
        default: .failed(code: state, detail)
        }
    }
}

extension PostgresFailure {
    init(result: OpaquePointer?, connection: OpaquePointer?) {
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
        let isLost = PQstatus(connection) == CONNECTION_BAD
        self.state = state ?? (isLost ? "08006" : "XX000")
        // The first line only: the second may quote what someone typed.
        detail =
            PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
            ?? Self.reason(of: connection)
    }

    /// Why there is no connection, in one line and without the address.
    static func reason(of connection: OpaquePointer?) -> String {
        let lines = String(cString: PQerrorMessage(connection)).split(separator: "\n")
        // A name with several addresses gives one line each, and hints stand in between.
        let line = lines.last { $0.contains("failed: ") } ?? lines.first ?? "no reason was given"
        let reason = line.range(of: "failed: ").map { line[$0.upperBound...] } ?? line
        return String(reason.trimmingPrefix("FATAL:").trimmingPrefix { $0.isWhitespace })
    }
}
