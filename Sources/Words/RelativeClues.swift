/// Letters and figures without which a text holds none of what `RelativeWords` looks for: most comments have none of them, and
/// looking for one takes a thousandth of the search for a pattern.
struct RelativeClues {
    let hasDigit: Bool
    private let bytes: [UInt8]

    init(in text: String) {
        hasDigit = text.unicodeScalars.contains { scalar in
            scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil
        }
        bytes = text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// Whether one of some beginnings of words stands in it, in any case; they are given in small letters without accents.
    func say(_ beginnings: StaticString...) -> Bool { beginnings.contains(where: stands) }

    private func stands(_ wanted: StaticString) -> Bool {
        wanted.withUTF8Buffer { wanted in
            bytes.withUnsafeBufferPointer { bytes in
                guard bytes.count >= wanted.count else { return false }
                return (0...(bytes.count - wanted.count)).contains { start in
                    wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
                }
            }
        }
    }
}
