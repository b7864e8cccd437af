import Campaigns
import Submissions
import Web

extension Reader {
    /// Lines of the home page of those who wrote the file: the decision, and its sheet once everybody reads it.
    func news(of told: ToldDecision) -> [Duty] {
        let decision = Duty(.news, headline(told), path: told.path, due: told.announcedAt, detail: nextWords(told))
        guard let shown = told.publicPath else { return [decision] }
        let sheet = Duty(.news, t("The public sheet of “\(told.title)” is in the catalogue"), path: shown)
        guard told.isOwner, told.opensSheet else { return [decision, sheet] }
        let consent = told.submission.sheetPath + "#consent"
        return [
            decision, sheet, Duty(.news, t("Your agreement to the public sheet of “\(told.title)”"), path: consent),
        ]
    }

    func toldPage(_ told: ToldDecision) -> HTML {
        ownPage(
            PageHead(t("Decision on \(told.title)"), isHidden: true),
            """
            <div class="wrap"><div class="flow flow-5 narrow"><header>
            <p class="quiet">\(t("File \(told.number)")) · \(typeset(told.edition))</p><h1>\(sentence(headline(told)))</h1></header>
            <dl class="record"><div><dt>\(t("Decision"))</dt><dd>\(outcome(told))</dd></div>
            <div><dt>\(t("Reason"))</dt><dd><blockquote>\(juryWords(told.reason))</blockquote></dd></div>
            <div><dt>\(t("Out", as: "decision"))</dt><dd>\(formats.moment(told.announcedAt))</dd></div>
            \(told.letterAt.map { letterLine(formats.moment($0)) })</dl>
            <section class="flow" aria-labelledby="next"><h2 class="h3" id="next">\(t("What comes next"))</h2>
            <p>\(nextWords(told, isBeside: true))</p>\(nextLinks(told))</section></div></div>
            """)
    }

    private func letterLine(_ moment: String) -> HTML {
        "<div><dt>\(t("The letter to you"))</dt><dd>\(t("left on \(moment)"))</dd></div>"
    }

    private func headline(_ told: ToldDecision) -> String {
        let title = typeset(told.title)
        if told.withdrawnAt != nil { return t("“\(title)” was withdrawn after its decision") }
        return switch told.outcome {
        case .award, .mention: t("“\(title)” is distinguished: \(award(told))")
        case .retained: t("“\(title)” is retained")
        case .notRetained: t("“\(title)” is not retained")
        }
    }

    private func outcome(_ told: ToldDecision) -> HTML {
        switch told.outcome {
        case .award, .mention: inEither(told.awardFR, told.awardEN)
        case .retained: "\(t("Retained, without an award"))"
        case .notRetained: "\(t("Not retained"))"
        }
    }

    private func award(_ told: ToldDecision) -> String {
        cited(told.awardFR, told.awardEN)
    }

    /// `isBeside` where the reason is read above.
    private func nextWords(_ told: ToldDecision, isBeside: Bool = false) -> String {
        if let day = told.withdrawnAt {
            return t("Withdrawn on \(formats.day(day)): what it was given is no longer shown to anybody else.")
        }
        guard told.outcome.isRetained else {
            return isBeside
                ? t("To talk about the jury’s reason, write to the agency.")
                : t("The jury’s reason is written there. To talk about it, write to the agency.")
        }
        if let turn = told.openTurn { return words(for: turn, isOwner: told.isOwner) }
        return switch told.sheet {
        case .awaitingApproval where told.isOwner: t("Next: read and approve its public sheet.")
        case .awaitingApproval: t("Its owner reads its public sheet and approves it.")
        case .approved: t("Its public sheet is approved: the agency publishes it.")
        case .published: t("Its public sheet is published.")
        case .unpublished: t("Its public sheet is withdrawn.")
        case .draft, nil:
            told.isOwner && !told.isClosed
                ? t("Next: the agency writes its public sheet, and you read and approve it.") : unwritten(told)
        }
    }

    private func unwritten(_ told: ToldDecision) -> String {
        told.isClosed
            ? t("Its public sheet is not written, and the edition is over: ask the agency what becomes of it.")
            : t("Next: the agency writes its public sheet, and its owner approves it.")
    }

    /// Who did it and when; a person who left has no name.
    private func words(for turn: ToldDecision.Turn, isOwner: Bool) -> String {
        let (day, name) = (formats.day(turn.at), turn.person)
        return switch turn.kind {
        case .consentGiven where isOwner: t("Agreed again on \(day): the agency will ask you to read the sheet.")
        case .consentGiven: t("Agreed again on \(day): the agency will ask its owner to read the sheet.")
        case .consentWithdrawn where name.isEmpty: t("The agreement to its public sheet was withdrawn on \(day).")
        case .consentWithdrawn: t("The agreement to its public sheet was withdrawn on \(day), by \(name).")
        case _ where turn.isUnread: t("The agency took its public sheet out on \(day), before it came out.")
        default:
            name.isEmpty
                ? t("The agency withdrew its public sheet on \(day).")
                : t("The agency withdrew its public sheet on \(day) (\(name)).")
        }
    }

    private func nextLinks(_ told: ToldDecision) -> HTML {
        let sheet: HTML =
            told.awaitsApproval
            ? "<a class=\"btn main\" href=\"\(to(told.submission.sheetPath))\">\(t("Read and approve the public sheet"))</a> "
            : told.opensSheet
                ? "<a class=\"btn\" href=\"\(to(told.submission.sheetPath))\">\(t("The public sheet"))</a> " : ""
        let shown: HTML =
            told.publicPath.map { path -> HTML in
                "<a class=\"btn\" href=\"\(to(path))\">\(t("Its page in the catalogue"))</a> "
            } ?? ""
        return """
            <p class="row">\(shown)\(sheet)<a class="go" href="\(to(told.submission.path))">\(t("The file as it was read"))</a></p>
            """
    }
}
