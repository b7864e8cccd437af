import Mail
import Testing
import Web

@testable import Messages

struct LetterFormTests {
    private let letter = Letter(
        language: "fr", subject: "Objet", band: .sent("Transmis"), lead: "Bonjour", paragraphs: ["Un\nsuite", "Deux"],
        points: ["a", "b"], button: .init("Ouvrir", to: "https://example.org/"), closing: ["L'agence", "03 81"],
        footnote: "Pourquoi")

    @Test func `a letter that nobody changed stays the same`() {
        #expect(LetterForm(letter, at: 3).applied(to: letter) == letter)
    }

    @Test func `what is typed replaces the text, and keeps state, button and footnote`() {
        let form = LetterForm(
            Fields([
                (name: "subject", value: " Un\nautre   objet "), (name: "lead", value: "Bonsoir"),
                (name: "text", value: "\n\nPremier\n \n\nSecond\n"), (name: "points", value: "x\n\n y \n"),
                (name: "closing", value: ""), (name: "revision", value: "7"),
            ]))
        var expected = letter
        (expected.subject, expected.lead) = ("Un autre objet", "Bonsoir")
        (expected.paragraphs, expected.points, expected.closing) = (["Premier", "Second"], ["x", "y"], [])
        #expect(form.applied(to: letter) == expected)
        #expect(form.revision == 7)
        #expect(form.problems.isEmpty)
    }

    @Test func `a letter needs a subject and a first sentence`() {
        #expect(LetterForm(Fields()).problems == [.subjectMissing, .leadMissing])
    }
}
