import Documents
import Forms
import Foundation
import Media
import Web
import Words

// What a receipt says beside its number: the form that was answered, the files that came, and what was agreed to.
extension Reader {
    func formWords(of file: SubmissionFile) -> String {
        t("\(wording(file.form.title)), version \(file.form.version)")
    }

    /// Each with its size and the beginning of its digest, by which it is recognised.
    func receivedFiles(_ file: SubmissionFile) -> [PaperPart] {
        let rows = file.receivedMedia.map { [$0.medium.name, fileSize($0.medium.size), $0.mark] }
        guard !rows.isEmpty else { return [] }
        return [
            .chapter(t("Files and pictures")),
            .table(
                head: [t("File", as: "that was handed in"), t("Size", as: "of a file"), t("Digest")], rows: rows),
            .small(digestWords),
        ]
    }

    private var digestWords: String {
        t("The digest is the beginning of the SHA-256 of the file as it came: another file has another one.")
    }

    /// The same on the page of the receipt.
    func receiptDetails(_ file: SubmissionFile) -> HTML {
        let files = file.receivedMedia.map { shown -> HTML in
            "<li>\(shown.medium.name) <span class=\"quiet\">\(fileSize(shown.medium.size))</span> <code class=\"small\">\(shown.mark)</code></li>"
        }
        let agreed = agreements(file)
        let came: HTML =
            files.isEmpty
            ? ""
            : """
            <section class="flow"><h2 class="h3">\(t("Files and pictures"))</h2><ul class="dashes">\(files)</ul>
            <p class="small quiet">\(digestWords)</p></section>
            """
        return agreed.isEmpty
            ? came
            : "\(came)<section class=\"flow\"><h2 class=\"h3\">\(t("What was agreed to"))</h2><dl class=\"record\">\(agreed)</dl></section>"
    }

    private func agreements(_ file: SubmissionFile) -> [HTML] {
        let answers = file.toldAnswers
        return file.form.fields.compactMap { field -> HTML? in
            guard case .consent(let consent) = field.kind, !answers[field].isEmpty else { return nil }
            let text: HTML =
                answers[field] == .text(consent.version) ? "<blockquote>\(wording(consent.text))</blockquote>" : ""
            return """
                <div><dt>\(label(of: field))</dt><dd>\(text)<span class="sub">\(answerWords(answers[field], of: field))</span></dd></div>
                """
        }
    }
}

// What comes next of a file that was received: as it stands when the page is read, not as it was sent.
extension Reader {
    func afterReceipt(_ file: SubmissionFile, _ now: Date) -> HTML {
        let submission = file.submission
        guard submission.state == .transmitted else { return "" }
        // Nothing that is changed in a file that is not eligible is read.
        let end = submission.eligibility == .notEligible ? nil : file.window.closing(at: now)
        let change = end.map { end -> HTML in
            "<li>\(t("Until \(formats.deadline(end)) you can change it. Each change is kept and dated."))</li>"
        }
        return """
            <ul class="flow flow-2">\(change)<li>\(standing(of: file))</li>\(reading(of: submission))</ul>\(completionAct(file, now))
            """
    }

    private func reading(of submission: Submission) -> HTML {
        guard submission.announcedAt == nil, submission.eligibility != .notEligible else { return "" }
        let words =
            submission.eligibility == .eligible
            ? t("The jury reads it with the checkpoints that everybody can see.")
            : t("Once it is found eligible, the jury reads it with the checkpoints that everybody can see.")
        return "<li>\(words) <a href=\"\(to("/grille"))\">\(t("The checkpoints"))</a></li>"
    }

    /// What has become of a file since it was received.
    private func standing(of file: SubmissionFile) -> String {
        let submission = file.submission
        if let out = submission.announcedAt { return t("The decision on it came out on \(formats.day(out)).") }
        return switch submission.eligibility {
        case .pending where file.addressees.isEmpty:
            t("The agency checks that it is eligible. No owner opens this file: nobody is written to.")
        case .notEligible where file.addressees.isEmpty: t("The agency has found it not eligible.")
        case .pending: t("The agency checks that it is eligible, and writes to you in any case.")
        case .eligible: t("The agency has found it eligible.")
        case .notEligible: t("The agency has found it not eligible, and has written to you why.")
        case .toComplete where submission.isToBeCompleted: t("The agency asks you to complete it.")
        case .toComplete: t("You have said that it is complete: the agency looks at it again.")
        }
    }
}

extension SubmissionFile {
    /// What answers its questions now, in the order of the form, without what was refused.
    var receivedMedia: [AnswerMedium] {
        let answers = toldAnswers
        return form.fields.filter(\.kind.isOfMedia).flatMap { answers.rows($0.id) }
            .compactMap { media[$0["id"] ?? ""] }.filter { $0.medium.state != .refused }
    }
}

extension AnswerMedium {
    /// The first sixteen signs of its digest; a dash while there is none.
    var mark: String { medium.digest.map { String($0.description.prefix(16)) } ?? "–" }
}
