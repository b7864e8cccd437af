import Campaigns
import Foundation
import Grids
import Submissions
import Web

// One file: the profile with its spread, jurors side by side, comments, what is still asked.
extension Reader {
    func fileResultPage(
        _ edition: Edition, _ file: FileResult, _ grid: Grid, mayResolve: Bool, typed: ResolutionForm? = nil,
        history: [ReadingEvent] = [], done: String? = nil
    ) -> HTML {
        let faults = typed.map { file.isAnnounced ? [answeredTooLate] : resolutionFaults($0, grid) } ?? []
        return desk(
            PageHead(t("Results: \(typeset(file.title))"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><div><p class="quiet"><span class="num">\(file.number)\
            </span> · \(typeset(file.organisation))</p><h1>\(inFrench(file.title))</h1></div>
            <p class="row"><a class="go" href="\(to(edition.juryPath("resultats")))">\(t("All results"))</a> \
            \(decisionLink(edition, file))</p></header>
            \(doneNotice(done == "resolved" ? t("What was found is recorded. The jurors' own marks stay as they are.") : nil))\(faultSummary(faults))
            \(file.awaitsStatement ? statementFirst(edition) : file.awaitsOwn ? ownFirst
                : readings(edition, file, grid, mayResolve: mayResolve, typed: typed, faults))
            \(file.isWithheld ? "" : readingHistory(history, namesJuror: true))</div>
            """)
    }

    /// Not before whoever chairs has said which ties there are: until then there is no such page for them.
    private func decisionLink(_ edition: Edition, _ file: FileResult) -> HTML {
        guard !file.awaitsStatement else { return "" }
        let words = file.isAnnounced ? t("The decision") : t("Record the decision")
        return
            "<a class=\"btn main\" href=\"\(to(edition.path("decisions/\(file.firstPart ?? file.submission)")))\">\(words)</a>"
    }

    private var ownFirst: HTML {
        "<div class=\"notice warn\"><p>\(t("You still have this file to read. Send your own reading first: then you see those of the others."))</p></div>"
    }

    private func readings(
        _ edition: Edition, _ file: FileResult, _ grid: Grid, mayResolve: Bool, typed: ResolutionForm?,
        _ faults: [Fault]
    ) -> HTML {
        guard let profile = file.read.profile(on: grid) else { return waiting(file) }
        let caption = t(
            "Marks of \(profile.readings) reading alone.",
            "Mean of \(profile.readings) readings; the light area goes from the lowest mark to the highest.",
            count: profile.readings)
        return """
            <div class="split even">\(self.profile(profile, manner: .figures, caption: "\(caption)"))\(profileTable(profile, manner: .figures))</div>
            \(waiting(file))\(earlier(file))\(sideBySide(file, grid))\(questions(edition, file, grid, mayResolve: mayResolve, typed: typed, faults))
            \(checkpointTable(file, grid))
            """
    }

    private func waiting(_ file: FileResult) -> HTML {
        let suspended = suspendedWords(file.suspended).map { words -> HTML in
            let why = t("The agency is still to say what stays of it: until then it counts nowhere.")
            return "<div class=\"notice warn\"><p><strong>\(words).</strong> \(why)</p></div>"
        }
        guard !file.abstained.isEmpty else { return "\(suspended)\(unsent(file))" }
        let words = t("Stepped back from this file: \(formats.list(file.abstained)).")
        return "\(suspended)<div class=\"notice\"><p>\(words)</p></div>\(unsent(file))"
    }

    private func unsent(_ file: FileResult) -> HTML {
        guard !file.read.unsent.isEmpty else {
            let isUnread = file.read.assessments.isEmpty && file.suspended == 0
            return isUnread ? "<p class=\"empty\">\(t("Nobody reads this file yet."))</p>" : ""
        }
        let names = formats.list(file.read.unsent.map(\.jurorName))
        let words =
            file.isAnnounced
            ? t("Not sent when the decision came out, so not counted: \(names).")
            : file.isOver
                ? t("Not sent when reading closed, so not counted: \(names).")
                : t("Not sent yet, so not counted: \(names).")
        return "<div class=\"notice warn\"><p>\(words)</p></div>"
    }

    /// They count, and whoever weighs them knows of what they speak.
    private func earlier(_ file: FileResult) -> HTML {
        let names = file.read.sent.filter(\.isEarlier).map(\.jurorName)
        guard !names.isEmpty else { return "" }
        let words = t(
            """
            The file has changed since it was read by \(formats.list(names)). What they marked counts, and speaks of the file as it \
            was before.
            """)
        return "<div class=\"notice warn\"><p>\(words)</p></div>"
    }

    /// Means a dimension and the score, a column a juror.
    private func sideBySide(_ file: FileResult, _ grid: Grid) -> HTML {
        let profiles = file.read.sent.map { grid.profile(of: $0.marks) }
        let rows = grid.dimensions.enumerated().map { place, dimension -> HTML in
            let cells = zip(file.read.sent, profiles).map { assessment, profile -> HTML in
                let value = profile.axes[place].reading.value.map(oneDecimal) ?? "–"
                return "<td class=\"n\" data-th=\"\(assessment.jurorName)\">\(value)</td>"
            }
            return "<tr><th scope=\"row\">\(text(dimension.title))</th>\(cells)</tr>"
        }
        let scores = file.read.sent.map { assessment -> HTML in
            let score = grid.scoring(of: assessment.marks).score.map(score) ?? t("open")
            return "<td class=\"n\" data-th=\"\(assessment.jurorName)\"><strong>\(score)</strong></td>"
        }
        let heads = file.read.sent.map { assessment -> HTML in
            let words = assessment.weakTie.map { sentence(t("weak tie: \($0)"), saying: $0) }
            let tie: HTML? = words.map { "<br><span class=\"quiet\">\($0)</span>" }
            let change: HTML = "<br><span class=\"quiet\">\(t("before the file changed"))</span>"
            let before: HTML? = assessment.isEarlier ? change : nil
            return "<th scope=\"col\" class=\"n\">\(assessment.jurorName)\(tie)\(before)</th>"
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="side"><table class="table stack-sm"><caption id="side">\
            \(scoreCaption(file, grid))</caption>
            <thead><tr><th scope="col">\(t("Dimension"))</th>\(heads)</tr></thead><tbody>\(rows)<tr><th scope="row"><strong>\(t("Score, out of 100"))\
            </strong></th>\(scores)</tr></tbody></table></div>
            """
    }

    private func scoreCaption(_ file: FileResult, _ grid: Grid) -> String {
        guard let mean = file.read.mean(on: grid) else { return t("Jurors side by side") }
        let (scored, readers) = (file.read.scores(on: grid).count, file.wanted)
        guard scored == readers else { return partialCaption(mean, scored, of: readers) }
        guard let range = file.read.spread(on: grid) else { return t("Jurors side by side. Score: \(score(mean)).") }
        return t("Jurors side by side. Mean of the scores: \(score(mean)), from \(spread(range)).")
    }

    private func partialCaption(_ mean: Score, _ scored: Int, of readers: Int) -> String {
        t(
            "Jurors side by side. Not final: \(score(mean)) from \(scored) reading of \(readers).",
            "Jurors side by side. Not final: mean of \(score(mean)) from \(scored) readings of \(readers).",
            count: scored)
    }

    /// Every mark and every comment, a block a checkpoint.
    private func checkpointTable(_ file: FileResult, _ grid: Grid) -> HTML {
        let rows = grid.checkpoints.enumerated().map { place, checkpoint -> HTML in
            let marks = file.read.sent.map { assessment in markLine(assessment, checkpoint.id, grid) }
            return """
                <tr><td class="n" data-th="\(t("No."))">\(place + 1)</td><th scope="row">\(text(checkpoint.title))</th><td data-th="\(t("Marks"))">\
                <ul class="flow flow-2">\(marks)</ul></td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="marks-caption"><table class="table stack-sm"><caption id="marks-caption">\
            \(t("All marks, with their reasons"))</caption>
            <thead><tr><th scope="col" class="n">\(t("No."))</th><th scope="col">\(t("Checkpoint"))</th><th scope="col">\(t("Marks"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func markLine(_ assessment: CountedAssessment, _ checkpoint: Checkpoint.ID, _ grid: Grid) -> HTML {
        guard let line = assessment.lines[checkpoint] else {
            return "<li>\(assessment.jurorName) – \(t("no mark"))</li>"
        }
        let found: HTML? = line.resolution.map {
            " → \(level(.level($0.level), grid)) <span class=\"quiet\">(\(sentence(howFound($0), saying: $0.how)))</span>"
        }
        let typed: HTML = line.typedBy.map { "<span class=\"quiet\">\(t("typed by \($0)"))</span>" } ?? ""
        let comment: HTML = line.comment.isEmpty ? "" : "<blockquote>\(inFrench(line.comment))</blockquote>"
        return
            "<li><span class=\"quiet\">\(assessment.jurorName)</span> \(level(line.mark, grid))\(found) \(typed)\(comment)</li>"
    }

    /// How, by whom and when.
    private func howFound(_ resolution: CountedAssessment.Resolution) -> String {
        guard let at = resolution.at else { return resolution.how }
        return [resolution.how, resolution.by ?? "", formats.moment(at)].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
