import Awards
import Campaigns
import Foundation
import Grids
import Organisations
import Web

/// What was announced and stands no more.
struct GoneLaureates: Sendable {
    /// With their files.
    let withdrawn: [LaureateStore.Withdrawn]
    /// By a change of the decision.
    let amended: [LaureateStore.Amended]

    var isEmpty: Bool { withdrawn.isEmpty && amended.isEmpty }
}

extension Reader {
    /// Of one edition or of all; `years` are those whose laureates are out, `gone` those that were.
    func noLaureatesPage(_ years: [LaureateStore.Year], _ gone: GoneLaureates) -> HTML {
        page(
            PageHead(t("Laureates")),
            """
            <div class="wrap flow narrow"><h1>\(t("Laureates"))</h1>
            \(gone.isEmpty ? "<p class=\"lead\">\(t("The jury has not announced its laureates yet."))</p>" : noneLeft(gone))
            <p><a class="go" href="\(to("/catalogue"))">\(t("The published initiatives"))</a></p>\(yearLinks(years, current: nil))</div>
            """)
    }

    /// What was announced and is not any more: that it was is no secret, and nothing else of it is told.
    private func noneLeft(_ gone: GoneLaureates) -> HTML {
        """
        <p class="lead">\(t("No laureate that was announced still stands."))</p>\(goneList(gone))
        """
    }

    /// By their day; nothing while there are none.
    private func goneList(_ gone: GoneLaureates) -> HTML {
        guard !gone.isEmpty else { return "" }
        let withdrawn = gone.withdrawn.map { (at: $0.at, words: "\(withdrawnWords($0.announcedAt, $0.at))" as HTML) }
        let lines = (withdrawn + gone.amended.map { (at: $0.at, words: words(for: $0)) }).sorted { $0.at < $1.at }
        return "<ul>\(lines.map { "<li>\($0.words)</li>" as HTML })</ul>"
    }

    private func withdrawnWords(_ announcedAt: Date, _ at: Date) -> String {
        let (from, until) = (formats.day(announcedAt), formats.day(at))
        return t("A laureate that was announced on \(from) was withdrawn on \(until).")
    }

    /// The award is what everybody read of; who had it is not repeated.
    private func words(for amended: LaureateStore.Amended) -> HTML {
        guard !amended.awardFR.isEmpty else { return "\(withdrawnWords(amended.announcedAt, amended.at))" }
        let (from, until) = (formats.day(amended.announcedAt), formats.day(amended.at))
        let award = cited(amended.awardFR, amended.awardEN)
        let words = t(
            "An initiative that was given \(award) on \(from) has had it no more since \(until): its decision was changed."
        )
        return sentence(words)
    }

    /// Under an award that came by a change of the decision; nothing under one that came out so.
    func changedLine(_ laureate: LaureateStore.Laureate) -> HTML {
        guard let day = laureate.changedAt.map(formats.day) else { return "" }
        return "<p class=\"quiet small\">\(t("Given on \(day), by a change of the decision."))</p>"
    }

    /// The laureates of the other years; nothing while there are none.
    private func yearLinks(_ years: [LaureateStore.Year], current: String?) -> HTML {
        guard years.contains(where: { $0.slug != current }) else { return "" }
        let links = years.map { year -> HTML in
            let here: HTML = year.slug == current ? " aria-current=\"page\"" : ""
            let link = to(Edition.publicPath(year.slug, "laureats"))
            return "<li><a href=\"\(link)\"\(here)>\(typeset(year.name))</a></li>"
        }
        return "<nav class=\"nav sub\" aria-label=\"\(t("Laureates of each edition"))\"><ul>\(links)</ul></nav>"
    }

    func laureatesPage(
        _ edition: Edition, _ laureates: [LaureateStore.Laureate], _ retained: [LaureateStore.Retained],
        _ entries: [CatalogueEntry], _ years: [LaureateStore.Year], _ gone: GoneLaureates
    ) -> HTML {
        let bySlug = Dictionary(entries.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        let elsewhere = Set(gone.withdrawn.compactMap(\.slug) + retained.compactMap(\.slug))
        let others = entries.filter { $0.awards.isEmpty && !elsewhere.contains($0.slug) }
        // All who share the first award stand alike.
        let leading = laureates.prefix { $0.award == laureates.first?.award }
        return page(
            PageHead(
                t("Laureates of \(typeset(edition.name))"),
                description: t("The initiatives that the jury of \(edition.name) chose, and why.")),
            """
            <div class="wrap flow flow-7"><header class="flow fiche-head"><p class="quiet">\(typeset(edition.name))</p>
            <h1 class="display">\(t("Laureates"))</h1>
            <p class="lead">\(t("The jury debated on what it had read, and gives its reasons here. Marks informed it; none decided."))</p></header>
            \(yearLinks(years, current: edition.slug))
            \(leading.enumerated().map { first($1, $1.slug.flatMap { bySlug[$0] }, place: $0) })
            <ul class="pairs">\(laureates.dropFirst(leading.count).map { next($0, $0.slug.flatMap { bySlug[$0] }) })</ul>
            \(goneList(gone))\(retainedPart(retained, bySlug))\(others.isEmpty ? "" : alsoPart(others))
            <section class="sect split lead-side" aria-labelledby="how"><h2 id="how">\(t("How the jury decided"))</h2>
            <div class="prose"><p>\(howTheJuryDecided)</p>
            <p><a href="\(to(edition.publicPath("grille")))">\(t("The checkpoints of this edition"))</a></p></div>
            </section></div>
            """)
    }

    /// True of a file that nobody has read as well: the rule, not what was done.
    private var howTheJuryDecided: String {
        t(
            """
            No juror reads a file whose organisation they have strong ties with, and all read on the same checkpoints. The \
            recorded deliberation decided.
            """)
    }

    private func first(_ laureate: LaureateStore.Laureate, _ entry: CatalogueEntry?, place: Int) -> HTML {
        """
        <section class="laureate sect" aria-labelledby="l\(place)"><div class="split even"><div class="flow">
        <p><span class="prize">\(awardName(laureate))</span></p>
        <h2 id="l\(place)" class="big-h">\(title(laureate, entry))</h2><p class="quiet">\(whoAndWhere(laureate))</p>
        \(entry.map { entry -> HTML in "<p class=\"lead\"\(abstract(entry))</p>" })
        \(juryReason(laureate.reason))\(changedLine(laureate))\(laureate.slug.map(readSheet))</div>
        \(entry?.profile.map { profile($0.withoutSpread) })</div></section>
        """
    }

    private func next(_ laureate: LaureateStore.Laureate, _ entry: CatalogueEntry?) -> HTML {
        """
        <li class="sect"><article class="item">\(entry?.profile.map(miniProfile))<div class="flow flow-2">
        <p><span class="prize">\(awardName(laureate))</span></p>
        <h2 class="h3">\(title(laureate, entry))</h2><p class="meta">\(whoAndWhere(laureate))</p>
        \(entry.map { entry -> HTML in "<p\(abstract(entry))</p>" })\(juryReason(laureate.reason))\(changedLine(laureate))</div></article></li>

        """
    }

    private func awardName(_ laureate: LaureateStore.Laureate) -> HTML {
        inEither(laureate.awardFR, laureate.awardEN)
    }

    /// The rest of a paragraph's first tag, and its words.
    private func abstract(_ entry: CatalogueEntry) -> HTML {
        let shown = shown(entry)
        return "\(lang(shown.abstractLanguage))>\(typeset(shown.abstract, in: shown.abstractLanguage))"
    }

    private func title(_ laureate: LaureateStore.Laureate, _ entry: CatalogueEntry?) -> HTML {
        let shown = entry.map(shown)
        let language = shown?.language ?? Self.jurySpeaks
        let title = typeset(shown?.title ?? laureate.title, in: language)
        guard let slug = laureate.slug else { return "<span\(lang(language))>\(title)</span>" }
        return "<a class=\"plain\" href=\"\(to(Initiative.path(slug)))\"\(lang(language))>\(title)</a>"
    }

    private func whoAndWhere(_ laureate: LaureateStore.Laureate) -> String {
        typeset([laureate.organisation, laureate.place].filter { !$0.isEmpty }.joined(separator: ", "))
    }

    private func readSheet(_ slug: String) -> HTML {
        "<p><a class=\"btn main\" href=\"\(to(Initiative.path(slug)))\">\(t("Read the sheet"))</a></p>"
    }

    /// Retained without an award: with its sheet where there is one.
    private func retainedPart(_ retained: [LaureateStore.Retained], _ entries: [String: CatalogueEntry]) -> HTML {
        guard !retained.isEmpty else { return "" }
        let names = retained.map { file -> HTML in
            let title = file.slug.flatMap { entries[$0] }.map { linkedTitle($0) } ?? inFrench(file.title)
            return "<li>\(title)<span class=\"quiet small\">\(typeset(file.organisation))</span></li>\n"
        }
        return """
            <section class="sect split lead-side" aria-labelledby="kept"><h2 id="kept">\(t("The jury retained them as well"))</h2>
            <ul class="names">\(names)</ul></section>
            """
    }

    private func alsoPart(_ entries: [CatalogueEntry]) -> HTML {
        let names = entries.map { entry -> HTML in
            let names = typeset(entry.organisations.joined(separator: ", "))
            return "<li>\(linkedTitle(entry))<span class=\"quiet small\">\(names)</span></li>\n"
        }
        return """
            <section class="sect split lead-side" aria-labelledby="also"><h2 id="also">\(t("They took part as well"))</h2>
            <ul class="names">\(names)</ul></section>
            """
    }
}
