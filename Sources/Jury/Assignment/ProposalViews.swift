import Campaigns
import Submissions
import Web

// What an even share would give, what it cannot, why, and what to do then.
extension Reader {
    func proposalNotice(_ edition: Edition, _ share: ProposedShare, _ board: AssignmentBoard) -> HTML {
        let (new, short) = (share.added.count, share.short)
        let parts: HTML = """
            <p>\(t("One part of the board is shown. Saving gives the whole proposal, with what you changed in this part."))</p>
            """
        let isPartial = board.page.pages > 1 || board.readersPage.pages > 1
        let rule = new == 0 ? nothingNew : proposalRule
        return """
            <div class="notice \(short.isEmpty ? "" : "warn")"><h2>\(proposalTitle(new, isShort: !short.isEmpty))</h2>
            <p>\(rule)</p>\(isPartial && new > 0 ? parts : "")\(short.isEmpty ? "" : lacking(edition, short))</div>
            """
    }

    private func proposalTitle(_ new: Int, isShort: Bool) -> String {
        guard new == 0 else {
            return t("A proposal: \(new) file more to read", "A proposal: \(new) files more to read", count: new)
        }
        return isShort
            ? t("With these numbers, this jury can be given nothing more") : t("Each file has its readers already")
    }

    private var proposalRule: String {
        t(
            """
            Nothing of this proposal is given yet. Change what you wish, then save. What was given before stays; nobody \
            gets a file they have a strong tie with.
            """)
    }

    private var nothingNew: String {
        t("What was given stays. If you save, this number of readers is the one that is wanted from now on.")
    }

    private func lacking(_ edition: Edition, _ short: [ProposedShare.Short]) -> HTML {
        let isWithoutCause = short.contains { !$0.isHeld }
        let invite = t("Invite another juror")
        let advice: HTML = """
            <p>\(t("Nobody else of this jury may read them. Invite somebody, or ask for fewer readers of each file below and save."))\
             <a href="\(to(edition.path("jury")))">\(invite)</a></p>
            """
        return """
            <p>\(t("With these numbers, some files lack readers:"))</p><ul>\(short.map(shortLine))</ul>\(isWithoutCause ? advice : "")
            """
    }

    private func shortLine(_ file: ProposedShare.Short) -> HTML {
        let title = typeset(file.title)
        let words = t(
            "\(title): \(file.missing) reader short", "\(title): \(file.missing) readers short", count: file.missing)
        let most = file.isHeld ? " – \(t("jurors who could read it have the most files that you allow"))" : ""
        let (tied, gone) = (file.tied, file.abstained)
        let reasons = [
            tied.count > 0 ? t("strong tie: \(named(tied))") : nil,
            gone.count > 0 ? t("given back by: \(named(gone))") : nil,
        ].compactMap(\.self)
        let why = reasons.isEmpty ? "" : " – \(reasons.joined(separator: " · "))"
        return "<li>\(words)\(file.isLimited ? limitedWords : "")\(most)\(why)</li>"
    }

    private func named(_ names: ProposedShare.Names) -> String {
        let rest = names.count - names.shown.count
        let list = names.shown.joined(separator: ", ")
        return rest > 0 ? t("\(list) and \(rest) more") : list
    }
}
