import Foundation
import Grids
import World

@testable import Forms

/// Forms of the tests, made of questions alone.
enum ShapedForm {
    /// With the two questions that every form has, and these.
    static func form(_ fields: [FormField], isEligibility: Bool = false) -> Form {
        let own = FormSection(
            id: "one", word: "un", title: Localized("Un"), isEligibility: isEligibility,
            fields: fields.map { field in
                var field = field
                field.section = "one"
                return field
            })
        let who = FormSection(
            id: "who", word: "qui", title: Localized("Qui"),
            fields: [line("title", in: "who"), line("organisation.name", in: "who")])
        let name: Form.Name = Slug("tried")!
        return Form(name: name, version: "1", title: Localized("Essai"), sections: [own, who], sheet: [])
    }

    static func field(_ id: String, _ kind: FormField.Kind, _ change: (inout FormField) -> Void = { _ in }) -> FormField
    {
        var field = FormField(id: id, section: "one", kind: kind, label: Localized(id.uppercased()))
        change(&field)
        return field
    }

    static func choice(_ id: String, _ choices: [String]) -> FormField {
        field(id, .choice) { $0.choices = choices.map { FormField.Choice(id: $0, label: Localized($0.uppercased())) } }
    }

    private static func line(_ id: String, in section: String) -> FormField {
        FormField(id: id, section: section, kind: .line(150), label: Localized(id))
    }

    /// A question of every kind.
    static let everyKind: [FormField] = {
        let cells = [
            FormField.Cell(id: "name", kind: .line(20), label: Localized("Nom"), isNeeded: true),
            FormField.Cell(id: "places", kind: .number(.init(unit: nil, .init(least: 0))), label: Localized("Places")),
            FormField.Cell(id: "since", kind: .date, label: Localized("Depuis")),
            FormField.Cell(id: "email", kind: .email, label: Localized("Adresse")),
            FormField.Cell(
                id: "size", kind: .choice, label: Localized("Taille"),
                choices: [FormField.Choice(id: "small", label: Localized("Petite", english: "Small"))]),
        ]
        let block = FormField.Block(row: Localized("Lieu", english: "Place"), least: 1, most: 3, cells: cells)
        return FormField.Kind.fresh.map { kind in
            let kind: FormField.Kind =
                switch kind {
                case .block: .block(block)
                case .terms: .terms("need")
                case .checkpoint: .checkpoint("shared-decision")
                case .consent: .consent(.init(text: Localized("D’accord & tout"), version: "2"))
                case .number:
                    .number(.init(unit: Localized("personnes", english: "people"), .init(least: 1, most: 1_000.5)))
                default: kind
                }
            return field("f_\(kind.word)", kind) {
                guard kind.hasChoices else { return }
                $0.choices = ["a", "b"].map { FormField.Choice(id: $0, label: Localized($0)) }
            }
        }
    }()

    static func file(_ name: String) throws -> String {
        try String(contentsOfFile: "\(World.root)/Reference/forms/\(name).yaml", encoding: .utf8)
    }
}
