import Web

extension Reader {
    /// What one edition says in its own way, and the way to what the whole site says.
    func editionTextsPage(_ edition: Edition, _ texts: [PageText.Name: [Language: PageText]]) -> HTML {
        editionDesk(
            edition, t("Texts"), acts: "<a class=\"go\" href=\"\(to("/agence/textes"))\">\(t("All texts"))</a>",
            textSection(
                typeset(edition.name), PageText.Name.ofEditions, texts, at: edition.path("textes"), isOfEdition: true))
    }
}
