import Foundation
import Mail
import Sheets
import Submissions
import Web

extension Reader {
    /// Tells an author what the jury decided of their file.
    func decisionLetter(_ facts: LetterFacts) -> Letter {
        Letter(
            language: language.rawValue, subject: subject(facts), lead: lead(facts), paragraphs: paragraphs(facts),
            button: Letter.Button(t("See my file"), to: address(facts.submission.path)),
            closing: [t("With our thanks for having told your practice.")] + frame.signature,
            footnote: t(
                "The jury read the marks of its members; the recorded deliberation alone decided. On request, the agency explains how the file was read."
            ))
    }

    /// The same after it was out and changed: it says so first, and why.
    func correctedLetter(_ facts: LetterFacts, why: String) -> Letter {
        var letter = decisionLetter(facts)
        letter.subject = t("The decision on your file \(facts.number) has changed")
        letter.paragraphs.insert(t("This replaces what we wrote to you before. Why it changed: \(why)"), at: 0)
        return letter
    }

    /// To each of those who may be the second person of a release.
    func secondLetter(from asker: String, edition: String, path: String, _ moment: Date?) -> Letter {
        let when =
            moment.map { t("\(asker) has planned it for \(formats.moment($0)).") }
            ?? t("\(asker) asks for it to go out at once.")
        return Letter(
            language: language.rawValue, subject: t("A release of \(edition) waits for a second person"),
            lead: t("Decisions of \(edition) come out once a second person of the agency confirms it."),
            paragraphs: [when, t("Read what goes out, then confirm it there. Until then nothing goes out.")],
            button: Letter.Button(t("See what goes out"), to: address(path)), closing: frame.signature)
    }

    /// To whoever had planned a release for `earlier`, or asked for it to go out at once: somebody else took that back.
    func takenBackLetter(
        by taker: String, edition: String, path: String, _ earlier: Date?, now moment: Date?
    ) -> Letter {
        let lead =
            earlier.map { t("\(taker) has taken back the moment that you had planned: \(formats.moment($0)).") }
            ?? t("\(taker) has taken back the release that you had asked for.")
        let now =
            moment.map { t("It is planned for \(formats.moment($0)) now.") }
            ?? t("Nothing goes out until somebody plans it again or lets it out.")
        return Letter(
            language: language.rawValue, subject: t("The release of \(edition) is not as you had planned it any more"),
            lead: lead, paragraphs: [now], button: Letter.Button(t("See what goes out"), to: address(path)),
            closing: frame.signature)
    }

    private func subject(_ facts: LetterFacts) -> String {
        switch facts.outcome {
        case .award: t("Your initiative is a laureate of \(facts.edition)")
        case .mention: t("Your initiative receives a mention of \(facts.edition)")
        case .retained: t("Your initiative is retained in \(facts.edition)")
        case .notRetained: t("The jury's decision on your file \(facts.number)")
        }
    }

    private func lead(_ facts: LetterFacts) -> String {
        switch facts.outcome {
        case .award, .mention: t("The jury gives “\(facts.title)” this distinction: \(facts.award(in: language)).")
        case .retained: t("The jury retains “\(facts.title)” among the initiatives to make known.")
        case .notRetained: t("The jury did not retain “\(facts.title)” this time.")
        }
    }

    private func paragraphs(_ facts: LetterFacts) -> [String] {
        let reason = t("Its reason: \(facts.reason)")
        switch facts.outcome {
        case .award, .mention, .retained:
            return [
                facts.outcome == .retained ? "" : t("Congratulations to all who made it."), reason,
                facts.ceremony.map { t("The ceremony is planned on \(formats.day($0)).") } ?? "",
                // True however the sheet stands when the letter leaves: it is written before.
                t("Your public sheet comes out once you have read and approved it, and not before."),
                facts.hasSheet ? t("To read it: \(address(facts.submission.sheetPath))") : "",
            ].filter { !$0.isEmpty }
        case .notRetained:
            return [
                reason, t("Write to us if you want to talk about it: we will look with you at what could come next."),
            ]
        }
    }
}
