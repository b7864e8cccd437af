/// Where a text that is UTF-8 elsewhere has a byte that is none.
package struct Damage: Sendable {
    /// The name of the column in the first line, as far as it can be told; nil in the header itself.
    package let column: String?

    /// Nil where every byte is good UTF-8.
    package init?(in bytes: [UInt8]) {
        guard let place = UTF8Shape(of: bytes).firstFault else { return nil }
        let before = bytes[..<place]
        let lineStart = before.lastIndex(where: \.isLineBreak).map { $0 + 1 } ?? 0
        guard lineStart > 0 else {
            column = nil
            return
        }
        let header = bytes.prefix { !$0.isLineBreak }
        let separators = Table.Separator.allCases.map(\.rawValue)
        let separator = separators.max { one, other in
            header.count { $0 == one } < header.count { $0 == other }
        }
        let names = header.split(separator: separator ?? 0x2C, omittingEmptySubsequences: false)
        let field = before[lineStart...].count { $0 == separator }
        column = names.indices.contains(field) ? Self.name(names[field]) : nil
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        let quote = UInt8(ascii: "\"")
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(validating: bytes.filter { $0 != quote && !mark.contains($0) }, as: UTF8.self)
    }
}

extension UTF8Shape {
    /// Whether the only fault would be, as Windows-1252, a sign or a capital inside a word of small letters. Nobody writes
    /// that, and a file in that encoding has more of its letters than one: this is UTF-8 with a broken byte.
    func isUnlikelyWindows1252(_ bytes: [UInt8]) -> Bool {
        guard faults == 1, let place = firstFault, place > 0, Self.isSmall(bytes[place - 1]) else { return false }
        switch bytes[place] {
        case 0xC0...0xD6, 0xD8...0xDE: return true
        // Signs, but for those that stand in words: the apostrophes and the middle dot.
        case 0xA1...0xAA, 0xAC...0xAF, 0xB1...0xB3, 0xB5, 0xB6, 0xB8...0xBA, 0xBC...0xBF, 0x81, 0x8D, 0x8F, 0x90, 0x9D:
            return place + 1 < bytes.count && Self.isSmall(bytes[place + 1])
        default: return false
        }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
