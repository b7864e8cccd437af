import Testing

@testable import Words

struct PhrasebookTests {
    let t: Phrasebook

    init() throws { t = try Phrasebook(language: "fr", po: french) }

    @Test func `a sentence is said in the reader's language`() {
        #expect(t("Sign in") == "Se connecter")
        #expect(Phrasebook.english("Sign in") == "Sign in")
        #expect(Phrasebook.english("Press «Save», \("«Pain»")") == "Press “Save”, «Pain»")
    }

    @Test func `a sentence without translation is said in English`() {
        #expect(t("You aren't here, \("Zoé")") == "You aren’t here, Zoé")
    }

    @Test func `values stand where the translation wants them`() {
        #expect(t("\(3) of \("a list")") == "Sur a list\u{A0}: 3")
    }

    @Test func `a value that looks like a placeholder is not filled again`() {
        #expect(t("\("100 %2 %1") of \("x")") == "Sur x\u{A0}: 100 %2 %1")
    }

    @Test func `a value is not typeset, for it may be a name or an address`() {
        #expect(t("\("d'Or ?") of \("x")") == "Sur x\u{A0}: d'Or ?")
    }

    @Test func `one English word with two meanings has two translations`() {
        #expect(t("Open") == "Ouvrir")
        #expect(t("Open", as: "state") == "Ouvert")
        #expect(Phrasebook.english("Open", as: "state") == "Open")
    }

    @Test(arguments: [(0, "0 dossier attend"), (1, "1 dossier attend"), (2, "2 dossiers attendent")])
    func `French takes the singular up to one`(count: Int, said: String) {
        #expect(t("\(count) file waits", "\(count) files wait", count: count) == said)
    }

    @Test(arguments: [(0, "0 files wait"), (1, "1 file waits"), (2, "2 files wait")])
    func `English takes the singular for one only`(count: Int, said: String) {
        #expect(Phrasebook.english("\(count) file waits", "\(count) files wait", count: count) == said)
    }

    @Test func `an English singular without its number can have a French one with it`() {
        #expect(t("One person", "\(0) people", count: 0) == "0 personne")
        #expect(Phrasebook.english("One person", "\(1) people", count: 1) == "One person")
    }

    @Test(arguments: [(2014, "2014"), (9999, "9999"), (12_345, "12\u{202F}345"), (-12_345, "-12\u{202F}345")])
    func `a number inside a sentence is grouped, but a year is not`(number: Int, said: String) {
        #expect(t("\(number)") == said)
    }

    @Test func `what a sentence counts is grouped from a thousand, for it is no year`() {
        #expect(t("\(1_677) file waits", "\(1_677) files wait", count: 1_677) == "1\u{202F}677 dossiers attendent")
        #expect(Phrasebook.english("\(1_677) file waits", "\(1_677) files wait", count: 1_677) == "1,677 files wait")
    }

    @Test func `fuzzy and empty translations are not used`() {
        #expect(t("Fuzzy") == "Fuzzy")
        #expect(t("Empty") == "Empty")
    }

    @Test func `translations are typeset when they are read`() {
        #expect(t("Why \("x")?") == "Pourquoi «\u{A0}x\u{A0}»\u{202F}?")
    }

    @Test func `a placeholder without a value stays visible`() {
        #expect(t("Too many") == "Trop de %1")
    }

    private let french = """
        msgid ""
        msgstr ""
        "Language: fr\\n"
        "Content-Type: text/plain; charset=UTF-8\\n"
        "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

        msgid "Sign in"
        msgstr "Se connecter"

        msgid "%1 of %2"
        msgstr "Sur %2 : %1"

        msgid "Open"
        msgstr "Ouvrir"

        msgctxt "state"
        msgid "Open"
        msgstr "Ouvert"

        msgid "%1 file waits"
        msgid_plural "%1 files wait"
        msgstr[0] "%1 dossier attend"
        msgstr[1] "%1 dossiers attendent"

        msgid "One person"
        msgid_plural "%1 people"
        msgstr[0] "%1 personne"
        msgstr[1] "%1 personnes"

        #, fuzzy
        msgid "Fuzzy"
        msgstr "Flou"

        msgid "Empty"
        msgstr ""

        msgid "Why %1?"
        msgstr "Pourquoi « %1 » ?"

        msgid "Too many"
        msgstr "Trop de %1"
        """
}
