import Campaigns
import Foundation
import Grids
import Testing
import Words

@testable import Forms

/// The verbs of those who shape a form.
struct FormDraftTests {
    typealias Refusal = FormDraft.Refusal

    @Test func `a form to shape is whole to begin with`() {
        #expect(TriedDraft.draft().form.flaws.isEmpty)
    }

    @Test func `it is renamed, never to nothing`() throws {
        var draft = TriedDraft.draft()
        try draft.rename(Localized("  Le\ndossier ", english: " "))
        #expect(draft.form.title == Localized("Le dossier"))
        #expect(throws: Refusal.wordsMissing) { try draft.rename(Localized("\u{200B} ", english: "The file")) }
        #expect(throws: Refusal.tooLong(most: 300)) { try draft.rename(Localized(String(repeating: "é", count: 301))) }
    }

    @Test func `a part is added, changed, moved and taken out with its questions and what is said of them`() throws {
        var draft = TriedDraft.draft()
        let part = try draft.addPart(Localized("Les effets, à l’été"))
        #expect(part == "les-effets-a-l-ete")
        #expect(draft.form.flaws == [FormFlaw(section: part, key: "fields", .noItem)])
        #expect(try draft.addPart(Localized("Les effets, à l’été")) == "les-effets-a-l-ete-2")
        try draft.change(part: part, to: PartDetails(title: Localized("Effets", english: "Effects"), isTold: false))
        #expect(draft.form.sections[2].title.english == "Effects" && !draft.form.sections[2].isTold)
        try draft.move(part: part, .up)
        #expect(draft.form.sections.map(\.id) == ["who", part, "what", "les-effets-a-l-ete-2"])
        #expect(throws: Refusal.atEnd) { try draft.move(part: "who", .up) }
        try draft.remove(part: "what")
        #expect(draft.form[id: "story"] == nil)
        #expect(draft.form.sheet.allSatisfy { $0.lines.isEmpty })
        #expect(throws: Refusal.noSuchPart) { try draft.remove(part: "what") }
        #expect(throws: Refusal.actedOn("title")) { try draft.remove(part: "who") }
    }

    @Test func `the last part stays`() throws {
        var draft = TriedDraft.draft()
        try draft.remove(part: "what")
        #expect(throws: Refusal.lastPart) { try draft.remove(part: "who") }
    }

    @Test func `a question of each kind is added, and kept as it is though something is missing`() throws {
        var draft = TriedDraft.draft()
        for word in FormField.Kind.words {
            let id = try draft.add(word, Localized("Question \(word)"), to: "what")
            #expect(draft.form[id: id]?.kind.word == word)
        }
        #expect(FormField.Kind.words.count == 29)
        #expect(FormFile.unfinished(FormFile.yaml(draft.form)) == draft.form)
        let missing = Set(draft.form.flaws.map(\.key))
        #expect(missing.isSuperset(of: ["choices", "vocabulary", "checkpoint", "row", "cells", "text"]))
        #expect(throws: Refusal.notThatKind(allowed: FormField.Kind.words)) {
            try draft.add("essay", Localized("Question"), to: "what")
        }
        #expect(throws: Refusal.noSuchPart) { try draft.add("line", Localized("Question"), to: "elsewhere") }
    }

    @Test(arguments: [
        ("Combien de personnes ?", "combien-de-personnes"), ("Œuvre & cœur", "oeuvre-coeur"), ("???", "question"),
        ("Title", "title-2"), ("Token", "token-2"), ("Contact", "contact-2"), ("<b>Effectif</b>", "b-effectif-b"),
        (String(repeating: "a", count: 200), String(repeating: "a", count: 40)),
    ])
    func `its name is made of its label, and is no other's`(label: String, name: String) throws {
        var draft = TriedDraft.draft()
        #expect(try draft.add("line", Localized(label), to: "what") == name)
        #expect(try draft.add("line", Localized(label), to: "what") != name)
        try draft.word(name, QuestionWords(label: Localized("Autrement")))
        #expect(draft.form[id: name]?.label.french == "Autrement")
    }

    @Test func `a question has help and a good example, in French first`() throws {
        var draft = TriedDraft.draft()
        try draft.word(
            "story",
            QuestionWords(
                label: Localized("Le récit"), hint: Localized(" En bref. "),
                example: Localized("Un jour…", english: "Once…")))
        #expect(draft.form[id: "story"]?.hint == Localized("En bref."))
        #expect(draft.form[id: "story"]?.example?.english == "Once…")
        #expect(throws: Refusal.wordsMissing) {
            try draft.word(
                "story", QuestionWords(label: Localized("Le récit"), hint: Localized("", english: "Briefly")))
        }
        try draft.word("story", QuestionWords(label: Localized("Le récit"), hint: Localized("", english: "")))
        #expect(draft.form[id: "story"]?.hint == nil)
        #expect(throws: Refusal.tooLong(most: 3_000)) {
            try draft.word(
                "story",
                QuestionWords(label: Localized("Le récit"), hint: Localized(String(repeating: "x", count: 3_001))))
        }
    }

    @Test func `a form holds no more questions than anybody answers`() throws {
        var draft = TriedDraft.draft()
        var sections = draft.form.sections
        sections[1].fields += (0..<(Form.mostFields - 6)).map {
            FormField(id: "q\($0)", section: "what", kind: .tick, label: Localized("Oui"))
        }
        draft.form = draft.form.with(sections: sections)
        #expect(throws: Refusal.tooManyQuestions(most: Form.mostFields)) {
            try draft.add("line", Localized("Encore une"), to: "what")
        }
    }

    @Test func `a question goes up and down, and on into the next part`() throws {
        var draft = TriedDraft.draft()
        try draft.move("story", .up)
        #expect(draft.form.sections[1].fields.map(\.id) == ["decided", "story", "staff"])
        try draft.move("decided", .up)
        #expect(draft.form.sections[0].fields.map(\.id) == ["title", "organisation.name", "size", "decided"])
        #expect(draft.form[id: "decided"]?.section == "who")
        try draft.move("decided", .down)
        #expect(draft.form.sections[1].fields.first?.id == "decided")
        #expect(throws: Refusal.atEnd) { try draft.move("title", .up) }
        #expect(throws: Refusal.atEnd) { try draft.move("staff", .down) }
        try draft.move("staff", to: "who")
        #expect(draft.form.sections[0].fields.last?.id == "staff")
        #expect(throws: Refusal.noSuchPart) { try draft.move("staff", to: "elsewhere") }
    }

    @Test func `what speaks of a question goes with it, and is said before`() throws {
        var draft = TriedDraft.draft()
        #expect(draft.form.references(to: "decided") == [.condition(of: "staff")])
        #expect(draft.form.references(to: "staff") == [.unless(of: "story"), .sheet(part: 1)])
        try draft.remove("decided")
        #expect(draft.form[id: "staff"]?.when?.parts.map(\.field) == ["size"])
        try draft.remove("size")
        #expect(draft.form[id: "staff"]?.when == nil)
        try draft.remove("staff")
        #expect(draft.form[id: "story"]?.unless == nil)
        #expect(draft.form.sheet[1].lines.isEmpty)
        #expect(draft.form.flaws == [FormFlaw(key: "sheet", .noItem)])
        #expect(throws: Refusal.actedOn("organisation.name")) { try draft.remove("organisation.name") }
        #expect(throws: Refusal.noSuchQuestion) { try draft.remove("staff") }
    }
}
