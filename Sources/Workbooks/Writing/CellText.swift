/// Text as a cell of a workbook can hold it.
enum CellText {
    /// What spreadsheets keep of one cell, in units of UTF-16.
    static let longest = 32_767

    /// Without the signs that XML has no place for. Line breaks are one sign, and what looks like the format's own way to write
    /// a sign by its number stays what it is.
    static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "_") || $0 == 0xEF || $0 == 0x7F }) else {
            return text
        }
        var clean = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            let isSecondHalf = isAfterReturn && scalar == "\n"
            isAfterReturn = scalar == "\r"
            if isSecondHalf { continue }
            if scalar == "\r" { clean.append("\n") } else if !isLost(scalar) { clean.append(scalar) }
        }
        return escaped(String(clean))
    }

    private static func isLost(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00..<0x20, 0x7F, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    // `_x0041_` would be read as «A».
    private static func escaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x(?=[0-9A-Fa-f]{4}_)/, with: "_x005F_x")
    }

    /// As much of a text as so many units hold, never within a letter.
    static func cut(_ text: Substring, to limit: Int) -> Substring {
        guard text.utf16.count > limit else { return text }
        var end = text.startIndex
        var units = 0
        while end < text.endIndex {
            units += text[end].utf16.count
            guard units <= limit else { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// The text in parts that a cell can each hold; one part, mostly. `room` is kept free in the first.
    static func parts(of text: String, room: Int) -> [String] {
        guard text.utf16.count > longest else { return [text] }
        var (rest, parts) = (text[...], [String]())
        while !rest.isEmpty {
            let limit = parts.isEmpty ? longest - room : longest
            let letters = cut(rest, to: limit)
            // One letter of a thousand accents is cut after all: nothing may hang.
            let part = letters.isEmpty ? Substring(rest.unicodeScalars.prefix(limit / 2)) : letters
            parts.append(String(part))
            rest = Substring(rest.unicodeScalars[part.endIndex...])
        }
        return parts
    }
}
