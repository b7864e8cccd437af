import Testing

@testable import Words

struct TypedTextTests {
    @Test(arguments: [
        ("", ""), ("  ", ""), ("boulangerie", "boulangerie"),
        ("L’été à Dole – 20 €, « œuvre »", "L’été à Dole – 20 €, « œuvre »"),
        (" autour\n", "autour"), ("\u{A0}autour\u{202F}", "autour"), ("e\u{301}te\u{301}", "été"),
        ("une\r\nligne\rde plus", "une\nligne\nde plus"),
        ("sonne\u{7} deux\u{7F}fois\u{85}", "sonne deuxfois"), ("\u{212B}ngström", "Ångström"), ("a\tb", "a\tb"),
    ])
    func `a text is tidied to one form, whichever it came in`(typed: String, kept: String) {
        #expect(typed.tidied.unicodeScalars.elementsEqual(kept.unicodeScalars), "\(typed.tidied.unicodeScalars)")
    }

    @Test(arguments: [
        ("a\u{B}b\u{C}c\rd\r\ne\u{85}f\u{2028}g\u{2029}h", "a\nb\nc\nd\ne\nf\ng\nh"), ("a\r\r\n\nb", "a\n\n\nb"),
        ("mot cou\u{2}pé", "mot coupé"),
        ("\u{202E}cilbup\u{202C} \u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}", "cilbup a"),
        ("\u{FEFF}a\u{FFFE}\u{FFFF}\u{FFF9}\u{1FFFE}", "a"),
        ("👩\u{200D}👧 a\u{200B}b c\u{AD}d e\u{2009}f\tg", "👩\u{200D}👧 a\u{200B}b c\u{AD}d e\u{2009}f\tg"),
        ("🏴\u{E0067}\u{E0062}\u{E007F} e\u{301} {{nom}} ", "🏴\u{E0067}\u{E0062}\u{E007F} e\u{301} {{nom}} "),
    ])
    func `what turns or breaks a text is dropped when it is read, and nothing else`(typed: String, read: String) {
        #expect(typed.asRead.unicodeScalars.elementsEqual(read.unicodeScalars), "\(typed.asRead.unicodeScalars)")
        #expect(typed.tidied == read.precomposedStringWithCanonicalMapping.trimmed)
    }

    @Test(arguments: [
        "e" + String(repeating: "\u{301}", count: 5_000), String(repeating: "\u{1100}", count: 5_000),
        "👩" + String(repeating: "\u{200D}👩", count: 5_000),
    ])
    func `signs that are stacked on one letter without end do not pass for one letter`(typed: String) {
        #expect(typed.count == 1)
        let read = "a\(typed.asRead)b"
        #expect(read.unicodeScalars.count == 42 && read.count == 3)
    }

    @Test(arguments: [
        "👩🏽\u{200D}❤️\u{200D}💋\u{200D}👨🏿", "👨🏻\u{200D}👩🏼\u{200D}👧🏽\u{200D}👦🏾",
        "Z\u{351}\u{36B}\u{343}\u{36A}a\u{302}\u{36B}lgo", "한국어", "क्षत्रिय",
    ])
    func `letters and faces of many signs stay`(typed: String) {
        #expect(typed.asRead.unicodeScalars.elementsEqual(typed.unicodeScalars))
    }

    @Test(arguments: [
        "", " \n\u{A0}", "\u{200B}", "\u{2060} \u{AD}", "\u{3164}", "\u{2800}\u{115F}", "\u{200D}\u{FE0F}",
    ])
    func `what nobody sees is blank`(typed: String) {
        #expect(typed.isBlank)
        #expect("\(typed)a".isBlank == false)
        #expect("\u{2060}\(typed)\u{2060}".tidied.isEmpty)
    }

    @Test(arguments: ["a", "👩\u{200D}👧", "·", "e\u{301}", "한", "0"])
    func `what somebody sees is not`(typed: String) { #expect(!typed.isBlank) }

    @Test func `a tidy text stays as it is`() {
        for typed in ["é", "le\u{AD}soir", "a\u{2019}b", "日本", "\u{1F600} !", "x\u{2003}y"] {
            #expect(typed.tidied.tidied == typed.tidied)
        }
    }

    @Test func `what is trimmed is what the standard calls spaces and line ends, and nothing within`() {
        let around =
            (0...0x3100).compactMap { Unicode.Scalar(UInt32($0)) }.map { String(Character($0)) } + ["\r\n", "\u{FEFF}"]
        for sign in around {
            for text in ["\(sign)a b\(sign)", sign, "é\(sign)", "\(sign)\u{301}"] {
                #expect(text.trimmed == text.trimmingCharacters(in: .whitespacesAndNewlines), "\(sign.unicodeScalars)")
            }
        }
    }
}
