import Foundation
import Web
import Words

extension Reader {
    func editionsPage(_ editions: [Edition], campaigns: [Campaign], done: String?, now: Date) -> HTML {
        let mayMake = session?.has(.agencyAdministrator) ?? false || !editions.isEmpty
        let add: HTML =
            "<p class=\"row\"><a class=\"btn main\" href=\"\(to("/agence/editions/nouvelle"))\">\(t("New edition"))</a></p>"
        return desk(
            PageHead(t("Editions"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(t("Editions"))</h1>\(mayMake ? add : "")</header>
            \(doneNotice(done == "removed" ? t("The edition is removed.") : nil))
            \(editions.isEmpty ? noEdition : editionTable(editions, campaigns, now))
            \(sharedParts)</div>
            """)
    }

    /// The one page that says what is common to all editions, and who changes it.
    private var sharedParts: HTML {
        let partners = t(
            """
            Their names are seen by all. Contacts are seen, and all is changed, by administrators and by those who run \
            every edition in which they are engaged.
            """)
        let parts: [(String, String)] = [
            (
                t("Organisations"),
                t("Seen by all who run an edition; changed by those who run one in which they take part.")
            ),
            (t("Partners"), partners),
            (
                t("Sheets"),
                t("Published, everybody reads them. Until then, those who run or publish their edition.")
            ),
            (
                t("Grids"),
                t("Seen by all. A version never changes once it is there: an edition takes one and keeps it.")
            ),
            (t("People and roles"), t("Administrators alone. A role is given for one edition or for all.")),
            (t("Files, marks, decisions, letters"), t("Of one edition: nobody sees them by way of another.")),
        ]
        let lines = parts.map { part -> HTML in "<div><dt>\(part.0)</dt><dd>\(part.1)</dd></div>" }
        return """
            <section class="sect" aria-labelledby="shared"><h2 id="shared" class="h3">\(t("What editions share"))</h2>
            <dl class="record">\(lines)</dl></section>
            """
    }

    private var noEdition: HTML {
        """
        <div class="empty flow flow-2"><p><strong>\(t("There is no edition yet."))</strong></p>
        <p>\(t("A new edition comes with a calendar of thirteen phases that you can change as you like."))</p></div>
        """
    }

    private func editionTable(_ editions: [Edition], _ campaigns: [Campaign], _ now: Date) -> HTML {
        let names = Dictionary(uniqueKeysWithValues: campaigns.map { ($0.id, $0.name) })
        let rows = editions.map { edition -> HTML in
            """
            <tr><th scope="row" class="name"><a href="\(to(edition.path()))">\(typeset(edition.name))</a></th>\
            <td data-th="\(t("Campaign"))">\(names[edition.campaign].map { typeset($0) })</td>
            <td data-th="\(t("State"))">\(state(of: edition))</td><td data-th="\(t("Open now"))">\(openNow(edition, now))</td></tr>
            """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="editions"><table class="table stack-sm">
            <caption id="editions" class="vh">\(t("Editions, the newest first"))</caption>
            <thead><tr><th scope="col">\(t("Edition"))</th><th scope="col">\(t("Campaign"))</th>\
            <th scope="col">\(t("State"))</th><th scope="col">\(t("Open now"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func openNow(_ edition: Edition, _ now: Date) -> HTML {
        guard edition.status == .running else { return "" }
        return .joined(edition.phases(at: now).map { name(of: $0) }, by: ", ")
    }
}

// One edition at a glance.
extension Reader {
    func editionPage(_ glance: EditionGlance, done: String?, now: Date) -> HTML {
        let edition = glance.edition
        return editionDesk(
            edition, t("Overview of \(edition.name)"), heading: "\(typeset(edition.name))", acts: turnLink(edition),
            """
            \(doneNotice(done.flatMap(editionDone)))\(nextEditionLine(edition))
            <p class="row">\(state(of: edition)) <a href="\(to(edition.path("nom")))">\(t("Change its name"))</a>\(removalLink(edition))</p>\
            \(roundLine(edition, round: glance.round))
            \(glance.inherited.map(inheritedPart))\(staleNotice(glance.stale, edition))\(glance.rulesLanguage == .french ? rulesLine(edition) : "")
            <section aria-labelledby="steps"><h2 id="steps" class="vh">\(t("Steps of the edition"))</h2>\(phaseLine(edition, now: now))
            <p class="small"><a href="\(to(edition.path("phases")))">\(t("Change a date"))</a> \
            <span class="quiet">\(t("You will see what it moves and whom it concerns, before it is saved."))</span></p></section>
            \(categoriesLine(edition))
            <section class="sect" aria-labelledby="dates"><h2 id="dates" class="h3">\(t("Next dates"))</h2>\(nextDates(edition, now))</section>
            <section class="sect" aria-labelledby="targets"><div class="sect-head"><h2 id="targets" class="h3">\(t("Targets"))</h2>
            <a href="\(to(edition.path("objectifs")))">\(t("Change the targets"))</a></div>\(targetTable(glance.targets, of: edition))</section>
            """)
    }

    private func removalLink(_ edition: Edition) -> HTML {
        guard edition.status == .draft else { return "" }
        return " <a href=\"\(to(edition.path("retirer")))\">\(t("Remove it…"))</a>"
    }

    private func editionDone(_ word: String) -> String? {
        switch word {
        case "made": t("The edition is made. It is in preparation: nobody outside the team sees it yet.")
        case "running": t("The edition is under way.")
        case "closed": t("The edition is closed.")
        case "draft": t("The edition is in preparation again.")
        case "named": t("The name is changed.")
        case "kept": t("The text is kept as it is.")
        case "otherwise": t("This text says something else meanwhile: look at it again.")
        default: nil
        }
    }

    private func turnLink(_ edition: Edition) -> HTML {
        let label =
            switch edition.status {
            case .draft: t("Open the edition…")
            case .running: t("Close the edition…")
            case .closed: t("Reopen the edition…")
            }
        return "<a class=\"btn\" href=\"\(to(edition.path("etat")))\">\(label)</a>"
    }

    private func nextDates(_ edition: Edition, _ now: Date) -> HTML {
        // Whatever its dates say, nothing opens or closes in one that is over.
        guard edition.status != .closed else { return "<p class=\"quiet\">\(t("The edition is closed."))</p>" }
        let dates = edition.coming(at: now).prefix(6)
        guard !dates.isEmpty else { return "<p class=\"quiet\">\(t("No date is left in this edition."))</p>" }
        let lines = dates.map { moment -> HTML in
            let phase = moment.phase
            return """
                <li><a href="\(to(edition.path("phases/\(phase.id)")))">\(name(of: phase))</a> \
                <span class="quiet">\(formats.relative(moment.day, today: formats.calendarDay(of: now)))</span>
                <span class="sub">\(words(for: moment))</span></li>
                """
        }
        return "<ul class=\"todo\">\(lines)</ul>"
    }
}

extension Reader {
    /// «opens on Monday 8 September 2014», «closes on Friday 17 October 2014 at 18:00».
    func words(for moment: PhaseMoment) -> String {
        let hour = moment.date.isMidnight ? "" : ", " + formats.clock(moment.date)
        let day = formats.day(moment.day) + hour
        switch moment.kind {
        case .start: return t("opens on \(day)")
        case .end: return t("closes on \(day)")
        case .wholeDay: return t("on \(day)", as: "phase")
        }
    }
}

// Passing from one state to the next, said in words first.
extension Reader {
    func editionTurnPage(_ edition: Edition, unwritten: [PageText.Name], unfinished: [Duty], isOutdated: Bool = false)
        -> HTML
    {
        let (title, words, next, label) = turnWords(edition)
        let lines = words.map { word -> HTML in "<li>\(word)</li>" }
        return editionDesk(
            edition, title,
            """
            \(isOutdated ? outdatedNotice([(t("State"), plainState(of: edition))]) : "")
            <div class="prose"><ul>\(lines)</ul></div>\
            \(unwritten.isEmpty ? "" : unwrittenNotice(unwritten, edition))\(unfinishedNotice(unfinished))
            \(form(to: edition.path("etat"), """
                \(hidden("revision", String(edition.revision)))\(hidden("status", next.rawValue))<button class="btn main">\(label)</button>
                """))
            <p><a href="\(to(edition.path()))">\(t("Change nothing and go back"))</a></p>
            """)
    }

    private func unwrittenNotice(_ names: [PageText.Name], _ edition: Edition) -> HTML {
        let lines = names.map { name -> HTML in
            let path = PageText.Name.ofEditions.contains(name) ? edition.path("textes") : "/agence/textes"
            return "<li><a href=\"\(to(path))/\(name.rawValue)\">\(title(of: name))</a></li>"
        }
        return """
            <div class="notice warn"><h2>\(t("Not written yet"))</h2>
            <p>\(t("Whoever sends a file agrees to these texts: write them before the call opens."))</p><ul>\(lines)</ul></div>
            """
    }

    private func turnWords(_ edition: Edition) -> (String, [String], Edition.Status, String) {
        let name = typeset(edition.name)
        return switch edition.status {
        case .draft: (t("Open \(name)?"), openingWords, .running, t("Open the edition"))
        case .running: (t("Close \(name)?"), closingWords, .closed, t("Close the edition"))
        case .closed: (t("Reopen \(name)?"), reopeningWords, .running, t("Reopen the edition"))
        }
    }

    private var openingWords: [String] {
        [
            t("Its page and its dates become public, as soon as the site itself is."),
            t(
                """
                From then on its phases open and close by themselves: files can be written while the call is open, \
                jurors mark while the jury reads.
                """),
            t("Nothing leaves by mail because of it."), t("You can close it again at any time."),
        ]
    }

    private var closingWords: [String] {
        [
            t("Files and assessments can no longer be written in it, whatever its dates say."),
            t("Whoever owns a draft is told by one letter that it is kept, until when, and what to do with it."),
            t("Its page, its laureates and its published sheets stay where they are."),
            t("You can reopen it at any time."),
        ]
    }

    private var reopeningWords: [String] {
        [
            t(
                "Its phases open and close by their dates again. Look at them first: what lies in the past stays closed."
            ),
            t("If another edition runs too, the newer one stands on the home page."),
        ]
    }

    private func plainState(of edition: Edition) -> String {
        switch edition.status {
        case .draft: t("In preparation")
        case .running: t("Under way")
        case .closed: t("Closed", as: "edition")
        }
    }
}
