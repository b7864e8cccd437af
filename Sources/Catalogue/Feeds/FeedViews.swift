import Foundation
import Organisations
import Web

// XML's own characters are escaped as HTML's are.
extension Reader {
    func atom(_ entries: [CatalogueEntry]) -> HTML {
        let updated = entries.map(\.publishedAt).max() ?? Date(timeIntervalSince1970: 0)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.rawValue)">
            <id>\(address("/catalogue"))</id><title>\(frame.campaign)</title><updated>\(iso(updated))</updated>
            <link href="\(address("/catalogue"))"/><link rel="self" href="\(address("/atom.xml"))"/>
            <author><name>\(frame.agency)</name></author>
            \(entries.map(atomEntry))</feed>

            """
    }

    private func atomEntry(_ entry: CatalogueEntry) -> HTML {
        let shown = shown(entry)
        let place = address(Initiative.path(entry.slug))
        let summary: HTML = "<summary xml:lang=\"\(shown.abstractLanguage)\">\(shown.abstract)</summary>"
        return """
            <entry xml:lang="\(shown.language)"><id>\(place)</id><title>\(shown.title)</title>
            <link href="\(place)"/>\(enclosure(entry))<updated>\(iso(entry.publishedAt))</updated>\(summary)</entry>

            """
    }

    /// Where the maps are, by number.
    func siteMaps(_ count: Int) -> HTML {
        let maps = (1...count).map { number -> HTML in
            "<sitemap><loc>\(frame.address)/sitemap.xml?partie=\(number)</loc></sitemap>\n"
        }
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(maps)</sitemapindex>

            """
    }

    /// The first map has the pages that are always there as well.
    func siteMap(_ sheets: [(slug: String, publishedAt: Date)], isFirst: Bool) -> HTML {
        let fixed = [
            "/", "/catalogue", "/laureats", "/grille", "/partenaires", "/mentions-legales", "/donnees-personnelles",
            "/accessibilite", "/reglement", "/plan-du-site",
        ]
        let pages = (isFirst ? fixed : []).map { siteMapLine($0, changed: nil) }
        let lines = sheets.map { siteMapLine(Initiative.path($0.slug), changed: $0.publishedAt) }
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
            \(pages)\(lines)</urlset>

            """
    }

    private func siteMapLine(_ path: String, changed: Date?) -> HTML {
        let languages = Language.allCases.map { other -> HTML in
            """
            <xhtml:link rel="alternate" hreflang="\(other.rawValue)" href="\(frame.address)\(to(path, in: other))"/>
            """
        }
        let day = changed.map { date -> HTML in "<lastmod>\(iso(date))</lastmod>" }
        return """
            <url><loc>\(frame.address)\(to(path, in: .french))</loc>\(day)\(languages)</url>

            """
    }

    func iso(_ date: Date) -> String { date.formatted(.iso8601) }
}
