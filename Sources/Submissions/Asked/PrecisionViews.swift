import Foundation
import Grids
import Web

// What the agency asks of the owners of a file beside its letter: on their page, and on its own.
extension Reader {
    /// On the page of the file, until it is answered or taken back.
    func precisionsNotice(_ overview: FileOverview, _ faults: [Fault], now: Date) -> HTML {
        let file = overview.file
        guard !overview.asked.isEmpty, file.part != nil else { return unsavedAnswer(overview) }
        let until = file.window.closing(at: now).map { t("You can change it until \(formats.deadline($0)).") }
        return """
            <div class="notice warn flow flow-2"><h2 id="precisions" tabindex="-1">\(t("The agency asks you to tell more"))</h2>
            \(overview.asked.map { quoted($0, in: file) })<p>\(t("Answer here; your answer stands in the history of the file.")) \(until)</p>
            \(form(
                to: file.precisionsPath, attributes: "class=\"flow flow-2\" novalidate",
                """
                \(textArea("precision", t("Your answer"), overview.typed["precision"] ?? "", faults: faults, attributes: "rows=\"4\""))
                <p><button class="btn main">\(t("Send this answer"))</button></p>
                """))</div>
            """
    }

    /// What was typed when nothing waited for it any more.
    private func unsavedAnswer(_ overview: FileOverview) -> HTML {
        guard let typed = overview.typed["precision"], !typed.isBlank else { return "" }
        return "<p class=\"notice\"><strong>\(t("Typed here, not saved"))</strong><br>\(typed)</p>"
    }

    /// The agency's words, then each point with its question.
    private func quoted(_ asked: AskedPrecisions, in file: SubmissionFile) -> HTML {
        let words: HTML = asked.words.isBlank ? "" : "<blockquote>\(inFrench(asked.words))</blockquote>"
        let points = asked.points.map { name -> HTML in
            guard let point = file.grid?.checkpoints.first(where: { $0.id.description == name }) else {
                return "<li>\(name)</li>"
            }
            return "<li><strong>\(wording(point.title))</strong><br>\(wording(point.question))</li>"
        }
        return """
            <p class="small quiet">\(t("Asked on \(formats.moment(asked.at)):"))</p>\(words)<ul>\(points)</ul>
            """
    }

    /// On the desk: what waits for an answer, or was answered, and the button that ends it.
    func precisionsPart(_ desk: FileDesk) -> HTML {
        let closed = desk.events.filter { $0.kind == .precisionsClosed }.map(\.at).max() ?? .distantPast
        let standing = desk.events.filter {
            [.precisionsAsked, .precisionsAnswered].contains($0.kind) && $0.at > closed
        }
        guard let last = standing.first, desk.file.submission.announcedAt == nil else { return "" }
        let answers = standing.filter { $0.kind == .precisionsAnswered }
        let isAnswered = !answers.isEmpty
        let words =
            answers.first.map { t("Its owners answered on \(formats.moment($0.at)):") }
            ?? t("Its owners were asked on \(formats.moment(last.at)), and have not answered on their page.")
        let answer = answers.map { said -> HTML in "<blockquote>\(inFrench(said.note))</blockquote>" }
        let button = isAnswered ? t("It is read") : t("Answered otherwise, or needed no more")
        return """
            <section class="flow flow-2" aria-labelledby="precisions"><h2 class="h3" id="precisions">\(t("Asked of its owners"))</h2><p>\(words)</p>\(answer)
            \(form(to: desk.file.submission.id.closedPrecisionsPath, "<p><button class=\"btn\">\(button)</button></p>"))</section>
            """
    }

    func words(for refusal: PrecisionRefusal) -> String {
        switch refusal {
        case .nothingSaid: t("Write your answer first.")
        case .tooLong: t("Say it in at most \(formats.number(Submission.longestReason)) signs.")
        case .notAsked: t("The agency no longer waits for this answer. Is it still of use? Answer its letter.")
        }
    }
}
