import Forms
import Identifiers
import Words

/// What a sheet tells, by the fields of its edition's form. What says nothing is not there.
public struct SheetContent: Equatable, Sendable {
    public private(set) var values: [String: SheetValue] = [:]

    public init() {}

    /// The answers of a file that a sheet tells.
    public init(_ all: Answers, of form: Form) {
        let answers = all.told(of: form)
        for line in form.sheetLines {
            self[line.id] = form[id: line.id].flatMap { $0.isForSheet ? SheetValue(answers[$0], of: $0) : nil }
        }
        // As everybody follows it: the file may say “www.exemple.fr”.
        website = answers.filled("organisation.website").flatMap(WebAddress.read)
    }

    public subscript(id: String) -> SheetValue? {
        get { values[id] }
        set { values[id] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    public subscript(text id: String) -> String? {
        get { if case .text(let text) = values[id] { text } else { nil } }
        set { self[id] = newValue.map(SheetValue.text) }
    }

    /// What another form asked stays with the sheet, out of sight.
    func keeping(_ former: SheetContent, beside form: Form) -> SheetContent {
        let shown = Set(form.sheetLines.map(\.id) + Self.own)
        var content = self
        content.values.merge(former.values.filter { !shown.contains($0.key) }) { typed, _ in typed }
        return content
    }
}

// What the program knows by name, whatever the form.
extension SheetContent {
    static let own = [SheetPart.description, "website", "title_en", "summary_en"]

    /// Free text of an imported sheet that has no parts.
    public var description: String? {
        get { self[text: SheetPart.description] }
        set { self[text: SheetPart.description] = newValue }
    }

    public var website: String? {
        get { self[text: "website"] }
        set { self[text: "website"] = newValue }
    }

    /// A few sentences in English, where the sheet is French.
    public var titleEN: String? {
        get { self[text: "title_en"] }
        set { self[text: "title_en"] = newValue }
    }

    public var summaryEN: String? {
        get { self[text: "summary_en"] }
        set { self[text: "summary_en"] = newValue }
    }

    /// What somebody may look for in it, part after part.
    public var words: [String] {
        values.filter { $0.key == SheetPart.description || !Self.own.contains($0.key) }.sorted { $0.key < $1.key }
            .flatMap { entry -> [String] in
                switch entry.value {
                case .text(let text): [text]
                case .list(let items): items
                case .steps(let steps): steps.map(\.text)
                case .indicators(let figures): figures.map(\.name)
                case .quote(let quote): [quote.text, quote.role]
                case .cost(let cost): [cost.note].compactMap(\.self)
                case .budget(let entries): entries.map(\.what)
                }
            }
    }

    /// `2011-03`, or `2011-03-17`; nil where no step has a date.
    public var beginning: String? {
        values.values.flatMap { value -> [String] in
            if case .steps(let steps) = value { steps.map(\.date) } else { [] }
        }

        .filter { !$0.isEmpty }.min()
    }
}

extension SheetContent: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// What is no part of any sheet is passed over.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for key in container.allKeys { self[key.stringValue] = try? container.decode(SheetValue.self, forKey: key) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (id, value) in values { try container.encode(value, forKey: Key(stringValue: id)) }
    }
}
