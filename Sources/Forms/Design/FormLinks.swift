import Grids
import Words

/// What questions say of one another: what waits for what, what makes what unneeded, what lets a file take part.
struct FormLinks {
    let sections: [FormSection]
    let fields: [FormField]
    /// Names that stand in the file though they could not be read as questions: nothing is missed of them.
    let known: Set<String>
    private let byName: [String: FormField]

    init(_ sections: [FormSection], known: Set<String> = []) {
        (self.sections, self.known) = (sections, known)
        fields = sections.flatMap(\.fields)
        byName = Dictionary(fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var flaws: [FormFlaw] { fields.flatMap(excuse) + excuseFlaws + linkFlaws }

    /// What makes one another unneeded in a circle, or itself. Forms that were kept before this was looked at may have one: it stands
    /// against those that are given or published from now on.
    var excuseFlaws: [FormFlaw] {
        var told: Set<String> = []
        return fields.compactMap { field in
            let circle = told.contains(field.id) ? [] : excuses(from: field)
            told.formUnion(circle)
            guard !circle.isEmpty else { return nil }
            return field.flaw("unless", .excuses(circle + [field.id]))
        }
    }

    /// Those that one comes to from a question until it stands there again; empty where it never does. Each has one at most.
    private func excuses(from field: FormField) -> [String] {
        var (path, next) = ([field.id], field.unless)
        while let id = next, id != field.id {
            guard let other = byName[id], !path.contains(id) else { return [] }
            path.append(id)
            next = other.unless
        }
        return next == nil ? [] : path
    }

    /// Without what `unless` says, which a file is read for in its own way.
    var linkFlaws: [FormFlaw] {
        fields.flatMap { condition($0) + pass($0) + mixed($0) } + eligibility + circles + indispensable
    }

    /// A question and a control of another are called alike.
    private func mixed(_ field: FormField) -> [FormFlaw] {
        let parts = field.id.split(separator: ".").map(String.init)
        guard parts.count == 2, let other = byName[parts[0]], other.kind.columns.contains(parts[1]) else { return [] }
        return [field.flaw("id", .duplicate(field.id))]
    }

    private func excuse(_ field: FormField) -> [FormFlaw] {
        guard let other = field.unless, byName[other] == nil, !known.contains(other) else { return [] }
        return [field.flaw("unless", missing(other))]
    }

    private func missing(_ name: String) -> GridFault.Kind {
        .noQuestion(name, nearest: nearestName(to: name, among: fields.map(\.id)))
    }

    private func condition(_ field: FormField) -> [FormFlaw] {
        guard let condition = field.when else { return [] }
        var flaws: [FormFlaw] = []
        if condition.parts.isEmpty { flaws.append(field.flaw("when", .noItem)) }
        if condition.parts.count > Condition.mostParts {
            flaws.append(field.flaw("when", .tooMany(most: Condition.mostParts)))
        }
        return flaws + condition.parts.flatMap { part in self.part(part, of: field) }
    }

    private func part(_ part: Condition.Part, of field: FormField) -> [FormFlaw] {
        if part.field == field.id { return [field.flaw("when", .itself)] }
        guard let other = byName[part.field] else {
            return known.contains(part.field) ? [] : [field.flaw("when", missing(part.field))]
        }
        if other.isContact { return [field.flaw("when", .ofContact)] }
        return comparison(part.test, part.values, with: other).map { field.flaw("when", $0) }
    }

    private func comparison(_ test: Condition.Test, _ values: [String], with field: FormField) -> [GridFault.Kind] {
        guard field.kind.tests.contains(test) else {
            return [.unsupported(test.rawValue, allowed: field.kind.tests.map(\.rawValue))]
        }
        if test.isAlone { return values.isEmpty ? [] : [.unknownKey("value", nearest: nil)] }
        guard !values.isEmpty else { return [.missingKey("value")] }
        if test != .isOneOf, values.count > 1 { return [.tooMany(most: 1)] }
        return values.filter { !field.canSay($0) }.map { .noSuchAnswer($0, of: field.id) }
    }

    private func pass(_ field: FormField) -> [FormFlaw] {
        let isAsked = sections.first { $0.id == field.section }?.isEligibility ?? false
        guard let pass = field.pass else { return [] }
        var flaws = comparison(pass.test, pass.values, with: field).map { field.flaw("passes", $0) }
        if !isAsked { flaws.append(field.flaw("passes", .passMisplaced)) }
        if pass.otherwise.french.isBlank { flaws.append(field.flaw("otherwise", .emptyText)) }
        return flaws
    }

    private var eligibility: [FormFlaw] {
        sections.enumerated().filter(\.element.isEligibility).flatMap { place, section -> [FormFlaw] in
            var flaws: [FormFlaw] = []
            if place > 0 { flaws.append(FormFlaw(section: section.id, key: "eligibility", .eligibilityNotFirst)) }
            if section.fields.allSatisfy({ $0.pass == nil }) {
                flaws.append(FormFlaw(section: section.id, key: "eligibility", .passMisplaced))
            }
            return flaws
        }
    }

    private var circles: [FormFlaw] {
        ConditionOrder(fields).circles.filter { $0.count > 1 }.compactMap { names in
            byName[names[0]]?.flaw("when", .circle(names + [names[0]]))
        }
    }
}

extension FormField {
    /// Whether it can be answered so, as a condition writes it. Terms and levels are those of the grid, which a form does not have.
    func canSay(_ value: String) -> Bool {
        switch kind {
        case .choice, .choices: choices.contains { $0.id == value }
        case .terms: Slug<Vocabulary.Term>(value) != nil
        case .checkpoint: Int(value).map { (0...30).contains($0) } ?? false
        case .number, .money: TypedFigure(value) != nil
        case .date: Day(value) != nil
        default: false
        }
    }
}
