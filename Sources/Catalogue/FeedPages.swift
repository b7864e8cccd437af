import Foundation
import Web

/// What programs read: the feed of new initiatives, the site map, the word to robots.
struct FeedPages: Sendable {
    let index: IndexKeeper

    func atom(_ visit: Visit) async throws -> Answer {
        let entries = try await index.index().entries.prefix(30)
        return .document(
            Document(type: "application/atom+xml; charset=utf-8", bytes: visit.reader.atom(Array(entries)).bytes))
    }

    func siteMap(_ visit: Visit) async throws -> Answer {
        let entries = try await index.index().entries
        return .document(Document(type: "application/xml; charset=utf-8", bytes: visit.reader.siteMap(entries).bytes))
    }

    func robots(_ visit: Visit) async throws -> Answer {
        let text = """
            User-agent: *
            Disallow: /agence/
            Disallow: /jury/
            Disallow: /dossiers/
            Sitemap: \(visit.reader.frame.address)/sitemap.xml

            """
        return .document(Document(type: "text/plain; charset=utf-8", bytes: Array(text.utf8)))
    }
}
