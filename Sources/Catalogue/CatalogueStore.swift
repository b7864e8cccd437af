import Awards
import Campaigns
import Forms
import Foundation
import Grids
import Organisations
import Sheets
import Storage
import Submissions
import TextSimilarity

/// Reads the published sheets into an index, and keeps their stems beside them.
struct CatalogueStore: Sendable {
    let database: any Database
    let grids: GridStore

    /// Says whether anything the index shows has changed, for less than reading it all.
    func state() async throws -> [Int] {
        try await database.read { connection in
            try [
                "SELECT coalesce(sum(revision), 0) + count(*) AS count FROM sheet",
                "SELECT coalesce(sum(revision), 0) AS count FROM organisation",
                "SELECT coalesce(sum(revision), 0) AS count FROM initiative",
                "SELECT coalesce(sum(revision), 0) AS count FROM decision",
                "SELECT coalesce(sum(revision), 0) AS count FROM award",
                "SELECT count(*) AS count FROM release WHERE released_at IS NOT NULL",
            ].map { (sql: SQL) in try connection.count(sql) }
        }
    }

    func index() async throws -> CatalogueIndex {
        let read = try await database.read { try Reading(in: $0) }
        do {
            try await keep(read.newStems)
        } catch is StorageError {
            // They spare work the next time, no more: a full disk keeps nobody from reading.
        }
        let profiles = try await profiles(of: read.marks)
        return CatalogueIndex(read.sheets.map { $0.source(in: read, profile: $0.submission.flatMap { profiles[$0] }) })
    }

    private func keep(_ stems: [SheetStems]) async throws {
        guard !stems.isEmpty else { return }
        try await database.write(for: .insiders) { connection in
            for stem in stems {
                try connection.run(
                    """
                    INSERT INTO sheet_stems (sheet, revision, title, head, body)
                    VALUES (\(stem.sheet), \(stem.revision), \(stem.title), \(stem.head), \(stem.body))
                    ON CONFLICT (sheet) DO UPDATE SET revision = excluded.revision, title = excluded.title,
                        head = excluded.head, body = excluded.body
                    """)
            }
        }
    }

    private func profiles(of marks: [MarksOfFile]) async throws -> [Submission.ID: Profile] {
        var profiles: [Submission.ID: Profile] = [:]
        for (edition, files) in Dictionary(grouping: marks, by: \.edition) {
            guard let grid = try await grids.grid(of: edition) else { continue }
            for file in files { profiles[file.submission] = Profile.mean(of: file.assessments.map(grid.profile)) }
        }
        return profiles
    }
}

/// The words of one sheet brought down to stems, as they are stored.
struct SheetStems: Sendable {
    let sheet: Sheet.ID
    let revision: Int
    let title: String
    let head: String
    let body: String
}

/// One file's sent assessments.
struct MarksOfFile: Sendable {
    let submission: Submission.ID
    let edition: Edition.ID
    var assessments: [Grid.Marks]
}
