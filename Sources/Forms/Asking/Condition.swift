import Foundation

/// When a question is asked: what other answers say. A value; `Form.unasked` looks at it.
public struct Condition: Equatable, Sendable {
    /// Whether all its parts must hold, or one of them.
    public enum Joint: String, CaseIterable, Sendable { case all, any }

    public enum Test: String, CaseIterable, Sendable {
        case `is`
        case isNot = "is-not"
        case isOneOf = "is-one-of"
        case answered
        case unanswered
        case atLeast = "at-least"
        case atMost = "at-most"
        case before, after

        /// It looks at no value.
        public var isAlone: Bool { self == .answered || self == .unanswered }
    }

    /// One comparison: `people` `at-least` `10`.
    public struct Part: Equatable, Sendable {
        /// The identifier of the field that it looks at.
        public var field: String
        public var test: Test
        /// As a form's file writes them: a choice's identifier, `10`, `2014-09-30`. One, several for `is-one-of`, none for `answered`.
        public var values: [String]

        public init(field: String, test: Test, values: [String] = []) {
            (self.field, self.test, self.values) = (field, test, values)
        }
    }

    /// More than a sentence holds.
    public static let mostParts = 5

    public var joint: Joint
    public var parts: [Part]

    public init(_ joint: Joint = .all, _ parts: [Part]) { (self.joint, self.parts) = (joint, parts) }
}

extension FormField.Kind {
    /// What a condition may ask of its answers.
    public var tests: [Condition.Test] {
        switch self {
        case .choice, .checkpoint: [.is, .isNot, .isOneOf, .atLeast, .atMost, .answered, .unanswered]
        case .choices, .terms: [.is, .isNot, .isOneOf, .answered, .unanswered]
        case .number, .money: [.is, .isNot, .atLeast, .atMost, .answered, .unanswered]
        case .date: [.is, .isNot, .before, .after, .answered, .unanswered]
        case .explanation: []
        default: [.answered, .unanswered]
        }
    }
}

extension Condition {
    /// `value` gives the answer of a field that is asked; nil, as of an answer that is not there, fails every comparison.
    func holds(_ value: (String) -> (FormField, AnswerValue)?) -> Bool {
        switch joint {
        case .all: parts.allSatisfy { $0.holds(value($0.field)) }
        case .any: parts.contains { $0.holds(value($0.field)) }
        }
    }
}

extension Condition.Part {
    /// Of one answer. What is not answered is neither equal nor unequal to anything.
    public func holds(_ answer: (field: FormField, value: AnswerValue)?) -> Bool {
        guard let answer, !answer.value.isEmpty else { return test == .unanswered }
        switch test {
        case .answered: return true
        case .unanswered: return false
        case .is, .isOneOf: return values.contains { answer.value.says($0, in: answer.field) == true }
        case .isNot: return values.allSatisfy { answer.value.says($0, in: answer.field) == false }
        case .atLeast: return compares(answer) { $0 >= $1 }
        case .atMost: return compares(answer) { $0 <= $1 }
        case .before, .after: return isDated(answer.value)
        }
    }

    private func compares(_ answer: (field: FormField, value: AnswerValue), _ holds: (Double, Double) -> Bool) -> Bool {
        guard let bound = values.first, let least = answer.field.place(of: bound),
            let said = answer.value.single.flatMap({ answer.field.place(of: $0) })
        else { return false }
        return holds(said, least)
    }

    private func isDated(_ value: AnswerValue) -> Bool {
        guard let bound = values.first.flatMap({ TypedMonth($0) }), let said = value.single.flatMap({ TypedMonth($0) })
        else { return false }
        return test == .before
            ? said.days.upperBound < bound.days.lowerBound : said.days.lowerBound > bound.days.upperBound
    }
}

extension AnswerValue {
    /// The text, or the level of a checkpoint.
    fileprivate var single: String? {
        switch self {
        case .text(let text): text
        case .parts(let parts): parts["level"]
        default: nil
        }
    }

    /// Nil where it cannot be read, so that it is neither that value nor another.
    fileprivate func says(_ value: String, in field: FormField) -> Bool? {
        switch (self, field.kind) {
        case (.list(let chosen), _): chosen.contains(value)
        case (.text(let text), .number), (.text(let text), .money):
            TypedFigure(text).flatMap { said in TypedFigure(value).map { $0 == said } }
        case (.text(let text), .date):
            TypedMonth(text).flatMap { said in TypedMonth(value).map { $0.days.overlaps(said.days) } }
        default: single.map { $0.trimmingCharacters(in: .whitespaces) == value }
        }
    }
}

extension FormField {
    /// Where an answer stands among those that can be given: a choice by its place in the list, a number by itself.
    fileprivate func place(of answer: String) -> Double? {
        if kind == .choice { return choices.firstIndex { $0.id == answer }.map(Double.init) }
        return TypedFigure(answer)?.value
    }
}
