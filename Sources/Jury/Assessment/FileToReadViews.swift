import Foundation
import Submissions
import Web

extension Reader {
    func fileToRead(_ file: SubmissionFile) -> HTML {
        let version =
            file.submission.transmittedAt.map { t("The file, as sent on \(formats.day($0))") } ?? t("The file")
        return """
            <section class="pane flow" aria-labelledby="file"><p class="to-grid"><a class="go" href="#grid">\(t("To your grid"))</a></p>\
            <h2 id="file" class="over">\(version)</h2>
            \(fileView(file))</section>
            """
    }
}
