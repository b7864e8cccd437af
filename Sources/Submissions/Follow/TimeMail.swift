import Campaigns
import Foundation
import Mail
import Web

// What owners are written when their file has another end: theirs alone, or everybody's.
extension Reader {
    func ownEndLetter(_ file: SubmissionFile, _ end: OwnEnd, _ sender: FileMail.Sender) -> Letter {
        let (until, isTakenBack) = (formats.deadline(end.after), end.reason.isEmpty)
        let told =
            end.after > end.before
            ? t("The agency gives your file “\(file.title)” more time: \(end.reason)")
            : t("The agency changes the end that it had given your file “\(file.title)”: \(end.reason)")
        let subject =
            end.after > end.before
            ? t("More time for your file, until \(until)") : t("Your file has another end: \(until)")
        return Letter(
            language: language.rawValue,
            subject: isTakenBack ? t("The later end of your file is taken back") : subject, band: band(of: file),
            lead: isTakenBack ? t("The end of the call holds for your file: \(until)") : t("You have until \(until)"),
            paragraphs: [
                isTakenBack
                    ? t("The agency takes back the later end that it had given your file “\(file.title)”.") : told,
                end.after > end.now ? whatIsLeft(of: file) : "",
            ].filter { !$0.isEmpty },
            button: .init(t("Open the file"), to: address(file.path)), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    /// To somebody whose files all gain time; `ends` says until when each may be changed.
    func moreTimeLetter(
        _ files: [SubmissionFile], until ends: [Submission.ID: Date], _ sender: FileMail.Sender
    ) -> Letter {
        let (first, isOne) = (files[0], files.count == 1)
        let until = formats.deadline(files.compactMap { ends[$0.submission.id] }.min() ?? .distantFuture)
        return Letter(
            language: language.rawValue,
            subject: isOne
                ? t("More time for your file, until \(until)") : t("More time for your files, until \(until)"),
            band: isOne ? band(of: first) : nil, lead: t("You have until \(until)"),
            paragraphs: [
                t("The call of \(first.edition.name) closes later, for everybody."),
                isOne ? t("Your file: “\(first.title)”.") + " " + whatIsLeft(of: first) : "",
            ].filter { !$0.isEmpty },
            points: isOne ? [] : files.map { "\($0.title). \(state(of: $0))" },
            button: filesButton(files),
            closing: sender.closing, footnote: ownersFootnote(files))
    }

    /// To somebody whose files all lose time, or are closed by a change of dates.
    func lessTimeLetter(
        _ files: [SubmissionFile], until ends: [Submission.ID: Date], now: Date, _ sender: FileMail.Sender
    ) -> Letter {
        let (first, isOne) = (files[0], files.count == 1)
        let end = files.compactMap { ends[$0.submission.id] }.min() ?? now
        let (until, isOver) = (formats.deadline(end), end <= now)
        let subject =
            isOne ? t("Less time for your file, until \(until)") : t("Less time for your files, until \(until)")
        let closed = isOne ? t("The call is closed for your file") : t("The call is closed for your files")
        let rest = isOver ? whatStays(of: first) : whatIsLeft(of: first)
        return Letter(
            language: language.rawValue, subject: isOver ? closed : subject, band: isOne ? band(of: first) : nil,
            lead: isOver ? t("The call closed on \(until)") : t("You have until \(until)"),
            paragraphs: [
                t("The agency has changed the dates of \(first.edition.name): the call closes sooner, for everybody."),
                isOne ? t("Your file: “\(first.title)”.") + " " + rest : "",
                t("If this leaves you too little time, answer this message."),
            ].filter { !$0.isEmpty },
            points: isOne ? [] : files.map { "\($0.title). \(state(of: $0))" },
            button: filesButton(files), closing: sender.closing, footnote: ownersFootnote(files))
    }

    /// To the file that a letter is about, or to all of whoever reads it where it is about several.
    func filesButton(_ files: [SubmissionFile]) -> Letter.Button {
        files.count == 1
            ? Letter.Button(t("Open the file"), to: address(files[0].path))
            : Letter.Button(t("Open my files"), to: address("/dossiers"))
    }

    func ownersFootnote(_ files: [SubmissionFile]) -> String {
        files.count == 1
            ? t("You receive this message because you own this file.")
            : t("You receive this message because you own these files.")
    }

    private func whatIsLeft(of file: SubmissionFile) -> String {
        file.submission.state == .transmitted
            ? t("You can change it until then; it stays sent.") : t("Finish it and send it before then.")
    }

    private func whatStays(of file: SubmissionFile) -> String {
        file.submission.state == .transmitted
            ? t("It stays sent, as it is.") : t("It was not sent: the jury does not read it.")
    }

    private func band(of file: SubmissionFile) -> Letter.Band {
        file.submission.state == .transmitted ? .sent(state(of: file)) : .draft(state(of: file))
    }

    private func state(of file: SubmissionFile) -> String {
        file.submission.state == .transmitted ? sentWords(file.submission) : t("Draft, not sent")
    }
}
