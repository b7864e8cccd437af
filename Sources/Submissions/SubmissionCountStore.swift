import Campaigns
import Identifiers
import Storage
import Web

/// Figures that targets may be counted by, and what files tell the edition's calendar.
enum SubmissionCountStore {
    static let counters = [
        Counter(
            key: "submissions-transmitted", name: { $0.t("Files sent") },
            listPath: { "/agence/editions/\($0.slug)/dossiers?etat=transmitted" }, count: transmitted),
        Counter(
            key: "organisations-taking-part", name: { $0.t("Organisations whose file was sent") },
            listPath: { "/agence/editions/\($0.slug)/dossiers?etat=transmitted" }, count: organisations),
    ]

    /// Withdrawn files do not count.
    private static func transmitted(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            "SELECT count(*) AS count FROM submission WHERE edition = \(edition) AND state = 'transmitted'")
    }

    private static func organisations(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(DISTINCT organisation) AS count FROM submission
            WHERE edition = \(edition) AND state = 'transmitted'
            """)
    }

    /// Drafts that a new closing date concerns.
    static func drafts(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count("SELECT count(*) AS count FROM submission WHERE edition = \(edition) AND state = 'draft'")
    }
}
