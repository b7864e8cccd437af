import Web

extension HTML.StringInterpolation {
    public mutating func appendInterpolation(_ name: Slug<some Any>) { appendInterpolation(name.description) }
}

extension Reader {
    /// What people wrote, marked as French where it is not the reader's language.
    public func text(_ text: Localized) -> HTML {
        let (words, language) = text.wording(in: self.language.rawValue)
        let set = typeset(words, in: language)
        return language == self.language.rawValue ? "\(set)" : "<span lang=\"\(language)\">\(set)</span>"
    }

    /// The same where no markup can stand.
    public func plain(_ text: Localized) -> String {
        let (words, language) = text.wording(in: self.language.rawValue)
        return typeset(words, in: language)
    }

    /// A name or a title that staff wrote, in French.
    func named(_ name: String) -> String { typeset(name, in: "fr") }
}
