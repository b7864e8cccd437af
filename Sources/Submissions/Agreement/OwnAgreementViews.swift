import Forms
import Web

// What the agency ticked in somebody's place, when they send the file themselves.
extension Reader {
    /// Beside the button that sends: nothing of it is ticked beforehand.
    func ownAgreements(_ page: SendingPage) -> HTML { agreementTicks(page.lent, page.agreed) }

    private func agreementTicks(_ lent: [FormField], _ agreed: Set<String>) -> HTML {
        guard !lent.isEmpty else { return "" }
        let ticks = lent.map { field -> HTML in
            var text: HTML = ""
            if case .consent(let consent) = field.kind { text = "<blockquote>\(wording(consent.text))</blockquote>" }
            let name = OwnAgreement.control(of: field)
            return "\(text)\(tick(name, label(of: field), isOn: agreed.contains(field.id)))"
        }
        return """
            <fieldset class="flow flow-2" id="agree"><legend class="label">\(t("Your own agreement"))</legend>\(hintLine(lentWords))\(ticks)</fieldset>
            """
    }

    private var lentWords: String {
        t(
            """
            The agency ticked this as it typed the file. It counts as yours only once you tick it yourself: \
            what you leave open is not agreed to.
            """)
    }

    /// On the page of a file that the agency sent: nobody has agreed yet.
    func lentNotice(_ overview: FileOverview) -> HTML {
        guard !overview.lent.isEmpty else { return "" }
        return """
            <div class="notice warn flow flow-2"><h2>\(t("The agency sent this file for you: what do you agree to?"))</h2>
            \(form(
                to: overview.file.agreementPath,
                """
                \(agreementTicks(overview.lent, OwnAgreement.given(in: overview.typed)))
                <p><button class="btn main">\(t("Keep my agreement"))</button></p>
                """))</div>
            """
    }

    var neededAgreement: String {
        t("Tick what the file needs. You do not agree? Write to the agency, or withdraw the file.")
    }

    /// In a letter to an owner: empty where the agency ticked nothing for them.
    func lentLine(_ lent: [FormField]) -> String {
        guard !lent.isEmpty else { return "" }
        // A label that is a sentence is one in a list here.
        let labels = formats.list(
            lent.map { field in
                let words = label(of: field)
                return words.hasSuffix(".") ? String(words.dropLast()) : words
            })
        return t(
            """
            The agency ticked for you: \(labels). That counts as yours only once you tick it yourself, on the page of the file.
            """)
    }
}

/// How the owner's own ticks are called on the page that sends a file.
enum OwnAgreement {
    private static let start = "agree."

    static func control(of field: FormField) -> String { start + field.id }

    /// The fields that are ticked there.
    static func given(in fields: Fields) -> Set<String> {
        Set(fields.names.filter { $0.hasPrefix(start) && fields.isOn($0) }.map { String($0.dropFirst(start.count)) })
    }
}
