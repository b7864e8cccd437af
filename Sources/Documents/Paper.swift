import Web

/// What a paper says, whatever is made of it.
public struct Paper: Equatable, Sendable {
    /// A label and what it stands for: `Received` and the minute.
    public struct Fact: Codable, Equatable, Sendable {
        public let label: String
        public let text: String

        public init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }
    }

    /// The state of a thing, said first and unmistakably (F1).
    public struct State: Codable, Equatable, Sendable {
        public enum Tone: String, Codable, Sendable { case draft, sent }

        public let tone: Tone
        public let text: String

        public init(_ tone: Tone, _ text: String) { (self.tone, self.text) = (tone, text) }
    }

    /// A template of `Reference/papers`, without its end: `receipt`.
    public var template: String
    public var title: String
    /// What stands over the title: the campaign.
    public var kicker: String
    public var lead = ""
    public var state: State?
    /// Shown large, by the template of the receipt.
    public var number: Fact?
    public var facts: [Fact] = []
    public var parts: [PaperPart] = []
    /// In small print at its end.
    public var notes: [String] = []
    /// At the head of every page after the first: at the left what it is, at the right its number.
    public var running: String
    public var reference = ""
    /// Of the title and of the lead, where it is not the paper's own.
    public var titleLanguage: PaperLanguage?
    /// Pictures that the template names, by the names that it uses and where they lie: `["photo.jpg": "/…"]`.
    public var files: [String: String] = [:]
    let look: Look

    /// Whose paper it is and how it looks, of the page on which it is asked for.
    struct Look: Equatable, Sendable {
        let language: String
        let author: String
        let accent: String?
        /// Said where letters of it were replaced.
        let missingWords: String
    }

    public init(_ template: String, title: String, kicker: String, for reader: Reader) {
        (self.template, self.title, self.kicker, running) = (template, title, kicker, title)
        look = Look(
            language: reader.language.rawValue, author: reader.paperAuthor, accent: reader.frame.accent,
            missingWords: reader.missingLetters)
    }
}

extension Paper: Encodable {
    private enum Key: String, CodingKey {
        case title, kicker, lead, state, number, facts, parts, notes, running, reference, language, region, author,
            accent, foot
        case missingWords = "missing_words"
        case titleLanguage = "title_language"
    }

    public func encode(to encoder: any Encoder) throws {
        var data = encoder.container(keyedBy: Key.self)
        try data.encode(title, forKey: .title)
        try data.encode(kicker, forKey: .kicker)
        try data.encode(lead, forKey: .lead)
        try data.encodeIfPresent(state, forKey: .state)
        try data.encodeIfPresent(number, forKey: .number)
        try data.encode(facts, forKey: .facts)
        try data.encode(parts.map { $0.shown(with: files) }, forKey: .parts)
        try data.encode(notes, forKey: .notes)
        try data.encode(running, forKey: .running)
        try data.encode(reference, forKey: .reference)
        try data.encodeIfPresent(titleLanguage?.code, forKey: .titleLanguage)
        try data.encode(look.language, forKey: .language)
        try data.encode(look.language == "fr" ? "FR" : "GB", forKey: .region)
        try data.encode(look.author, forKey: .author)
        try data.encode(look.author, forKey: .foot)
        // Checked where the agency gives it; a paper is not lost for a colour all the same.
        if let accent = look.accent, accent.wholeMatch(of: /#[0-9A-Fa-f]{6}/) != nil {
            try data.encode(accent, forKey: .accent)
        }
        try data.encode(look.missingWords, forKey: .missingWords)
    }
}
