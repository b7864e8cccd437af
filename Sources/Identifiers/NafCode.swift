/// The main activity of an organisation. Codes of two versions are never the same thing, even when they look alike.
public struct NafCode: Hashable, Sendable, CustomStringConvertible {
    public let description: String
    public let version: Version

    /// The nomenclature a code belongs to.
    public enum Version: String, CaseIterable, Codable, Sendable {
        case revision2 = "rev2"
        /// In force from 1 January 2027.
        case naf2025 = "2025"
    }

    /// Takes `9499Z` for `94.99Z`.
    public init(_ typed: String, version: Version) throws(NafRefusal) {
        let text = TypedNumber(typed).text
        let bytes = text.utf8
        guard bytes.count == 5, bytes.prefix(4).allSatisfy(\.isDigit), bytes.last?.isCapital == true else {
            throw .wrongShape
        }
        description = "\(text.prefix(2)).\(text.dropFirst(2))"
        self.version = version
    }

    /// As it is shown: `94.99Z`.
    public var formatted: String { description }
}

/// Why a text is no NAF code.
public enum NafRefusal: Error, Hashable, Sendable {
    /// Not four digits and a letter.
    case wrongShape
}
