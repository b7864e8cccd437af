/// A text that people wrote: in French, and in English when someone translated it.
public struct Localized: Hashable, Sendable {
    public let french: String
    public let english: String?

    public init(_ french: String, english: String? = nil) {
        (self.french, self.english) = (french, english)
    }

    /// The text for a reader, and the language it is really in: a page says so when it is not the reader's own.
    public func wording(in language: String) -> (text: String, language: String) {
        if language == "en", let english { (english, "en") } else { (french, "fr") }
    }
}
