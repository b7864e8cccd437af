import Web

extension Reader {
    /// Of the form of a text: neither the text as the public reads it, nor that of another edition.
    func formTitle(of name: PageText.Name, _ edition: Edition?) -> String {
        guard let edition else { return t("Text of the site: \(title(of: name))") }
        return "\(t("Text: \(title(of: name))")) – \(edition.name)"
    }

    /// What one edition says in its own way, and the way to what the whole site says.
    func editionTextsPage(_ edition: Edition, _ texts: [PageText.Name: [Language: PageText]]) -> HTML {
        editionDesk(
            edition, t("Texts"), acts: "<a class=\"go\" href=\"\(to("/agence/textes"))\">\(t("All texts"))</a>",
            textSection(
                typeset(edition.name), PageText.Name.ofEditions, texts, at: edition.path("textes"), isOfEdition: true))
    }
}
