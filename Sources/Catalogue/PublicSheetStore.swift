import Awards
import Foundation
import Storage
import Submissions

/// Reads one published sheet by its lasting address.
struct PublicSheetStore: Sendable {
    let database: any Database

    /// What stands at an address.
    enum Found: Sendable {
        case sheet(Sheet.ID)
        /// It was public once, and was withdrawn.
        case withdrawn
    }

    /// The newest visible sheet of the initiative; nil when there never was one.
    func find(_ slug: String) async throws -> Found? {
        try await database.read { connection in
            let visible = try connection.row(
                """
                SELECT sheet.id FROM sheet JOIN initiative ON initiative.id = sheet.initiative
                WHERE initiative.slug = \(slug) AND \(EmbargoStore.isSheetVisible)
                ORDER BY sheet.published_at DESC LIMIT 1
                """)
            if let visible { return .sheet(try visible["id"]) }
            let withdrawn = try connection.count(
                """
                SELECT count(*) AS count FROM sheet JOIN initiative ON initiative.id = sheet.initiative
                WHERE initiative.slug = \(slug) AND sheet.state = 'unpublished' AND sheet.published_at IS NOT NULL
                    AND (sheet.submission IS NULL OR \(EmbargoStore.isLifted("sheet.edition")))
                """)
            return withdrawn > 0 ? .withdrawn : nil
        }
    }
}
