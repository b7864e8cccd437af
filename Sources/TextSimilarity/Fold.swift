import Foundation

/// The text in lower case, without accents, `œ æ ß` and other joined letters taken apart: a key to sort and compare by.
public func fold(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { Folding.append(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
}

/// Folds one scalar after the other, so that composed and decomposed accents come to the same.
enum Folding {
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(scalar.value) | 0x20)
        case 0..<0x80: bytes.append(UInt8(scalar.value))
        case 0x80..<0x250: bytes += latin[Int(scalar.value - 0x80)]
        default: bytes += folded(scalar)
        }
    }

    // Foundation's tables are slow; nearly every accent of our texts is one of these.
    private static let latin = (0x80..<0x250).map { value in Unicode.Scalar(value).map(folded) ?? [] }

    private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        let decomposed = String(scalar).decomposedStringWithCompatibilityMapping
        return decomposed.unicodeScalars.flatMap { part -> [UInt8] in
            switch part.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: []
            default: separate[part].map { Array($0.utf8) } ?? Array(part.properties.lowercaseMapping.utf8)
            }
        }
    }

    // What Unicode does not take apart.
    private static let separate: [Unicode.Scalar: String] = [
        "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
        "ł": "l", "Ł": "l", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "Ħ": "h", "ς": "σ",
        "’": "'", "‘": "'", "ʼ": "'",
    ]
}
