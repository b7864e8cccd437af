import Foundation
import Web
import Words

extension Reader {
    func publicTextPage(_ name: PageText.Name, _ text: PageText?, _ edition: Edition?) -> HTML {
        page(
            PageHead(publicTitle(of: name)),
            """
            <div class="wrap flow flow-5"><header class="flow flow-2"><h1>\(publicTitle(of: name))</h1>\
            \(edition.map { "<p class=\"quiet\">\(typeset($0.name))</p>" as HTML })</header>
            \(text.map(otherLanguage))\(text.map(prose) ?? notWritten(name))\(name == .privacy ? cookiePart : nil)
            \(text.map { "<p class=\"quiet small\">\(t("Updated on \(formats.shortDay($0.updatedAt))."))</p>" as HTML })</div>
            """)
    }

    /// On the page of an edition whose rules English pages show in French.
    func rulesLine(_ edition: Edition) -> HTML {
        let path = edition.path("textes/\(PageText.Name.rules.rawValue)")
        return """
            <p>\(t("The rules are not written in English: English pages show the French text.")) \
            <a href="\(to(path))">\(t("Write them in English"))</a></p>
            """
    }

    /// That the text is not in the reader's language, in theirs.
    private func otherLanguage(_ text: PageText) -> HTML {
        guard text.language != language else { return "" }
        let words =
            text.language == .french
            ? t("This text is written in French only.") : t("This text is written in English only.")
        return "<p class=\"quiet\">\(words)</p>"
    }

    /// Whoever writes it is led to where its blanks are filled in.
    private func notWritten(_ name: PageText.Name) -> HTML {
        "<div class=\"empty\"><p>\(t("This text is not published yet."))</p>\(writingLink(name))</div>"
    }

    private func writingLink(_ name: PageText.Name) -> HTML {
        guard let session else { return "" }
        // An edition may say it in its own way: both stand in the list.
        let isOfEdition = PageText.Name.ofEditions.contains(name)
        guard session.hasAny(of: isOfEdition ? .publishers : .administrators) else { return "" }
        let path = isOfEdition ? "/agence/textes" : name.path
        return "<p><a class=\"btn\" href=\"\(to(path))\">\(t("Write this text and fill in its blanks"))</a></p>"
    }

    private func publicTitle(of name: PageText.Name) -> String {
        switch name {
        case .legalNotice: t("Legal notice")
        case .privacy: t("Personal data")
        case .accessibility: t("Accessibility")
        case .rules: t("Rules")
        case .homeTitle, .homeLead: title(of: name)
        }
    }

    func title(of name: PageText.Name) -> String {
        switch name {
        case .legalNotice: t("Legal notice")
        case .privacy: t("Personal data")
        case .accessibility: t("Accessibility")
        case .rules: t("Rules")
        case .homeTitle: t("Title of the home page")
        case .homeLead: t("First words of the home page")
        }
    }

    func title(ofText name: String) -> String { PageText.Name(rawValue: name).map { title(of: $0) } ?? name }

    func textsPage(
        site: [PageText.Name: [Language: PageText]]?, editions: [(Edition, [PageText.Name: [Language: PageText]])],
        done: String?, of slug: String?
    ) -> HTML {
        let changed = editions.first { $0.0.slug == slug }.map { typeset($0.0.name) }
        let saved = changed.map { t("The text of \($0) is saved.") } ?? t("The text is saved.")
        let blank = t("It is not shown while something is left between {{ and }}: nothing but you fills it in.")
        let opened = t("The site is open to the public from now on.")
        let inFrench = t("English pages show the French text until the English one is written without a blank.")
        let words = [
            "saved": saved, "blank": "\(saved) \(blank)", "opened": "\(saved) \(opened)",
            "opened-blank": "\(saved) \(opened) \(inFrench)",
        ]
        let parts = editions.map { edition, texts -> HTML in
            let title = typeset(edition.name)
            return textSection(
                title, PageText.Name.ofEditions, texts, at: edition.path("textes"), isOfEdition: true)
        }
        let isPrivate = site.map { !PageText.isComplete($0[.legalNotice]?[.french]?.body ?? "") } ?? false
        return desk(
            PageHead(t("Texts of the site"), isHidden: true),
            """
            <div class="wrap flow flow-6"><h1>\(t("Texts"))</h1>\(doneNotice(done.flatMap { words[$0] }))
            \(isPrivate ? privateNotice : "")
            \(site.map { textSection(t("The whole site"), PageText.Name.allCases, $0, at: "/agence/textes", isOfEdition: false) })
            \(parts)</div>
            """)
    }

    func textSection(
        _ title: String, _ names: [PageText.Name], _ texts: [PageText.Name: [Language: PageText]], at path: String,
        isOfEdition: Bool
    ) -> HTML {
        // Every edition has its rules: a link names whose they are.
        let whose: HTML = isOfEdition ? "<span class=\"vh\"> – \(title)</span>" : ""
        let rows = names.map { name -> HTML in
            """
            <tr><th scope="row" class="name"><a href="\(to("\(path)/\(name.rawValue)"))">\(self.title(of: name))\(whose)</a></th>
            <td data-th="\(t("French"))">\(state(of: .french, texts[name] ?? [:], isOfEdition))</td>\
            <td data-th="\(t("English"))">\(state(of: .english, texts[name] ?? [:], isOfEdition))</td></tr>
            """
        }
        return """
            <section class="sect"><div class="scroll" role="region" tabindex="0" aria-label="\(t("Texts")), \(title)">\
            <table class="table stack-sm"><caption class="h3 title">\(title)</caption>
            <thead><tr><th scope="col">\(t("Text"))</th><th scope="col" class="wide">\(t("French"))</th>\
            <th scope="col" class="wide">\(t("English"))</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }

    private func state(of language: Language, _ texts: [Language: PageText], _ isOfEdition: Bool) -> HTML {
        guard let text = texts[language], !text.body.isEmpty else {
            // Its own words in the other language stand before those of the whole site.
            guard !texts.contains(where: { PageText.isComplete($0.value.body) }) else {
                let words = language == .english ? t("the French text is shown") : t("the English text is shown")
                return "<span class=\"quiet\">\(words)</span>"
            }
            return "<span class=\"quiet\">\(isOfEdition ? t("as for the whole site") : t("not written"))</span>"
        }
        let blanks = PageText.blanks(in: text.body).count
        guard blanks == 0 else {
            return
                "<span class=\"state ask\">\(t("\(blanks) blank to fill in", "\(blanks) blanks to fill in", count: blanks))</span>"
        }
        return "<span class=\"state sent\">\(t("written on \(formats.shortDay(text.updatedAt))"))</span>"
    }
}

// The form of one text, in both languages.
extension Reader {
    func textFormPage(
        _ name: PageText.Name, _ edition: Edition?, _ form: TextForm, isTemplate: Bool = false, isPreview: Bool = false,
        isOpening: Bool = false, now: [Language: PageText]? = nil
    ) -> HTML {
        let address = (edition?.path("textes") ?? "/agence/textes") + "/\(name.rawValue)"
        let saved = now?.values.sorted { $0.language.rawValue > $1.language.rawValue }.map {
            (label: self.name(of: $0.language), value: $0.body)
        }
        return desk(
            PageHead(formTitle(of: name, edition), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to(edition?.path("textes") ?? "/agence/textes"))">\(t("Texts"))</a></p>
            <header class="flow flow-2"><h1>\(title(of: name))</h1>\(edition.map { "<p class=\"quiet\">\(typeset($0.name))</p>" as HTML })</header>
            \(saved.map { outdatedNotice($0) })\(isTemplate ? templateNotice : "")\(isOpening ? openingNotice : "")\(blankNotice(form))
            \(isPreview ? preview(form) : "")
            \(self.form(to: address, attributes: "class=\"flow flow-5\"", textFields(name, form)))</div>
            """)
    }

    private var templateNotice: HTML {
        """
        <div class="notice">\
        <p>\(t("This is a starting point that nothing shows yet. Complete it, have it read, then save it: the agency answers for it."))</p></div>
        """
    }

    private func blankNotice(_ form: TextForm) -> HTML {
        var found: [String] = []
        let lines = Language.allCases.compactMap { language -> HTML? in
            let blanks = PageText.blanks(in: form.bodies[language] ?? "")
            found += blanks
            guard !blanks.isEmpty else { return nil }
            return "<dt>\(name(of: language))</dt><dd>\(blanks.joined(separator: ", "))</dd>"
        }
        guard !lines.isEmpty else { return "" }
        let rows = lines.map { line -> HTML in "<div>\(line)</div>" }
        return """
            <div class="notice warn"><h2>\(t("Still to be filled in, between {{ and }}"))</h2><dl class="record">\(rows)</dl>\
            \(found.contains(where: { $0.hasPrefix("agence.") }) ? settingsLink : "")</div>
            """
    }

    /// What a new text takes from there by itself.
    private var settingsLink: HTML {
        guard let session, session.has(.agencyAdministrator) else { return "" }
        return """
            <p>\(t("What begins with “agence.” is given once, in the settings: a text that is begun after that has it already."))
            <a href="\(to("/agence/reglages"))">\(t("Settings of the agency"))</a></p>
            """
    }

    private func preview(_ form: TextForm) -> HTML {
        let parts = Language.allCases.compactMap { language -> HTML? in
            guard let body = form.bodies[language], !body.isEmpty else { return nil }
            return """
                <section class="sect"><p class="over">\(name(of: language))</p>\
                <div class="prose" lang="\(language.rawValue)">\(prose(body, in: language))</div></section>
                """
        }
        return """
            <section class="flow" aria-labelledby="preview"><h2 id="preview">\(t("As it will read"))</h2>\
            <p class="quiet">\(t("It is not saved yet."))</p><div class="pairs">\(parts)</div></section>
            """
    }

    private func textFields(_ name: PageText.Name, _ form: TextForm) -> HTML {
        let fields = Language.allCases.map { language -> HTML in
            let key = "body_\(language.rawValue)"
            let revision = hidden("revision_\(language.rawValue)", String(form.revisions[language] ?? 0))
            let body = form.bodies[language] ?? ""
            let tongue: HTML = "lang=\"\(language.rawValue)\""
            let label = self.name(of: language)
            return revision
                + (name.isShort
                    ? field(key, label, body, attributes: tongue)
                    : textArea(
                        key, label, body,
                        hint: language == .english
                            ? t("If you leave it empty, English pages show the French text, marked as French.") : nil,
                        attributes: tongue))
        }
        return """
            \(name.isShort ? "" : markupHint)<div class="pairs">\(fields)</div>
            <p class="row"><button class="btn main">\(t("Save"))</button> \
            <button class="btn" name="preview" value="on">\(t("Show how it will read"))</button></p>
            """
    }

    func name(of language: Language) -> String {
        switch language {
        case .french: t("French")
        case .english: t("English")
        }
    }
}
