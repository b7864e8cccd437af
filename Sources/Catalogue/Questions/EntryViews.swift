import Grids
import Organisations
import Web
import Words

/// What is shown of an entry in the reader's language, and the language that it is in.
struct ShownEntry {
    let title: String
    let abstract: String
    let language: String
    /// Where only the title is in the reader's language.
    let abstractLanguage: String
}

extension Reader {
    /// English where somebody wrote it, for whoever reads English.
    func shown(_ entry: CatalogueEntry) -> ShownEntry {
        let isEnglish = language == .english
        let hasTitle = isEnglish && !entry.titleEN.isEmpty
        let hasSummary = isEnglish && !entry.summaryEN.isEmpty
        return ShownEntry(
            title: hasTitle ? entry.titleEN : entry.title, abstract: hasSummary ? entry.summaryEN : entry.strapline,
            language: hasTitle ? "en" : entry.language, abstractLanguage: hasSummary ? "en" : entry.language)
    }

    /// An initiative as every list shows it.
    func catalogueItem(_ entry: CatalogueEntry, _ labels: TermLabels, heading: Int = 2) -> HTML {
        entry.shown?.item(in: language, heading: heading) { newItem(entry, labels, heading: heading) }
            ?? newItem(entry, labels, heading: heading)
    }

    /// Nothing in it may depend on who reads, but for the language: it is kept for all.
    private func newItem(_ entry: CatalogueEntry, _ labels: TermLabels, heading: Int) -> HTML {
        let shown = shown(entry)
        let title = linkedTitle(entry)
        let head: HTML = heading == 2 ? "<h2 class=\"h3\">\(title)</h2>" : "<h3>\(title)</h3>"
        let abstract = typeset(shown.abstract, in: shown.abstractLanguage)
        let picture = cardPicture(entry)
        return """
            <article class="\(picture.isEmpty ? "item" : "item pictured")">\(entry.profile.map(miniProfile))<div><p class="meta">\(typeset(meta(entry)))</p>
            \(head)<p\(lang(shown.abstractLanguage))>\(abstract)</p>
            <p class="tags">\(entry.awards.map(prize))\(category(of: entry))\(tags(entry, labels))</p></div>\(picture)</article>
            """
    }

    func linkedTitle(_ entry: CatalogueEntry) -> HTML {
        let shown = shown(entry)
        let title = typeset(shown.title, in: shown.language)
        return """
            <a href="\(to(Initiative.path(entry.slug)))"\(lang(shown.language))>\(title)</a>
            """
    }

    func juryReason(_ reason: String) -> HTML {
        """
        <div class="why"><strong>\(t("The jury's reason."))</strong> <blockquote\(lang(Self.jurySpeaks))>\
        <p>\(typeset(reason, in: Self.jurySpeaks))</p></blockquote></div>
        """
    }

    /// What is written once, for everybody: by a French jury, of French files.
    static var jurySpeaks: String { "fr" }

    func lang(_ language: String) -> HTML { language == self.language.rawValue ? "" : " lang=\"\(language)\"" }

    private func meta(_ entry: CatalogueEntry) -> String {
        let names =
            entry.organisations.isEmpty
            ? t("Unknown organisation") : entry.organisations.prefix(3).joined(separator: ", ")
        return [names, entry.place].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func prize(_ award: CatalogueEntry.AwardName) -> HTML {
        """
        <span class="prize">\(inEither(award.nameFR, award.nameEN))</span>
        """
    }

    private func category(of entry: CatalogueEntry) -> HTML {
        entry.categoryFR.isEmpty
            ? "" : "<span class=\"tag\">\(inEither(entry.categoryFR, entry.categoryEN))</span>"
    }

    private func tags(_ entry: CatalogueEntry, _ labels: TermLabels) -> [HTML] {
        var words = (entry.facets[.need] ?? []).map { label(of: $0, in: .need, labels) }
        words += (entry.facets[.size] ?? []).prefix(1).map(sizeInFull)
        if let source = entry.source { words.append(source) }
        return words.map { word -> HTML in "<span class=\"tag\">\(word)</span>" }
    }
}
