import Words

/// What a message says, before it takes the shape of a mail: plain sentences and one thing to do.
public struct Letter: Sendable, Equatable, Codable {
    /// A page of this site, by its whole address.
    public struct Button: Sendable, Equatable, Codable {
        public var label: String
        public var address: String

        public init(_ label: String, to address: String) { (self.label, self.address) = (label, address) }
    }

    /// The state of a file, said first and unmistakably (F1).
    public enum Band: Sendable, Equatable, Codable { case draft(String), sent(String) }

    /// `fr` or `en`.
    public var language: String
    /// What is asked comes first: it is all that many people read.
    public var subject: String
    public var band: Band?
    /// The one sentence that matters, as a title.
    public var lead: String
    public var paragraphs: [String]
    /// Short points after the paragraphs.
    public var points: [String]
    public var button: Button?
    /// Who writes, line by line.
    public var closing: [String]
    /// Why this message came.
    public var footnote: String?
    /// What goes along with it.
    public var paper: LetterPaper?

    public init(
        language: String, subject: String, band: Band? = nil, lead: String, paragraphs: [String], points: [String] = [],
        button: Button? = nil, closing: [String], footnote: String? = nil
    ) {
        (self.language, self.subject, self.band, self.lead) = (language, subject, band, lead)
        (self.paragraphs, self.points, self.button) = (paragraphs, points, button)
        (self.closing, self.footnote) = (closing, footnote)
    }

    /// Its sentences as the language sets them; addresses stay.
    var typeset: Letter {
        let set = Typography(language: language).typeset
        var letter = self
        (letter.subject, letter.lead, letter.footnote) = (set(subject), set(lead), footnote.map(set))
        (letter.paragraphs, letter.points, letter.closing) = (paragraphs.map(set), points.map(set), closing.map(set))
        letter.button?.label = set(button?.label ?? "")
        switch band {
        case .draft(let text): letter.band = .draft(set(text))
        case .sent(let text): letter.band = .sent(set(text))
        case nil: break
        }
        return letter
    }
}

extension Letter.Band {
    public var text: String {
        switch self {
        case .draft(let text), .sent(let text): text
        }
    }
}

/// The two forms of a letter that a mail carries.
struct RenderedLetter: Sendable, Equatable {
    let subject: String
    let plain: String
    let html: String

    init(_ letter: Letter, look: MailLook) {
        let letter = letter.typeset
        let own = Typography(language: letter.language).typeset(look.name(in: letter.language))
        let name = [look.marks[letter.language] ?? "", own].filter { !$0.isEmpty }.joined(separator: " – ")
        subject = letter.subject
        plain = Self.plain(letter, name: name)
        html = LetterPage(letter: letter, look: look, name: name).html
    }

    private static func plain(_ letter: Letter, name: String) -> String {
        var parts = [name]
        if let band = letter.band { parts.append("[\(band.text)]") }
        parts.append(letter.lead)
        parts += letter.paragraphs
        if !letter.points.isEmpty { parts.append(letter.points.map { "- \($0)" }.joined(separator: "\n")) }
        if let button = letter.button { parts.append("\(button.label)\n\(button.address)") }
        parts.append(letter.closing.joined(separator: "\n"))
        // Mail programs know this line as the beginning of what is not the letter itself.
        if let footnote = letter.footnote { parts.append("-- \n\(footnote)") }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }
}
