import Foundation
import Grids
import Web
import Words

// The file at the left, one checkpoint at the right.
extension Reader {
    func markingPage(_ step: MarkingStep) -> HTML {
        let screen = step.screen
        return desk(
            PageHead(markingTitle(step), isHidden: true),
            band: sentBand(step),
            """
            <div class="wrap flow">\(markingHead(step))\(step.isMarked ? "" : doneNotice(doneSentence(step.done)))
            <div class="room">\(fileToRead(
                screen, for: step.isMarked ? step.checkpoint : nil, paper: step.paperPath))
            \(step.isMarked ? gridPane(step) : closedPane(step))</div></div>
            \(script("autosave.js"))\(script("desk.js"))
            """)
    }

    func markingHead(_ step: MarkingStep) -> HTML {
        let screen = step.screen
        let owner: HTML =
            step.place == .agency ? "<p class=\"quiet\">\(t("Typed for \(screen.jurorName), from paper"))</p>" : ""
        return """
            <div class="row between head-line"><div><p class="quiet">\(t("File \(screen.position) of \(screen.count)")) · <span class="num">\
            \(screen.file.submission.number ?? "")</span> · \(organisationWords(of: screen.file))</p>
            <h1>\(inFrench(screen.file.title))</h1>\(owner)\(screen.weakTie.map(weakTieLine))</div>
            <p class="small quiet">\(icon("clock")) \(timeLeft(step.assessment.window, now: step.now))<br>
            <span class="on-screen">\(nextFile(step))<a href="\(to(step.place.list))">\(t("All my files"))</a> · \
            <a href="\(to(step.path))/feuille">\(t("Print the sheet of marks"))</a></span></p></div>
            """
    }

    private func weakTieLine(_ words: String) -> HTML {
        "<p class=\"small quiet\">\(t("Tie you stated: \(words)"))</p>"
    }

    /// «Il reste 6 jours, jusqu’au lundi 27 octobre à 20 h»
    func timeLeft(_ window: ReadingWindow?, now: Date) -> String {
        guard let window else { return t("This jury does not read now.") }
        let end = formats.deadline(window.closesAt)
        switch window.state(at: now) {
        case .before: return t("Reading opens on \(formats.moment(window.opensAt)).")
        case .after: return t("Reading closed on \(end).")
        case .open:
            guard let left = formats.countdown(to: window.closesAt, now: now) else { return end }
            return t("\(left) left, until \(end)")
        }
    }

    private func sentBand(_ step: MarkingStep) -> HTML {
        guard step.assessment.state == .sent, let sentAt = step.assessment.sentAt else { return "" }
        return """
            <section class="band sent" aria-label="\(t("State of the reading"))"><div class="wrap"><strong>\(t("Reading sent"))</strong><span>\
            \(t("on \(formats.moment(sentAt))"))</span></div></section>
            """
    }

    private func doneSentence(_ done: String?) -> String? {
        switch done {
        case "saved": t("Saved.")
        case "later": t("Saved. You will come back to that file later.")
        case "sent": t("Your reading is sent. Thank you.")
        case "confirmed": t("Your reading stands for the file as it is now.")
        case "reopened": t("Your reading is a draft again. Send it once you have finished.")
        default: nil
        }
    }

    private func markingNotice(_ step: MarkingStep) -> HTML {
        if let refused = step.refused { return refusalNotice(refused, step) }
        guard step.done == "reason" else { return "" }
        let next = step.assessment.unread(after: step.checkpoint.id)
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(t("Your mark is kept; its reason is missing"))</h2>
            <p><a href="#comment">\(reasonWanted(step))</a></p>
            \(next.map { goOn(step.path(to: $0)) })</div>
            """
    }

    private func goOn(_ path: String) -> HTML {
        "<p><a href=\"\(to(path))\">\(t("Go on, and write the reason later"))</a></p>"
    }

    private func refusalNotice(_ refused: RefusedMark, _ step: MarkingStep) -> HTML {
        guard !refused.refusal.isFinal else { return finalNotice(refused.refusal) }
        guard refused.refusal == .changedMeanwhile else {
            return faultSummary([Fault(field(of: refused.refusal, step.assessment.grid), words(for: refused.refusal))])
        }
        let line = step.assessment.lines[refused.checkpoint]
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(words(for: refused.refusal))</h2>
            <dl class="record"><div><dt>\(t("Saved in the other window"))</dt><dd>\(line?.mark.map { level($0, step.assessment.grid) }) \(line?.comment)\
            </dd></div>
            <div><dt>\(t("Typed here, not saved"))</dt><dd>\
            \(refused.typed.mark.flatMap(Mark.init).map { level($0, step.assessment.grid) }) \(refused.typed.comment)</dd></div></dl></div>
            """
    }

    private func field(of refusal: Assessment.Refusal, _ grid: Grid) -> String {
        refusal == .commentTooLong ? "comment" : "level-\(grid.scale.lowest)"
    }

    func words(for refusal: Assessment.Refusal) -> String {
        switch refusal {
        case .notAsked: t("This checkpoint is not in the grid.")
        case .offScale: t("Choose one of the levels shown.")
        case .alwaysApplicable: t("This checkpoint always applies: choose a level, or “not documented”.")
        case .commentTooLong: commentTooLong
        case .notOpenYet: t("The jury does not read yet. Nothing was saved.")
        case .closed: t("The jury has finished reading. This was not saved; you can copy it from here.")
        case .sent: t("This reading is sent. Reopen it to change it.")
        case .notSent: t("This reading is a draft already.")
        case .changedMeanwhile: t("This checkpoint changed in another window. Compare, then save again.")
        case .announced: t("The decision on this file is out: its readings stay as they are.")
        case .reasonMissing: t("Say why you reopen this reading: its juror and the chair read it.")
        case .fileChanged: t("The file has changed once more. Read it, then say again that your reading stands.")
        case .incomplete: t("Something is still missing before this reading can be sent.")
        }
    }
}

// The grid, one checkpoint at a time.
extension Reader {
    private func gridPane(_ step: MarkingStep) -> HTML {
        let path = "\(step.path)/points/\(step.checkpoint.id)"
        // Where the script leads back to, and whether what stands in the form is what is saved.
        let page = to(step.path(to: step.checkpoint.id))
        let unsaved: HTML = step.refused == nil ? "" : " data-unsaved"
        let attributes: HTML =
            "class=\"flow\" data-desk data-autosave=\"\(to(path))\" data-page=\"\(page)\"\(unsaved)"
        return """
            <section class="pane flow stay" aria-labelledby="grid"><div class="row between"><h2 class="over" id="grid" tabindex="-1">\(t("Your grid"))</h2>\
            <span class="small quiet">\(t("draft, seen by you alone"))</span></div>
            \(doneNotice(doneSentence(step.done), takesFocus: !step.takesFocus))\(markingNotice(step))\(progress(step.assessment))
            \(readList(step, isRead: true))
            \(form(to: path, attributes: attributes, markFields(step)))
            \(readList(step, isRead: false))<div class="on-paper">\(markTable(step))</div></section>
            """
    }

    func progress(_ assessment: Assessment) -> HTML {
        let (read, asked) = (assessment.marks.count, assessment.grid.checkpoints.count)
        return """
            <p><label class="vh" for="progress">\(t("Checkpoints read"))</label><progress class="meter" id="progress" max="\(asked)" value="\(read)">\
            \(t("\(read) of \(asked)"))</progress></p>
            """
    }

    private func markFields(_ step: MarkingStep) -> HTML {
        let (checkpoint, grid, typed) = (step.checkpoint, step.assessment.grid, step.refused?.typed)
        let line = step.assessment.lines[checkpoint.id]
        let chosen = typed?.mark.flatMap(Mark.init) ?? line?.mark
        let dimension = grid.dimensions.first { $0.id == checkpoint.dimension }
        return """
            \(hidden("revision", String(step.assessment.revision)))\(keptCopyNotice)
            <fieldset class="flow flow-2"><legend class="flow flow-2"><span class="row between"><span class="over">\(dimension.map { text($0.title) })\
            </span><strong class="pos">\(step.number) / \(grid.checkpoints.count)</strong></span>
            <span class="title cp-t"\(step.takesFocus ? focus : "")>\(text(checkpoint.title))</span></legend>
            <p>\(text(checkpoint.question))</p>\(guidance(of: checkpoint))
            <div class="levels">\(choices(at: checkpoint, in: grid, chosen: chosen))</div></fieldset>
            \(reasonField(step, typed?.comment ?? line?.comment ?? ""))
            \(saveState(doneSentence(step.done) == nil ? line : nil, isRefused: step.refused != nil))
            \(step.isOpen && step.assessment.state == .draft ? saveBar(step) : "")
            """
    }

    private func saveBar(_ step: MarkingStep) -> HTML {
        """
        <div class="bar desk-bar"><button class="btn main" name="then" value="next" data-next>\(t("Save and next"))</button>
        <button class="btn" name="then" value="later">\(t("Later", as: "put a file aside"))</button>
        <a class="go end" href="\(to(step.path))/abstention">\(t("I abstain"))</a></div>\(keysHint)
        """
    }

    /// A page that somebody was led to begins at its checkpoint, wherever that stands on a narrow screen.
    private var focus: HTML { " id=\"checkpoint\" tabindex=\"-1\" autofocus" }

    /// What was typed on this device and never reached us is offered back by the script.
    private var keptCopyNotice: HTML {
        """
        <div class="notice warn" data-offer hidden><p>\(t("This device kept what you typed and could not save")) (<span data-when></span>).</p>
        <p class="row"><button class="btn small" type="button" value="take">\(t("Take it back"))</button> \
        <button class="btn small" type="button" value="drop">\(t("Discard it"))</button></p></div>
        """
    }
}
