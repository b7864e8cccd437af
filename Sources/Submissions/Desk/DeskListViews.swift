import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Tables
import Web
import Words

/// A list of files with the filters in force.
struct FileList {
    let edition: Edition
    let all: [SubmissionFile]
    let shown: [SubmissionFile]
    let query: Fields

    var path: String { "/agence/editions/\(edition.slug)/dossiers" }
    /// What the address says of the list, without what it says of a letter just sent.
    var filters: Fields { Fields(query.pairs.filter { $0.name != "sent" }) }
    var drafts: [SubmissionFile] { all.filter { $0.submission.state == .draft } }
}

extension Reader {
    func fileListPage(_ list: FileList, now: Date) -> HTML {
        let acts: HTML = """
            \(exportLink(list.path + ".csv", query: list.filters))
            <a class="btn main" href="\(to(list.path))/saisir">\(t("Type a file for somebody"))</a>
            """
        return editionDesk(
            list.edition, t("Files"), acts: acts,
            """
            \(doneNotice(lettersLeft(list.query)))\(summary(of: list))\(filters(list))
            \(list.shown.isEmpty ? noFile(list) : fileTable(list, now))\(script("filter.js"))
            """)
    }

    private func lettersLeft(_ query: Fields) -> String? {
        query.number("sent").map { count in
            t(
                "\(count) letter is in the outbox and leaves at once.",
                "\(count) letters are in the outbox and leave at once.", count: count)
        }
    }

    private func summary(of list: FileList) -> HTML {
        let sent = list.all.count { $0.submission.state == .transmitted }
        let nearly = list.drafts.count { $0.answers.percent > 80 }
        let drafts = list.drafts.count
        let write: HTML =
            drafts == 0 ? "" : " <a href=\"\(to(list.path))/ecrire\">\(t("Write to those who have a draft"))</a>"
        let words = [
            t("\(sent) file sent", "\(sent) files sent", count: sent),
            t("\(drafts) draft", "\(drafts) drafts", count: drafts) + ", "
                + t(
                    "of which \(nearly) filled in to more than 80 %", "of which \(nearly) filled in to more than 80 %",
                    count: nearly),
        ]
        return "<p>\(words.joined(separator: " · ")).\(write)</p>"
    }

    private func filters(_ list: FileList) -> HTML {
        let filter = FileFilter(list.query)
        let states = [("", t("All"))] + Submission.State.allCases.map { ($0.rawValue, stateWord($0)) }
        let verdicts = [("", t("All"))] + Submission.Eligibility.allCases.map { ($0.rawValue, verdictWord($0)) }
        let present = Set(list.all.map(\.department)).filter { !$0.isEmpty }.sorted()
        let departments =
            [("", t("All"))]
            + present.map { code in
                (code, (try? Department(code)).map { "\(code) \($0.name)" } ?? code)
            }
        let sizes = [("", t("All"))] + FileFilter.SizeClass.allCases.map { ($0.rawValue, sizeWord($0)) }
        return """
            <form class="filters" method="get" action="\(to(list.path))" role="search" aria-label="\(t("Filter the files"))" data-filter>
            <label class="grow">\(t("Title, organisation, number"))<input class="input" type="search" name="q" value="\(filter.words)"></label>
            \(filterSelect("etat", t("State"), states, list.query))\(filterSelect("recevabilite", t("Eligibility"), verdicts, list.query))
            \(filterSelect("dep", t("Department"), departments, list.query))\(filterSelect("taille", t("Size"), sizes, list.query))
            <button class="btn">\(t("Filter"))</button></form>
            """
    }

    private func filterSelect(_ name: String, _ label: String, _ options: [(String, String)], _ query: Fields) -> HTML {
        let chosen = query.text(name) ?? ""
        return
            "<label>\(label)<select class=\"input\" name=\"\(name)\">\(options.map { option($0.0, $0.1, isChosen: $0.0 == chosen) })</select></label>"
    }

    private func noFile(_ list: FileList) -> HTML {
        let way: HTML = list.all.isEmpty ? "" : "<p><a href=\"\(to(list.path))\">\(t("Show all files"))</a></p>"
        return
            "<div class=\"empty\"><p><strong>\(list.all.isEmpty ? t("No file yet.") : t("No file answers these filters."))</strong></p>\(way)</div>"
    }

    private func fileTable(_ list: FileList, _ now: Date) -> HTML {
        let order = ListOrder(list.query, columns: SubmissionFile.columns)
        let head = { (title: String, column: String, isNumber: Bool) in
            sortHead(title, column, order, query: list.filters, isNumber: isNumber)
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="files"><table class="table dense stack-sm">
            <caption id="files">\(t("\(list.shown.count) file", "\(list.shown.count) files", count: list.shown.count))</caption>
            <thead><tr>\(head(t("No."), "numero", false))\(head(t("Initiative"), "titre", false))\(head(t("Organisation"), "organisation", false))\(head(t("Department"), "departement", false))<th scope="col">\(t("Size"))</th>\(head(t("State"), "etat", false))\(head(t("Filled in"), "rempli", true))\(head(t("Last changed"), "modifie", true))</tr></thead>
            <tbody>\(list.shown.map(fileRow))</tbody></table></div>
            """
    }

    private func fileRow(_ file: SubmissionFile) -> HTML {
        """
        <tr><td class="num" data-th="\(t("No."))">\(file.submission.number ?? "–")</td>
        <th scope="row"><a class="name plain" href="\(to("/agence/dossiers/\(file.submission.id)"))">\(typeset(file.title))</a></th>
        <td data-th="\(t("Organisation"))">\(typeset(file.organisationName))</td><td data-th="\(t("Department"))">\(file.department)</td>
        <td data-th="\(t("Size"))">\(file.size.map(sizeLabel) ?? "–")</td><td data-th="\(t("State"))">\(state(of: file.submission))\(onBehalf(file))</td>
        <td class="n" data-th="\(t("Filled in"))">\(file.answers.percent) %</td><td class="n" data-th="\(t("Last changed"))">\(formats.shortDay(file.submission.updatedAt))</td></tr>
        """
    }

    private func onBehalf(_ file: SubmissionFile) -> HTML {
        file.submission.isOnBehalf ? "<span class=\"sub\">\(t("typed by the agency"))</span>" : ""
    }

    func stateWord(_ state: Submission.State) -> String {
        switch state {
        case .draft: t("Draft, not sent")
        case .transmitted: t("Sent", as: "file")
        case .withdrawn: t("Withdrawn", as: "file")
        }
    }

    func verdictWord(_ verdict: Submission.Eligibility) -> String {
        switch verdict {
        case .pending: t("To be looked at")
        case .eligible: t("Eligible")
        case .notEligible: t("Not eligible")
        case .toComplete: t("To be completed")
        }
    }

    private func sizeWord(_ size: FileFilter.SizeClass) -> String {
        switch size {
        case .tiny: t("Fewer than 10 people")
        case .small: t("10 to 49 people")
        case .medium: t("50 to 249 people")
        case .large: t("250 people and more")
        }
    }

    /// One line a file: what the list shows, then each answer.
    var fileColumns: [String] {
        [
            t("No."), t("State"), t("Eligibility"), t("Eligibility note"), t("Filled in (%)"), t("Sent", as: "file"),
            t("Last changed"),
            t("Owners"), t("Typed by the agency"),
        ] + FormField.all.map { label(of: $0) }
    }

    func cells(of file: SubmissionFile) -> [Cell] {
        let (submission, answers) = (file.submission, file.answers)
        let verdict = submission.state == .transmitted ? verdictWord(submission.eligibility) : ""
        return [
            Cell(submission.number), .text(stateWord(submission.state)), .text(verdict),
            .text(submission.eligibilityNote),
            .integer(answers.percent), Cell(submission.transmittedAt.map { formats.moment($0) }),
            .text(formats.moment(submission.updatedAt)),
            .text(file.owners.map { "\($0.name) <\($0.email)>" }.joined(separator: ", ")),
            .text(submission.isOnBehalf ? t("Yes") : ""),
        ] + FormField.all.map { .text(answers[$0].plain) }
    }
}
