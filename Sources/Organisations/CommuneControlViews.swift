import Web

extension Reader {
    /// For a line on which a town is typed: where the page's script asks for those that may be meant, and the controls of the form
    /// that take the code, the postcode and the department of the one that is chosen, by their names; nil of those that it has not.
    /// Without the script it is a line like any other. The page needs `communeScript` too.
    public func communeOffers(
        code: String? = nil, postcode: String? = nil, department: String? = nil
    ) -> HTML {
        """
        data-communes="\(to(CommuneSuggestions.path))?\(CommuneSuggestions.asked)="\(taking("code", code))\(taking("postcode", postcode))\
        \(taking("department", department)) data-list="\(t("Towns to choose from"))" \
        data-one="\(t("One town: arrow down, then Enter."))" data-several="\(t("\("%1") towns: arrow down, then Enter."))" \
        data-none="\(t("No town begins so."))"
        """
    }

    public var communeScript: HTML { script("commune.js") }

    private func taking(_ fact: HTML, _ control: String?) -> HTML {
        control.map { " data-\(fact)=\"\($0)\"" } ?? ""
    }
}
