/// A language the site is read in. French pages stand at `/…`, English ones at `/en/…`.
public enum Language: String, CaseIterable, Sendable {
    case french = "fr"
    case english = "en"

    var prefix: String { self == .french ? "" : "/\(rawValue)" }

    /// The language an address asks for, and the address without it.
    static func split(_ path: String) -> (language: Language, path: String) {
        for language in allCases where language != .french {
            if path == language.prefix { return (language, "/") }
            if path.hasPrefix(language.prefix + "/") {
                return (language, String(path.dropFirst(language.prefix.count)))
            }
        }
        return (.french, path)
    }
}
