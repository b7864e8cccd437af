import Documents
import Foundation
import Grids
import Submissions
import Web

extension Reader {
    /// Opened where it says something of the checkpoint that is marked beside it.
    /// `paper` is where the juror has it as a file; nil for the agency, which types what a juror wrote.
    func fileToRead(
        _ file: SubmissionFile, _ assessment: Assessment, for checkpoint: Checkpoint?, paper: String?
    ) -> HTML {
        """
        <section class="pane flow" aria-labelledby="file"><p class="to-grid"><a class="go" href="#grid">\(t("To your grid"))</a></p>\
        <h2 id="file" class="over">\(version(of: file, assessment))</h2>\
        \(categoryLine(file))\(paper.map { "<p>\(paperLink($0, t("This file (PDF)")))</p>" as HTML })
        \(fileView(file, feeding: checkpoint?.id.description))</section>
        """
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
