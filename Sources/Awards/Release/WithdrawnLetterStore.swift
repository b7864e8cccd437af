import Accounts
import Campaigns
import Identifiers
import Mail
import Storage
import Submissions
import Web

// Where two people release, one of them takes an announced laureate from the public by withdrawing its file: the others hear of it.
extension LetterStore {
    /// To each of those who may release and are not tied to the file, whoever withdrew it apart.
    static func tellWithdrawn(
        _ withdrawal: Withdrawal, by correspondence: Correspondence, in connection: any Connection
    ) throws {
        let (file, edition) = (withdrawal.file, withdrawal.edition)
        guard withdrawal.isAnnounced, try ReleaseStore.find(edition, in: connection).needsTwo else { return }
        let found = try connection.row(
            """
            SELECT submission.title, edition.slug, edition.name, person.name AS taker FROM submission
            JOIN edition ON edition.id = submission.edition JOIN person ON person.id = \(withdrawal.person)
            WHERE submission.id = \(file)
            """)
        guard let found else { return }
        let (title, taker): (String, String) = (try found["title"], try found["taker"])
        let (slug, name): (String, String) = (try found["slug"], try found["name"])
        let manner = Correspondence.Manner(about: "release-withdrawn:\(file)", edition: edition.description)
        for other in try others(than: withdrawal.person, in: edition, connection) {
            let isTied = Ties.binds(other, to: "submission.id")
            let tied = try connection.row("SELECT id FROM submission WHERE id = \(file) AND \(isTied)")
            guard tied == nil else { continue }
            try correspondence.write(to: other, manner, now: withdrawal.time, in: connection) { reader in
                reader.withdrawnLetter(
                    of: title, by: taker, edition: name, path: Edition.path(slug, "decisions/\(file)"))
            }
        }
    }
}

extension Reader {
    /// To whoever releases with somebody else: that one has withdrawn a file whose decision was out.
    func withdrawnLetter(of title: String, by taker: String, edition: String, path: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("A file of \(edition) was withdrawn after its decision was out"),
            lead: t("\(taker) has withdrawn “\(title)”, whose decision was out."),
            paragraphs: [t("The public reads of it no more. Why and when stands in the history of its decision.")],
            button: Letter.Button(t("See the decision"), to: address(path)), closing: frame.signature)
    }
}
