import Web
import Words

// The statement that the law asks of a public site: how far it holds to the guidelines, from the reading of their criteria, and
// what the agency says of its own contents.
extension Reader {
    func statementPage(_ conformity: Conformity, _ text: PageText?) -> HTML {
        let agency = Agency.opening(frame.agency, in: language)
        return page(
            PageHead(t("Accessibility statement")),
            """
            <div class="wrap flow flow-6"><header class="flow flow-2"><h1>\(t("Accessibility statement"))</h1>
            <p class="lead">\(t("\(agency) wants everybody to be able to read this site and to fill in its forms."))</p></header>
            \(stateOfConformity(conformity, text))\(resultsOfReading(conformity))\(notAccessible(conformity, text))
            \(wayOfReading(conformity))\(difficulty)\(recourse)</div>
            """)
    }

    private func stateOfConformity(_ conformity: Conformity, _ text: PageText?) -> HTML {
        let underWay = t("This statement is being prepared: the agency has not written its part yet.")
        let state = text == nil ? underWay : words(for: conformity.state)
        return """
            <section class="sect flow" aria-labelledby="conformity"><h2 id="conformity">\(t("State of conformity"))</h2>
            <p><strong>\(state)</strong></p></section>
            """
    }

    private func words(for state: Conformity.State) -> String {
        switch state {
        case .total: t("This site conforms totally with the French guidelines for accessibility, RGAA 4.1.2.")
        case .partial:
            t(
                """
                This site conforms partially with the French guidelines for accessibility, RGAA 4.1.2: see what does not \
                hold.
                """)
        case .none: t("This site does not conform with the French guidelines for accessibility, RGAA 4.1.2.")
        }
    }

    private func resultsOfReading(_ conformity: Conformity) -> HTML {
        let rows: [(String, String)] = [
            (t("Criteria that apply"), formats.number(conformity.applicable)),
            (t("Of these, that hold"), formats.number(conformity.holding)),
            (t("Of these, that do not hold"), formats.number(conformity.failing.count)),
            (t("Criteria that have nothing to apply to"), formats.number(conformity.notApplicable)),
            (t("Share that holds"), formats.percent(Double(conformity.rate) / 100)),
        ]
        let lines = rows.map { row -> HTML in "<div><dt>\(row.0)</dt><dd>\(row.1)</dd></div>" }
        let told: HTML =
            conformity.day == nil
            ? "<p>\(t("The criteria have not been read yet."))</p>" : "<dl class=\"record narrow\">\(lines)</dl>"
        return """
            <section class="sect flow" aria-labelledby="results"><h2 id="results">\(t("Results", as: "of an audit"))</h2>\(told)</section>
            """
    }

    /// What the program does not hold to, and what the agency says of what it publishes with it.
    private func notAccessible(_ conformity: Conformity, _ text: PageText?) -> HTML {
        let items = conformity.failing.map { number -> HTML in
            "<li>\(t("Criterion \(number), \(topic(of: number))"))</li>"
        }
        let none = conformity.day == nil ? "" : t("No criterion is known not to hold.")
        let list: HTML = items.isEmpty ? "<p>\(none)</p>" : "<ul class=\"dashes\">\(items)</ul>"
        return """
            <section class="sect flow" aria-labelledby="barriers"><h2 id="barriers">\(t("What is not accessible"))</h2>\(list)</section>
            \(ownContents(text))
            """
    }

    private func ownContents(_ text: PageText?) -> HTML {
        let isWriter = session?.hasAny(of: .administrators) ?? false
        guard text != nil || isWriter else { return "" }
        let path = to(PageText.Name.accessibility.path)
        let link: HTML = "<p><a class=\"btn\" href=\"\(path)\">\(t("Write what the agency adds"))</a></p>"
        return """
            <section class="sect flow" aria-labelledby="own"><h2 id="own">\(t("What the agency adds"))</h2>
            \(text.map(ownWords) ?? link)</section>
            """
    }

    private func ownWords(_ text: PageText) -> HTML {
        "\(prose(text))<p class=\"quiet small\">\(t("Updated on \(formats.shortDay(text.updatedAt))."))</p>"
    }

    private func wayOfReading(_ conformity: Conformity) -> HTML {
        let day = conformity.day.map { t("The criteria were last read on \(formats.month($0.description)).") }
        return """
            <section class="sect flow" aria-labelledby="tests"><h2 id="tests">\(t("How this statement was made"))</h2>
            \(day.map { "<p>\($0)</p>" as HTML })
            <p>\(t("""
                Whoever develops the program reads each criterion of the levels A and AA on every kind of page, as each kind of user, \
                in French and in English. No reading by people who use assistive technology every day is recorded yet.
                """))</p>
            <ul class="dashes"><li>\(t("Written in HTML, CSS and SVG. Pages work without JavaScript."))</li>
            <li>\(t("Tried in Chromium: what its accessibility tree tells, with the keyboard alone, at 320, 390 and 1280 pixels, with spaced text."))</li>
            <li>\(t("Tools: axe-core, and tests of the program that compute contrasts and read outlines, names and tables."))</li></ul></section>
            """
    }

    private var difficulty: HTML {
        let email: HTML =
            frame.email.isEmpty ? "" : "<li><a href=\"mailto:\(frame.email)\">\(frame.email)</a></li>"
        let phone: HTML = frame.phone.isEmpty ? "" : "<li>\(frame.phone)</li>"
        let ways = email + phone
        return """
            <section class="sect flow" aria-labelledby="difficulty"><h2 id="difficulty">\(t("A difficulty?"))</h2>
            <p>\(t("""
                If you cannot read or fill in something here, say so to the agency: it leads you to another way or gives you the \
                content in another form.
                """))</p>
            \(ways.isEmpty ? "" : "<ul class=\"dashes\">\(ways)</ul>" as HTML)</section>
            """
    }

    /// The words and addresses that every French statement gives.
    private var recourse: HTML {
        """
        <section class="sect flow" aria-labelledby="recourse"><h2 id="recourse">\(t("If nothing changes"))</h2>
        <p>\(t("You told the agency of something that keeps you out, and got no answer that helps: you can turn to the Défenseur des droits."))</p>
        <ul class="dashes"><li><a href="https://formulaire.defenseurdesdroits.fr/">\(t("Write a message to the Défenseur des droits"))</a></li>
        <li><a href="https://www.defenseurdesdroits.fr/saisir/delegues">\(t("Meet a delegate of the Défenseur des droits near you"))</a></li>
        <li>\(t("By post, free and without a stamp:")) <span lang="fr">Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07</span></li>
        </ul></section>
        """
    }
}

// The thirteen topics of the guidelines, by the first part of a criterion's number.
extension Reader {
    private func topic(of number: String) -> String {
        let topics = [
            t("images", as: "topic"), t("frames", as: "topic"), t("colours", as: "topic"), t("media", as: "topic"),
            t("tables", as: "topic"), t("links", as: "topic"), t("scripts", as: "topic"),
            t("what every page must have", as: "topic"), t("structure", as: "topic"), t("presentation", as: "topic"),
            t("forms", as: "topic"), t("navigation", as: "topic"), t("consultation", as: "topic"),
        ]
        let place = number.split(separator: ".").first.flatMap { Int($0) } ?? 0
        return topics.indices.contains(place - 1) ? topics[place - 1] : t("other", as: "topic")
    }
}
