import Documents
import Foundation
import Grids
import Submissions
import Web

extension Reader {
    /// Opened where it says something of the checkpoint that is marked beside it.
    /// `paper` is where the juror has it as a file; nil for the agency, which types what a juror wrote.
    func fileToRead(_ file: SubmissionFile, for checkpoint: Checkpoint?, paper: String?) -> HTML {
        let version =
            file.submission.transmittedAt.map { t("The file, as sent on \(formats.day($0))") } ?? t("The file")
        return """
            <section class="pane flow" aria-labelledby="file"><p class="to-grid"><a class="go" href="#grid">\(t("To your grid"))</a></p>\
            <h2 id="file" class="over">\(version)</h2>\(paper.map { "<p>\(paperLink($0, t("This file (PDF)")))</p>" as HTML })
            \(fileView(file, feeding: checkpoint?.id.description))</section>
            """
    }
}
