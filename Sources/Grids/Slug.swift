/// The short name that a grid's author gives to one of its things: `need-established`.
public struct Slug<Thing>: Hashable, Sendable, LosslessStringConvertible {
    public let description: String

    /// Nil unless the text is 1 to 60 small letters, digits, hyphens and underscores, so it is safe in a path as it stands.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard (1...60).contains(bytes.count), bytes.allSatisfy(Self.allows) else { return nil }
        description = text
    }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
