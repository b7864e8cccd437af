import Crypto
import Foundation

/// The one way in which fields become bytes to be digested, so that no two lists of fields give the same bytes.
///
/// A field is written as its length in UTF-8 bytes, in decimal, a colon, those bytes and a comma: `4:Jura,`. One that is absent is
/// `-,`. Fields follow each other without anything between them. Digests are SHA-256, in lower-case hexadecimal.
enum Encoding {
    static func bytes(of fields: [String?]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64 * fields.count)
        for field in fields {
            guard let field else {
                bytes += [UInt8(ascii: "-"), UInt8(ascii: ",")]
                continue
            }
            bytes += String(field.utf8.count).utf8
            bytes.append(UInt8(ascii: ":"))
            bytes += field.utf8
            bytes.append(UInt8(ascii: ","))
        }
        return bytes
    }

    static func digest(of fields: [String?]) -> String { hexadecimal(SHA256.hash(data: bytes(of: fields))) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil unless the text is hexadecimal, two digits a byte.
    static func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.map { UInt8(String(UnicodeScalar($0)), radix: 16) }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0]! << 4 | digits[$0 + 1]! }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
