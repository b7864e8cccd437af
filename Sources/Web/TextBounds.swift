import Words

/// How many signs the texts of a form may hold. No field is without a bound: where a page says its own beside its fields, its
/// route declares that; all other forms are measured before anybody reads them.
public enum TextBounds: Sendable {
    /// Names and other single lines, and texts of a few paragraphs.
    case standard
    /// The same lines, and texts of several pages: letters, what pages say.
    case long
    /// A whole file, as a grid is.
    case file
    /// The page measures each of its fields and says so beside it.
    case own

    /// A name, an address, a subject.
    static let line = 300

    /// Fields of one line, whatever the form; dates and figures are read, and refused when they are none.
    static let lines: Set<String> = [
        "accent", "activity_en", "activity_fr", "banner_en", "banner_fr", "commune_code", "commune_name",
        "confirmation",
        "contact_email", "contact_name", "contact_role", "day", "department", "email", "end_day", "end_hour",
        "first_day", "from_email", "from_name", "function", "goal", "headcount", "legal_category", "most", "naf",
        "name",
        "name_en", "name_fr", "organisation", "password", "phone", "port", "rna", "server", "short_name", "signed_on",
        "siret", "slug", "start_day", "start_hour", "subject", "subject_en", "territory_en", "territory_fr", "time",
        "title", "title_en", "unit", "user_name", "value", "website",
    ]

    /// In signs, as people count them; nil where the page measures.
    func most(of field: String) -> Int? {
        switch self {
        case .own: nil
        case _ where Self.lines.contains(field): Self.line
        case .standard: 5_000
        case .long: 50_000
        case .file: 300_000
        }
    }
}

extension Fields {
    /// Fields whose value is shown to nobody, not even to whoever typed it.
    static let secrets: Set<String> = ["password"]

    /// Whether each text keeps within its bound.
    func isWithin(_ bounds: TextBounds) -> Bool { pairs.allSatisfy { !Self.isTooLong($0, bounds) } }

    static func isTooLong(_ field: (name: String, value: String), _ bounds: TextBounds) -> Bool {
        guard let most = bounds.most(of: field.name), field.value.utf8.count > most else { return false }
        return field.value.count > most
    }
}

extension Reader {
    /// The form again: what is too long is shortened here, and all the rest of it is kept.
    func tooLongPage(_ fields: Fields, _ bounds: TextBounds) -> HTML {
        let faults = fields.pairs.filter { Fields.isTooLong($0, bounds) }.map { field in
            Fault(field.name, tooLong(field, most: bounds.most(of: field.name) ?? 0))
        }
        let controls = fields.pairs.filter { $0.name != "token" }.map { field -> HTML in
            guard faults.contains(where: { $0.field == field.name }) else { return carried(field) }
            // A secret is never shown again.
            guard !Fields.secrets.contains(field.name) else {
                return self.field(field.name, t("What you typed"), "", kind: .password, faults: faults)
            }
            return textArea(
                field.name, t("What you typed"), field.value, faults: faults, attributes: "rows=\"10\"")
        }
        return ownPage(
            PageHead(t("This text is too long"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("This text is too long"))</h1>\(faultSummary(faults))
            <p class="lead">\(t("Nothing is saved yet. Shorten it here and send it again: all the rest of the form is kept."))</p>
            \(form(to: path, attributes: "class=\"flow\"", HTML(controls) + "<p><button class=\"btn main\">\(t("Send"))</button></p>"))
            </div>
            """)
    }

    private func tooLong(_ field: (name: String, value: String), most: Int) -> String {
        t("\(formats.number(field.value.count)) signs; this field holds \(formats.number(most)) at most.")
    }
}
