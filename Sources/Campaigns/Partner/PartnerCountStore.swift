import Identifiers
import Storage

/// Figures of partners that targets may be counted by.
enum PartnerCountStore {
    static let counters = [
        Counter(
            key: "partners-engaged", name: { $0.t("Partners who signed their agreement") },
            listPath: { $0.path("partenaires") }, count: { try signed("1 = 1", in: $0, $1) }),
        Counter(
            key: "partners-new", name: { $0.t("Partners who signed, and were in no earlier edition") },
            listPath: { $0.path("partenaires") }, count: { try signed(isNew, in: $0, $1) }),
    ]

    private static let isNew: SQL = """
        NOT EXISTS (SELECT 1 FROM partner_engagement AS former JOIN edition AS earlier ON earlier.id = former.edition
            WHERE former.partner = partner_engagement.partner AND \(EditionStore.isBefore("earlier", "edition")))
        """

    private static func signed(_ condition: SQL, in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM partner_engagement JOIN edition ON edition.id = partner_engagement.edition
            WHERE edition.id = \(edition) AND signed_on IS NOT NULL AND \(condition)
            """)
    }
}
