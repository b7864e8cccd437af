import Testing

@testable import Web

/// What people typed in French is marked within a sentence of another language, and within no other.
struct SentenceTests {
    private static let english = Reader(language: .english, phrasebook: .english)

    @Test(arguments: [
        ("Complete “Un pain”, no. 7", "", "Complete “<span lang=\"fr\">Un pain</span>”, no. 7"),
        ("“Un “bon” pain” is retained", "", "“<span lang=\"fr\">Un “bon” pain</span>” is retained"),
        (
            "“Un pain” is distinguished: “Prix”", "",
            "“<span lang=\"fr\">Un pain</span>” is distinguished: “<span lang=\"fr\">Prix</span>”"
        ),
        ("Withdrawn: trop tôt", "trop tôt", "Withdrawn: <span lang=\"fr\">trop tôt</span>"),
        ("Not closed: “un pain", "", "Not closed: “un pain"), ("Nothing typed & none", "", "Nothing typed &amp; none"),
    ])
    func `titles between quotation marks are marked, and words that are named`(
        words: String, typed: String, expected: String
    ) {
        let html = Self.english.sentence(words, saying: typed)
        #expect(String(decoding: html.bytes, as: UTF8.self) == expected)
    }

    @Test func `a French page marks nothing`() {
        let reader = Reader(language: .french, phrasebook: .english)
        let html = reader.sentence("Compléter « Un pain »", saying: "pain")
        #expect(String(decoding: html.bytes, as: UTF8.self) == "Compléter « Un pain »")
    }
}
