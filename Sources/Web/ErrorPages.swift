import Hummingbird

extension Reader {
    /// One page for every refusal: what happened, that nothing is lost, where to go. What somebody had typed in a form is
    /// shown again, since it was not saved.
    func errorPage(_ status: HTTPResponse.Status, typed: Fields = Fields()) -> HTML {
        let texts = typed.pairs.filter(Self.isText).map(\.value)
        let (title, text) = texts.isEmpty ? words(for: status) : typedWords(for: status)
        let body: HTML = """
            <div class="wrap flow narrow"><p class="over">\(t("Error \(status.code)"))</p><h1>\(title)</h1>
            <p class="lead">\(text)</p>\(texts.isEmpty ? "" : keptTexts(texts))
            <p class="row">\(wayBack)</p></div>
            """
        // Of whoever is signed in it begins where their other pages do.
        let head = PageHead(title, isHidden: true)
        return session == nil ? page(head, body) : desk(head, body)
    }

    /// What was typed is not lost, and it is not saved either.
    private func typedWords(for status: HTTPResponse.Status) -> RefusalWords {
        let (title, text) = words(for: status)
        if status == .conflict { return (title, t("\(text) What you typed is not saved: copy it from here.")) }
        guard status == .notFound else { return (title, text) }
        return (
            t("This page is not there any more"),
            t(
                "It may have been taken from you meanwhile, or the address is wrong. What you typed is not saved: copy it from here."
            )
        )
    }

    private func keptTexts(_ texts: [String]) -> HTML {
        let fields = texts.map { text -> HTML in
            "<textarea class=\"input\" rows=\"4\" readonly aria-labelledby=\"typed\">\n\(text)</textarea>"
        }
        return "<h2 class=\"h3\" id=\"typed\">\(t("What you typed"))</h2>\(fields)"
    }

    /// What people write, and not what a form carries along: keys, numbers, choices.
    private static func isText(_ field: (name: String, value: String)) -> Bool {
        let words = field.value.split(whereSeparator: \.isWhitespace)
        guard field.name != "token", !Fields.secrets.contains(field.name) else { return false }
        let isWord = words.count == 1 && (isWritten(field.name) || isCell(field.name))
        guard words.count > 1 || isWord || field.value.contains("@") else { return false }
        return !words.allSatisfy { $0.contains(":") || $0.count == 36 && $0.contains("-") }
    }

    /// Where people write in their own words: there a single one is kept too. Of several of a kind, the kind stands first.
    private static func isWritten(_ name: String) -> Bool { written.contains(String(name.prefix { $0 != "-" })) }

    /// A cell of a row or a part of a question, as `cost.min` and `indicators.0.value`: what they hold is often one word.
    private static func isCell(_ name: String) -> Bool {
        let path = name.split(separator: ".")
        return path.count > 1 && cells.contains(String(path[path.count - 1]))
    }

    private static let cells: Set<String> = [
        "baseline", "baseline_date", "commune", "date", "max", "min", "name", "note", "per", "phone", "rna", "role",
        "siret",
        "source", "text", "unit", "value", "website",
    ]

    private static let written: Set<String> = [
        "answer", "comment", "engagement", "function", "how", "name", "name_en", "name_fr", "note", "organisation",
        "reason", "rule", "strapline", "subject", "text", "title", "why", "words",
    ]

    private var wayBack: HTML {
        guard session != nil else {
            return "<a class=\"btn main\" href=\"\(to("/"))\">\(t("Back to the home page"))</a>"
        }
        return "<a class=\"btn main\" href=\"\(to("/ma-page"))\">\(t("My page"))</a>"
    }

    private typealias RefusalWords = (title: String, text: String)

    private func words(for status: HTTPResponse.Status) -> RefusalWords {
        if let words = pageWords(for: status) ?? requestWords(for: status) { return words }
        return (
            t("Something went wrong on our side"),
            t("It is noted, and what you had saved is still there. Try again in a moment.")
        )
    }

    /// What is wanted cannot be shown.
    private func pageWords(for status: HTTPResponse.Status) -> RefusalWords? {
        switch status {
        case .forbidden:
            (t("This page is not for you"), t("Your roles do not open it. If they should, write to the agency."))
        case .notFound: (t("This page does not exist"), path.hasPrefix("/dossiers/") ? noSuchFile : noSuchPage)
        case .conflict:
            (
                t("What you were writing into has just been removed"),
                t("Somebody took it away, or something it stands on, at this very moment: nothing is saved.")
            )
        case .gone:
            (t("This page is no longer published"), t("It was withdrawn by the agency or by the organisation."))
        case .misdirectedRequest:
            (t("This site has another address"), t("You will find it at \(frame.address)."))
        case .tooManyRequests:
            (t("Too many requests"), t("Nothing was done. Wait a few minutes, an hour at most, then try again."))
        case .serviceUnavailable:
            (
                t("The site is not available for a moment"),
                t("Try again in a minute. What you had saved is still there.")
            )
        default: nil
        }
    }

    private var noSuchPage: String { t("The address may be wrong, or the page may not be for you. Nothing is lost.") }

    /// A draft that was deleted is lost: nobody is told otherwise.
    private var noSuchFile: String {
        t("The address may be wrong, the file may have been deleted, or it may not be open to you.")
    }

    /// What was sent cannot be taken.
    private func requestWords(for status: HTTPResponse.Status) -> RefusalWords? {
        switch status {
        case .badRequest:
            (
                t("This request cannot be read"),
                t("Go back, reload the page and try again. What you had saved is still there.")
            )
        case .methodNotAllowed:
            (t("That cannot be done here"), t("The address exists, but not for this kind of request."))
        case .contentTooLarge:
            (
                t("That is too much at once"),
                t("What you sent is larger than this site accepts. Shorten it and send it again.")
            )
        case .unsupportedMediaType:
            (t("This kind of content is not accepted"), t("Use the forms of this site."))
        default: nil
        }
    }

    var closedDoorPage: HTML {
        page(
            PageHead(t("This site is being prepared"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("This site is being prepared"))</h1>
            <p class="lead">\(t("It will open when its legal notice is complete."))</p>
            <p class="row"><a class="btn main" href="\(to("/connexion"))">\(t("Sign in"))</a></p></div>
            """)
    }

    /// The form again, with all that was typed, for a session that has changed since it was given.
    func sendAgainPage(_ fields: Fields) -> HTML {
        keepingPage(
            fields, title: t("Send it once more"),
            text: t("You signed in again since this page was opened. What you typed is kept: send it once more."))
    }

    /// The same for a browser without a session, whose cookie has ended meanwhile or was never kept. Sent once more without it,
    /// the page says what is amiss: else it would come back for ever.
    func openTooLongPage(_ fields: Fields) -> HTML {
        guard stranger?.known == nil, fields[Self.sentAgain] != nil else {
            return keepingPage(
                fields, title: t("Send it once more"),
                text: t(
                    """
                    Nothing is done yet: this page had been open for too long, or your browser does not keep cookies. What you \
                    typed is kept: send it once more.
                    """))
        }
        return keepingPage(
            fields, title: t("Your browser does not keep cookies"),
            text: t(
                """
                Without the one of this form nothing can be sent from here, and nothing is done. Allow cookies for \
                \(frame.address) in the settings of your browser, then send it once more: what you typed is kept.
                """),
            extra: frame.email.isEmpty ? "" : "<p>\(t("Or write to the agency: \(frame.email)."))</p>")
    }

    /// The same for a session that has ended. `isOwn`: the form is one that was given to this browser; it was, by this very page,
    /// where somebody sends it before they have signed in.
    func signInAgainPage(_ fields: Fields, isOwn: Bool) -> HTML {
        keepingPage(
            fields,
            title: isOwn && fields[Self.sentAgain] != nil
                ? t("You are still not signed in") : t("You are no longer signed in"),
            text: t("What you typed is kept on this page. Sign in in another window, then come back here and send it."),
            extra: """
                <p><a class="btn main" href="\(to("/connexion"))" target="_blank" rel="noopener">\(t("Sign in in another window"))</a></p>
                """)
    }

    private func keepingPage(_ fields: Fields, title: String, text: String, extra: HTML = "") -> HTML {
        // In the open as well: whoever cannot send it any more still has it to copy.
        let texts = fields.pairs.filter(Self.isText).map(\.value)
        return ownPage(
            PageHead(title, isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(title)</h1><p class="lead">\(text)</p>\(extra)
            \(form(to: path, HTML(carried(fields)) + hidden(Self.sentAgain, "on") + "<button class=\"btn\">\(t("Send"))</button>"))\
            \(texts.isEmpty ? "" : keptTexts(texts))</div>
            """)
    }

    /// Says that a form comes from a page which gave it back once. No form of the house has a field of that name.
    private static var sentAgain: String { "sent-again" }

    /// What was typed, for a form that comes back whole; its token is that of the session or browser there is now.
    func carried(_ fields: Fields) -> [HTML] {
        fields.pairs.filter { $0.name != "token" && $0.name != Self.sentAgain }.map(carried)
    }

    /// A field of a form that comes back whole. A secret stands in no page: it is typed again, for nothing is to be sent without it.
    func carried(_ field: (name: String, value: String)) -> HTML {
        guard Fields.secrets.contains(field.name), !field.value.isEmpty else { return hidden(field.name, field.value) }
        return self.field(
            field.name, t("Password"), "", kind: .password, attributes: "autocomplete=\"off\" required")
    }
}
