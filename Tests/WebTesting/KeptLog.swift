import Logging
import Synchronization

/// A log whose lines a test reads afterwards.
public final class KeptLog: LogHandler {
    private let kept = Mutex<[(text: String, security: String?)]>([])

    public init() {}

    /// What is handed to whoever writes into it.
    public var logger: Logger { Logger(label: "site") { _ in self } }

    /// Each with what was said beside its message.
    public var all: [String] { kept.withLock { $0.map { $0.text } } }

    /// Of each line on security: the event, who did it and to whom.
    public var security: [String] { kept.withLock { $0.compactMap { $0.security } } }

    public var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    public var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    public func log(event: LogEvent) {
        let facts = event.metadata ?? [:]
        let words = ["event", "person", "whom"].map { key in facts[key].map { "\($0)" } ?? "-" }
        let security = "\(event.message)" == "security" ? words.joined(separator: " ") : nil
        kept.withLock { $0.append(("\(event.message) \(facts)", security)) }
    }
}
