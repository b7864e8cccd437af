import Testing

@testable import Words

struct TypographyTests {
    // In the tables, · is U+00A0 and ¦ is U+202F.
    private func shown(_ text: String) -> String {
        text.replacing("\u{A0}", with: "·").replacing("\u{202F}", with: "¦")
    }

    @Test(arguments: [
        ("Pourquoi ?", "Pourquoi¦?"), ("Pourquoi?", "Pourquoi¦?"), ("Oui ; non", "Oui¦; non"), ("Oui!", "Oui¦!"),
        ("Quoi ?!", "Quoi¦?!"), ("(?)", "(?)"), ("etc.? Oui", "etc.¦? Oui"), ("(oui ?)", "(oui¦?)"),
        ("Note : 4", "Note·: 4"), ("Note: 4", "Note·: 4"), ("à 18:00", "à 18:00"), ("Fin :", "Fin·:"),
        ("« mot »", "«·mot·»"), ("«mot»", "«·mot·»"), ("«\u{202F}mot\u{202F}» ?", "«·mot·»¦?"),
        ("l'été", "l’été"), ("l'\"auberge\"", "l’«·auberge·»"), ("5'30", "5'30"),
        ("\"un\" et \"deux\"", "«·un·» et «·deux·»"), ("un \"seul", "un \"seul"), ("5\" et \"mot\"", "5\" et «·mot·»"),
        ("\" mot \"?", "«·mot·»¦?"),
        ("50 %", "50·%"), ("50%", "50·%"), ("50 % de", "50·% de"), ("12 €", "12·€"), ("12€.", "12·€."),
        ("3 k€", "3·k€"),
        ("à 18 h 30", "à 18·h·30"), ("à 18 h, demain", "à 18·h, demain"), ("12 km/h", "12·km/h"), ("20 °C", "20·°C"),
        ("3 salariés", "3 salariés"), ("12 euros.", "12·euros."), ("3 ans, 2 mois", "3·ans, 2·mois"),
        ("1 heure", "1·heure"), ("2 années", "2 années"), ("7 jours/7", "7 jours/7"),
        ("2 l'an", "2 l’an"), ("2 m-d", "2 m-d"), ("CO2 t", "CO2 t"), ("%1 %2", "%1 %2"),
        ("%1 %", "%1·%"), ("%1 : %2", "%1·: %2"),
        ("12 000 €", "12¦000·€"), ("1 234 567", "1¦234¦567"), ("en 2014 120 dossiers", "en 2014 120 dossiers"),
        ("03 81 25 00 00", "03·81·25·00·00"), ("552 100 554", "552¦100¦554"), ("12 0000", "12 0000"), ("1 2", "1 2"),
        ("https://exemple.org/a?b=1;c:d'e !", "https://exemple.org/a?b=1;c:d'e¦!"),
        ("(http://exemple.org/l'été?)", "(http://exemple.org/l'été?)"),
        ("www.exemple.org/? oui", "www.exemple.org/? oui"),
        ("«https://exemple.org»", "«·https://exemple.org·»"), ("o'brien@exemple.org: oui", "o'brien@exemple.org: oui"),
        ("`a ? b : c` ?", "`a ? b : c`¦?"), ("a?b=1", "a?b=1"), ("a != b", "a != b"), ("x;y", "x;y"),
        (" ; rien", " ; rien"), ("?", "?"), ("\n : x", "\n : x"), ("«", "«"), ("»", "»"), ("« »", "«·»"), ("", ""),
        ("Rien à changer, vraiment.", "Rien à changer, vraiment."), ("e\u{301} ?", "e\u{301}¦?"),
    ])
    func `French text is set as printers do, once and for all`(typed: String, set: String) {
        let once = Typography.french.typeset(typed)
        #expect(shown(once) == set)
        #expect(Typography.french.typeset(once) == once)
    }

    @Test(arguments: [
        ("It isn't \"so\": why?", "It isn’t “so”: why?"), ("50 % ; 12 000", "50 % ; 12 000"), ("a \"b", "a \"b"),
        ("see https://example.org/it's", "see https://example.org/it's"), ("(\"a\")", "(“a”)"),
    ])
    func `English text gets its quotes and nothing else`(typed: String, set: String) {
        let once = Typography.english.typeset(typed)
        #expect(shown(once) == set)
        #expect(Typography.english.typeset(once) == once)
    }

    @Test func `text of another language stays as it is`() {
        #expect(Typography(language: "de").typeset("\"Warum\" ?") == "\"Warum\" ?")
        #expect(Typography(language: "fr-CH").typeset("a ?") == "a\u{202F}?")
    }

    @Test func `typesetting twice never changes more, whatever the text`() {
        let pieces = [
            " ", "\u{A0}", "\u{202F}", "'", "\"", "«", "»", ";", ":", "!", "?", "%", "€", "0", "12", "345", "h", "a",
            "é",
            "(", ")", ".", ",", "\n", "@", "://", "`", "www.", "’",
        ]
        var state: UInt64 = 1
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<9 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let once = Typography.french.typeset(text)
            #expect(Typography.french.typeset(once) == once, "\(text.debugDescription)")
            let english = Typography.english.typeset(text)
            #expect(Typography.english.typeset(english) == english, "\(text.debugDescription)")
        }
    }
}
