import Identifiers
import Storage

/// The outbox does not show what was written about a file to those who are bound to it.
public enum FileMessages {
    @Sendable public static func hidden(from person: Person.ID) -> SQL {
        """
        COALESCE(message.about, '') IN (SELECT 'submission:' || bound.submission FROM (\(Ties.files(boundTo: person))) AS bound)
        """
    }
}
