import Testing

@testable import Words

struct TypedTextTests {
    @Test(arguments: [
        ("", ""), ("  ", ""), ("boulangerie", "boulangerie"), ("L’été à Dole – 20 €, « œuvre »", "L’été à Dole – 20 €, « œuvre »"),
        (" autour\n", "autour"), ("\u{A0}autour\u{202F}", "autour"), ("e\u{301}te\u{301}", "été"), ("une\r\nligne\rde plus", "une\nligne\nde plus"),
        ("sonne\u{7} deux\u{7F}fois\u{85}", "sonne deuxfois"), ("\u{212B}ngström", "Ångström"), ("a\tb", "a\tb"),
    ])
    func `a text is tidied to one form, whichever it came in`(typed: String, kept: String) {
        #expect(typed.tidied.unicodeScalars.elementsEqual(kept.unicodeScalars), "\(typed.tidied.unicodeScalars)")
    }

    @Test func `a tidy text stays as it is`() {
        for typed in ["é", "le\u{AD}soir", "a\u{2019}b", "日本", "\u{1F600} !", "x\u{2003}y"] {
            #expect(typed.tidied.tidied == typed.tidied)
        }
    }
}
