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
        let sheets = try SheetStore.keys(of: files, in: connection).map(subject)
        try Outbox.cancel(about: sheets, to: person, in: connection)
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
}

extension Reader {
    fileprivate func approvalLetter(_ file: SheetFile, path: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("To approve: the public sheet of “\(file.sheet.title)”"),
            lead: t("The public sheet of your initiative is ready for you to read."),
            paragraphs: [
                t("It tells “\(file.sheet.title)” as others will read it in the catalogue."),
                t("Nothing is published before you agree. If something must change, say so on the same page."),
            ],
            button: Letter.Button(t("Read and approve the sheet"), to: address(path)),
            closing: [t("The team of \(file.edition.name)")],
            footnote: t("You receive this message because you present file \(file.number ?? "")."))
    }
}
