import GRDB
import Storage

extension StorageError {
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "unknown"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT:
            let isDuplicate = [.SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY].contains(
                error.extendedResultCode)
            self = isDuplicate ? .duplicate(detail) : .constraint(detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_CANTOPEN: self = .unavailable(reason: "the database «\(path)» cannot be opened: \(detail)")
        case .SQLITE_NOTADB: self = .unavailable(reason: "«\(path)» is not a database")
        case .SQLITE_READONLY: self = .unavailable(reason: "the database «\(path)» may not be written")
        case .SQLITE_CORRUPT: self = .unavailable(reason: "the database «\(path)» is damaged: \(detail)")
        case .SQLITE_IOERR: self = .unavailable(reason: "the database «\(path)» cannot be read or written: \(detail)")
        default: self = .failed(code: "\(error.extendedResultCode.rawValue)", detail)
        }
    }
}
