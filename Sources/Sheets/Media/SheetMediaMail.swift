import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Organisations
import Storage
import Submissions
import Web

// Letters about pictures and papers of a published sheet.
extension Correspondence {
    /// Apart from those about the sheet itself: one that says that it is published still leaves when a picture is taken off.
    static func picturesSubject(of sheet: Sheet.ID) -> String { "sheet-pictures:\(sheet)" }

    /// Asks each owner whether what the agency chose may join the sheet.
    func askForPictures(of file: SheetFile, now: Date, in connection: any Connection) throws {
        try write(toOwnersOf: file, now: now, in: connection) { reader, path in reader.picturesAskedLetter(file, path) }
    }

    /// Tells each owner that something is gone from the sheet, or said otherwise.
    func tellOfPictures(of file: SheetFile, now: Date, in connection: any Connection) throws {
        try write(toOwnersOf: file, now: now, in: connection) { reader, path in
            reader.picturesChangedLetter(file, path)
        }
    }

    /// Tells those who publish from the edition what an owner answered.
    func tellOfAnswer(
        _ isAgreed: Bool, _ words: String, of file: SheetFile, by owner: Person.ID, now: Date,
        in connection: any Connection
    ) throws {
        let name = file.owners.first { $0.person == owner }?.name ?? ""
        let subject = Self.picturesSubject(of: file.sheet.id)
        try outbox.cancel(about: subject, in: connection)
        for publisher in try SheetStore.publishers(of: file.sheet, in: connection) {
            let manner = Manner(about: subject, edition: file.edition.id.description)
            try write(to: publisher, manner, now: now, in: connection) { reader in
                reader.picturesAnswerLetter(isAgreed, words, file, by: name)
            }
        }
    }

    private func write(
        toOwnersOf file: SheetFile, now: Date, in connection: any Connection,
        _ letter: (Reader, String) -> Letter
    ) throws {
        guard let submission = file.sheet.submission else { return }
        let subject = Self.picturesSubject(of: file.sheet.id)
        // What waits to leave speaks of how it was before: a few changes in a row are one letter.
        try outbox.cancel(about: subject, in: connection)
        for owner in file.owners {
            let manner = Manner(about: subject, edition: file.edition.id.description)
            try write(to: owner.person, manner, now: now, in: connection) { letter($0, submission.sheetPath) }
        }
    }
}

extension Reader {
    fileprivate func picturesAskedLetter(_ file: SheetFile, _ path: String) -> Letter {
        ownersLetter(
            file, t("To agree to: pictures for the public sheet of “\(file.sheet.title)”"),
            t("The agency wants to add pictures or papers to the public sheet of your initiative."),
            [
                t(
                    "You see them on the page of the sheet, with what is said of them. Nobody else reads them before you agree."
                ),
                t("If you do not agree, or do not answer, the sheet stays as it is."),
            ], Letter.Button(t("See what would be added"), to: address(path)))
    }

    fileprivate func picturesChangedLetter(_ file: SheetFile, _ path: String) -> Letter {
        ownersLetter(
            file, t("The pictures of the public sheet of “\(file.sheet.title)” have changed"),
            t(
                """
                The agency has taken pictures or papers off the public sheet of your initiative, \
                or says otherwise what they are.
                """),
            [
                t(
                    """
                    The text that you approved is the same. The page of the sheet shows it as it stands now, \
                    and what happened to it.
                    """),
                t("To have it changed or withdrawn, sign in and ask on the page of its file: you need not say why."),
            ], Letter.Button(t("See the sheet"), to: address(path)))
    }

    private func ownersLetter(
        _ file: SheetFile, _ subject: String, _ lead: String, _ paragraphs: [String], _ button: Letter.Button
    ) -> Letter {
        Letter(
            language: language.rawValue, subject: subject, lead: lead, paragraphs: paragraphs, button: button,
            closing: [t("The team of \(file.edition.name)")] + frame.signature,
            footnote: t("You receive this message because you present file \(file.number ?? "")."))
    }

    fileprivate func picturesAnswerLetter(
        _ isAgreed: Bool, _ words: String, _ file: SheetFile, by name: String
    ) -> Letter {
        let title = file.sheet.title
        let (subject, lead) =
            isAgreed
            ? (
                t("Agreed: more pictures on the public sheet of “\(title)”"),
                t("\(name) agrees to what you asked to add: it stands on the sheet.")
            )
            : (
                t("Not agreed: more pictures on the public sheet of “\(title)”"),
                t("\(name) does not want what you asked to add: it lies beside the sheet again.")
            )
        let said = words.isEmpty ? "" : t("Their words: \(words)")
        return Letter(
            language: language.rawValue, subject: subject, lead: lead, paragraphs: [said].filter { !$0.isEmpty },
            button: Letter.Button(t("See the sheet"), to: address(file.sheet.id.imagesPath)),
            closing: [file.edition.name],
            footnote: t("You receive this message because you publish the sheets of \(file.edition.name)."))
    }
}
