import Testing

@testable import Mail

struct LetterTests {
    let look = MailLook(name: "rally'nov 2014", accent: "#8a3b12")

    @Test func `a letter in plain text says everything, typeset`() {
        #expect(
            RenderedLetter(.reminder, look: look).plain == """
                rally’nov 2014

                [Brouillon, non transmis]

                Il manque deux réponses à votre dossier

                Bonjour Madame Mercet,

                La clôture est mardi 30 septembre 2014 à 18\u{A0}h\u{202F}; après, rien ne part.

                - Les effets\u{A0}: d’où vient le chiffre
                - Une personne que nous pouvons appeler

                Terminer et transmettre
                https://rallynov.example/dossiers/1?a=1&b=2

                Élise Maréchal
                L’agence

                -- 
                Vous recevez ce message parce que vous avez commencé un dossier.

                """)
    }

    @Test func `what is not true says so on top of each letter, in its language`() {
        var look = look
        look.marks = ["fr": "DÉMONSTRATION", "en": "DEMONSTRATION"]
        let letter = RenderedLetter(.reminder, look: look)
        #expect(letter.plain.hasPrefix("DÉMONSTRATION – rally’nov 2014\n"))
        #expect(letter.html.contains(">DÉMONSTRATION – rally’nov 2014</p>"))
    }

    @Test func `a letter in HTML says the same`() {
        let html = RenderedLetter(.reminder, look: look).html
        for text in [
            "lang=\"fr\"", "<title>À terminer avant mardi 18\u{A0}h</title>", "class=\"draft\"",
            "Brouillon, non transmis</p>",
            "Il manque deux réponses à votre dossier</h1>", "<li>Les effets\u{A0}: d’où vient le chiffre</li>",
            "href=\"https://rallynov.example/dossiers/1?a=1&amp;b=2\"", ">Terminer et transmettre</a>",
            "Élise Maréchal<br>L’agence</p>", "#8a3b12",
        ] { #expect(html.contains(text), "\(text)") }
    }

    @Test func `a letter may be three sentences`() {
        let letter = Letter(language: "en", subject: "Hello", lead: "It's here", paragraphs: [], closing: [])
        let rendered = RenderedLetter(letter, look: look)
        #expect(rendered.plain == "rally’nov 2014\n\nIt’s here\n")
        #expect(!rendered.html.contains("<ul") && !rendered.html.contains("<a ") && !rendered.html.contains("<hr"))
    }

    @Test func `hostile text never becomes markup`() {
        let hostile = "\"'<>& \"\u{301} <\u{301}script> javascript:"
        #expect(markup(of: .saying(hostile)) == markup(of: .saying("harmless")))
        #expect(Array(html(of: .saying("a \"\u{301}")).utf8).firstRange(of: Array("\"\u{301}".utf8)) == nil)
        #expect(html(of: .saying("a<b")).contains("a&lt;b"))
    }

    private func html(of letter: Letter) -> String { RenderedLetter(letter, look: look).html }
    private func markup(of letter: Letter) -> [UInt8] { Array(html(of: letter).utf8).filter("<>\"'".utf8.contains) }
}

struct MailLookTests {
    @Test(arguments: [
        "#8a3b12", "#ffff00", "#000000", "#ffffff", "#0d5c4b", "#7f7f7f", "", "red", "#12345g", "#-12345",
    ])
    func `whatever the agency's colour, the button can be read by day and by night`(accent: String) {
        let look = MailLook(name: "", accent: accent)
        #expect(look.accent.contrast(with: .white) >= 4.5)
        #expect(look.lightAccent.contrast(with: .night) >= 7)
    }

    @Test func `a letter bears the name in its own language, where there is one`() {
        var look = MailLook(name: "L’agence", accent: "")
        var letter = Letter.reminder
        #expect(RenderedLetter(letter, look: look).plain.hasPrefix("L’agence\n"))
        letter.language = "en"
        #expect(RenderedLetter(letter, look: look).plain.hasPrefix("L’agence\n"))
        look.names = ["en": "Comtoise agency"]
        let english = RenderedLetter(letter, look: look)
        #expect(english.plain.hasPrefix("Comtoise agency\n") && english.html.contains("Comtoise agency"))
        #expect(RenderedLetter(.reminder, look: look).plain.hasPrefix("L’agence\n"))
    }

    @Test func `a colour that can be read is left alone`() {
        #expect(MailLook(name: "", accent: "#8A3B12").accent.hex == "#8a3b12")
        #expect(MailLook(name: "", accent: "nonsense").accent.hex == "#0d5c4b")
        #expect(MailColour("#767676")?.contrast(with: .white).rounded(.down) == 4)
    }
}

extension Letter {
    static let reminder = Letter(
        language: "fr", subject: "À terminer avant mardi 18 h", band: .draft("Brouillon, non transmis"),
        lead: "Il manque deux réponses à votre dossier",
        paragraphs: [
            "Bonjour Madame Mercet,", "La clôture est mardi 30 septembre 2014 à 18 h ; après, rien ne part.",
        ],
        points: ["Les effets : d'où vient le chiffre", "Une personne que nous pouvons appeler"],
        button: .init("Terminer et transmettre", to: "https://rallynov.example/dossiers/1?a=1&b=2"),
        closing: ["Élise Maréchal", "L'agence"],
        footnote: "Vous recevez ce message parce que vous avez commencé un dossier.")

    static func saying(_ text: String) -> Letter {
        Letter(
            language: "fr", subject: text, band: .sent(text), lead: text, paragraphs: [text], points: [text],
            button: .init(text, to: text), closing: [text], footnote: text)
    }
}
