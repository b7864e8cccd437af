import Campaigns
import Storage

// Whether a letter that is prepared still says what is so.
extension LetterStore {
    /// Beside a row of `letter`, of `decision` and of its file.
    static let saysAsItStands: SQL = "(letter.decision_revision = decision.revision AND letter.said = \(names))"

    /// What a letter calls things by, beside a row of `decision` and of its file: an award, a file or an edition that is renamed
    /// makes it old, as another decision does.
    static let names: SQL = """
        (SELECT edition.name FROM edition WHERE edition.id = submission.edition) || ' | ' || submission.title || ' | '
            || coalesce((SELECT award.name_fr || ' | ' || award.name_en FROM award WHERE award.id = decision.award), '')
        """

    /// Some are prepared, and of what goes out an owner has none that says it as it stands.
    static func haveAged(in edition: Edition.ID, _ connection: any Connection) throws -> Bool {
        try prepared(in: edition, connection) > 0 && isAnyMissing(in: edition, connection)
    }
}
