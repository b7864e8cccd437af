import Foundation
import Words

/// What was typed for one field, kept as it was typed: a number or a date that cannot be read is still there.
public enum AnswerValue: Equatable, Sendable {
    case text(String)
    /// Terms, or entries one a line.
    case list([String])
    /// Rows of a table; a row left empty keeps its place while others are being typed.
    case rows([[String: String]])
    /// A few things that go together: the bounds of a cost, a sentence and who said it.
    case parts([String: String])

    public var isEmpty: Bool {
        switch self {
        case .text(let text): text.isBlank
        case .list(let entries): entries.allSatisfy(\.isBlank)
        case .rows(let rows): rows.allSatisfy(\.isBlankRow)
        case .parts(let parts): parts.isBlankRow
        }
    }
}

extension AnswerValue {
    public static func empty(_ kind: FormField.Kind) -> AnswerValue {
        switch kind {
        case .line, .text, .siret, .rna, .email, .website, .choice, .tick: .text("")
        case .terms, .list, .choices: .list([])
        case .steps, .indicators: .rows([])
        case .cost, .quote: .parts([:])
        case .number, .date, .money, .film, .consent, .explanation: .text("")
        case .budget, .block, .file, .picture: .rows([])
        case .period, .address, .person, .checkpoint: .parts([:])
        }
    }

    /// As it stands in the database: text as it is, the rest as JSON.
    public var stored: String {
        switch self {
        case .text(let text): text
        case .list(let entries): Self.json(entries)
        case .rows(let rows): Self.json(rows)
        case .parts(let parts): Self.json(parts)
        }
    }

    /// What cannot be read as the field's kind is an empty answer, except a text where a list is expected.
    public init(stored text: String, kind: FormField.Kind) {
        let empty = AnswerValue.empty(kind)
        if case .text = empty {
            self = .text(text)
            return
        }
        guard let value = try? JSONDecoder().decode(LooseValue.self, from: Data(text.utf8)) else {
            self = if case .list = empty, !text.isBlank { .list([text]) } else { empty }
            return
        }
        switch empty {
        case .list: self = .list(value.items.map(\.text))
        // Parts that the question does not have are not of it, whoever put them there.
        case .rows: self = .rows(value.items.map { $0.fields(kind.columns) })
        default: self = .parts(value.fields(kind.columns))
        }
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and lists of texts always encode.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension AnswerValue {
    /// Without the rows and entries that were left empty.
    public var tidied: AnswerValue {
        switch self {
        case .text: self
        case .list(let entries): .list(entries.filter { !$0.isBlank })
        case .rows(let rows): .rows(rows.filter { !$0.isBlankRow })
        case .parts(let parts): .parts(parts.filter { !$0.value.isEmpty })
        }
    }

    /// Far more than any question asks for: a text may be too long while it is written, but not without end. In letters.
    public static let mostKept = 50_000

    /// How many letters there are too many for it to be kept; nil when it may be.
    public var excess: Int? { Self.surplus(of: stored, over: Self.mostKept) }

    /// The same where that field is asked: what is written may go beyond its limit while it is a draft, but not far beyond.
    public func surplus(in field: FormField) -> Int? {
        if let whole = excess { return whole }
        let (pieces, most): ([String], Int) =
            switch self {
            case .text(let text): ([text], field.mostKept)
            case .list(let entries): (entries, FormField.mostKeptOfCell)
            case .rows(let rows): (rows.flatMap(\.values), FormField.mostKeptOfCell)
            case .parts(let parts): (Array(parts.values), FormField.mostKeptOfCell)
            }
        return pieces.compactMap { Self.surplus(of: $0, over: most) }.max()
    }

    /// A letter with all its accents is one, but not one with a thousand of them.
    private static func surplus(of text: String, over most: Int) -> Int? {
        guard text.utf8.count > most else { return nil }
        let excess = max(text.count - most, text.utf8.count / 8 - most)
        return excess > 0 ? excess : nil
    }

    /// Tells two values apart in a page that carries no copy of the first.
    public var fingerprint: String { contentMark(tidied.stored) }

    /// For a spreadsheet and for comparing: one text, whatever the kind.
    public var plain: String {
        switch tidied {
        case .text(let text): text
        case .list(let entries): entries.joined(separator: " | ")
        case .rows(let rows): rows.map(\.plainRow).joined(separator: " | ")
        case .parts(let parts): parts.plainRow
        }
    }
}

extension [String: String] {
    /// A row where only a choice is preset says nothing either.
    fileprivate var isBlankRow: Bool { allSatisfy { FormField.presets.contains($0.key) || $0.value.isBlank } }

    fileprivate var plainRow: String {
        sorted { $0.key < $1.key }.filter { !$0.value.isBlank }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    }
}

/// JSON that another hand wrote: a number where a text is expected is that text.
private enum LooseValue: Decodable {
    case scalar(String)
    case array([LooseValue])
    case object([String: LooseValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let items = try? container.decode([LooseValue].self) {
            self = .array(items)
        } else if let fields = try? container.decode([String: LooseValue].self) {
            self = .object(fields)
        } else if let text = try? container.decode(String.self) {
            self = .scalar(text)
        } else if let number = try? container.decode(Double.self) {
            self = .scalar(number.rounded() == number && abs(number) < 1e15 ? String(Int(number)) : String(number))
        } else {
            self = .scalar("")
        }
    }

    var text: String { if case .scalar(let text) = self { text } else { "" } }
    var items: [LooseValue] { if case .array(let items) = self { items } else { [] } }

    func fields(_ known: [String]) -> [String: String] {
        guard case .object(let fields) = self else { return [:] }
        return fields.filter { known.contains($0.key) }.mapValues(\.text)
    }
}
