import Foundation
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
        """
        <entry xml:lang="\(entry.language)"><id>\(address("/initiatives/\(entry.slug)"))</id><title>\(entry.title)</title><link href="\(address("/initiatives/\(entry.slug)"))"/><updated>\(iso(entry.publishedAt))</updated><summary>\(entry.strapline)</summary></entry>

        """
    }

    func siteMap(_ entries: [CatalogueEntry]) -> HTML {
        let fixed = [
            "/", "/catalogue", "/laureats", "/grille", "/partenaires", "/mentions-legales", "/donnees-personnelles",
            "/accessibilite", "/reglement", "/plan-du-site",
        ]
        let pages = fixed.map { siteMapLine($0, changed: nil) }
        let sheets = entries.map { siteMapLine("/initiatives/\($0.slug)", changed: $0.publishedAt) }
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
            \(pages)\(sheets)</urlset>

            """
    }

    private func siteMapLine(_ path: String, changed: Date?) -> HTML {
        let languages = Language.allCases.map { other -> HTML in
            """
            <xhtml:link rel="alternate" hreflang="\(other.rawValue)" href="\(frame.address)\(to(path, in: other))"/>
            """
        }
        return """
            <url><loc>\(frame.address)\(to(path, in: .french))</loc>\(changed.map { date -> HTML in "<lastmod>\(iso(date))</lastmod>" })\(languages)</url>

            """
    }

    func iso(_ date: Date) -> String { date.formatted(.iso8601) }
}
