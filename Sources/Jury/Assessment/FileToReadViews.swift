import Documents
import Foundation
import Grids
import Submissions
import Web

extension Reader {
    /// Opened where it says something of the checkpoint that is marked beside it.
    /// `paper` is where the juror has it as a file; nil for the agency, which types what a juror wrote.
    func fileToRead(
        _ screen: MarkingScreen, for checkpoint: Checkpoint?, paper: String?
    ) -> HTML {
        let (file, assessment) = (screen.file, screen.assessment)
        return """
            <section class="pane flow" aria-labelledby="file"><p class="to-grid"><a class="go" href="#grid">\(t("To your grid"))</a></p>\
            <h2 id="file" class="over">\(version(of: file, assessment))</h2>\
            \(categoryLine(file))\(paper.map { jurorsLinks($0, file) })
            \(fileView(file, feeding: checkpoint?.id.description))\
            \(screen.first.map { firstPart($0, for: checkpoint) })</section>
            """
    }

    /// What was sent in the first round, below the second part.
    private func firstPart(_ file: SubmissionFile, for checkpoint: Checkpoint?) -> HTML {
        """
        <h2 class="over" id="first-part">\(t("First part, no. \(file.submission.number ?? "")"))</h2>
        \(fileView(file, feeding: checkpoint?.id.description, named: "first"))
        """
    }

    private func jurorsLinks(_ paper: String, _ file: SubmissionFile) -> HTML {
        "<p class=\"row\">\(paperLink(paper, t("This file (PDF)"))) \(attachmentsLink(file, to: file.submission.id.juryAttachmentsPath))</p>"
    }

    /// What stands below is the file of today: sent that day, and perhaps written in since.
    private func version(of file: SubmissionFile, _ assessment: Assessment) -> String {
        guard let sentAt = file.submission.transmittedAt else { return t("The file") }
        guard let changedAt = assessment.changedAt, changedAt > sentAt else {
            return t("The file, as sent on \(formats.day(sentAt))")
        }
        let completedAt = assessment.completedAt.flatMap { $0 >= changedAt ? $0 : nil }
        let last = completedAt ?? changedAt
        let isOneDay = formats.calendarDay(of: sentAt) == formats.calendarDay(of: last)
        let (sent, since) =
            isOneDay ? (formats.moment(sentAt), formats.moment(last)) : (formats.day(sentAt), formats.day(last))
        return completedAt == nil
            ? t("The file, sent on \(sent) and changed on \(since)")
            : t("The file, sent on \(sent) and completed on \(since)")
    }
}
