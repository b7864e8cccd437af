import Campaigns
import Identifiers
import Organisations
import Storage
import Web

/// Figures that targets may be counted by, and what files tell the edition's calendar.
enum SubmissionCountStore {
    static let counters = [
        Counter(
            key: "submissions-transmitted", name: { $0.t("Files sent") }, listPath: sent,
            count: { try count("submission.id", "1 = 1", in: $0, $1) }),
        Counter(
            key: "submissions-eligible", name: { $0.t("Files sent and found eligible") }, listPath: eligible,
            count: { try count("submission.id", isEligible, in: $0, $1) }),
        Counter(
            key: "submissions-small", name: { $0.t("Eligible files of organisations of fewer than 50 people") },
            listPath: eligible, count: { try count("submission.id", "\(isEligible) AND \(isSmall)", in: $0, $1) }),
        Counter(
            key: "organisations-taking-part", name: { $0.t("Organisations whose file was sent") }, listPath: sent,
            count: { try count("submission.organisation", "1 = 1", in: $0, $1) }),
        Counter(
            key: "organisations-new", name: { $0.t("Organisations whose file was sent, and that sent none before") },
            listPath: sent, count: { try count("submission.organisation", isNewcomer, in: $0, $1) }),
        Counter(
            key: "departments-represented", name: { $0.t("Departments with at least one eligible file") },
            listPath: { eligible($0) + "&tri=departement" },
            count: { try count(department, isEligible, in: $0, $1) }),
        Counter(
            key: "sectors-represented", name: { $0.t("Sectors of activity with at least one eligible file") },
            listPath: eligible, count: sectors),
    ]

    @Sendable private static func sent(_ edition: Edition) -> String? {
        edition.path("dossiers") + "?etat=transmitted"
    }

    @Sendable private static func eligible(_ edition: Edition) -> String {
        edition.path("dossiers") + "?etat=transmitted&recevabilite=eligible"
    }

    private static let isEligible: SQL = "submission.eligibility = 'eligible'"

    /// What the file says of its organisation, or else what is known of it.
    private static let department: SQL = "upper(COALESCE(NULLIF(said.value, ''), NULLIF(organisation.department, '')))"
    private static let bracket: SQL = "COALESCE(NULLIF(size.value, ''), NULLIF(organisation.size_bracket, ''))"

    /// Insee's brackets up to 49 people, or a number.
    private static let isSmall: SQL = """
        (\(bracket) IN ('NN', '00', '01', '02', '03', '11', '12') OR \(bracket) IS NULL AND organisation.headcount < 50)
        """

    private static let isNewcomer: SQL = """
        NOT EXISTS (SELECT 1 FROM submission AS former JOIN edition AS earlier ON earlier.id = former.edition
            WHERE former.organisation = submission.organisation AND former.state = 'transmitted'
            AND \(EditionStore.isBefore("earlier", "edition")))
        """

    /// Different things among the files sent; withdrawn ones do not count.
    private static func count(
        _ what: SQL, _ condition: SQL, in edition: Edition.ID, _ connection: any Connection
    ) throws -> Int {
        try connection.count("SELECT count(DISTINCT \(what)) AS count \(files(condition, in: edition))")
    }

    /// By sections of the NAF: one more file of the same trade is no other sector.
    private static func sectors(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        let rows = try connection.rows(
            "SELECT DISTINCT organisation.naf AS naf \(files("\(isEligible) AND organisation.naf <> ''", in: edition))")
        return Set(try rows.compactMap { NafSection.of(try $0["naf"]) }).count
    }

    private static func files(_ condition: SQL, in edition: Edition.ID) -> SQL {
        """
        FROM submission JOIN edition ON edition.id = submission.edition
        LEFT JOIN organisation ON organisation.id = submission.organisation
        LEFT JOIN submission_answer AS said ON said.submission = submission.id AND said.field = 'organisation.department'
        LEFT JOIN submission_answer AS size ON size.submission = submission.id AND size.field = 'organisation.size_bracket'
        WHERE edition.id = \(edition) AND submission.state = 'transmitted' AND \(condition)
        """
    }

    /// Drafts that a new closing date concerns, without those that whoever asks is bound to.
    static func drafts(in edition: Edition.ID, seenBy person: Person.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE edition = \(edition) AND state = 'draft'
            AND \(SubmissionStore.isRun(by: person))
            """)
    }
}
