/// The number of an association in its national register: `W` and nine characters.
public struct Rna: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ typed: String) throws(RnaRefusal) {
        let text = TypedNumber(typed).text
        guard text.utf8.allSatisfy({ $0.isDigit || $0.isCapital }) else { throw .wrongCharacter }
        guard text.utf8.count == 10 else { throw .wrongLength(found: text.utf8.count) }
        guard text.hasPrefix("W") else { throw .noLeadingW }
        description = text
    }

    /// True with letters after the W. Corsica, overseas and old files have such numbers; elsewhere it is worth a second look.
    public var isUnusual: Bool { !description.utf8.dropFirst().allSatisfy(\.isDigit) }

    /// As it is shown: `W251000001`.
    public var formatted: String { description }
}

/// Why a text is no RNA number.
public enum RnaRefusal: Error, Hashable, Sendable {
    case wrongCharacter
    case wrongLength(found: Int)
    case noLeadingW
}
