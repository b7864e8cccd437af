import Testing
import TextSimilarity

struct FoldTests {
    @Test(arguments: [
        ("Été", "ete"), ("E\u{301}TE\u{301}", "ete"), ("cœur ŒUVRE", "coeur oeuvre"),
        ("Ægir Straße ẞ", "aegir strasse ss"),
        ("ﬁn ﬂot", "fin flot"), ("Łódź Søren Đà", "lodz soren da"), ("İstanbul ısı", "istanbul isi"), ("ÀÿÇñ", "aycn"),
        ("L’Ain\u{202F}!", "l'ain !"), ("Ελλάς", "ελλασ"), ("日本", "日本"), ("", ""), ("a\u{301}\u{302}\u{303}", "a"),
        ("\u{301}", ""), ("１２ａｂ", "12ab"), ("🚲", "🚲"),
    ])
    func `a folded text has neither case nor accents`(text: String, folded: String) {
        #expect(fold(text) == folded)
        #expect(fold(fold(text)) == folded)
    }
}
