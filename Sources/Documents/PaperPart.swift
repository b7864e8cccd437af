/// A piece of a paper, whatever becomes of it: PDF, Word document or printable page. Texts are as somebody reads them, already in
/// the typography of their language; none of them is ever source.
public enum PaperPart: Equatable, Sendable {
    /// Opens a part of the paper: no question stands before the first one.
    case chapter(String, lead: String = "")
    /// A question, or any other heading below a chapter; `note` is its help.
    case question(String, note: String = "")
    /// Paragraphs, with an end of line between them.
    case text(String, in: PaperLanguage? = nil)
    case small(String)
    case list([String], in: PaperLanguage? = nil)
    case steps([Step], head: [String], in: PaperLanguage? = nil)
    /// Rows of as many cells as the head has.
    case table(head: [String], rows: [[String]], in: PaperLanguage? = nil)
    case quote(String, by: String, in: PaperLanguage? = nil)
    /// An `https` or `http` address; any other is shown and leads nowhere.
    case link(String, to: String)
    case picture(PaperPicture, in: PaperLanguage? = nil)
    case levels([Level], head: [String])
    /// Room to write on: so many lines of eight millimetres.
    case lines(Int)
    case boxes([String])
    /// A table to be filled.
    case blank(head: [String], rows: Int)
    case newPage

    public struct Step: Codable, Equatable, Sendable {
        public let when: String
        public let text: String

        public init(when: String, text: String) { (self.when, self.text) = (when, text) }
    }

    public struct Level: Codable, Equatable, Sendable {
        public let value: String
        public let label: String
        public let text: String

        public init(value: String, label: String, text: String) {
            (self.value, self.label, self.text) = (value, label, text)
        }
    }
}

/// A language other than the paper's own, which a screen reader is told of: `fr`.
public struct PaperLanguage: Equatable, Sendable {
    public let code: String

    public init(_ code: String) { self.code = code }
}

// As the templates read it (`Reference/papers/look.typ`).
extension PaperPart: Encodable {
    private enum Key: String, CodingKey {
        case kind = "is"
        case title, lead, note, text, language, items, head, rows, by, address, count, file, alternative, caption
    }

    public func encode(to encoder: any Encoder) throws {
        var part = encoder.container(keyedBy: Key.self)
        try part.encode(name, forKey: .kind)
        try part.encodeIfPresent(language?.code, forKey: .language)
        switch self {
        case .chapter(let title, let lead):
            try part.encode(title, forKey: .title)
            try part.encode(lead, forKey: .lead)
        case .question(let title, let note):
            try part.encode(title, forKey: .title)
            try part.encode(note, forKey: .note)
        case .text(let text, _), .small(let text): try part.encode(text, forKey: .text)
        case .list(let items, _), .boxes(let items): try part.encode(items, forKey: .items)
        case .lines(let count): try part.encode(count, forKey: .count)
        case .steps, .table, .levels, .blank: try encodeRows(in: &part)
        case .quote, .link, .picture: try encodeWords(in: &part)
        case .newPage: break
        }
    }

    private func encodeWords(in part: inout KeyedEncodingContainer<Key>) throws {
        switch self {
        case .quote(let text, let by, _):
            try part.encode(text, forKey: .text)
            try part.encode(by, forKey: .by)
        case .link(let text, let address):
            try part.encode(text, forKey: .text)
            try part.encode(address, forKey: .address)
        case .picture(let picture, _):
            try part.encode(picture.name, forKey: .file)
            try part.encode(picture.alternative, forKey: .alternative)
            try part.encode(picture.caption, forKey: .caption)
        default: break
        }
    }

    private func encodeRows(in part: inout KeyedEncodingContainer<Key>) throws {
        switch self {
        case .steps(let steps, let head, _):
            try part.encode(head, forKey: .head)
            try part.encode(steps, forKey: .items)
        case .table(let head, let rows, _):
            try part.encode(head, forKey: .head)
            try part.encode(rows, forKey: .rows)
        case .levels(let levels, let head):
            try part.encode(head, forKey: .head)
            try part.encode(levels, forKey: .items)
        case .blank(let head, let rows):
            try part.encode(head, forKey: .head)
            try part.encode(rows, forKey: .rows)
        default: break
        }
    }

    private var name: String {
        switch self {
        case .chapter: "chapter"
        case .question: "question"
        case .text: "text"
        case .small: "small"
        case .list: "list"
        case .steps: "steps"
        case .table: "table"
        case .quote: "quote"
        // What people typed leads nowhere but to pages.
        case .link(_, let address): Self.isPage(address) ? "link" : "text"
        case .picture: "picture"
        case .levels: "levels"
        case .lines: "lines"
        case .boxes: "boxes"
        case .blank: "blank"
        case .newPage: "break"
        }
    }

    private var language: PaperLanguage? {
        switch self {
        case .text(_, let language), .list(_, let language), .steps(_, _, let language), .table(_, _, let language),
            .quote(_, _, let language), .picture(_, let language):
            language
        default: nil
        }
    }

    private static func isPage(_ address: String) -> Bool {
        let start = address.prefix(8).lowercased()
        return start.hasPrefix("https://") || start.hasPrefix("http://")
    }
}
