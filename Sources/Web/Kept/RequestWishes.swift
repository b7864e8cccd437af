import HTTPTypes

/// What a request says of the form it wants its answer in, read in one go: asked by name, each header is searched for.
public struct RequestWishes: Sendable {
    private(set) var takesGzip = false
    /// The tags of the copies it has.
    private(set) var known: String?
    private(set) var hasSession = false
    private let sessionCookie: String

    init(sessionCookie: String) { self.sessionCookie = sessionCookie }

    init(_ headers: HTTPFields, sessionCookie: String) {
        self.init(sessionCookie: sessionCookie)
        for field in headers { hear(field.name.canonicalName, field.value) }
    }

    /// One header after the other; those that say nothing here are let by.
    public mutating func hear(_ name: String, _ value: String) {
        if name.names("accept-encoding") {
            takesGzip = takesGzip || value.namesGzip
        } else if name.names("if-none-match") {
            known = value
        } else if name.names("cookie") {
            // Wherever it stands, byte by byte: whoever might be signed in is asked about by the slower way.
            hasSession = hasSession || value.utf8.firstRange(of: sessionCookie.utf8) != nil
        }
    }
}

extension String {
    /// Whether it is that header's name, which is given in small letters. A length tells most of them apart.
    public func names(_ header: StaticString) -> Bool {
        header.withUTF8Buffer { letters in
            utf8.count == letters.count && zip(utf8, letters).allSatisfy { $0 | 0x20 == $1 }
        }
    }

    /// Whether gzip is among these codings, and not with the weight 0, which refuses it.
    fileprivate var namesGzip: Bool {
        // As all browsers begin, and as a proxy asks.
        if hasPrefix("gzip,") || self == "gzip" { return true }
        return split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
        }
    }
}
