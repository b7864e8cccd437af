import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Mail
import Organisations
import Storage
import Submissions
import Web

extension Correspondence {
    static func subject(of sheet: Sheet.ID) -> String { "sheet:\(sheet)" }

    /// Drops what waits for somebody about the sheets of files that they own no more.
    @Sendable static func followRoles(
        _ person: Person.ID, _ edition: Edition.ID?, _ connection: any Connection
    ) throws {
        let files = try SubmissionStore.taken(from: person, in: connection)
        let sheets = try SheetStore.keys(of: files, in: connection)
        let subjects = sheets.flatMap { [subject(of: $0), picturesSubject(of: $0)] }
        try Outbox.cancel(about: subjects, to: person, in: connection)
    }

    /// Asks each owner to read the sheet, and says that nothing comes out before.
    func askForApproval(of file: SheetFile, now: Date, in connection: any Connection) throws {
        guard let submission = file.sheet.submission else { return }
        let subject = Self.subject(of: file.sheet.id)
        var manner = Manner(about: subject, edition: file.edition.id.description)
        // An earlier request speaks of an earlier version.
        try outbox.cancel(about: subject, in: connection)
        manner.isHeld = false
        for owner in file.owners {
            try write(to: owner.person, manner, now: now, in: connection) { reader in
                reader.approvalLetter(file, path: submission.sheetPath)
            }
        }
    }

    /// Tells each owner what became of the sheet that they read: published, withdrawn, or left as it is.
    func tell(_ outcome: SheetOutcome, of file: SheetFile, now: Date, in connection: any Connection) throws {
        guard let submission = file.sheet.submission else { return }
        let subject = Self.subject(of: file.sheet.id)
        // What waits to leave speaks of how it was before.
        try outbox.cancel(about: subject, in: connection)
        for owner in file.owners {
            let manner = Manner(about: subject, edition: file.edition.id.description)
            try write(to: owner.person, manner, now: now, in: connection) { reader in
                reader.outcomeLetter(outcome, file, isOut: file.isOut, path: submission.sheetPath)
            }
        }
    }
}

/// What the agency, or one of its owners, did with a sheet that its owners have read.
enum SheetOutcome: Sendable {
    case published
    case withdrawn(reason: String)
    /// Its owner wanted it otherwise.
    case kept(reason: String)
    /// Its owner took back the agreement to a public sheet, in their words if they gave any.
    case consentWithdrawn(words: String)
    case consentGiven
}

extension Reader {
    fileprivate func approvalLetter(_ file: SheetFile, path: String) -> Letter {
        let (version, title) = (file.sheet.version, file.sheet.title)
        let words = file.isOut ? approvalWords(title, version) : earlyApprovalWords(title: title, version: version)
        return Letter(
            language: language.rawValue, subject: words.subject, lead: words.lead, paragraphs: words.paragraphs,
            button: Letter.Button(
                file.isOut ? t("Read and approve the sheet") : t("Read the text"), to: address(path)),
            closing: [t("The team of \(file.edition.name)")] + frame.signature,
            footnote: t("You receive this message because you present file \(file.number ?? "")."))
    }

    private func approvalWords(_ title: String, _ version: Int) -> (
        subject: String, lead: String, paragraphs: [String]
    ) {
        (
            t("To approve: the public sheet of “\(title)”"),
            version == 1
                ? t("The public sheet of your initiative is ready for you to read.")
                : t("The public sheet of your initiative was rewritten: please read version \(version)."),
            [
                t("It tells “\(title)” as others will read it in the catalogue."), addedWords,
                t("Nothing is published before you agree. If something must change, say so on the same page."),
            ]
        )
    }

    fileprivate func outcomeLetter(_ outcome: SheetOutcome, _ file: SheetFile, isOut: Bool, path: String) -> Letter {
        let (subject, lead) = opening(of: outcome, title: file.sheet.title, isOut: isOut)
        let paragraphs =
            switch outcome {
            case .published: publishedWords(isOut: isOut)
            case .withdrawn(let reason):
                [
                    t("The reason that is kept: \(reason)"),
                    t("A new version goes out only once you have approved it."),
                ]
            case .kept(let reason):
                [reason, t("You do not agree? Answer this message, or ask again on the page of the sheet.")]
            case .consentWithdrawn: consentWithdrawnWords(wasPublic: file.sheet.state == .unpublished && file.isKnown)
            case .consentGiven: [t("Nothing is published by this: the agency asks you to approve a version first.")]
            }
        return Letter(
            language: language.rawValue, subject: subject, lead: lead, paragraphs: paragraphs,
            button: outcomeButton(outcome, file, path: path),
            closing: [t("The team of \(file.edition.name)")] + frame.signature,
            footnote: t("You receive this message because you present file \(file.number ?? "")."))
    }

    /// What everybody reads is read without signing in.
    private func outcomeButton(_ outcome: SheetOutcome, _ file: SheetFile, path: String) -> Letter.Button {
        guard case .published = outcome, let shown = file.publicPath else {
            return Letter.Button(t("See the sheet"), to: address(path))
        }
        return Letter.Button(t("Read it in the catalogue"), to: address(shown))
    }

    private func opening(of outcome: SheetOutcome, title: String, isOut: Bool) -> (subject: String, lead: String) {
        switch outcome {
        case .published where !isOut:
            (t("Ready: the public sheet of “\(title)”"), t("The sheet that you approved is ready."))
        case .published:
            (t("Published: the public sheet of “\(title)”"), t("The sheet that you approved is published."))
        case .withdrawn where !isOut:
            (
                t("Not ready any more: the public sheet of “\(title)”"),
                t("The public sheet of your initiative is not ready to come out any more.")
            )
        case .withdrawn:
            (
                t("Withdrawn from publication: the public sheet of “\(title)”"),
                t("The public sheet of your initiative is withdrawn from publication.")
            )
        case .kept:
            (
                t("The public sheet of “\(title)” stays as it is"),
                t("You wanted the public sheet of your initiative otherwise. The agency has read it, and answers you.")
            )
        case .consentWithdrawn, .consentGiven: consentOpening(outcome, title: title)
        }
    }

    private func publishedWords(isOut: Bool) -> [String] {
        [
            isOut
                ? t("Anybody can read it in the catalogue.")
                : t(
                    "Nobody reads it before the decision on your file is out. It comes out with it, whatever the decision is."
                ),
            t("To have it changed or withdrawn, sign in and ask on the page of its file: you need not say why."),
        ]
    }
}
