import Grids
import Web
import Words

// Conditions as sentences.
extension Reader {
    /// “Shown if “How many people?” is at least 10 and “Sector” is “Care”.”
    public func sentence(for condition: Condition, in form: Form, grid: Grid?) -> String {
        let parts = condition.parts.map { words(for: $0, in: form, grid: grid) }
        guard let last = parts.last else { return "" }
        let others = parts.dropLast().joined(separator: ", ")
        if others.isEmpty { return t("Shown if \(last).") }
        return condition.joint == .all ? t("Shown if \(others) and \(last).") : t("Shown if \(others) or \(last).")
    }

    /// One comparison: “How many people?” is at least 10.
    public func words(for part: Condition.Part, in form: Form, grid: Grid?) -> String {
        let field = form[id: part.field]
        let name = field.map(label) ?? part.field
        var values = part.values.map { value in field.map { self.value(value, of: $0, grid) } ?? value }
        if values.isEmpty { values = [t("(an answer to be chosen)")] }
        let value = values[0]
        return switch part.test {
        case .is where field?.kind.isList == true: t("“\(name)” includes \(value)")
        case .isNot where field?.kind.isList == true: t("“\(name)” does not include \(value)")
        case .isOneOf where field?.kind.isList == true:
            t("“\(name)” includes one of \(values.joined(separator: ", "))")
        case .is: t("“\(name)” is \(value)")
        case .isNot: t("“\(name)” is not \(value)")
        case .isOneOf: t("“\(name)” is one of \(values.joined(separator: ", "))")
        case .answered: answeredWords(field, name)
        case .unanswered: unansweredWords(field, name)
        case .atLeast: t("“\(name)” is at least \(value)")
        case .atMost: t("“\(name)” is at most \(value)")
        case .before: t("“\(name)” is before \(value)")
        case .after: t("“\(name)” is after \(value)")
        }
    }

    /// A test alone, for a list to choose from.
    public func words(for test: Condition.Test) -> String {
        switch test {
        case .is: t("is", as: "test of a condition")
        case .isNot: t("is not", as: "test of a condition")
        case .isOneOf: t("is one of", as: "test of a condition")
        case .answered: t("is answered", as: "test of a condition")
        case .unanswered: t("is not answered", as: "test of a condition")
        case .atLeast: t("is at least", as: "test of a condition")
        case .atMost: t("is at most", as: "test of a condition")
        case .before: t("is before", as: "test of a condition")
        case .after: t("is after", as: "test of a condition")
        }
    }

    private func answeredWords(_ field: FormField?, _ name: String) -> String {
        field?.kind.isBox == true ? t("“\(name)” is ticked") : t("“\(name)” is answered")
    }

    private func unansweredWords(_ field: FormField?, _ name: String) -> String {
        field?.kind.isBox == true ? t("“\(name)” is not ticked") : t("“\(name)” is not answered")
    }

    private func value(_ value: String, of field: FormField, _ grid: Grid?) -> String {
        switch field.kind {
        case .choice, .choices: t("“\(choice(value, of: field))”")
        case .terms(let vocabulary): t("“\(term(value, of: vocabulary, grid: grid))”")
        case .number, .money, .date: answerWords(.text(value), of: field)
        case .checkpoint: levelWords(value, grid: grid)
        default: value
        }
    }
}

extension FormField.Kind {
    var isBox: Bool {
        switch self {
        case .tick, .consent: true
        default: false
        }
    }

    var isList: Bool {
        switch self {
        case .choices, .terms: true
        default: false
        }
    }
}
