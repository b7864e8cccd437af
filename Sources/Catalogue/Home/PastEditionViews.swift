import Campaigns
import Foundation
import Web
import Words

/// What the page of an edition that is over shows.
struct PastEdition: Sendable {
    let line: SiteMapEdition
    let campaign: Campaign?
    /// The newest of its published sheets.
    let entries: [CatalogueEntry]
    let figures: [CountedTarget]
    let partners: [Engagement]

    static let most = 4
}

extension Reader {
    /// What an edition was, and all of it that stays: nothing of the one that runs meanwhile.
    func pastEditionPage(_ past: PastEdition, _ labels: TermLabels, now: Date) -> HTML {
        let edition = past.line.edition
        return page(
            PageHead(typeset(edition.name), description: plainSpan(of: edition)),
            """
            <div class="wrap flow flow-7"><header class="flow fiche-head"><h1 class="display">\(typeset(edition.name))</h1>
            <p class="lead">\(plainSpan(of: edition))</p></header>
            \(past.campaign.map(purpose))
            \(phases(edition, now: now))
            \(stays(past.line))
            \(past.entries.isEmpty ? "" : itsSheets(past.entries, labels))
            \(figures(past.figures))
            \(past.partners.isEmpty ? "" : whoLooked(past.partners))</div>
            """)
    }

    private func plainSpan(of edition: Edition) -> String {
        let over = t("This edition is over.")
        guard let first = edition.phases.map(\.firstDay).min(), let last = edition.phases.map(\.lastDay).max() else {
            return over
        }
        return over + " " + t("Its calendar: \(formats.period(first, last)).")
    }

    private func stays(_ line: SiteMapEdition) -> HTML {
        let links = editionLinks(line)
        guard !links.isEmpty else { return "" }
        return """
            <section class="sect split lead-side" aria-labelledby="stays"><h2 id="stays">\(t("What stays of it"))</h2>
            <ul class="dashes">\(links)</ul></section>
            """
    }

    private func itsSheets(_ entries: [CatalogueEntry], _ labels: TermLabels) -> HTML {
        let items = entries.map { entry -> HTML in "<li>\(catalogueItem(entry, labels, heading: 3))</li>\n" }
        return """
            <section class="sect" aria-labelledby="read"><h2 id="read">\(t("To read"))</h2><ul class="pairs">\(items)</ul></section>
            """
    }

    private func whoLooked(_ engagements: [Engagement]) -> HTML {
        let names = engagements.map { engagement -> HTML in "<li>\(partnerName(engagement.partner))</li>" }
        return """
            <section class="sect split lead-side" aria-labelledby="with"><h2 id="with">\(t("They looked with us"))</h2>
            <ul class="names">\(names)</ul></section>
            """
    }
}
