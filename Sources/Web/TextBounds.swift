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

    /// Of one line, whatever stands before its last point: `organisation.name`, `figures.0.unit`. What is secret is taken as it is.
    static func isLine(_ field: String) -> Bool {
        let name = field.split(separator: ".").last.map(String.init) ?? field
        return lines.contains(name) && !Fields.secrets.contains(name)
    }

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
            Fault(field.name, t("\(called(field)): \(tooLong(field, most: bounds.most(of: field.name) ?? 0))"))
        }
        let controls = fields.pairs.filter { $0.name != "token" }.map { field -> HTML in
            guard faults.contains(where: { $0.field == field.name }) else { return carried(field) }
            // A secret is never shown again.
            guard !Fields.secrets.contains(field.name) else {
                return self.field(field.name, called(field), "", kind: .password, faults: faults)
            }
            return textArea(field.name, called(field), field.value, faults: faults, attributes: "rows=\"10\"")
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

    /// What its form calls a field, since this page stands for all forms; never what was typed in it, which is shown below.
    private func called(_ field: (name: String, value: String)) -> String {
        label(ofLine: field.name) ?? label(ofSetting: field.name) ?? label(ofText: field.name)
            ?? (Fields.secrets.contains(field.name) ? t("Password") : t("A text of the form"))
    }

    private func label(ofLine name: String) -> String? {
        switch name {
        case "name": t("Name")
        case "name_fr": t("Name in French")
        case "name_en": t("Name in English")
        case "short_name": t("Short name")
        case "title": t("Title")
        case "title_en": t("Title in English")
        case "organisation": t("Name of the organisation")
        case "email", "contact_email": t("Mail address")
        case "contact_name": t("First and last name")
        case "contact_role", "function": t("What they do")
        case "phone": t("Telephone")
        case "website": t("Website")
        case "subject": t("Subject")
        case "subject_en": t("Subject in English")
        case "activity_fr": t("Activity, in French")
        case "activity_en": t("Activity, in English")
        case "commune_name": t("Commune")
        case "commune_code": t("Commune code (not the postcode)")
        case "department": t("Department")
        case "siret": t("SIRET")
        case "rna": t("RNA")
        case "naf": t("NAF code")
        default: nil
        }
    }

    private func label(ofSetting name: String) -> String? {
        switch name {
        case "server": t("Outgoing server (SMTP)")
        case "port": t("Port")
        case "user_name": t("User name")
        case "from_name": t("Name that people see")
        case "from_email": t("Mail address of the sender")
        case "banner_fr": t("In French")
        case "banner_en": t("In English")
        case "territory_fr": t("Territory, in French")
        case "territory_en": t("Territory, in English")
        case "accent": t("Accent colour")
        case "confirmation": t("Confirmation")
        case "departments": t("Departments")
        case "slug": t("Year or short word")
        case "unit": t("Unit")
        case "goal": t("Figure to reach")
        case "value": t("Typed figure")
        case "day", "time": t("Day and time")
        case "first_day", "start_day": t("First day")
        case "end_day": t("Last day")
        case "start_hour": t("Hour it opens")
        case "end_hour": t("Hour it closes")
        case "signed_on": t("Agreement signed on")
        default: nil
        }
    }

    private func label(ofText name: String) -> String? {
        switch name {
        case "body_fr": t("Text in French")
        case "body_en": t("Text in English")
        case "words", "answer": t("What you write")
        case "how": t("How it was decided")
        case "yaml": t("The grid, in YAML")
        case "purpose_fr": t("Purpose, in French")
        case "purpose_en": t("Purpose, in English")
        case "engagement": t("What it engages to do")
        case "rule": t("Counting rule")
        case "note": t("Note")
        case "reason", "owner-reason", "withdrawal-reason": t("Reason")
        case "lead": t("First sentence, in large letters")
        case "points": t("Short points")
        case "closing": t("Who writes")
        case "text": t("Text")
        case "text_en": t("Text in English")
        case "rows": t("Rows of the list")
        default: nil
        }
    }
}
