import Campaigns
import Journal
import Storage
import Web

/// Notes every file that leaves with somebody signed in, before it is sent: whatever route is added is noted too.
struct ExportJournal: Sendable {
    let database: any Database

    /// The route says what it was; its keys, what was asked for and the file itself are in the details.
    @Sendable func note(_ file: LeavingFile, route: String, _ visit: Visit) async throws {
        let person = try visit.person
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
        case .stored(let file): file.digest
        case .flowing(let file): file.contents
        }
    }

    private func edition(of visit: Visit) async throws -> Edition.ID? {
        guard let slug = try? visit.word("edition") else { return nil }
        return try await EditionStore(database: database).find(slug)?.id
    }
}

extension Act {
    static let exported = Act("exported")
}
