/// In which order conditions are looked at, and which go round in a circle.
struct ConditionOrder {
    /// Each after those that it looks at; those of a circle, which no order suits, last.
    private(set) var sorted: [FormField] = []
    /// The identifiers of the fields of each circle, in the order in which they wait for one another.
    private(set) var circles: [[String]] = []

    private enum Mark { case open, done }

    init(_ fields: [FormField]) {
        let all = fields.filter { $0.when != nil }
        guard !all.isEmpty else { return }
        let byName = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var (marks, path): ([String: Mark], [String]) = ([:], [])
        for field in all { follow(field, byName, &marks, &path) }
    }

    /// As deep as a form is long, which `Form.mostFields` bounds.
    private mutating func follow(
        _ field: FormField, _ all: [String: FormField], _ marks: inout [String: Mark], _ path: inout [String]
    ) {
        if marks[field.id] == .done { return }
        if marks[field.id] == .open {
            if let start = path.firstIndex(of: field.id) { circles.append(Array(path[start...])) }
            return
        }
        marks[field.id] = .open
        path.append(field.id)
        for part in field.when?.parts ?? [] { if let next = all[part.field] { follow(next, all, &marks, &path) } }
        path.removeLast()
        marks[field.id] = .done
        sorted.append(field)
    }
}

extension Form {
    /// More questions than anybody answers.
    public static let mostFields = 400

    /// The identifiers of the questions that these answers leave out by their conditions. What a question that is left out says
    /// counts as not answered for those that look at it, and is kept.
    public func unasked(_ answers: Answers) -> Set<String> {
        guard !conditional.isEmpty else { return [] }
        var unasked: Set<String> = []
        for field in conditional {
            guard let condition = field.when else { continue }
            let holds = condition.holds { id in
                guard !unasked.contains(id), let other = self[id: id] else { return nil }
                return (other, answers[other])
            }
            if !holds { unasked.insert(field.id) }
        }
        return unasked
    }
}
