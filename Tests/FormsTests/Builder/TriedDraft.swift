import Foundation
import Grids

@testable import Forms

/// A small form to shape in tests: who, and what.
enum TriedDraft {
    static func draft() -> FormDraft {
        var size = FormField(id: "size", section: "who", kind: .number(.init()), label: Localized("Effectif"))
        size.isNeeded = true
        var decided = FormField(
            id: "decided", section: "what", kind: .choice, label: Localized("Qui a décidé ?", english: "Who decided?"))
        decided.choices = [choice("alone", "Moi seul"), choice("together", "Nous, à plusieurs")]
        var staff = FormField(
            id: "staff", section: "what", kind: .line(200), label: Localized("Avec les représentants ?"))
        staff.when = Condition(
            .all,
            [
                Condition.Part(field: "size", test: .atLeast, values: ["11"]),
                Condition.Part(field: "decided", test: .isNot, values: ["alone"]),
            ])
        var story = FormField(id: "story", section: "what", kind: .text(1_500), label: Localized("Le récit"))
        (story.isNeeded, story.unless) = (true, "staff")
        let sections = [
            FormSection(
                id: "who", word: "qui", title: Localized("Qui"),
                fields: [line("title"), line("organisation.name"), size]),
            FormSection(id: "what", word: "quoi", title: Localized("Quoi"), fields: [decided, staff, story]),
        ]
        let sheet = [
            SheetPart(
                title: Localized("L’histoire"),
                lines: [.init(id: "story", kind: .text(1_500), label: Localized("L’histoire"))]),
            SheetPart(
                title: Localized("Avec qui"),
                lines: [.init(id: "staff", kind: .line(200), label: Localized("Avec qui"))]),
        ]
        let name: Form.Name = Slug("tried")!
        return FormDraft(
            Form(name: name, version: "1.0.0", title: Localized("Essai"), sections: sections, sheet: sheet))
    }

    static func choice(_ id: String, _ label: String) -> FormField.Choice { .init(id: id, label: Localized(label)) }

    private static func line(_ id: String) -> FormField {
        FormField(id: id, section: "who", kind: .line(150), label: Localized(id.capitalized))
    }
}
