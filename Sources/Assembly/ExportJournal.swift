import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// Notes every file that leaves with somebody signed in, before it is sent: whatever route is added is noted too.
struct ExportJournal: Sendable {
    let database: any Database
    private let begun = BegunFiles()

    init(database: any Database) { self.database = database }

    /// The route says what it was; its keys, what was asked for and the file itself are in the details.
    @Sendable func note(_ file: LeavingFile, route: String, _ visit: Visit) async throws {
        let person = try visit.person
        guard await begun.isNew(file, with: person, at: visit.now) else { return }
        let edition = try await edition(of: visit)
        let asked = visit.reader.path + (visit.query.pairs.isEmpty ? "" : "?" + visit.query.urlEncoded)
        // Of what is made while it is sent, the list of what it holds stands for the whole.
        let name = if case .flowing = file { "sha256-of-contents" } else { "sha256" }
        let details = Details(["asked": asked, name: Self.digest(of: file)])
        try await database.write(for: .insiders) { connection in
            try Journal.write(
                .exported, by: person, of: Thing("route", word: route), edition: edition, details: details,
                in: connection)
        }
    }

    private static func digest(of file: LeavingFile) -> String {
        switch file {
        case .made(let file): Details.digest(of: file.bytes)
        case .stored(let file), .continued(let file): file.digest
        case .flowing(let file): file.contents
        }
    }

    private func edition(of visit: Visit) async throws -> Edition.ID? {
        guard let slug = try? visit.word("edition") else { return nil }
        return try await EditionStore(database: database).find(slug)?.id
    }
}

/// Who took what from a stored file lately: a page that shows it asks for it in many parts, and who begins in its midst takes it too.
private actor BegunFiles {
    private struct Key: Hashable {
        let person: Person.ID
        let digest: String
    }

    private static let most = 10_000
    private var noted: [Key: Date] = [:]

    /// Whether it leaves anew, and not as another part of what was noted within the hour.
    func isNew(_ file: LeavingFile, with person: Person.ID, at now: Date) -> Bool {
        let (stored, isPart): (StreamedFile, Bool)
        switch file {
        case .made, .flowing: return true
        case .stored(let file): (stored, isPart) = (file, false)
        case .continued(let file): (stored, isPart) = (file, true)
        }
        let key = Key(person: person, digest: stored.digest)
        if isPart, let last = noted[key], now.timeIntervalSince(last) < 3_600 { return false }
        // Forgotten, it is noted once more than needed.
        if noted.count >= Self.most { noted = [:] }
        noted[key] = now
        return true
    }
}

extension Act {
    static let exported = Act("exported")
}
