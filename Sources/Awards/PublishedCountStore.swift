import Campaigns
import Identifiers
import Storage

/// Figures of published sheets that targets may be counted by: what is not out yet does not count for anybody, and
/// a list of what was there before counts only where whoever took it in said so.
enum PublishedCountStore {
    static let counters = [
        Counter(
            key: "sheets-published", name: { $0.t("Sheets published") }, listPath: published,
            count: { try sheets("1 = 1", in: $0, $1) }),
        Counter(
            key: "initiatives-new", name: { $0.t("Initiatives published that were in no earlier edition") },
            listPath: published, count: { try sheets(isNew, in: $0, $1) }),
        Counter(
            key: "initiatives-new-small",
            name: { $0.t("The same, of organisations of fewer than 50 people") }, listPath: published,
            count: { try sheets("\(isNew) AND \(isSmall)", in: $0, $1) }),
    ]

    @Sendable private static func published(_ edition: Edition) -> String? {
        edition.path("fiches") + "?etat=published"
    }

    private static let isNew: SQL = """
        NOT EXISTS (SELECT 1 FROM sheet AS former JOIN edition AS earlier ON earlier.id = former.edition
            WHERE former.initiative = sheet.initiative AND former.state = 'published'
            AND \(EditionStore.isBefore("earlier", "edition")))
        """

    /// Insee's brackets up to 49 people, or a number.
    private static let isSmall: SQL = """
        EXISTS (SELECT 1 FROM initiative_organisation AS carried JOIN organisation ON organisation.id = carried.organisation
            WHERE carried.initiative = sheet.initiative
            AND (organisation.size_bracket IN ('NN', '00', '01', '02', '03', '11', '12')
                OR organisation.size_bracket = '' AND organisation.headcount < 50))
        """

    private static func sheets(_ condition: SQL, in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM sheet JOIN edition ON edition.id = sheet.edition
            WHERE edition.id = \(edition) AND sheet.is_counted = 1 AND \(EmbargoStore.isSheetVisible) AND \(condition)
            """)
    }
}
