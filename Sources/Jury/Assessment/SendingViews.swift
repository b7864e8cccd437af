import Foundation
import Grids
import Web
import Words

// Before sending, after it, and on paper.
extension Reader {
    /// What is missing before the reading is sent; the form that sends it when nothing is.
    func sendingPage(_ step: MarkingStep, refusal: Assessment.Refusal? = nil) -> HTML {
        let assessment = step.assessment
        let missing = assessment.standsAgainstSending
        return desk(
            PageHead(t("Before sending: \(typeset(step.screen.file.title))"), isHidden: true),
            """
            <div class="wrap flow">\(markingHead(step))
            \(refusal.map { faultSummary([Fault("marks", words(for: $0))]) })
            \(missing.isEmpty ? readyToSend(step) : stillMissing(missing, step))
            <div id="marks">\(markTable(step))</div></div>
            """)
    }

    private func stillMissing(_ missing: [Checkpoint.ID], _ step: MarkingStep) -> HTML {
        let grid = step.assessment.grid
        let items = grid.checkpoints.enumerated().filter { missing.contains($0.element.id) }
            .map { listItem($0.element, $0.offset + 1, step) }
        let sets: HTML =
            step.assessment.gaps.setsNotApplicable.isEmpty
            ? "" : "<p>\(t("Of two checkpoints on the quality of life, at least one applies."))</p>"
        return """
            <div class="notice warn"><h2>\
            \(t("\(missing.count) checkpoint before you can send", "\(missing.count) checkpoints before you can send", count: missing.count))</h2>\(sets)
            <ol class="marks">\(items)</ol></div>
            """
    }

    private func readyToSend(_ step: MarkingStep) -> HTML {
        guard step.assessment.state == .draft else { return "" }
        let open = step.assessment.gaps.notDocumented.count
        let words = t(
            "\(open) checkpoint is not documented. The agency will ask; the result stays open until it is answered.",
            "\(open) checkpoints are not documented. The agency will ask; the result stays open until they are answered.",
            count: open)
        let send: HTML = "<button class=\"btn main\">\(t("Send my reading"))</button>"
        let back: HTML = "<a class=\"go\" href=\"\(to(step.path))\">\(t("Back to the grid"))</a>"
        return """
            <div class="notice"><h2>\(t("Everything is read"))</h2>\(open == 0 ? "" : "<p>\(words)</p>" as HTML)
            <p>\(t("You may reopen your reading until the jury closes."))</p></div>\(relativeReasons(step))
            \(form(to: step.path + "/envoi", "<p class=\"row\">\(send) \(back)</p>"))
            """
    }

    /// Each reason that sets the file beside others, with the way back to it.
    private func relativeReasons(_ step: MarkingStep) -> HTML {
        let lines = step.assessment.grid.checkpoints.compactMap { checkpoint -> HTML? in
            let found = relative(in: step.assessment.lines[checkpoint.id]?.comment ?? "", step)
            guard !found.isEmpty else { return nil }
            let link = to(step.path(to: checkpoint.id))
            return "<li><a href=\"\(link)\">\(text(checkpoint.title))</a> \(relativeWords(found))</li>"
        }
        guard !lines.isEmpty else { return "" }
        return "<div class=\"notice warn\"><h2>\(t("Reasons to read again"))</h2><ul>\(lines)</ul></div>"
    }

    /// In place of the grid: a reading that was sent, or one that can no longer be.
    func closedPane(_ step: MarkingStep) -> HTML {
        let isSent = step.assessment.state == .sent
        let next = step.screen.next.map { next -> HTML in
            "<a class=\"btn main\" href=\"\(to(step.place.path(of: next)))\">\(t("Next file"))</a>"
        }
        return """
            <section class="pane flow stay" aria-labelledby="grid"><h2 class="over" id="grid">\(t("Your grid"))</h2>
            \(step.isOpen ? "" : "<div class=\"notice warn\"><p>\(closedWords(step))</p></div>" as HTML)\(fileChange(step))
            <div class="row">\(step.isOpen ? next : nil)\(isSent && step.isOpen ? reopening(step) : "")</div>
            \(typistNotice(step.screen.typists))\(markTable(step))\(readingHistory(step.screen.events, namesJuror: false))</section>
            """
    }

    /// At the top too: on a telephone the grid stands below the whole file.
    func nextFile(_ step: MarkingStep) -> HTML {
        guard let next = step.screen.next else { return "" }
        return "<a class=\"go\" href=\"\(to(step.place.path(of: next)))\">\(t("Next file"))</a> · "
    }

    private func closedWords(_ step: MarkingStep) -> String {
        step.assessment.announcedAt == nil
            ? timeLeft(step.assessment.window, now: step.now) : words(for: .announced)
    }

    /// Staff say why: the juror and the chair read it.
    private func reopening(_ step: MarkingStep) -> HTML {
        guard step.place == .agency else {
            return form(
                to: step.path + "/rouvrir", attributes: "class=\"inline\"",
                "<button class=\"btn\">\(t("Reopen my reading"))</button>")
        }
        let reason = textArea("reason", t("Why it is reopened"), "", hint: t("Its juror and the chair read it."))
        return form(
            to: step.path + "/rouvrir", attributes: "class=\"flow\"",
            "\(reason)<p><button class=\"btn\">\(t("Reopen this reading"))</button></p>")
    }

    func markTable(_ step: MarkingStep) -> HTML {
        let assessment = step.assessment
        let rows = assessment.grid.checkpoints.enumerated().map { place, checkpoint -> HTML in
            let line = assessment.lines[checkpoint.id]
            return """
                <tr><td class="n" data-th="\(t("No."))">\(place + 1)</td><th scope="row">\(text(checkpoint.title))</th><td data-th="\(t("Mark"))">\
                \(line?.mark.map { level($0, assessment.grid) } ?? "–")</td><td data-th="\(t("Reason"))">\(line.map { inFrench($0.comment) })</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="marks-caption"><table class="table stack-sm"><caption id="marks-caption">\
            \(t("The marks of this reading"))</caption>
            <thead><tr><th scope="col" class="n">\(t("No."))</th><th scope="col">\(t("Checkpoint"))</th><th scope="col">\(t("Mark"))</th><th scope="col">\
            \(t("Reason"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}

// On paper: each checkpoint with its levels to circle.
extension Reader {
    func paperSheet(_ step: MarkingStep) -> HTML {
        let grid = step.assessment.grid
        let rows = grid.checkpoints.enumerated().map { place, checkpoint -> HTML in
            let line = step.assessment.lines[checkpoint.id]
            return """
                <tr><td class="n">\(place + 1)</td><th scope="row">\(text(checkpoint.title))</th>\
                <td class="small">\(paperChoices(at: checkpoint, in: grid, chosen: line?.mark))</td><td>\(line.map { inFrench($0.comment) })</td></tr>
                """
        }
        return desk(
            PageHead(t("Sheet of marks: \(typeset(step.screen.file.title))"), isHidden: true),
            """
            <div class="wrap"><article class="sheet flow"><p class="quiet"><span class="num">\(step.screen.file.submission.number ?? "")\
            </span> · \(organisationWords(of: step.screen.file)) · \(step.screen.jurorName)</p><h1>\(inFrench(step.screen.file.title))</h1>
            <table class="table dense paper"><caption>\(paperCaption(step))</caption>
            <thead><tr><th scope="col" class="n">\(t("No."))</th><th scope="col">\(t("Checkpoint"))</th><th scope="col">\(t("Level"))</th><th scope="col">\
            \(t("Reason"))</th></tr></thead><tbody>\(rows)</tbody></table></article></div>
            """)
    }
}

extension Reader {
    /// Every choice that the juror has on the screen, and the one that was made between brackets.
    private func paperChoices(at checkpoint: Checkpoint, in grid: Grid, chosen: Mark?) -> HTML {
        let levels = checkpoint.levels.map { level -> HTML in
            chosen == .level(level.value)
                ? "<strong>[\(level.value)] \(text(level.descriptor))</strong>"
                : "\(level.value) \(text(level.descriptor))"
        }
        var others = [Mark.notDocumented]
        if checkpoint.isOptional { others.append(.notApplicable) }
        let rest = others.map { mark -> HTML in
            chosen == mark ? "<strong>[×] \(level(mark, grid))</strong>" : level(mark, grid)
        }
        return HTML.joined(levels + rest, by: "<br>")
    }

    /// What was sent is read; what was not is filled in.
    private func paperCaption(_ step: MarkingStep) -> String {
        if let sentAt = step.assessment.sentAt, step.assessment.state == .sent {
            return t("Reading sent on \(formats.moment(sentAt))")
        }
        let grid = step.assessment.grid
        let levels = grid.rules.levelsNeedingReason.sorted().map(String.init)
        guard !levels.isEmpty else {
            return t("Circle a level and write your reason. The agency types it for you.")
        }
        return t(
            "Circle a level and write your reason (asked for at \(formats.list(levels))). The agency types it for you.")
    }
}

// What the script is told.
extension Reader {
    private struct Saved: Encodable {
        let revision: Int
        let message: String
        let fields: [String: String]
    }

    private struct Refused: Encodable {
        let message: String
        let fields: [String: String]
    }

    func savedAnswer(_ assessment: Assessment, _ checkpoint: Checkpoint.ID, at now: Date) throws -> JSONAnswer {
        let relative = RelativeWords.found(in: assessment.lines[checkpoint]?.comment ?? "")
        let asked = relative.isEmpty ? "" : t("Kept.") + " " + relativeWords(relative)
        let lacksReason = assessment.lacksReason(at: checkpoint)
        let reason = lacksReason ? t("Kept. Now write in a sentence why.") : asked
        let clock = formats.clock(now)
        let message = lacksReason ? t("Saved at \(clock), its reason is still to be written") : t("Saved at \(clock)")
        return try JSONAnswer(
            .saved, Saved(revision: assessment.revision, message: message, fields: ["comment": reason]))
    }

    func refusedAnswer(_ refusal: Assessment.Refusal) throws -> JSONAnswer {
        let message = words(for: refusal)
        let field = refusal == .commentTooLong ? "comment" : "mark"
        return try JSONAnswer(
            refusal.isLate ? .outOfDate : .refused,
            Refused(message: message, fields: refusal.isLate ? [:] : [field: message]))
    }
}
