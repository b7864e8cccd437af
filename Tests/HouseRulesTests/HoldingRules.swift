import Storage

/// What declarations must agree with: the tables that there are.
struct HoldingRules {
    let schema: Schema
    let holdings: [Holding]

    /// Every fault, in words; none when all is well.
    var problems: [String] {
        schema.tables.keys.sorted().flatMap(problems) + holdings.flatMap(problems)
    }

    private func problems(of name: String) -> [String] {
        let declared = holdings.filter { $0.table == name }
        switch declared.count {
        case 0: return ["\(name): no module declares what it holds of a person"]
        case 1: return problems(of: declared[0], in: schema.tables[name] ?? Schema.Table())
        default: return ["\(name): declared \(declared.count) times"]
        }
    }

    private func problems(of holding: Holding, in table: Schema.Table) -> [String] {
        guard let personal = holding.personal else {
            let suspects = table.columns.filter { isSuspect($0, in: table) }
            return suspects.filter { !holding.impersonal.contains($0) }.map {
                "\(holding.table): «\($0)» is a person's, and the table is said to hold nothing of any"
            }
                + holding.impersonal.subtracting(suspects).sorted().map {
                    "\(holding.table): «\($0)» need not be called impersonal"
                }
        }
        let pointsToPeople = table.references.values.contains { Self.people.contains($0) }
        let isSaid = !pointsToPeople || personal.kinds.contains(.key)
        return (isSaid ? [] : ["\(holding.table): it points to people, and is not said to hold their keys"])
            + erased(by: personal.erasure).filter { !table.columns.contains($0) }.map {
                "\(holding.table): there is no column «\($0)» to be emptied"
            }
    }

    /// What can be said without looking at the table.
    private func problems(of holding: Holding) -> [String] {
        var problems = schema.tables[holding.table] == nil ? ["\(holding.table): there is no such table"] : []
        guard let personal = holding.personal else { return problems }
        if personal.kinds.isEmpty { problems.append("\(holding.table): it is not said what of a person it holds") }
        if case .asLongAs(let other) = personal.term, schema.tables[other] == nil {
            problems.append("\(holding.table): there is no table «\(other)» whose term is its own")
        }
        return problems
    }

    private func erased(by erasure: Holding.Erasure) -> [String] {
        switch erasure {
        case .emptied(let columns, _), .pseudonymised(let columns): columns
        case .deleted, .kept: []
        }
    }

    private func isSuspect(_ column: String, in table: Schema.Table) -> Bool {
        if let target = table.references[column], Self.people.contains(target) { return true }
        return !Self.words.isDisjoint(with: column.split(separator: "_").map(String.init))
    }

    /// Tables whose rows are people.
    private static let people: Set = ["person", "juror"]
    /// Words that columns of a person's data are named with.
    private static let words: Set = [
        "actor", "address", "author", "birth", "by", "contact", "email", "function", "giver", "juror", "mail", "name",
        "names", "owner", "person", "phone", "photo", "signature", "telephone", "user", "whom", "writer",
    ]
}
