import Campaigns
import Foundation
import Grids
import Web
import Words

/// Who reads a question, who must answer it, and when, as its page says it.
struct TypedUse: Sendable {
    let fields: Fields
    let now: Date

    init(_ fields: Fields, now: Date) { (self.fields, self.now) = (fields, now) }

    var use: QuestionUse {
        get throws(FormDraft.Refusal) {
            let asking = fields.text("q:asking").flatMap { QuestionUse.Asking(rawValue: $0) } ?? .free
            return QuestionUse(
                asking, unless: fields.text("q:unless"),
                feeds: fields.ticked("q:feeds").filter { Checkpoint.ID($0) != nil },
                isForJury: fields.isOn("q:jury"), isForSheet: fields.isOn("q:public"), isOpen: fields.isOn("q:open"),
                isInTables: fields.isOn("q:tables"), from: try moment("q:from"), until: try moment("q:until"))
        }
    }

    /// A day that is written, else the end of a phase that is chosen.
    private func moment(_ name: String) throws(FormDraft.Refusal) -> FieldMoment? {
        guard let typed = fields.text("\(name)-day") else {
            return fields.text(name).flatMap { Phase.Kind(rawValue: $0) }.map { .phase($0) }
        }
        guard let day = Day.typed(typed) else { throw .notDay }
        return .day(day)
    }
}

extension Day {
    /// A whole day, however it is written; nil for a month, a year, or a day that does not exist.
    static func typed(_ text: String) -> Day? {
        guard let days = TypedMonth(text)?.days, days.lowerBound == days.upperBound else { return nil }
        return days.lowerBound
    }
}

/// A condition, or the answer that passes, as the selects of a sentence say it.
struct TypedCondition: Sendable {
    let fields: Fields
    /// Of the page: it says what a comma means.
    let language: Language

    init(_ fields: Fields, language: Language) { (self.fields, self.language) = (fields, language) }

    /// Nil where no part is left. A part about another question than before is about any answer of it until one is chosen.
    func condition(in form: Form) throws(FormDraft.Refusal) -> Condition? {
        let dropped = fields.text("go").flatMap { $0.hasPrefix("drop.") ? Int($0.dropFirst(5)) : nil }
        var parts: [Condition.Part] = []
        for place in 0..<Condition.mostParts where place != dropped {
            if let part = try part("q:part.\(place)", in: form) { parts.append(part) }
        }
        if let added = fields.text("q:added"), let field = form[id: added], let test = field.kind.tests.first {
            parts.append(Condition.Part(field: added, test: test))
        }
        return parts.isEmpty ? nil : Condition(fields["q:joint"] == "any" ? .any : .all, parts)
    }

    private func part(_ name: String, in form: Form) throws(FormDraft.Refusal) -> Condition.Part? {
        guard let id = fields.text(name), let field = form[id: id] else { return nil }
        let (test, values) = try comparison(name, with: field)
        return Condition.Part(field: id, test: test, values: values)
    }

    private func comparison(
        _ name: String, with field: FormField
    ) throws(FormDraft.Refusal) -> (Condition.Test, [String]) {
        let typed = fields.text("\(name)_test").flatMap { Condition.Test(rawValue: $0) }
        let test = typed.flatMap { field.kind.tests.contains($0) ? $0 : nil } ?? field.kind.tests.first ?? .answered
        if test.isAlone { return (test, []) }
        var values: [String] = []
        for typed in fields.ticked("\(name)_value") {
            let value = try written(typed, for: field)
            if field.canSay(value) { values.append(value) }
        }
        return (test, test == .isOneOf ? values : Array(values.prefix(1)))
    }

    /// As a form's file writes it.
    private func written(_ typed: String, for field: FormField) throws(FormDraft.Refusal) -> String {
        switch field.kind {
        case .number, .money:
            let kept = TypedFigure.kept(typed, on: language)
            guard !TypedFigure.isUnclear(kept) else { throw .unclearFigure }
            guard let value = TypedFigure(kept)?.value else { return typed }
            return value == value.rounded() ? "\(Int(value))" : "\(value)"
        case .date: return Day.typed(typed)?.description ?? typed
        default: return typed
        }
    }

    /// The answer to that very question that lets a file take part; nil for none.
    func pass(of field: FormField) throws(FormDraft.Refusal) -> EligibilityPass? {
        guard fields.isOn("q:pass") else { return nil }
        guard !field.kind.tests.isEmpty else { throw .notAsked }
        let (test, values) = try comparison("q:passing", with: field)
        return EligibilityPass(test: test, values: values, otherwise: fields.localized("q:otherwise"))
    }
}
