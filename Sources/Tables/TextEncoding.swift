extension Table {
    /// How the bytes of a file stand for letters: what spreadsheets write under Windows, on a Mac and in old programs.
    public enum Encoding: Sendable, CaseIterable {
        case utf8, utf16, windows1252, macRoman, codePage850
    }
}

/// The letters of the upper half of an encoding of one byte a letter.
struct CodePage: Sendable {
    let encoding: Table.Encoding
    private let high: [Unicode.Scalar]

    private init(_ encoding: Table.Encoding, _ high: String) {
        (self.encoding, self.high) = (encoding, Array(high.unicodeScalars))
    }

    /// The first stands where nothing speaks for another. Every byte means something in it, as browsers read it: the five that it
    /// leaves open are control characters.
    static let all = [windows1252, macRoman, codePage850]

    private static let windows1252 = CodePage(
        .windows1252,
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"
            + String(String.UnicodeScalarView((0xA0...0xFF).compactMap { Unicode.Scalar($0) })))

    private static let macRoman = CodePage(
        .macRoman,
        """
        ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\
        \u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
        """)

    private static let codePage850 = CodePage(
        .codePage850,
        """
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§\
        ÷¸°¨·¹³²■\u{A0}
        """)

    func scalar(_ byte: UInt8) -> Unicode.Scalar { byte < 0x80 ? Unicode.Scalar(byte) : high[Int(byte) - 0x80] }

    func utf8(_ bytes: [UInt8]) -> [UInt8] {
        let letters = high.map { Array(String($0).utf8) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { text.append(byte) } else { text += letters[Int(byte) - 0x80] }
        }
        return text
    }

    /// The one whose letters stand where French and English put them: an «é» within a word speaks for it, a «Ž» there against.
    static func likely(_ bytes: [UInt8]) -> CodePage {
        let spoken = Array(bytes.indices.lazy.filter { bytes[$0] >= 0x80 }.prefix(sample))
        let points = all.map { $0.points(bytes, at: spoken) }
        let best = points.indices.max { points[$0] < points[$1] } ?? 0
        // Another must speak clearly: its letters are words where the usual ones are none.
        return points[best] > 0 && points[0] < 0 ? all[best] : all[0]
    }

    /// So many letters tell what all are.
    private static let sample = 10_000

    private func points(_ bytes: [UInt8], at places: [Int]) -> Int {
        places.reduce(0) { sum, place in
            let before = place > 0 ? scalar(bytes[place - 1]) : " "
            let after = place + 1 < bytes.count ? scalar(bytes[place + 1]) : " "
            return sum + Self.points(scalar(bytes[place]), after: before, before: after)
        }
    }

    private static func points(_ letter: Unicode.Scalar, after before: Unicode.Scalar, before after: Unicode.Scalar)
        -> Int
    {
        let isWithinWord = before.properties.isAlphabetic && after.properties.isAlphabetic
        if letter == "’" { return isWithinWord ? 1 : 0 }
        if small.contains(letter) { return before.properties.isUppercase && after.properties.isUppercase ? -2 : 1 }
        if letter.properties.isUppercase {
            return before.properties.isLowercase ? -2 : capitals.contains(letter) ? 1 : -1
        }
        if quiet.contains(letter) || letter.properties.isLowercase { return 0 }
        return isWithinWord || letter.value < 0xA0 ? -2 : -1
    }

    private static let small = Set("éèêëàâäîïôöùûüçœæñáíóúß".unicodeScalars)
    private static let capitals = Set("ÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŒÆ".unicodeScalars)
    private static let quiet = Set("«»“”‘–—…°€•·\u{A0}№§²".unicodeScalars)
}
