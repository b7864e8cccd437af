import Foundation
import Grids
import Submissions
import Web

extension Reader {
    /// Opened where it says something of the checkpoint that is marked beside it.
    func fileToRead(_ file: SubmissionFile, for checkpoint: Checkpoint?) -> HTML {
        let version =
            file.submission.transmittedAt.map { t("The file, as sent on \(formats.day($0))") } ?? t("The file")
        return """
            <section class="pane flow" aria-labelledby="file"><p class="to-grid"><a class="go" href="#grid">\(t("To your grid"))</a></p>\
            <h2 id="file" class="over">\(version)</h2>
            \(fileView(file, feeding: checkpoint?.id.description))</section>
            """
    }
}
