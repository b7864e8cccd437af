import Identifiers
import Storage
import Submissions

extension SheetsFeature {
    /// Letters about the sheets of files that somebody is bound to.
    @Sendable public static func hiddenMessages(from person: Person.ID) -> SQL {
        """
        COALESCE(message.about, '') IN (SELECT 'sheet:' || sheet.id FROM sheet
            WHERE sheet.submission IN (\(Ties.files(boundTo: person))))
        """
    }
}
