import Campaigns
import Web

extension Reader {
    func releasePage(
        _ edition: Edition, _ release: Release, _ state: LetterState, form: PlanForm, refusal: Release.Refusal?,
        done: String?
    ) -> HTML {
        let path = "/agence/editions/\(edition.slug)/publication"
        return desk(
            PageHead(t("Release of \(edition.name)"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap"><div class="flow flow-6 narrow">
            <header><h1>\(t("Letters and release"))</h1><p class="lead">\
            \(t("Laureates, letters and sheets come out together, at one moment. Before it nothing shows anywhere."))</p></header>
            \(doneNotice(done.flatMap(doneWords)))\(refusal.map { faultSummary([fault($0)]) })
            \(release.isOut ? released(release) : pending(path, release, state, form))</div></div>
            """)
    }

    private func released(_ release: Release) -> HTML {
        """
        <div class="notice ok"><p><strong>\(t("Released")) \(release.releasedAt.map { formats.moment($0) }).\
        </strong> \(t("Laureates and approved sheets are public; the letters have left."))</p></div>
        <p><a class="go" href="\(to("/laureats"))">\(t("See the laureates"))</a></p>
        """
    }

    private func pending(_ path: String, _ release: Release, _ state: LetterState, _ form: PlanForm) -> HTML {
        let prepare = state.prepared == 0 ? t("Prepare the letters") : t("Prepare what is missing or out of date")
        return """
            <section class="sect flow" aria-labelledby="state"><h2 id="state">\(t("Where it stands"))</h2>
            <ul class="ticks">\(standing(state))</ul></section>
            <section class="sect flow" aria-labelledby="letters"><h2 id="letters">\(t("The letters"))</h2>
            <p>\(t("One letter to each author of a decided file, held in the outbox until the release. Read them again there and edit them."))</p>
            \(self.form(to: path + "/lettres", "<button class=\"btn\">\(prepare)</button>"))
            \(state.prepared == 0 ? "" : lettersLink(state))</section>
            <section class="sect flow" aria-labelledby="when"><h2 id="when">\(t("At a date"))</h2>
            \(release.plannedFor.map { planned(formats.moment($0)) })
            \(planForm(path, form))</section>
            <section class="sect flow" aria-labelledby="now"><h2 id="now">\(t("Now"))</h2>
            <p>\(t("This cannot be taken back: \(state.prepared) letters leave and everybody sees the laureates."))</p>
            \(self.form(to: path + "/maintenant", "<button class=\"btn main\" id=\"release\">\(t("Release everything now"))</button>"))</section>
            """
    }

    private func standing(_ state: LetterState) -> [HTML] {
        let decided = t("\(state.decided) of \(state.files) files decided")
        guard state.decided > 0 else { return [line(decided, isMet: false)] }
        return [
            line(decided, isMet: state.decided == state.files), line(letters(state), isMet: state.stale == 0),
            line(
                t("\(state.publishedSheets) of \(state.retained) sheets approved and published"),
                isMet: state.publishedSheets == state.retained),
        ]
    }

    private func letters(_ state: LetterState) -> String {
        guard state.stale > 0 else { return t("Every letter says its decision") }
        return t(
            "\(state.stale) letter is missing or out of date",
            "\(state.stale) letters are missing or out of date", count: state.stale)
    }

    private func line(_ text: String, isMet: Bool) -> HTML {
        let mark: HTML = isMet ? icon("check") : icon("alert")
        return "<li\(isMet ? "" : " class=\"missing\"" as HTML)>\(mark)<span>\(text)</span></li>"
    }

    private func lettersLink(_ state: LetterState) -> HTML {
        """
        <p><a class="go" href="\(to("/agence/messages"))?etat=held">\(t("Read the \(state.prepared) letters again"))</a></p>
        """
    }

    private func planned(_ moment: String) -> HTML {
        "<p><strong>\(t("Planned for \(moment)."))</strong></p>"
    }

    private func planForm(_ path: String, _ form: PlanForm) -> HTML {
        self.form(
            to: path + "/date", attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(form.revision)"))
            <div class="fields">\(field("day", t("Day"), form.day, hint: t("For example 04/12/2014"), isShort: true))\
            \(field("time", t("Time"), form.time, hint: t("For example 18:30"), isShort: true))</div>
            <p><button class="btn">\(t("Plan this moment"))</button></p><p class="quiet small">\(t("Leave both empty to take it back."))</p>
            """)
    }

    private func fault(_ refusal: Release.Refusal) -> Fault {
        switch refusal {
        case .alreadyOut: Fault("main", t("This edition is out already."))
        case .past: Fault("day", t("Give a day and a time that are still to come."))
        case .nothingDecided: Fault("release", t("Nothing is decided yet."))
        case .lettersOutOfDate(let count):
            Fault(
                "letters",
                t(
                    "\(count) letter is missing or out of date: prepare the letters first.",
                    "\(count) letters are missing or out of date: prepare the letters first.", count: count))
        case .outdated: Fault("day", t("The release changed in another window. Look again, then save."))
        }
    }

    private func doneWords(_ word: String) -> String? {
        switch word {
        case "prepared": t("The letters are in the outbox, held until the release.")
        case "planned": t("The moment is planned.")
        case "unplanned": t("No moment is planned any more.")
        case "out": t("Everything is out.")
        default: nil
        }
    }
}
