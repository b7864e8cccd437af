import Web

extension Reader {
    func settingsDesk(_ title: String, _ main: HTML) -> HTML {
        let pages = [
            (t("Agency"), "/agence/reglages"), (t("Campaigns"), "/agence/reglages/campagnes"),
            (t("Mail"), "/agence/reglages/courriel"), (t("Second factor"), "/agence/reglages/second-facteur"),
        ]
        let links = pages.map { name, address -> HTML in
            let isHere = path == address || (address != "/agence/reglages" && path.hasPrefix(address + "/"))
            let current: HTML = isHere ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(to(address))\"\(current)>\(name)</a></li>"
        }
        return desk(
            PageHead(t("\(title) – Settings"), isHidden: true),
            """
            <div class="wrap"><nav class="nav sub" aria-label="\(t("Settings"))"><ul>\(links)</ul></nav>
            <div class="flow flow-5"><h1>\(title)</h1>\(main)</div></div>
            """)
    }

    func agencyPage(
        _ agency: Agency, _ problems: Set<SettingProblem> = [], now: Agency? = nil, done: String? = nil
    ) -> HTML {
        let faults = faults(for: problems)
        return settingsDesk(
            t("Agency"),
            """
            \(faultSummary(faults))\(doneNotice(done == "saved" ? t("The settings are saved.") : nil))\(now.map { outdatedNotice(facts(of: $0)) })
            \(form(to: "/agence/reglages", attributes: "class=\"flow flow-5\"", agencyFields(agency, faults)))
            """)
    }

    private func agencyFields(_ agency: Agency, _ faults: [Fault]) -> HTML {
        """
        \(hidden("revision", String(agency.revision)))
        <fieldset class="flow"><legend class="h3 title">\(t("Who you are"))</legend><div class="fields">
        \(field("name_fr", t("Name in French"), agency.nameFR, faults: faults)) \(field("name_en", t("Name in English"), agency.nameEN))
        \(field("short_name", t("Short name"), agency.shortName, hint: t("""
            As L’agence: on top of letters in French. Those in English bear the name in English.
            """)))
        \(choiceList("legal_form", t("Legal form"), Agency.LegalForm.allCases.map { ($0.rawValue, name(of: $0)) }, chosen: agency.legalForm.rawValue,
            hint: t("Public bodies have more duties: archives, accessibility, open data.")))
        \(field("email", t("Mail address for the public"), agency.email, kind: .email,
            hint: t("At the foot of every page. Whoever answers a letter about a file writes to it."), faults: faults)) \
        \(field("phone", t("Telephone"), agency.phone, kind: .tel, faults: faults))</div></fieldset>
        <fieldset class="flow"><legend class="h3 title">\(t("Colour"))</legend>
        \(field("accent", t("Accent colour"), agency.accent?.description ?? "#0d5c4b", kind: .color,
            hint: t("Links, buttons and profiles take it. Texts that need it darker get it darker by themselves."), faults: faults, isShort: true))
        \(agency.accent.map(contrastLine))
        \(tick("own_colour", t("Keep the site’s own green"), isOn: agency.accent == nil))</fieldset>
        <fieldset class="flow"><legend class="h3 title">\(t("Line on top of every page"))</legend><div class="fields">
        \(field("banner_fr", t("In French"), agency.bannerFR, hint: t("As an announcement. Empty: no line."))) \
        \(field("banner_en", t("In English"), agency.bannerEN))</div></fieldset>
        <p><button class="btn main">\(t("Save"))</button></p>
        """
    }

    private func contrastLine(_ colour: Colour) -> HTML {
        let ratio = formats.number(colour.contrastOnWhite, decimals: 1)
        let words =
            colour.isReadable
            ? t("Contrast with the paper: \(ratio) to 1. Texts read well in this colour (at least 4.5 is needed).")
            : t(
                "Contrast with the paper: \(ratio) to 1, and 4.5 is needed. The site darkens this colour for texts and buttons."
            )
        return """
            <p class="row"><svg class="swatch" viewBox="0 0 40 20" aria-hidden="true">\
            <rect width="40" height="20" fill="\(colour.description)"/></svg><span class="hint">\(words)</span></p>
            """
    }

    private func name(of form: Agency.LegalForm) -> String {
        switch form {
        case .association: t("Association")
        case .publicBody: t("Public body")
        case .other: t("Other form")
        }
    }

    private func facts(of agency: Agency) -> [(label: String, value: String)] {
        [
            (t("Name in French"), agency.nameFR), (t("Name in English"), agency.nameEN),
            (t("Short name"), agency.shortName),
            (t("Legal form"), name(of: agency.legalForm)), (t("Mail address for the public"), agency.email),
            (t("Telephone"), agency.phone), (t("Accent colour"), agency.accent?.description ?? ""),
            (t("Line on top of every page"), agency.bannerFR),
        ].filter { !$0.1.isEmpty }
    }

    private func faults(for problems: Set<SettingProblem>) -> [Fault] {
        let all: [(SettingProblem, Fault)] = [
            (.nameMissing, Fault("name_fr", t("Give the agency a name."))),
            (.noSuchEmail, Fault("email", t("This is not a mail address: name@example.org."))),
            (
                .noSuchPhone,
                Fault("phone", t("Write a number that can be called, of 15 digits at most: 03 81 00 00 00."))
            ),
            (.noSuchColour, Fault("accent", t("Choose a colour, or keep the site’s own."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }
}
