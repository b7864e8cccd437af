import Accounts
import Foundation
import Identifiers
import Storage
import Submissions

extension SheetsFeature {
    /// Files whose decisions came out a moment ago, in the same transaction: owners of those whose sheet was ready are told
    /// where it is read, as they are of one that is published alone.
    public static func tellReleased(
        _ files: [Submission.ID], by correspondence: Correspondence, now: Date, in connection: any Connection
    ) throws {
        for file in files {
            let isReady: SQL = "sheet.submission = \(file) AND sheet.state = 'published'"
            guard let sheet = try SheetStore.file(isReady, in: connection), sheet.isOut else { continue }
            try correspondence.fromHouse.tell(.published, of: sheet, now: now, in: connection)
        }
    }
}
