import Foundation
import Identifiers
import TextSimilarity

/// The practice itself, across editions.
public enum Initiative {
    public typealias ID = Identifier<Initiative>

    static let slugLimit = 60

    /// What stands for a title in a lasting address: `composer-les-tournees-en-equipe`.
    public static func slug(for title: String) -> String {
        // Transliterating takes longer than keeping the whole practice; what is in Latin letters has nothing to gain by it.
        let latin = isLatin(title) ? title : title.applyingTransform(.toLatin, reverse: false) ?? title
        let words = fold(latin).utf8.split { !isPlain($0) }.map { String(decoding: $0, as: UTF8.self) }
        var slug = words.first.map { String($0.prefix(slugLimit)) } ?? "initiative"
        for word in words.dropFirst() {
            guard slug.utf8.count + 1 + word.utf8.count <= slugLimit else { break }
            slug += "-" + word
        }
        return slug
    }

    /// The next one to try when others have the same: `…-2`, `…-3`, cut at a word like the rest.
    static func slug(_ base: String, number: Int) -> String {
        guard number > 1 else { return base }
        let tail = "-\(number)"
        guard base.utf8.count + tail.utf8.count > slugLimit else { return base + tail }
        let cut = base.prefix(slugLimit - tail.utf8.count)
        return (cut.lastIndex(of: "-").map { cut[..<$0] } ?? cut) + tail
    }

    /// Latin letters as Europe writes them, signs, and the marks of typography.
    private static func isLatin(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x250 || (0x2010...0x2027).contains(scalar.value) || scalar.value == 0x202F
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
