/// What an engine refused, in the same words for both.
public enum StorageError: Error, Equatable, CustomStringConvertible {
    /// Two rows with the same key; the engine's words name it.
    case duplicate(String)
    /// A row that what is written refers to is not there, or not any more.
    case missing(String)
    /// A row that another one needs, or a value the schema forbids.
    case constraint(String)
    /// Others hold what is needed, for too long.
    case busy
    /// No room is left on the disk.
    case full
    /// The file or the server cannot be reached; `reason` is fit for an operator.
    case unavailable(reason: String)
    /// A mistake in a statement or in the engine.
    case failed(code: String, String)

    /// Trying again later may work.
    public var isPassing: Bool {
        switch self {
        case .busy, .full, .unavailable: true
        case .duplicate, .missing, .constraint, .failed: false
        }
    }

    public var description: String {
        switch self {
        case .duplicate(let detail): "duplicate: \(detail)"
        case .missing(let detail): "missing: \(detail)"
        case .constraint(let detail): "constraint: \(detail)"
        case .busy: "the database is busy"
        case .full: "the disk is full"
        case .unavailable(let reason): reason
        case .failed(let code, let detail): "database error \(code): \(detail)"
        }
    }
}
