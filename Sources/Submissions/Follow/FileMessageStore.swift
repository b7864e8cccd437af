import Identifiers
import Storage

/// The outbox does not show what was written about a file to those who are bound to it.
public enum FileMessages {
    @Sendable public static func hidden(from person: Person.ID) -> SQL {
        let bound = Ties.files(boundTo: person)
        return """
            COALESCE(message.about, '') IN (SELECT 'submission:' || bound.submission FROM (\(bound)) AS bound)
            OR COALESCE(message.about, '') LIKE 'call:%' AND COALESCE(message.person, '') IN (
                SELECT told.person FROM submission_author AS told WHERE told.submission IN (\(bound)))
            """
    }
}
