import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// Follows in higher features when a file that was sent is given another category, in the same transaction.
public typealias WhenReclassified =
    @Sendable (_ file: Submission.ID, _ category: Campaigns.Category, _ connection: any Connection) throws -> Void

extension SubmissionStore {
    /// Chosen by somebody who writes the draft. Nil when it isn't theirs.
    func choose(
        _ category: Campaigns.Category.ID, for id: Submission.ID, by person: Person.ID, now: Date
    ) async throws -> SubmissionFile? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, by: person, in: connection),
                var file = try Self.find(id, by: person, in: connection)
            else { return nil }
            try file.submission.choose(category, of: file.edition, window: file.window, now: now)
            try Self.saveCategory(of: file.submission, connection)
            return try Self.find(id, by: person, in: connection)
        }
    }

    /// Given by those who run the edition, once it was sent. `then` tells its owners. Nil when it isn't theirs.
    func reclassify(
        _ id: Submission.ID, as category: Campaigns.Category.ID, reason: String, by person: Person.ID, now: Date,
        follow: @escaping WhenReclassified,
        then: @escaping @Sendable (SubmissionFile, CategoryChange, any Connection) throws -> Void
    ) async throws -> SubmissionFile? {
        try await database.write { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                var file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            let change = try file.submission.reclassify(as: category, of: file.edition, reason: reason)
            try Self.saveCategory(of: file.submission, connection)
            try Self.note(.reclassified, of: id, by: person, change.note, at: now, in: connection)
            if let next = file.category {
                try follow(id, next, connection)
                try Self.put(partOf: id, into: next, change, by: person, now: now, follow: follow, in: connection)
            }
            let details = ["former": change.former ?? "", "category": change.next, "reason": reason]
            try Journal.write(
                .fileReclassified, by: person, of: .file(id), edition: file.edition.id, details: Details(details),
                in: connection)
            guard let now = try Self.find(id, runBy: person, in: connection) else { return nil }
            try then(now, change, connection)
            return now
        }
    }

    /// The second part of a file is in the category of the first.
    private static func put(
        partOf first: Submission.ID, into category: Campaigns.Category, _ change: CategoryChange, by person: Person.ID,
        now: Date, follow: WhenReclassified, in connection: any Connection
    ) throws {
        let part: Submission.ID? = try connection.row(
            "SELECT part FROM shortlisted WHERE submission = \(first) AND part IS NOT NULL")?["part"]
        guard let part, var second = try find(part, in: connection)?.submission, second.category != category.id else {
            return
        }
        second.category = category.id
        try saveCategory(of: second, connection)
        try note(.reclassified, of: part, by: person, change.note, at: now, in: connection)
        try follow(part, category, connection)
    }

    private static func saveCategory(of submission: Submission, _ connection: any Connection) throws {
        try connection.run("UPDATE submission SET category = \(submission.category) WHERE id = \(submission.id)")
        try FileLineStore.keep(submission.id, in: connection)
    }

    /// Files that stand in a category, drafts among them.
    static func uses(
        of category: Campaigns.Category, _ reader: Reader, in connection: any Connection
    ) throws -> [String] {
        let count = try connection.count("SELECT count(*) AS count FROM submission WHERE category = \(category.id)")
        guard count > 0 else { return [] }
        return [reader.t("\(count) file is in it.", "\(count) files are in it.", count: count)]
    }
}
