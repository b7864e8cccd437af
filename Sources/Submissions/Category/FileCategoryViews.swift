import Campaigns
import Foundation
import Mail
import Web

extension Reader {
    /// In which category a file stands; nothing where its edition has none. `path` is where another one is chosen.
    public func categoryLine(_ file: SubmissionFile, changedAt path: String? = nil) -> HTML {
        guard !file.edition.categories.isEmpty else { return "" }
        let name: HTML = file.category.map { categoryName($0) } ?? "<em>\(t("not chosen yet"))</em>"
        let link: HTML = path.map { " <a href=\"\(to($0))\">\(t("Choose the category"))</a>" } ?? ""
        return "<p class=\"small\">\(t("Category"))\(colon)\(name)\(link)</p>"
    }

    /// What was chosen when a file was asked for.
    func chosenCategory(_ opened: OpenedBeginning) -> HTML {
        guard let category = opened.edition.category(opened.beginning.file.category) else { return "" }
        return "<div><dt>\(t("Category"))</dt><dd>\(categoryName(category))</dd></div>"
    }

    /// Before it can be sent.
    func categoryNotice(_ file: SubmissionFile, now: Date) -> HTML {
        guard file.lacksCategory, file.mayChooseCategory(at: now) else { return "" }
        return """
            <div class="notice warn" id="category"><p>\(t("This edition has categories: choose that of the file before it is sent."))</p>
            <p><a class="btn" href="\(to(file.categoryPath))">\(t("Choose the category"))</a></p></div>
            """
    }

    /// In the list of what is missing before it can be sent.
    func openCategory(_ file: SubmissionFile, _ now: Date) -> HTML {
        guard file.lacksCategory else { return "" }
        let words = t("Choose the category")
        let link: HTML =
            file.mayChooseCategory(at: now) ? "<a href=\"\(to(file.categoryPath))\">\(words)</a>" : "\(words)"
        return "<li class=\"missing\">\(icon("alert"))<span>\(link)</span></li>"
    }

    func fileCategoryPage(_ file: SubmissionFile, faults: [Fault] = [], now: Date) -> HTML {
        let chosen = file.submission.category?.description ?? ""
        let words = t(
            "Some questions may be asked of some categories alone. What you have written is kept, whichever you choose."
        )
        return filePage(
            file, t("Category of the file"), now: now,
            """
            \(faultSummary(faults))<h1>\(t("Category of the file"))</h1>\(fileName(file))<p>\(words)</p>
            \(form(to: file.categoryPath, attributes: "class=\"flow\"", """
                \(categoryChoice(file.edition, chosen: chosen, legend: "\(t("Category"))", faults: faults))
                <p class="row"><button class="btn main">\(t("Keep this category"))</button> <a href="\(to(file.path))">\(t("Back to the file"))</a></p>
                """))
            """)
    }

    /// On the desk: once the file was sent and before its decision is out.
    func categoryPart(_ desk: FileDesk) -> HTML {
        let (file, submission) = (desk.file, desk.file.submission)
        guard !file.edition.categories.isEmpty, submission.state != .draft, submission.announcedAt == nil else {
            return ""
        }
        guard !file.hasCategoryOfFirst else {
            return "<p class=\"hint\">\(words(forCategory: .ofFirstPart))</p>"
        }
        let isRefused = desk.faults.contains { ["category", "category-reason"].contains($0.field) }
        let chosen = desk.typed["category"] ?? submission.category?.description ?? ""
        return """
            <details\(isRefused ? " open" : "" as HTML)><summary>\(t("Give it another category"))</summary>
            \(form(
                to: desk.path + "/categorie", attributes: "class=\"flow\"",
                """
                <p class="hint">\(t("It may be asked other questions, and read by other jurors. Its owners are told."))</p>
                \(categoryChoice(file.edition, chosen: chosen, legend: "\(t("Category"))", faults: desk.faults))
                \(field("category-reason", t("Reason"), desk.typed["category-reason"] ?? "", hint: t("Needed. Its owners read it."), faults: desk.faults))
                <p><button class="btn">\(t("Give this category"))</button></p>
                """))</details>
            """
    }

    func words(forCategory refusal: Submission.CategoryRefusal) -> String {
        switch refusal {
        case .unknown: t("Choose one of the categories.")
        case .sent: t("The file is sent: the agency alone changes its category now. Write to it.")
        case .draft: t("The file is not sent yet: whoever writes it chooses its category.")
        case .closed: words(for: Submission.Refusal.closed)
        case .reasonMissing: words(for: Submission.Refusal.reasonMissing)
        case .reasonTooLong: words(for: Submission.Refusal.reasonTooLong)
        case .announced: words(for: Submission.Refusal.announced)
        case .same: t("It is in this category already.")
        case .ofFirstPart: t("A second part is in the category of the first part: change it there.")
        }
    }

    /// In the history of a file.
    func words(for change: CategoryChange?) -> String {
        guard let change else { return t("Given another category") }
        guard let former = change.former else { return t("Category given, \(change.next): \(change.reason)") }
        return t("Category changed from \(former) to \(change.next): \(change.reason)")
    }

    func reclassifiedLetter(_ file: SubmissionFile, _ change: CategoryChange, _ sender: FileMail.Sender) -> Letter {
        let name = file.category.map { self.name(of: $0) } ?? change.next
        let missing = file.faults.count
        return Letter(
            language: language.rawValue, subject: t("Your file \(file.submission.number ?? "") is in another category"),
            band: .sent(stateWords(file.submission)),
            lead: t("The agency has put your file “\(file.title)” into the category “\(name)”"),
            paragraphs: [
                t("The reason that is kept: \(change.reason)"),
                missing == 0
                    ? ""
                    : t(
                        "\(missing) question of this category has no answer yet.",
                        "\(missing) questions of this category have no answer yet.", count: missing),
                t("A question? Answer this message."),
            ].filter { !$0.isEmpty },
            button: .init(t("See the file"), to: address(file.path)), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }
}
