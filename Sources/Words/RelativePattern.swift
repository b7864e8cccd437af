import Synchronization

/// A pattern that is made once and looked for by one thread at a time: what the language makes of a pattern may not be shared.
final class RelativePattern<Output>: Sendable {
    private let regex: Mutex<Regex<Output>>

    init(_ regex: sending Regex<Output>) { self.regex = Mutex(regex) }

    func ranges(in text: String) -> [Range<String.Index>] { found(in: text) { $0.range } }

    /// What `reading` makes of each match; nil leaves it out.
    func found<Read: Sendable>(in text: String, _ reading: @Sendable (Regex<Output>.Match) -> Read?) -> [Read] {
        regex.withLock { regex in text.matches(of: regex).compactMap(reading) }
    }
}
