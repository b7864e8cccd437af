import Grids

/// The answer to a question of eligibility that lets a file take part, and what is said to whoever answers otherwise.
public struct EligibilityPass: Equatable, Sendable {
    public var test: Condition.Test
    public var values: [String]
    public var otherwise: Localized

    public init(test: Condition.Test, values: [String] = [], otherwise: Localized) {
        (self.test, self.values, self.otherwise) = (test, values, otherwise)
    }
}

extension Answers {
    /// What is said to whoever answered so that the file may not take part; nil while nothing is answered, or it passes.
    public func ineligibility(by field: FormField) -> Localized? {
        let value = self[field]
        guard let pass = field.pass, !value.isEmpty, typing(of: field).isEmpty else { return nil }
        let part = Condition.Part(field: field.id, test: pass.test, values: pass.values)
        return part.holds((field, value)) ? nil : pass.otherwise
    }

    /// The questions by whose answers the file may not take part, in the order of the form.
    public func ineligible(in form: Form) -> [FormField] {
        guard form.sections.contains(where: \.isEligibility) else { return [] }
        let unasked = form.unasked(self)
        return form.fields.filter { !unasked.contains($0.id) && ineligibility(by: $0) != nil }
    }
}
