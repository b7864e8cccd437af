import Campaigns
import Foundation
import Web
import Words

// One part of a file names the other.
extension Reader {
    /// For its authors, and with more words for those who run its edition.
    func partsNotice(_ parts: FileParts?, of file: SubmissionFile, now: Date) -> HTML {
        guard let parts else { return "" }
        if parts.isSecond(file.submission.id) {
            let path = file.part == nil ? parts.first.id.deskPath : parts.first.id.path
            return """
                <div class="notice"><p>\(t("This is the second part of a file that is on the shortlist. The jury reads both."))</p>
                <p><a class="go" href="\(to(path))">\(t("First part, no. \(parts.first.number)"))</a></p></div>
                """
        }
        guard let second = parts.second, let toldAt = parts.told.toldAt else { return chosenNotice(parts.told, file) }
        let path = file.part == nil ? second.id.deskPath : second.id.path
        let state = second.state == .transmitted ? t("The second part is sent.") : t("The second part is not sent.")
        return """
            <div class="notice"><h2>\(t("On the shortlist since \(formats.day(toldAt))"))</h2>
            <p>\(state) \(t("This first part stays as it is."))</p>\(file.part == nil ? chosenWords(parts.told) : "")
            <p><a class="go" href="\(to(path))">\(t("Second part, no. \(second.number)"))</a></p></div>
            """
    }

    /// What was sent in the first round, folded below the second part.
    func firstPart(_ first: SubmissionFile) -> HTML {
        """
        <details class="flow"><summary><h2 class="h3" id="first-part">\(t("First part, no. \(first.submission.number ?? "")"))</h2></summary>
        \(fileView(first, named: "first"))</details>
        """
    }

    private func chosenNotice(_ chosen: Shortlisted, _ file: SubmissionFile) -> HTML {
        guard file.part == nil else { return "" }
        return """
            <div class="notice"><h2>\(t("Chosen for the shortlist, not told yet"))</h2>\(chosenWords(chosen))
            <p><a class="go" href="\(to(file.edition.tellingPath))">\(t("Tell the shortlist"))</a></p></div>
            """
    }

    private func chosenWords(_ chosen: Shortlisted) -> HTML {
        let moment = formats.moment(chosen.chosenAt)
        let who = chosen.person.map { t("Chosen on \(moment) by \($0).") } ?? t("Chosen on \(moment).")
        return "<p>\(who)\(chosen.reason.isEmpty ? "" : " ")\(inFrench(chosen.reason))</p>"
    }
}
