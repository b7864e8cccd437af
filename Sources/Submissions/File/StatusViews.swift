import Forms
import Foundation
import Web

// Where a file stands: first thing of each of its pages, and of its mails, in shape, word and colour.
extension Reader {
    /// `faults` is what stands against the file; `isSending` on the page that its link leads to from everywhere else: there it leads on, to what it names.
    func band(_ file: SubmissionFile, _ faults: [FieldFault], now: Date, isSending: Bool = false) -> HTML {
        switch file.submission.state {
        case .draft: draftBand(file, faults, now, isSending)
        case .withdrawn: withdrawnBand(file, faults, now, isSending)
        case .transmitted: sentBand(file, faults, now)
        }
    }

    /// `Transmis le 29 septembre 2014 à 16 h 05, n° 2014-041`
    func sentWords(_ submission: Submission) -> String {
        guard let at = submission.transmittedAt else { return t("Sent", as: "file") }
        return t("Sent on \(formats.moment(at)), no. \(submission.number ?? "")")
    }

    /// Where it stands, as the band says it.
    func stateWords(_ submission: Submission) -> String {
        switch submission.state {
        case .draft: t("Draft, not sent")
        case .withdrawn: withdrawnWords(submission)
        case .transmitted: sentWords(submission)
        }
    }

    func withdrawnWords(_ submission: Submission) -> String {
        t("Withdrawn on \(formats.day(submission.withdrawnAt ?? submission.updatedAt)), no. \(submission.number ?? "")")
    }

    /// It was received; whether it may come again is the call's.
    private func withdrawnBand(_ file: SubmissionFile, _ faults: [FieldFault], _ now: Date, _ isSending: Bool) -> HTML {
        let isOpen = file.window.isOpen(at: now) && file.mayTransmit
        let words = t("Send the file again")
        let link: HTML = isOpen ? "<a class=\"end\" href=\"\(sending(file, faults, isSending))\">\(words)</a>" : ""
        return """
            <section class="band draft" aria-label="\(t("State of the file"))"><div class="wrap"><strong>\(withdrawnWords(file.submission))</strong>\
            <span>\(t("The jury does not read it any more.")) \(file.window.isFirstPart ? "" : closingWords(file.window, now))</span>\(link)</div></section>
            """
    }

    /// Where the file is sent; on that page itself, the list of what is missing or the button.
    private func sending(_ file: SubmissionFile, _ faults: [FieldFault], _ isSending: Bool) -> String {
        guard isSending else { return to(file.path) + "/transmettre" }
        return faults.isEmpty ? file.lacksCategory ? "#category" : "#send" : "#missing"
    }

    private func draftBand(
        _ file: SubmissionFile, _ faults: [FieldFault], _ now: Date, _ isSending: Bool
    ) -> HTML {
        let (missing, state) = (file.openCount(faults), t("Draft, not sent"))
        let words = missing > 0 ? t("What is missing") + " (\(missing))" : t("Send the file")
        let isOpen = file.window.isOpen(at: now) && file.mayTransmit
        let link: HTML = isOpen ? "<a class=\"end\" href=\"\(sending(file, faults, isSending))\">\(words)</a>" : ""
        return """
            <section class="band draft" aria-label="\(t("State of the file"))"><div class="wrap"><strong>\(state)</strong>\
            <span>\(t("The agency has not received it.")) \(closingWords(file.window, now))</span>\(link)</div></section>
            """
    }

    /// Whatever is changed in it, the jury does not read it.
    private func refusedBand(_ file: SubmissionFile) -> HTML {
        """
        <section class="band draft" aria-label="\(t("State of the file"))"><div class="wrap"><strong>\(t("Not eligible"))</strong>\
        <span>\(sentWords(file.submission)). \(t("The jury does not read it."))</span>\
        \(decisionLink(file))<a class="end" href="\(to(file.path))/accuse">\(t("Receipt"))</a></div></section>
        """
    }

    private func sentBand(_ file: SubmissionFile, _ faults: [FieldFault], _ now: Date) -> HTML {
        guard file.submission.eligibility != .notEligible else { return refusedBand(file) }
        let closing = file.window.closing(at: now)
        let until = closing.map { t("You can change it until \(formats.deadline($0)).") }
        let missing = faults.count
        let again: HTML =
            missing == 0 || closing == nil
            ? ""
            : """
            <strong>\(t("\(missing) answer is missing again.", "\(missing) answers are missing again.", count: missing))</strong>
            """
        return """
            <section class="band sent" aria-label="\(t("State of the file"))"><div class="wrap"><strong>\(sentWords(file.submission))</strong>\
            <span>\(until)</span>\(again)\(completionLink(file, faults, now))\
            \(decisionLink(file))<a class="end" href="\(to(file.path))/accuse">\(t("Receipt"))</a></div></section>
            """
    }

    /// To where its owner says that what the agency asked for is there: it is saved, and not said yet.
    private func completionLink(_ file: SubmissionFile, _ faults: [FieldFault], _ now: Date) -> HTML {
        guard file.submission.isToBeCompleted, faults.isEmpty, file.window.isOpen(at: now) else { return "" }
        return "<a href=\"\(to(file.path))#complete\">\(t("It is complete: look at it again"))</a>"
    }

    /// To what was decided, for those who wrote the file, once it is out.
    private func decisionLink(_ file: SubmissionFile) -> HTML {
        guard file.submission.announcedAt != nil, file.part != nil else { return "" }
        return "<a href=\"\(to(file.path))/decision\">\(t("The decision on this file"))</a>"
    }

    /// When the call ends, or ended, or begins.
    func closingWords(_ window: CallWindow, _ now: Date) -> String {
        if let frozen = window.frozenAt {
            return t("The decision on this file came out on \(formats.moment(frozen)): the file stays as it was read.")
        }
        guard !window.isFirstPart else {
            return t("This file goes on to the second round: its first part stays as it was read.")
        }
        if let end = window.closing(at: now), let left = formats.countdown(to: end, now: now) {
            return t("The call closes on \(formats.deadline(end)): \(left) left.")
        }
        if let start = window.opening(after: now) { return t("The call opens on \(formats.moment(start)).") }
        if let end = window.closed(before: now) { return t("The call closed on \(formats.deadline(end)).") }
        return t("No call is open.")
    }

    /// The state of a file in a list.
    func state(of submission: Submission) -> HTML { state(submission.state, submission.eligibility) }

    func state(_ state: Submission.State, _ eligibility: Submission.Eligibility) -> HTML {
        switch (state, eligibility) {
        case (.draft, _): "<span class=\"state draft\">\(t("Draft, not sent"))</span>"
        case (.withdrawn, _): "<span class=\"state out\">\(t("Withdrawn", as: "file"))</span>"
        case (.transmitted, .pending): "<span class=\"state sent\">\(t("Sent", as: "file"))</span>"
        case (.transmitted, .eligible): "<span class=\"state kept\">\(t("Eligible"))</span>"
        case (.transmitted, .toComplete): "<span class=\"state ask\">\(t("To be completed"))</span>"
        case (.transmitted, .notEligible): "<span class=\"state out\">\(t("Not eligible"))</span>"
        }
    }

    func words(for refusal: Submission.Refusal) -> String {
        switch refusal {
        case .notOwner: t("Only an owner of the file sends it or withdraws it.")
        case .closed: t("The call is closed for this file. Nothing was changed.")
        case .incomplete: t("Something is still missing. The list below leads to each question.")
        case .categoryMissing: t("Choose the category of the file first.")
        case .agreementMissing: t("Tick what you agree to yourself: the file cannot be sent without it.")
        case .notTransmitted: t("This file is not sent.")
        case .reasonMissing: t("Give a reason: it is kept with the file.")
        case .tooManyOfOrganisation(let most):
            t("This organisation has sent all it may. Withdraw another file first, or write to the agency.") + " "
                + words(forLimit: most)
        case .announced: t("The decision on this file is out: the file stays as it was read. Write to the agency.")
        case .reasonTooLong: t("Say it in at most \(formats.number(Submission.longestReason)) signs.")
        case .gateNotMet: t("A file is eligible when no point is answered with no.")
        }
    }
}
