import Organisations
import Submissions
import Web

// The agreement to a public sheet: taken back and given again by its owner, apart from any version of it.
extension Reader {
    /// Below the sheet: what its owner may do, and to those who wrote along who does.
    func consentPart(_ file: SheetFile) -> HTML {
        guard let submission = file.sheet.submission else { return "" }
        guard file.isOwned(by: session?.person) else {
            let names = formats.list(file.owners.map(\.name))
            return names.isEmpty ? "" : "<p class=\"quiet\">\(t("Its owner answers for it: \(names)."))</p>"
        }
        let act: HTML =
            file.isConsentWithdrawn
            ? form(
                to: submission.sheetPath + "/retour", attributes: "class=\"flow\"",
                """
                \(hidden("revision", String(file.sheet.revision)))\
                <p>\(t("Nothing is published by this: the agency asks you to approve a version first."))</p>
                <p><button class="btn">\(t("I give my agreement again"))</button></p>
                """)
            : "<p><a href=\"\(to(submission.sheetPath))/retrait\">\(t("I withdraw my agreement"))</a></p>"
        return """
            <section class="sect flow" aria-labelledby="consent"><h2 class="h3" id="consent">\(t("Your agreement to a public sheet"))</h2>
            \(act)</section>
            """
    }

    func withdrawnConsentNotice(_ file: SheetFile) -> HTML {
        let event = file.events.first { $0.kind == .consentWithdrawn }
        let when = event.map { t("The agreement to this sheet was withdrawn on \(formats.day($0.at)).") } ?? ""
        return """
            <div class="notice warn"><p>\(when) \(t("Nothing of it is public, and nothing is published until the agreement is given again."))</p></div>
            """
    }

    /// Of one that the agency withdrew, or that is not public any more since its agreement was withdrawn once. What was only kept
    /// ready was never public.
    func withdrawnWords(_ file: SheetFile) -> [String] {
        let day = file.withdrawal.map { formats.day($0.at) }
        let why = file.unpublishedReason
        let now =
            !file.isUnread
            ? day.map { t("It is withdrawn from publication since \($0).") } ?? t("It is withdrawn from publication.")
            : t("It is not ready to come out any more.")
        return [
            now,
            why.isEmpty ? "" : t("The reason that was given: \(typeset(why))"),
            t("A new version goes out only once you have approved it."),
        ].filter { !$0.isEmpty }
    }

    /// What the withdrawal does, before it is done.
    func consentWithdrawalPage(_ file: SheetFile) -> HTML {
        let path = file.sheet.submission?.sheetPath ?? "/dossiers"
        let lines = consentConsequences(file).map { line -> HTML in "<li>\(line)</li>" }
        return desk(
            PageHead(t("I withdraw my agreement"), isHidden: true),
            """
            <div class="wrap flow flow-5 narrow"><p class="path"><a href="\(to(path))">\(t("Public sheet of file \(file.number ?? "")"))</a></p>
            <h1>\(t("I withdraw my agreement"))</h1><p class="lead">\(t("You need not say why. This is what happens:"))</p><ul>\(lines)</ul>
            \(form(to: path + "/retrait", attributes: "class=\"flow\"", """
                \(hidden("revision", String(file.sheet.revision)))\
                \(textArea("words", t("A word to the agency, if you wish"), "", attributes: "rows=\"3\""))\
                <p class="row"><button class="btn bad">\(t("Withdraw my agreement"))</button><a href="\(to(path))">\(t("Keep it as it is"))</a></p>
                """))</div>
            """)
    }

    private func consentConsequences(_ file: SheetFile) -> [String] {
        let isPublic = file.sheet.state == .published && file.isOut
        return [
            isPublic
                ? t("The public sheet goes off the site at once, and its address says that it was withdrawn.")
                : t("The sheet does not come out. What you had approved is approved no more."),
            t("The agency and the other owners of the file are told by letter."),
            t("Nothing is published again before you give your agreement again and approve a version."),
            t(
                """
                What remains: the decision on your file, in the records of the edition, and among the laureates if it gives \
                an award; and the history of the sheet, with its dates.
                """
            ),
            t("What others have copied or printed is not in our hands."),
        ]
    }
}
