import Foundation
import Identifiers
import Media
import Storage
import Submissions

/// The SQL of pictures and papers of sheets. Who may see the sheet stands in the query that finds it.
public struct SheetMediaStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// Where one of them is.
    public enum Shelf: Sendable {
        case sheet
        /// There, or its organisation is asked whether it may be.
        case asked
        /// There, or beside the sheet.
        case anywhere
    }

    /// Of the sheets of which `condition` is true, the one that is there and has these bytes.
    public func find(_ digest: BlobDigest, of condition: SQL, on shelf: Shelf = .sheet) async throws -> Medium? {
        let isShown: SQL =
            switch shelf {
            case .sheet: "sheet_media.is_shown = 1"
            case .asked: "(sheet_media.is_shown = 1 OR sheet_media.asked_at IS NOT NULL)"
            case .anywhere: "1 = 1"
            }
        return try await database.read { connection in
            let row = try connection.row(
                """
                SELECT sheet_media.media FROM sheet_media JOIN sheet ON sheet.id = sheet_media.sheet
                JOIN initiative ON initiative.id = sheet.initiative JOIN media ON media.id = sheet_media.media
                WHERE \(condition) AND \(isShown) AND (media.digest = \(digest) AND media.kind <> 'picture'
                    OR EXISTS (SELECT 1 FROM media_form WHERE media_form.media = media.id AND media_form.digest = \(digest)))
                ORDER BY sheet_media.position, sheet_media.media LIMIT 1
                """)
            guard let row else { return nil }
            return try MediaStore.list([try row["media"]], in: connection).first
        }
    }

    /// Beside a sheet: its organisation is asked about pictures or papers.
    static let asks: SQL = """
        EXISTS (SELECT 1 FROM sheet_media WHERE sheet_media.sheet = sheet.id AND sheet_media.asked_at IS NOT NULL)
        """

    public static func album(of sheet: Sheet.ID, in connection: any Connection) throws -> SheetAlbum {
        let rows = try connection.rows("\(columns) WHERE sheet = \(sheet) ORDER BY position, media")
        guard !rows.isEmpty else { return SheetAlbum() }
        return SheetAlbum(try media(rows, in: connection))
    }

    /// The first picture of each of some sheets, for their lines in lists.
    public static func heads(
        of sheets: [Sheet.ID], in connection: any Connection
    ) throws -> [Sheet.ID: SheetMedium] {
        let rows = try connection.rows(
            """
            \(columns) WHERE sheet IN \(list: sheets) AND is_shown = 1
                AND EXISTS (SELECT 1 FROM media_form WHERE media_form.media = sheet_media.media)
                AND EXISTS (SELECT 1 FROM media WHERE media.id = sheet_media.media AND media.kind = 'picture')
            ORDER BY sheet, position, media
            """)
        guard !rows.isEmpty else { return [:] }
        let firsts = try Dictionary(rows.map { (try $0["sheet"] as Sheet.ID, $0) }) { first, _ in first }
        let found = Dictionary(
            uniqueKeysWithValues: try media(Array(firsts.values), in: connection).map { ($0.id, $0) })
        return try firsts.compactMapValues { row in found[try row["media"]] }
    }

    private static let columns: SQL = """
        SELECT media, sheet, position, words, credit, agreed, is_drawn, focus_x, focus_y, is_shown, asked_at, taken_from FROM sheet_media \n
        """

    /// Two queries, however many there are.
    private static func media(_ rows: [Row], in connection: any Connection) throws -> [SheetMedium] {
        let ids: [Medium.ID] = try rows.map { try $0["media"] }
        let forms = try MediaStore.forms(of: ids, in: connection)
        let known = Dictionary(uniqueKeysWithValues: try MediaStore.list(ids, in: connection).map { ($0.id, $0) })
        return try zip(ids, rows).compactMap { id, row in
            try known[id].map { try SheetMedium(row, $0, forms: forms[id] ?? []) }
        }
    }
}

// What is done with them, each within an act on their sheet.
extension SheetMediaStore {
    /// Where files for a sheet are sent to, as `Media` keeps it.
    static func place(of sheet: Sheet.ID) -> String { "sheet/\(sheet)" }

    /// What lies there, and how many bytes it has.
    static func used(by sheet: Sheet.ID, in connection: any Connection) throws -> (count: Int, size: Int) {
        let ids: [Medium.ID] = try connection.rows("SELECT media FROM sheet_media WHERE sheet = \(sheet)").map {
            try $0["media"]
        }
        return (ids.count, try MediaStore.size(of: ids, in: connection))
    }

    /// One that the agency brought, which lies beside the sheet: nothing that anybody approved changes by it.
    static func add(_ id: Medium.ID, to sheet: Sheet.ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO sheet_media (media, sheet, position)
            VALUES (\(id), \(sheet), (SELECT count(*) FROM sheet_media AS others WHERE others.sheet = \(sheet)))
            """)
    }

    /// From one choice to another, within the claim of its sheet.
    static func save(
        _ album: SheetAlbum, after before: SheetAlbum, of sheet: Sheet.ID, now: Date, in connection: any Connection
    ) throws {
        for gone in before.media where album[gone.id] == nil { try remove(gone.id, in: connection) }
        for (position, medium) in album.media.enumerated() {
            if before[medium.id] == nil, let source = medium.takenFrom {
                guard
                    try MediaStore.copy(source, as: medium.id, to: place(of: sheet), now: now, in: connection)
                else { throw SheetAlbum.Refusal.notReady }
                try connection.run(
                    """
                    INSERT INTO sheet_media (media, sheet, position, taken_from)
                    VALUES (\(medium.id), \(sheet), \(position), \(source.description))
                    """)
            }
            try write(medium, at: position, in: connection)
        }
    }

    private static func write(_ medium: SheetMedium, at position: Int, in connection: any Connection) throws {
        let saying = medium.saying
        try connection.run(
            """
            UPDATE sheet_media SET position = \(position), words = \(saying.words), credit = \(saying.credit),
                agreed = \(saying.people.rawValue), is_drawn = \(saying.isDrawn ? 1 : 0), focus_x = \(medium.focus.x),
                focus_y = \(medium.focus.y), is_shown = \(medium.isShown ? 1 : 0),
                asked_at = \(medium.askedAt)
            WHERE media = \(medium.id)
            """)
    }

    /// With the sheet that they stand on.
    static func removeAll(of sheet: Sheet.ID, in connection: any Connection) throws {
        let ids: [Medium.ID] = try connection.rows("SELECT media FROM sheet_media WHERE sheet = \(sheet)").map {
            try $0["media"]
        }
        for id in ids { try remove(id, in: connection) }
    }

    /// Its bytes go a day after nothing names them.
    private static func remove(_ id: Medium.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM sheet_media WHERE media = \(id)")
        try MediaStore.remove(id, in: connection)
    }
}

extension SheetMedium {
    init(_ row: Row, _ medium: Medium, forms: [StoredForm]) throws {
        self.init(id: medium.id, medium: medium, forms: forms)
        let (people, source): (String, String) = (try row["agreed"], try row["taken_from"])
        saying = Saying(
            words: try row["words"], credit: try row["credit"], people: People(rawValue: people) ?? .unsaid,
            isDrawn: try row["is_drawn"])
        focus = Focus(x: try row["focus_x"], y: try row["focus_y"])
        (isShown, askedAt) = (try row["is_shown"], try row["asked_at"])
        takenFrom = Medium.ID(source)
    }
}
