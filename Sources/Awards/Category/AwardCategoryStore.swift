import Campaigns
import Identifiers
import Storage
import Submissions
import Web

// Awards for files of one category.
extension AwardStore {
    /// True of an award that a file cannot have: it is for another category. `award` and `submission` are tables.
    static let isForOthers: SQL =
        "(award.category IS NOT NULL AND (submission.category IS NULL OR submission.category <> award.category))"

    /// Throws where the decision on a file would give it an award of another category.
    static func check(_ award: Award.ID?, for file: Submission.ID, in connection: any Connection) throws {
        guard let award else { return }
        let row = try connection.row(
            """
            SELECT award.id FROM award JOIN submission ON submission.id = \(file)
            WHERE award.id = \(award) AND \(isForOthers)
            """)
        if row != nil { throw Decision.Refusal.otherCategory }
    }

    /// Whether decisions give an award to files that it would not be for, were it for that category.
    static func isGivenElsewhere(
        _ award: Award.ID, than category: Campaigns.Category.ID?, in connection: any Connection
    ) throws -> Bool {
        guard let category else { return false }
        return try connection.row(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            WHERE decision.award = \(award) AND COALESCE(submission.category, '') <> \(category.description) LIMIT 1
            """) != nil
    }

    /// A file whose decision gives an award of its category stays in it until the decision is another.
    static func keep(
        _ file: Submission.ID, outOf category: Campaigns.Category, in connection: any Connection
    ) throws {
        let row = try connection.row(
            """
            SELECT award.name_fr, award.name_en FROM decision JOIN award ON award.id = decision.award
            WHERE decision.submission = \(file) AND award.category IS NOT NULL AND award.category <> \(category.id)
            """)
        guard let row else { return }
        let (french, english): (String, String) = (try row["name_fr"], try row["name_en"])
        throw ReclassificationBarred { reader in
            let name = reader.language == .english && !english.isEmpty ? english : french
            return reader.t("Its decision gives “\(name)”, which is for another category. Change the decision first.")
        }
    }

    /// Awards that are for a category.
    static func uses(
        of category: Campaigns.Category, _ reader: Reader, in connection: any Connection
    ) throws -> [String] {
        try connection.rows("SELECT name_fr, name_en FROM award WHERE category = \(category.id) ORDER BY position, id")
            .map {
                let (french, english): (String, String) = (try $0["name_fr"], try $0["name_en"])
                let name = reader.language == .english && !english.isEmpty ? english : french
                return reader.t("The award “\(name)” is for its files alone.")
            }
    }
}
