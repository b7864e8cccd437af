import Foundation

/// The words of a paper, as they are searched and shown: no sign steers what shows them.
enum PaperText {
    static let mostBytes = 4 * PapersTool.mostSigns

    /// Of a text, whose every byte is looked at. One that holds anything else than signs is refused.
    static func whole(_ path: String) throws -> String {
        let file = try ArchiveFile(path)
        let beginning = try file.beginning(mostBytes)
        if try isModern(file) { return cleaned(beginning) }
        guard try isOld(file), let text = OldSigns.text(beginning) else { throw PreparationRefusal.kind }
        return cleaned(Array(text.utf8))
    }

    private static func isModern(_ file: ArchiveFile) throws -> Bool {
        var kept: [UInt8] = []
        return try all(file) { share, isLast in
            let bytes = kept + share
            let whole = isLast ? bytes[...] : TextKinds.withoutCutSign(bytes)
            kept = Array(bytes[whole.endIndex...])
            return TextKinds.signs(whole) != nil
        }
    }

    /// Tables come in it: which texts may was said when they arrived.
    private static func isOld(_ file: ArchiveFile) throws -> Bool {
        try all(file) { share, _ in OldSigns.holds(share) }
    }

    private static func all(_ file: ArchiveFile, _ holds: ([UInt8], _ isLast: Bool) -> Bool) throws -> Bool {
        var place = 0
        while place < file.size {
            let count = min(1_000_000, file.size - place)
            let share = try file.bytes(at: place, count: count)
            place += count
            guard holds(share, place == file.size) else { return false }
        }
        return true
    }

    static func cleaned(_ bytes: [UInt8]) -> String {
        var text = ""
        var (count, breaks) = (0, 0)
        for sign in String(decoding: bytes, as: UTF8.self).unicodeScalars where count < PapersTool.mostSigns {
            // A new page is a new paragraph; more than one empty line says nothing.
            let plain = ["\u{C}", "\u{2028}", "\u{2029}"].contains(sign) ? "\n" : sign
            guard let written = written(plain) else { continue }
            breaks = plain == "\n" ? breaks + 1 : 0
            guard breaks <= 2 else { continue }
            text.unicodeScalars.append(contentsOf: written.unicodeScalars)
            count += written.unicodeScalars.count
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Nil for what is not seen: control signs, hyphens that a line may end with, directions, private signs.
    private static func written(_ sign: Unicode.Scalar) -> String? {
        if let letters = ligatures[sign] { return letters }
        if sign == "\n" || sign == "\t" { return String(sign) }
        switch sign.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate: return nil
        default: return String(sign)
        }
    }

    private static let ligatures: [Unicode.Scalar: String] = [
        "\u{FB00}": "ff", "\u{FB01}": "fi", "\u{FB02}": "fl", "\u{FB03}": "ffi", "\u{FB04}": "ffl", "\u{FB05}": "st",
        "\u{FB06}": "st",
    ]

    /// As poppler's `pdfinfo` counts them.
    static func pages(_ answer: [UInt8]) -> Int? {
        let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("Pages:") }
        return line.flatMap { Int($0.dropFirst(6).trimmingCharacters(in: .whitespaces)) }.flatMap { $0 > 0 ? $0 : nil }
    }
}

extension ArchiveFile {
    /// Fewer where the file ends before.
    func beginning(_ count: Int) throws -> [UInt8] { try bytes(at: 0, count: min(count, size)) }
}
