import Accounts
import Forms
import Foundation
import Mail
import Organisations
import Storage
import Submissions
import Web

extension Correspondence {
    /// Asks each owner to read the sheet, and says that nothing comes out before.
    func askForApproval(of file: SheetFile, now: Date, in connection: any Connection) throws {
        guard let submission = file.sheet.submission else { return }
        var manner = Manner(about: "sheet:\(file.sheet.id)", edition: file.edition.id.description)
        // An earlier request speaks of an earlier version.
        try outbox.cancel(about: "sheet:\(file.sheet.id)", in: connection)
        manner.isHeld = false
        for owner in file.owners {
            try write(to: owner.person, manner, now: now, in: connection) { reader in
                reader.approvalLetter(file, path: "/dossiers/\(submission)/fiche")
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
