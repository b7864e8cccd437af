import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// What the letters of a round say in the agency's own words.
enum RoundLetterStore {
    static func texts(of round: Edition.ID, in connection: any Connection) throws -> RoundLetterTexts {
        let rows = try connection.rows("SELECT kind, language, body FROM round_letter WHERE round = \(round)")
        return try rows.reduce(into: RoundLetterTexts()) { texts, row in
            texts[try row["kind"], try row["language"]] = try row["body"]
        }
    }

    static func save(_ texts: RoundLetterTexts, of round: Edition.ID, at time: Date, in connection: any Connection)
        throws
    {
        for (kind, language) in RoundLetterTexts.places {
            try connection.run(
                """
                INSERT INTO round_letter (round, kind, language, body, updated_at)
                VALUES (\(round), \(kind), \(language), \(texts[kind, language]), \(time))
                ON CONFLICT (round, kind, language) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at,
                    revision = round_letter.revision + 1
                """)
        }
    }
}
