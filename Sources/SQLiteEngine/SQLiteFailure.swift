import GRDB
import Storage

extension StorageError {
    /// `isWriting`: of one statement that adds or changes rows. The engine says the same of a row that refers to none and of one
    /// that is taken from those that refer to it.
    init(_ error: DatabaseError, path: String, isWriting: Bool = false) {
        let detail = error.message ?? "unknown"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT:
            switch error.extendedResultCode {
            case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: self = .duplicate(detail)
            case .SQLITE_CONSTRAINT_FOREIGNKEY where isWriting: self = .missing(detail)
            default: self = .constraint(detail)
            }
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
