import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Organisations
import Storage
import Submissions
import Web

extension Correspondence {
    /// Tells those who publish from the edition what an owner did with the agreement to a public sheet.
    func tellAgency(
        _ outcome: SheetOutcome, of file: SheetFile, by owner: Person.ID, now: Date, in connection: any Connection
    ) throws {
        let name = file.owners.first { $0.person == owner }?.name ?? ""
        let manner = Manner(about: Self.subject(of: file.sheet.id), edition: file.edition.id.description)
        for publisher in try SheetStore.publishers(of: file.sheet, in: connection) {
            try write(to: publisher, manner, now: now, in: connection) { reader in
                reader.agencyLetter(outcome, file, by: name)
            }
        }
    }
}

extension Reader {
    fileprivate func agencyLetter(_ outcome: SheetOutcome, _ file: SheetFile, by name: String) -> Letter {
        let (subject, lead, paragraphs) = agencyWords(outcome, title: file.sheet.title, by: name)
        return Letter(
            language: language.rawValue, subject: subject, lead: lead, paragraphs: paragraphs,
            button: Letter.Button(t("See the sheet"), to: address(file.sheet.id.path)),
            closing: [file.edition.name],
            footnote: t("You receive this message because you publish the sheets of \(file.edition.name)."))
    }

    private func agencyWords(
        _ outcome: SheetOutcome, title: String, by name: String
    ) -> (subject: String, lead: String, paragraphs: [String]) {
        guard case .consentWithdrawn(let words) = outcome else {
            return (
                t("Agreement given again: the public sheet of “\(title)”"),
                t("\(name) agrees again that a public sheet is made of “\(title)”."),
                [t("Nothing is public again by this: ask for approval of a version when you want it published.")]
            )
        }
        let said = words.isEmpty ? t("They gave no reason, and need not.") : t("Their words: \(words)")
        return (
            t("Agreement withdrawn: the public sheet of “\(title)”"),
            t("\(name) withdrew the agreement to the public sheet of “\(title)”."),
            [
                said,
                t(
                    "Nothing of it is public. Nothing can be published or asked for until the agreement is given again."
                ),
            ]
        )
    }

    func consentWithdrawnWords(wasPublic: Bool) -> [String] {
        [
            wasPublic
                ? t("Nothing of it is public any more. The agency is told.")
                : t("Nothing of it comes out. The agency is told."),
            t(
                """
                The decision on your file stays in the records of the edition, and among the laureates if it gives an award. \
                So does the history of the sheet, with its dates.
                """),
            t("You may give your agreement again on the page of the sheet, at any time."),
        ]
    }

    func consentOpening(_ outcome: SheetOutcome, title: String) -> (subject: String, lead: String) {
        guard case .consentWithdrawn = outcome else {
            return (
                t("Agreement given again: the public sheet of “\(title)”"),
                t("The agreement to a public sheet of your initiative is given again.")
            )
        }
        return (
            t("Agreement withdrawn: the public sheet of “\(title)”"),
            t("The agreement to the public sheet of your initiative is withdrawn.")
        )
    }
}
