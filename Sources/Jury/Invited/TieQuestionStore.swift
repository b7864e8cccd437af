import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Submissions
import Web

// Jurors who accepted before any file was eligible were told that the question of ties would come: they hear of it once.
extension JuryFeature {
    /// Beside the verdict on a file, in its transaction. One letter an edition for each juror, however many files follow: those are
    /// told on their home page.
    public static func askForTies(
        with file: Submission.ID, by correspondence: Correspondence, now: Date, in connection: any Connection
    ) throws {
        let rows = try connection.rows(
            """
            SELECT juror.person, person.name, edition.id AS edition, edition.slug, edition.name AS title
            FROM submission JOIN edition ON edition.id = submission.edition JOIN juror ON juror.edition = edition.id
            JOIN person ON person.id = juror.person
            WHERE submission.id = \(file) AND \(Work.isOpen) AND \(Seats.isHeld()) AND juror.agreed_at IS NOT NULL
            AND NOT \(Ties.binds("juror.person", to: "submission.id"))
            AND NOT EXISTS (SELECT 1 FROM interest WHERE interest.juror = juror.id)
            AND NOT EXISTS (SELECT 1 FROM message WHERE message.person = juror.person
                AND message.about = 'jury-ties:' || edition.id)
            ORDER BY juror.id
            """)
        for row in rows {
            let (person, name): (Person.ID, String) = (try row["person"], try row["name"])
            let (edition, title): (Edition.ID, String) = (try row["edition"], try row["title"])
            let slug: String = try row["slug"]
            let manner = Correspondence.Manner(about: "jury-ties:\(edition)", edition: edition.description)
            try correspondence.fromHouse.write(to: person, manner, now: now, in: connection) { reader in
                reader.tieQuestionLetter(to: name, edition: title, path: Edition.juryPath(slug, "interets"))
            }
        }
    }
}

extension Reader {
    fileprivate func tieQuestionLetter(to name: String, edition: String, path: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("The files of the jury of \(edition) are known: state your ties"),
            lead: t("\(name), files of \(edition) are eligible: say which ties you have with them."),
            paragraphs: [
                t(
                    """
                    We told you that this question would come. It is asked once the files are known, before you read any of \
                    them. Other files may follow: your home page says so.
                    """)
            ],
            button: .init(t("State my ties"), to: address(path)), closing: juryClosing, footnote: juryFootnote)
    }
}
