import Accounts
import Campaigns
import Jury
import Submissions
import Tables
import Web

// What is asked of whoever decides on a file.
extension Reader {
    func decisionForm(
        _ path: String, _ offered: [Award], _ form: DecisionForm, _ refusal: Decision.Refusal?,
        isAmendment: Bool = false
    ) -> HTML {
        let given = offered.map { award -> HTML in
            radio(
                "choice", award.id.description, inEither(award.nameFR, award.nameEN), detail: kindWords(award.kind),
                isOn: form.choice == award.id.description)
        }
        let joins = t("The initiative joins the catalogue once its organisation agrees.")
        let hint = t("The organisation reads it in its letter; for an award, everybody reads it.")
        let faults = refusal.map { self.faults($0) } ?? []
        return self.form(
            to: path, attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(form.revision)"))\(form.seen.map { hidden("seen", $0) })
            <fieldset class="flow flow-2" id="choice"><legend>\(t("What the jury decides"))</legend>\(given)
            \(outcome(.retained, t("Retained, without an award"), detail: joins, form))
            \(outcome(.notRetained, t("Not retained"), detail: t("The organisation reads why in its letter."), form))</fieldset>
            \(textArea("reason", t("Why, in a few sentences"), form.reason, hint: hint, faults: faults, attributes: "rows=\"5\""))
            \(isAmendment ? whyField(form, faults) : "")
            \(refusal.flatMap { doubts($0, form) })<p><button class="btn main">\(t("Record this decision"))</button></p>
            """)
    }

    private func whyField(_ form: DecisionForm, _ faults: [Fault]) -> HTML {
        textArea(
            "why", t("Why it changes"), form.why ?? "", hint: t("Kept with its date; the organisation reads it."),
            faults: faults)
    }

    /// Asked beside the button that records it all the same.
    private func doubts(_ refusal: Decision.Refusal, _ form: DecisionForm) -> HTML? {
        guard case .doubtful(let doubts) = refusal else { return nil }
        return """
            <div class="notice warn" id="meant"><ul>\(doubts.map { "<li>\(words(for: $0))</li>" as HTML })</ul>
            \(tick("meant", t("I know: record it all the same"), isOn: form.isMeant))</div>
            """
    }

    private func words(for doubt: Decision.Doubt) -> String {
        switch doubt {
        case .relative(let found): relativeWords(found)
        case .unread: t("Nobody has sent a reading of this file.")
        case .unreadPart: t("Nobody has sent a reading of its second part.")
        case .givenAlready(let numbers): t("This award goes to another file already: \(formats.list(numbers)).")
        }
    }

    private func outcome(_ outcome: Decision.Outcome, _ label: String, detail: String, _ form: DecisionForm) -> HTML {
        radio("choice", outcome.rawValue, label, detail: detail, isOn: form.choice == outcome.rawValue)
    }

    func faults(_ refusal: Decision.Refusal) -> [Fault] {
        guard case .placeholders(let placed) = refusal else { return [fault(refusal)] }
        return placed.map { placeholderFault($0.name, in: $0.field) }
    }

    private func fault(_ refusal: Decision.Refusal) -> Fault {
        switch refusal {
        case .placeholders: Fault("reason", t("Write the words themselves, without braces."))
        case .noOutcome: Fault("choice", t("Choose what the jury decides."))
        case .awardMissing: Fault("choice", t("Choose which award or mention is given."))
        case .otherCategory: Fault("choice", t("This award is for files of another category."))
        case .reasonTooLong: Fault("reason", t("Say why in at most \(formats.number(Decision.longestReason)) signs."))
        case .whyTooLong: Fault("why", t("Say why in at most \(formats.number(Decision.longestReason)) signs."))
        case .doubtful: Fault("meant", t("Look again at this decision: what is asked stands beside the button."))
        case .reasonMissing: Fault("reason", t("Say why: every decision has its reason."))
        case .released: Fault("choice", t("This decision came out meanwhile. Say why it changes."))
        case .whyMissing: Fault("why", t("Say why it changes: it is out already."))
        case .samePerson: Fault("second", t("You asked for this change: a second person confirms it."))
        case .otherChange: Fault("second", t("The change that waits is another one now: read it again."))
        case .notShortlisted: Fault("choice", t("This file is not on the shortlist: no award goes to it."))
        case .notEligible: Fault("choice", t("This file is not eligible."))
        case .outdated: Fault("choice", t("This decision changed in another window. Compare, then save again."))
        case .movedOn:
            Fault(
                "choice",
                t(
                    """
                    The readings of this file, or the file itself, have changed since this page was opened. Look again, \
                    then record.
                    """))
        }
    }
}
