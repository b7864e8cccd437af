import Forms

/// What one part of a sheet says. As it is stored, its shape alone tells which it is.
public enum SheetValue: Equatable, Sendable {
    case text(String)
    case list([String])
    case steps([Told.Step])
    case indicators([Told.Indicator])
    case cost(Told.Cost)
    case quote(Told.Quote)
    case budget([Told.BudgetEntry])

    public var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let items): items.isEmpty
        case .steps(let steps): steps.isEmpty
        case .indicators(let figures): figures.isEmpty
        case .cost: false
        case .quote(let quote): quote.text.isEmpty
        case .budget(let entries): entries.isEmpty
        }
    }

    /// Nil when nothing is said. Kinds that a sheet has no shape of its own for are told in words, which the desk may change.
    init?(_ answer: AnswerValue, of field: FormField) {
        let value: SheetValue? =
            switch (answer.tidied, field.kind) {
            case (.rows(let rows), .budget): .budget(rows.map(Told.BudgetEntry.init(typed:)))
            case (let told, let kind) where kind.isNewer:
                Told.words(of: told, to: field).map { words in
                    kind.hasRows ? .list(words) : .text(words.joined(separator: "\n"))
                }
            case (.text(let text), _): .text(text.trimmed)
            case (.list(let items), _): .list(items.map(\.trimmed))
            case (.rows, .steps): .steps(answer.steps)
            case (.rows, .indicators): .indicators(answer.indicators)
            case (.parts, .cost): answer.cost.map(SheetValue.cost)
            case (.parts, .quote): answer.quote.map(SheetValue.quote)
            case (.rows, _), (.parts, _): nil
            }
        guard let value, !value.isEmpty else { return nil }
        self = value
    }
}

extension SheetValue: Codable {
    private enum Shape: String, CodingKey { case name, text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let items = try? container.decode([String].self) {
            self = .list(items)
        } else if let figures = try? container.decode([Told.Indicator].self) {
            self = .indicators(figures)
        } else if let steps = try? container.decode([Told.Step].self) {
            self = .steps(steps)
        } else if let entries = try? container.decode([Told.BudgetEntry].self) {
            self = .budget(entries)
        } else if let quote = try? container.decode(Told.Quote.self) {
            self = .quote(quote)
        } else {
            self = .cost(try container.decode(Told.Cost.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text): try text.encode(to: encoder)
        case .list(let items): try items.encode(to: encoder)
        case .steps(let steps): try steps.encode(to: encoder)
        case .indicators(let figures): try figures.encode(to: encoder)
        case .cost(let cost): try cost.encode(to: encoder)
        case .quote(let quote): try quote.encode(to: encoder)
        case .budget(let entries): try entries.encode(to: encoder)
        }
    }
}
