import Foundation
import Identifiers
import Sheets
import Storage
import Submissions

/// What has changed in the catalogue, as the triggers of the database note it, in the order of the commits.
struct ChangeStore: Sendable {
    let database: any Database

    /// The last position; 0 while nothing ever changed.
    func position() async throws -> Int { try await database.read { try Self.position(in: $0) } }

    static func position(in connection: any Connection) throws -> Int {
        try connection.count("SELECT coalesce(max(position), 0) AS count FROM catalogue_change")
    }

    /// The sheets that what came after a position may have changed, up to a later one; nil when the lines do not reach back.
    static func sheets(after position: Int, upTo last: Int, in connection: any Connection) throws -> [Sheet.ID]? {
        let first = try connection.row("SELECT min(position) AS first FROM catalogue_change")
        let oldest: Int? = try first?["first"] ?? nil
        guard let oldest, oldest <= position + 1, last >= position else { return last == position ? [] : nil }
        let rows = try connection.rows(
            """
            SELECT DISTINCT kind, subject FROM catalogue_change WHERE position > \(position) AND position <= \(last)
            """)
        var subjects: [String: [String]] = [:]
        for row in rows { subjects[try row["kind"], default: []].append(try row["subject"]) }
        var sheets = Set(subjects.removeValue(forKey: "sheet")?.compactMap(Sheet.ID.init) ?? [])
        for (kind, keys) in subjects {
            for start in stride(from: 0, to: keys.count, by: 500) {
                let some = Array(keys[start..<min(start + 500, keys.count)])
                guard let sql = Self.sheets(of: kind, some) else { continue }
                for row in try connection.rows(sql) { sheets.insert(try row["id"]) }
            }
        }
        return sheets.sorted { $0.description < $1.description }
    }

    private static func sheets(of kind: String, _ keys: [String]) -> SQL? {
        switch kind {
        case "initiative": "SELECT id FROM sheet WHERE initiative IN \(list: keys)"
        case "submission": "SELECT id FROM sheet WHERE submission IN \(list: keys)"
        case "edition": "SELECT id FROM sheet WHERE edition IN \(list: keys)"
        case "organisation":
            """
            SELECT sheet.id FROM initiative_organisation JOIN sheet ON sheet.initiative = initiative_organisation.initiative
            WHERE initiative_organisation.organisation IN \(list: keys)
            """
        case "award":
            """
            SELECT sheet.id FROM decision JOIN sheet ON sheet.submission = decision.submission
            WHERE decision.award IN \(list: keys)
            """
        default: nil
        }
    }
}
