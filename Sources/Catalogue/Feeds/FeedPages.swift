import Foundation
import Web

/// What programs read: the feed of new initiatives, the site map, the word to robots.
struct FeedPages: Sendable {
    /// Addresses of one map: a map of all would be tens of megabytes, and readers take fifty thousand at most.
    static let addressesOfMap = 2000

    let index: IndexKeeper

    func atom(_ visit: Visit) async throws -> Answer {
        let entries = try await index.index().newest(30)
        return .document(
            Document(type: "application/atom+xml; charset=utf-8", bytes: visit.reader.atom(entries).bytes))
    }

    /// One map while it is short; else a list of maps, each by its number.
    func siteMap(_ visit: Visit) async throws -> Answer {
        let index = try await index.index()
        let maps = max(1, (index.count + Self.addressesOfMap - 1) / Self.addressesOfMap)
        guard let number = visit.query.number("partie") else {
            return document(maps == 1 ? map(1, of: index, visit.reader) : visit.reader.siteMaps(maps))
        }
        guard (1...maps).contains(number) else { throw WebError.notFound }
        return document(map(number, of: index, visit.reader))
    }

    private func map(_ number: Int, of index: CatalogueIndex, _ reader: Reader) -> HTML {
        let sheets = index.addresses(from: (number - 1) * Self.addressesOfMap, count: Self.addressesOfMap)
        return reader.siteMap(sheets, isFirst: number == 1)
    }

    private func document(_ xml: HTML) -> Answer {
        .document(Document(type: "application/xml; charset=utf-8", bytes: xml.bytes))
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
