import Forms
import Web

// What the agency ticked in somebody's place, when they send the file themselves.
extension Reader {
    /// Beside the button that sends: nothing of it is ticked beforehand.
    func ownAgreements(_ page: SendingPage) -> HTML {
        guard !page.lent.isEmpty else { return "" }
        let ticks = page.lent.map { field -> HTML in
            var text: HTML = ""
            if case .consent(let consent) = field.kind { text = "<blockquote>\(wording(consent.text))</blockquote>" }
            let name = OwnAgreement.control(of: field)
            return "\(text)\(tick(name, label(of: field), isOn: page.agreed.contains(field.id)))"
        }
        let words = t(
            """
            The agency ticked this as it typed the file. It counts as yours only once you tick it yourself: \
            what you leave open is not agreed to.
            """)
        return """
            <fieldset class="flow flow-2" id="agree"><legend class="label">\(t("Your own agreement"))</legend>\(hintLine(words))\(ticks)</fieldset>
            """
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
