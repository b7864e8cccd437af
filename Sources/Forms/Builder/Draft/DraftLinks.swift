import Grids

/// What else in a form speaks of a question.
public enum QuestionReference: Equatable, Sendable {
    /// The question of that name is asked by what this one says.
    case condition(of: String)
    /// The question of that name need not be answered where this one is.
    case unless(of: String)
    /// The part of the sheet, counted from 0.
    case sheet(part: Int)
}

extension Form {
    /// What speaks of a question, in the order of the form.
    public func references(to id: String) -> [QuestionReference] {
        var found: [QuestionReference] = []
        for field in fields where field.id != id {
            if field.when?.parts.contains(where: { $0.field == id }) == true { found.append(.condition(of: field.id)) }
            if field.unless == id { found.append(.unless(of: field.id)) }
        }
        return found + sheet.indices.filter { sheet[$0].lines.contains { $0.id == id } }.map { .sheet(part: $0) }
    }
}

// Conditions, and what else ties questions to one another.
extension FormDraft {
    /// When it is asked; nil for always. Without any part it is always asked too.
    public mutating func ask(_ id: String, when condition: Condition?) throws(Refusal) {
        let condition = condition.flatMap { $0.parts.isEmpty ? nil : $0 }
        guard (condition?.parts.count ?? 0) <= Condition.mostParts else {
            throw .outOfRange(least: 1, most: Condition.mostParts)
        }
        try change(id) { field throws(Refusal) in field.when = condition }
    }

    /// The answer that lets a file take part, and what is said to whoever answers otherwise; nil for none.
    public mutating func pass(_ id: String, _ pass: EligibilityPass?) throws(Refusal) {
        var pass = pass
        if let words = pass?.otherwise {
            guard let otherwise = try Self.text(words) else { throw .wordsMissing }
            pass?.otherwise = otherwise
        }
        try change(id) { field throws(Refusal) in field.pass = pass }
    }

    /// Takes out what others say of questions that go.
    mutating func forget(_ ids: Set<String>) {
        var sections = form.sections
        for part in sections.indices {
            for place in sections[part].fields.indices {
                if let other = sections[part].fields[place].unless, ids.contains(other) {
                    sections[part].fields[place].unless = nil
                }
                guard var when = sections[part].fields[place].when else { continue }
                when.parts.removeAll { ids.contains($0.field) }
                sections[part].fields[place].when = when.parts.isEmpty ? nil : when
            }
        }
        form = form.with(sections: sections, sheet: form.sheet.map { $0.without(ids) })
    }
}

extension SheetPart {
    func without(_ ids: Set<String>) -> SheetPart {
        var part = self
        part.lines.removeAll { ids.contains($0.id) }
        return part
    }
}
