import Crypto
import Foundation

/// What more there is to say of an act: names, texts, figures. None of it is kept in the journal, only a digest that whoever holds
/// the words can be held to.
public struct Details: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    let values: [String: String]

    public init(_ values: [String: String]) { self.values = values }

    public init(dictionaryLiteral elements: (String, String)...) {
        values = Dictionary(elements, uniquingKeysWith: { _, last in last })
    }

    public var isEmpty: Bool { values.isEmpty }

    /// SHA-256 over the fields `rallynov details 1`, the salt, then each name and its value, by the bytes of the names.
    public func digest(salt: String) -> String {
        let pairs = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return Encoding.digest(of: ["rallynov details 1", salt] + pairs.flatMap { [$0.key, $0.value] })
    }

    /// SHA-256 of a whole file, in hexadecimal, as a detail: a copy found later can be held against the row.
    public static func digest(of file: [UInt8]) -> String { Encoding.hexadecimal(SHA256.hash(data: file)) }

    /// A moment as a detail: milliseconds since 1970, UTC.
    public static func moment(_ time: Date) -> String { String(Int((time.timeIntervalSince1970 * 1000).rounded())) }

    /// 128 bits of chance.
    static func newSalt() -> String {
        Encoding.hexadecimal(SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) })
    }

    /// SHA-256 over the fields `rallynov salt 1` and the salt.
    static func digest(ofSalt salt: String) -> String { Encoding.digest(of: ["rallynov salt 1", salt]) }
}
