import Campaigns
import Web

extension Reader {
    func releasePage(_ page: ReleasePage) -> HTML {
        desk(
            PageHead(t("Release of \(page.edition.name)"), isHidden: true, edition: page.edition.slug),
            """
            <div class="wrap"><div class="flow flow-6 narrow">
            <header><h1>\(t("Letters and release"))</h1><p class="lead">\
            \(t("Decisions come out with their letters and sheets, in one release or in several. What is not released shows nowhere."))</p></header>
            \(doneNotice(page.done.flatMap { doneWords($0, page) }, leavingLetter: page.done == "out"))
            \(faultSummary(faults(of: page)))
            \(missedNotice(page))\(waitingNotice(page))
            \(changedFilesNotice(page.list.changed))
            \(goingOut(page))\(lettersPart(page))\(sheetsPart(page))\(stayingIn(page))\(momentPart(page))\(nowPart(page))\(twoPart(page))
            \(pastPart(page))</div></div>
            """)
    }

    /// The first thing that staff must know: the moment is over, and nothing left.
    private func missedNotice(_ page: ReleasePage) -> HTML {
        guard let missed = page.release.missed, let moment = page.release.plannedFor else { return "" }
        let title =
            missed == .changed
            ? t("The release of \(formats.moment(moment)) no longer stands")
            : t("Nothing went out on \(formats.moment(moment))")
        return """
            <div class="notice warn" role="alert"><h2>\(title)</h2>
            <p>\(words(for: missed, ofTwo: page.release.needsTwo)) \(t("Nothing goes out by itself any more: plan another moment, or release now."))</p></div>
            """
    }

    func words(for missed: Release.Miss, ofTwo needsTwo: Bool) -> String {
        switch missed {
        case .late: t("The program was not running at that moment.")
        case .nothing: t("No decision was ready.")
        case .letters: t("Letters were missing, cancelled or out of date.")
        case .changed: t("What goes out has changed since this moment was confirmed.")
        case .second where !needsTwo:
            t("Whoever planned it may release no more, and nobody else had confirmed that moment.")
        case .second:
            t("No second person had confirmed it as it stood then: what is changed after a confirmation takes it back.")
        }
    }

    /// What waits for a second person, before anything else: nothing goes out without.
    private func waitingNotice(_ page: ReleasePage) -> HTML {
        guard let asker = page.list.asker else { return plannedNotice(page) }
        let words =
            page.release.askedBy == page.person
            ? t("You asked for this release. A second person confirms it: nothing has gone out yet.")
            : t("\(asker) asks for this release. Read what goes out, then confirm it below.")
        return "<div class=\"notice\" role=\"status\"><p><strong>\(words)</strong></p></div>"
    }

    private func planlessNotice(_ moment: String) -> HTML {
        let words = t(
            """
            Whoever planned a release for \(moment) may release no more. Read what goes out, then confirm the moment: \
            otherwise nothing goes out.
            """)
        return "<div class=\"notice warn\" role=\"status\"><p><strong>\(words)</strong></p></div>"
    }

    private func plannedNotice(_ page: ReleasePage) -> HTML {
        guard let planned = page.release.plannedFor else { return "" }
        guard !page.release.isUnderWay(at: page.now) else { return underWayNotice(formats.moment(planned)) }
        guard !page.release.waitsForPlanner else { return planlessNotice(formats.moment(planned)) }
        guard page.release.waitsForSecond else { return "" }
        let (moment, planner) = (formats.moment(planned), page.list.planner ?? t("somebody who left"))
        let words =
            page.release.plannedBy == page.person
            ? t("Nothing goes out on \(moment) unless a second person confirms that moment before.")
            : t(
                """
                \(planner) planned a release for \(moment). Read what goes out, then confirm the moment: \
                otherwise nothing goes out.
                """)
        return
            "<div class=\"notice warn\"><p><strong>\(words)</strong> <a href=\"#when\">\(t("See the moment"))</a></p></div>"
    }

    private func lettersPart(_ page: ReleasePage) -> HTML {
        guard page.list.next.count > 0 else { return "" }
        let prepare = page.list.prepared == 0 ? t("Prepare the letters") : t("Prepare what is missing or out of date")
        return """
            <section class="sect flow" aria-labelledby="letters">\(head("letters", t("The letters"), page))
            <p>\(t("One letter to each author of a decided file, held in the outbox until the release. Read them again there and edit them."))</p>
            <ul class="ticks">\(standing(page.list))</ul>
            \(form(to: page.path + "/lettres", attributes: "class=\"flow\"", "\(letterChoices(page))<p><button class=\"btn\">\(prepare)</button></p>"))
            \(page.list.prepared == 0 ? "" : lettersLink(page))</section>
            """
    }

    private func standing(_ list: ReleaseList) -> [HTML] {
        let told = [line(letters(list), isMet: list.stale == 0), editedLine(list.edited)].compactMap(\.self)
        guard list.retained > 0 else { return told }
        let sheets = t("\(list.sheets) of \(list.retained) sheets of retained files ready, to come out with it")
        return told + [line(sheets, isMet: list.sheets == list.retained)]
    }

    private func letters(_ list: ReleaseList) -> String {
        guard list.stale > 0 else {
            return list.edited.isEmpty
                ? t("Every letter says its decision") : t("No letter is missing or out of date")
        }
        return t(
            "\(list.stale) letter is missing or out of date",
            "\(list.stale) letters are missing or out of date", count: list.stale)
    }

    private func line(_ text: String, isMet: Bool) -> HTML {
        let mark: HTML = isMet ? icon("check") : icon("alert")
        return "<li\(isMet ? "" : " class=\"missing\"" as HTML)>\(mark)<span>\(text)</span></li>"
    }

    private func lettersLink(_ page: ReleasePage) -> HTML {
        let query = Fields([(name: "etat", value: "held"), (name: "lot", value: LetterStore.subject(page.edition.id))])
        return """
            <p><a class="go" href="\(to("/agence/messages"))?\(query.urlEncoded)">\(t("Read the letters again (\(page.list.prepared))"))</a></p>
            """
    }
}

// The moment: planned, at once, by two people.
extension Reader {
    private func momentPart(_ page: ReleasePage) -> HTML {
        let moment = page.release.missed == nil ? page.release.plannedFor : nil
        return """
            <section class="sect flow" aria-labelledby="when">\(head("when", t("At a date"), page))
            <p>\(t("What is ready at that moment goes out. If something is not, nothing does, and your home page says so."))</p>
            \(moment.map { planned(formats.moment($0), page) })\(moment == nil ? "" : missing(page))\(planForm(page))</section>
            """
    }

    private func planned(_ moment: String, _ page: ReleasePage) -> HTML {
        let by = page.list.planner.map { t("Planned by \($0).") } ?? ""
        return """
            <p><strong>\(t("Planned for \(moment)."))</strong> <span class="quiet">\(by)</span></p>
            \(page.release.needsTwo || page.release.waitsForPlanner ? second(page) : "")
            \(takingBack(page, t("Take this moment back")))
            """
    }

    /// What would keep the planned release from going out, as things stand.
    private func missing(_ page: ReleasePage) -> HTML {
        if page.list.next.count == 0 { return warning(t("As things stand nothing will go out: no decision is ready.")) }
        guard page.list.stale > 0 else { return "" }
        return warning(
            t(
                "As things stand nothing will go out: \(page.list.stale) letter is missing or out of date.",
                "As things stand nothing will go out: \(page.list.stale) letters are missing or out of date.",
                count: page.list.stale))
    }

    private func warning(_ words: String) -> HTML { "<p><strong>\(words)</strong></p>" }

    private func second(_ page: ReleasePage) -> HTML {
        if let second = page.list.second { return "<p>\(t("Confirmed by \(second)."))</p>" }
        guard page.release.plannedBy != page.person else {
            let words = t("A second person confirms it before that moment; otherwise nothing goes out.")
            return "<p>\(words)</p>\(letterDoor())"
        }
        return confirmation(
            page, to: "/confirmer", id: "second", button: t("Confirm this moment"), isGrave: false)
    }

    private func planForm(_ page: ReleasePage) -> HTML {
        let faults = faults(of: page)
        return form(
            to: page.path + "/date", attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(page.form.revision)"))
            <div class="fields">\
            \(field("day", t("Day"), page.form.day, hint: t("For example 04/12/2014"), faults: faults, isShort: true))\
            \(field("time", t("Time"), page.form.time, hint: t("For example 18:30"), faults: faults, isShort: true))</div>
            \(wordsField(t("To confirm this moment, type: \(t("publish \(page.edition.slug)"))"), id: "moment-words", page))
            <p><button class="btn">\(t("Plan this moment"))</button></p>
            """)
    }

    private func nowPart(_ page: ReleasePage) -> HTML {
        guard page.list.next.count > 0 else { return nothingReady(page) }
        if page.release.needsTwo, page.release.askedBy == page.person { return askedPart(page) }
        guard page.list.stale == 0 else { return lettersFirst(page) }
        let button =
            page.release.needsTwo && page.release.askedBy == nil
            ? t("Ask for this release") : t("Release without waiting")
        return """
            <section class="sect flow" aria-labelledby="now">\(head("now", t("Now"), page))
            <p>\(t("""
                This cannot be taken back: \(page.list.next.count) decisions and \(page.list.leaving) letters leave, \
                and everybody sees the laureates.
                """))</p>
            \(confirmation(page, to: "/maintenant", id: "confirmation", button: button, isGrave: true))</section>
            """
    }

    /// The words to type stand in the label: nobody releases by pressing one button.
    private func confirmation(_ page: ReleasePage, to path: String, id: String, button: String, isGrave: Bool) -> HTML {
        let words = t("publish \(page.edition.slug)")
        return form(
            to: page.path + path, attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(page.release.revision)"))\(wordsField(t("To confirm, type: \(words)"), id: id, page))
            <p><button class="btn\(isGrave ? " bad" : "" as HTML)">\(button)</button></p>
            """)
    }

    /// What came out, and how much was kept back or is undecided: that is named below.
    private func outWords(_ list: ReleaseList) -> String {
        let (kept, undecided) = (list.leftOut.count, list.undecided.count)
        let rest = [
            kept > 0 ? t("\(kept) decision kept back", "\(kept) decisions kept back", count: kept) : nil,
            undecided > 0
                ? t("\(undecided) file to decide", "\(undecided) files to decide", count: undecided) : nil,
        ].compactMap(\.self)
        guard !rest.isEmpty else { return t("Everything is out.") }
        return t("What was ready is out. What is not out yet stands below: \(formats.list(rest)).")
    }

    /// A moment is set, which is not yet to say that anything leaves then.
    private func momentWords(_ done: String, _ page: ReleasePage) -> String {
        guard page.list.next.count > 0, page.list.stale == 0 else {
            return "\(done) \(t("As things stand nothing would leave then: what is missing stands below."))"
        }
        guard page.release.waitsForSecond else { return done }
        return "\(done) \(t("It waits for a second person: without their confirmation nothing leaves."))"
    }

    private func doneWords(_ word: String, _ page: ReleasePage) -> String? {
        switch word {
        case "prepared": t("The letters are in the outbox, held until the release.")
        case "planned": momentWords(t("The moment is planned."), page)
        case "unplanned": t("No moment is planned any more.")
        case "confirmed": momentWords(t("The moment is confirmed."), page)
        case "asked": t("A second person is asked to confirm. Nothing has gone out yet.")
        case "set": t("The setting is saved.")
        case "left": t("This decision stays back from the next release.")
        case "taken": t("This decision goes out with the next release.")
        case "unasked": t("The request is taken back. Nothing has gone out.")
        case "out": outWords(page.list)
        default: nil
        }
    }
}
