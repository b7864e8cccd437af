import Campaigns
import Forms
import Foundation
import Web
import Words

// Versions of a form, for those who run the edition.
extension Reader {
    func publishedWords(_ versions: FormVersions) -> String? {
        guard let newest = versions.publications.first else { return nil }
        let told = t(
            "\(newest.drafts) draft has followed.", "\(newest.drafts) drafts have followed.", count: newest.drafts)
        return t("Version \(newest.next.form.version) is published.") + " " + told
    }

    func formVersionsPage(_ versions: FormVersions, done: String?) -> HTML {
        let publications = versions.publications.map { publication($0, versions) }
        let first = versions.publications.last?.former ?? versions.current
        return editionDesk(
            versions.edition, t("Versions of the form"),
            """
            \(doneNotice(done))<p>\(t("Each file answers its own version. Drafts follow a new one; files that were sent keep theirs."))</p>
            <ol class="items" reversed>\(publications)<li class="flow flow-2"><h2 class="h3">\(versionName(first.form.version))</h2>\
            <p>\(t("What this edition asked first."))</p>\(fileCounts(of: first.id, versions))\(again(first.id, versions))</li></ol>
            <p><a href="\(to(versions.edition.path("formulaire/publier")))">\(t("Publish what is being prepared"))</a></p>
            """)
    }

    /// Which questions a file answers, for staff: drafts follow a new version, what was sent keeps its own.
    func formLine(_ file: SubmissionFile) -> HTML {
        let words = t("Answers “\(wording(file.form.title))”, version \(file.form.version)")
        return "<p class=\"small quiet\"><a href=\"\(to(file.edition.path("formulaire/versions")))\">\(words)</a></p>"
    }

    private func versionName(_ version: String) -> String { t("Version \(version)") }

    private func publication(_ published: PublishedForm, _ versions: FormVersions) -> HTML {
        let isCurrent = published.next.id == versions.current.id
        let state: HTML = isCurrent ? " <span class=\"state kept\">\(t("asked now"))</span>" : ""
        let who =
            published.person.map { t("Published on \(formats.moment(published.at)) by \($0)") }
            ?? t("Published on \(formats.moment(published.at))")
        let followed = t(
            "\(published.drafts) draft followed.", "\(published.drafts) drafts followed.", count: published.drafts)
        return """
            <li class="flow flow-2"><h2 class="h3">\(versionName(published.next.form.version))\(state)</h2>
            <p class="quiet">\(who). \(followed)</p>\(changeList(published.difference))
            \(fileCounts(of: published.next.id, versions))\(again(published.next.id, versions))</li>
            """
    }

    func changeList(_ difference: FormDifference) -> HTML {
        let lines = sentences(of: difference, forStaff: true).map { line -> HTML in "<li>\(line)</li>" }
        return lines.isEmpty ? "<p>\(t("Nothing that is asked changes."))</p>" : "<ul>\(lines)</ul>"
    }

    private func fileCounts(of form: Form.ID, _ versions: FormVersions) -> HTML {
        let states = versions.files[form] ?? [:]
        let words = Submission.State.allCases.compactMap { state -> String? in
            guard let count = states[state], count > 0 else { return nil }
            return t("\(stateWord(state)): \(formats.number(count))")
        }
        return words.isEmpty
            ? "" : "<p class=\"small\">\(t("Files that answer it")) – \(words.joined(separator: ", "))</p>"
    }

    /// Going back is another version that says the same.
    private func again(_ form: Form.ID, _ versions: FormVersions) -> HTML {
        guard form != versions.current.id else { return "" }
        let path = versions.edition.path("formulaire/publier") + "?version=\(form)"
        return "<p><a href=\"\(to(path))\">\(t("Ask this again, as a new version"))</a></p>"
    }

    func nothingToPublishPage(_ versions: FormVersions, refusal: PublicationRefusal?) -> HTML {
        editionDesk(
            versions.edition, t("Publish a version of the form"),
            """
            \(refusalSummary(refusal))<p>\(t("Nothing is being prepared that is not published."))</p>
            <p><a href="\(to(versions.edition.path("formulaire/versions")))">\(t("Versions of the form"))</a></p>
            """)
    }

    /// What will happen, before it does.
    func publishingPage(_ proposal: FormProposal, isCallOver: Bool, refusal: PublicationRefusal?) -> HTML {
        let (versions, difference) = (proposal.versions, proposal.difference)
        let edition = versions.edition
        let flaws = proposal.form.flaws.count
        let over: HTML =
            isCallOver
            ? "<div class=\"notice warn\"><p>\(t("The call is closed: nobody fills in this version, unless a file is given more time."))</p></div>"
            : ""
        return editionDesk(
            edition, t("Publish a version of the form"),
            """
            \(refusalSummary(refusal))\(over)<h2 class="h3">\(t("What will happen"))</h2>\
            <ul>\(outlook(proposal).map { line -> HTML in "<li>\(line)</li>" })</ul>
            <h2 class="h3">\(t("What changes"))</h2>\(changeList(difference))
            \(flaws > 0 ? flawNotice(flaws, edition) : isSame(proposal) ? "" : publishButton(proposal))
            <p><a href="\(to(edition.path("formulaire/versions")))">\(t("Do not publish"))</a></p>
            """)
    }

    private func isSame(_ proposal: FormProposal) -> Bool {
        let current = proposal.versions.current.form
        return proposal.form.named(current.name, version: current.version) == current
    }

    private func outlook(_ proposal: FormProposal) -> [String] {
        let (versions, difference) = (proposal.versions, proposal.difference)
        let (added, gone, changed) = (difference.count(.added), difference.count(.removed), difference.changedQuestions)
        return [
            versions.drafts == 0
                ? ""
                : t("\(versions.drafts) draft follows.", "\(versions.drafts) drafts follow.", count: versions.drafts),
            t(
                "\(versions.kept) file that was sent keeps its version.",
                "\(versions.kept) files that were sent keep their version.", count: versions.kept),
            versions.withdrawn == 0
                ? ""
                : t(
                    "\(versions.withdrawn) file that was taken back keeps its version.",
                    "\(versions.withdrawn) files that were taken back keep their version.", count: versions.withdrawn),
            added == 0 ? "" : t("\(added) question is added.", "\(added) questions are added.", count: added),
            changed == 0 ? "" : t("\(changed) question changes.", "\(changed) questions change.", count: changed),
            gone == 0 ? "" : t("\(gone) question disappears.", "\(gone) questions disappear.", count: gone),
            difference.left.isEmpty
                ? "" : t("What was answered to what is no longer asked stays with its authors, and is not sent."),
            // Without a draft there is nobody to tell.
            versions.drafts == 0
                ? ""
                : difference.isForStaffAlone
                    ? t("Owners are not written to: nothing changes for them.")
                    : t("The owners of these drafts are told by letter and on their page, each once."),
        ].filter { !$0.isEmpty }
    }

    private func flawNotice(_ count: Int, _ edition: Edition) -> HTML {
        let words = t(
            "\(count) thing in this form must be put right before it is published.",
            "\(count) things in this form must be put right before it is published.", count: count)
        return """
            <div class="notice warn"><p>\(words)</p>\
            <p><a class="go" href="\(to(edition.formPath))">\(t("See them in the form"))</a></p></div>
            """
    }

    private func publishButton(_ proposal: FormProposal) -> HTML {
        let candidate =
            switch proposal.candidate {
            case .prepared(let revision): hidden("revision", "\(revision)")
            case .version(let id): hidden("version", id.description)
            }
        return form(
            to: proposal.versions.edition.path("formulaire/publier"),
            """
            \(hidden("former", proposal.versions.current.id.description))\(candidate)\
            <p class="row"><button class="btn main">\(t("Publish this version"))</button></p>
            """)
    }

    private func refusalSummary(_ refusal: PublicationRefusal?) -> HTML {
        guard let refusal else { return "" }
        let words =
            switch refusal {
            case .flawed: t("This form can’t be used as it is. Nothing was published.")
            case .unchanged: t("This is what the edition asks already. Nothing was published.")
            case .movedOn:
                t(
                    "The form has changed since this page was opened. Nothing was published: look again at what will happen."
                )
            }
        return "<div class=\"error-summary\" role=\"alert\" tabindex=\"-1\" autofocus><h2>\(words)</h2></div>"
    }
}
