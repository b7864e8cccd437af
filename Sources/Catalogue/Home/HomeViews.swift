import Campaigns
import Foundation
import Grids
import Web
import Words

extension Reader {
    func homePage(_ facts: HomeFacts, _ labels: TermLabels, now: Date) -> HTML {
        let edition = path == "/" ? nil : facts.edition.map { t("Home page of \($0.name)") }
        return page(
            PageHead(edition ?? t("Home"), description: facts.lead?.plain, more: feedLink),
            """
            <div class="wrap flow flow-7">\(opening(facts, now: now))
            \(facts.campaign.map(purpose))
            \(facts.edition.map { phases($0, now: now) })
            \(facts.highlights.isEmpty ? "" : toRead(facts, labels))
            \(facts.definition.map(definition))
            \(figures(facts.figures))
            \(facts.partners.isEmpty ? "" : partners(facts.partners))</div>
            """)
    }

    private func opening(_ facts: HomeFacts, now: Date) -> HTML {
        let title: HTML = said(facts.title) ?? "\(t("What you changed at work deserves to be told."))"
        let shown = facts.highlights.first.flatMap { entry in
            entry.profile.map { profile($0.withoutSpread, key: "home", caption: profileCaption(entry)) }
        }
        return """
            <section class="split opening" aria-labelledby="t"><div class="flow flow-5"><h1 id="t" class="display">\(title)</h1>
            \(facts.lead.map(lead))
            \(invitation(facts.edition, now: now))</div>
            \(shown)</section>
            """
    }

    /// In the language that it was written in, and marked as such where that is another one.
    private func said(_ text: PageText?) -> HTML? {
        text.map { text -> HTML in
            let words = typeset(text.body, in: text.language.rawValue)
            return text.language == language ? "\(words)" : "<span\(lang(text.language.rawValue))>\(words)</span>"
        }
    }

    /// As its form says: paragraphs, lists, bold words and links.
    private func lead(_ text: PageText) -> HTML {
        let mark: HTML = text.language == language ? "" : "\(lang(text.language.rawValue))"
        return "<div class=\"prose lead\"\(mark)>\(prose(text.body, in: text.language))</div>"
    }

    /// Why there is a campaign; nothing while nobody said so.
    func purpose(_ campaign: Campaign) -> HTML {
        guard !campaign.purposeFR.isEmpty || !campaign.purposeEN.isEmpty else { return "" }
        return """
            <section class="sect split lead-side" aria-labelledby="why"><h2 id="why">\(t("Why \(typeset(campaign.name))"))</h2>
            <p>\(inEither(campaign.purposeFR, campaign.purposeEN))</p></section>
            """
    }

    private func profileCaption(_ entry: CatalogueEntry) -> HTML {
        let words = t("Each initiative has its profile, read on the dimensions of the checkpoints. This one:")
        return "\(words) \(linkedTitle(entry))."
    }

    /// What a firm can do today.
    private func invitation(_ edition: Edition?, now: Date) -> HTML {
        guard let call = edition?.open(.call, at: now) else {
            return "<p class=\"row\"><a class=\"btn main\" href=\"\(to("/catalogue"))\">\(t("Find a practice"))</a></p>"
        }
        return """
            <p class="row"><a class="btn main" href="\(to("/dossiers/nouveau"))">\(t("Present your initiative"))</a>
            <a class="go" href="\(to("/catalogue"))">\(t("Find a practice"))</a></p>
            <p class="quiet">\(t("Files are received until \(formats.deadline(call.endsAt)). You start without an account."))</p>
            """
    }

    func phases(_ edition: Edition, now: Date) -> HTML {
        """
        <section aria-labelledby="phases"><h2 id="phases" class="vh">\(t("Where \(typeset(edition.name)) stands"))</h2>\(phaseLine(edition, now: now))</section>
        """
    }

    private func toRead(_ facts: HomeFacts, _ labels: TermLabels) -> HTML {
        let items = facts.highlights.map { entry -> HTML in "<li>\(catalogueItem(entry, labels, heading: 3))</li>\n" }
        let all = t(
            "The \(formats.number(facts.count)) published initiative",
            "The \(formats.number(facts.count)) published initiatives", count: facts.count)
        return """
            <section class="sect" aria-labelledby="read"><div class="sect-head"><h2 id="read">\(t("To read"))</h2>
            <a class="go" href="\(to("/catalogue"))">\(all)</a></div>
            <ul class="pairs">\(items)</ul></section>
            """
    }

    private func definition(_ words: Localized) -> HTML {
        """
        <section class="sect" aria-labelledby="def"><div class="split lead-side">
        <div><h2 id="def">\(t("What we call social innovation"))</h2></div>
        <div class="flow flow-5"><blockquote class="defn"><p>\(text(words))</p></blockquote>
        <p><a class="go" href="\(to("/grille"))">\(t("The checkpoints that follow from it"))</a></p></div></div></section>
        """
    }

    /// Of a campaign; nothing while none counts.
    func figures(_ targets: [CountedTarget]) -> HTML {
        let lines = targets.compactMap { figure -> HTML? in
            // What has not begun to count says nothing yet: «0» in mid-campaign would read as a failure.
            guard let value = figure.value, value > 0 else { return nil }
            let goal = t("\(formats.number(figure.target.goal)) aimed at")
            // A figure that somebody typed may be an old one: its day stands with it.
            let day: HTML = figure.typedOn.map { "<dd>\(t("on \(formats.shortDay($0))"))</dd>" } ?? ""
            return """
                <div><dt>\(inEither(figure.target.name, figure.target.nameEN)), \(goal)</dt><dd>\(formats.number(value))</dd>\(day)</div>

                """
        }
        guard !lines.isEmpty else { return "" }
        return """
            <section class="sect" aria-labelledby="figures"><div class="sect-head">
            <h2 id="figures">\(t("The campaign in figures"))</h2></div><dl class="facts">\(lines)</dl></section>
            """
    }

    /// Who has not signed yet stands apart, as on the page of partners.
    private func partners(_ engagements: [Engagement]) -> HTML {
        let (signed, others) = (engagements.filter { $0.signedOn != nil }, engagements.filter { $0.signedOn == nil })
        let all = t(
            "The \(engagements.count) partner", "The \(engagements.count) partners", count: engagements.count)
        let prepared: HTML = """
            <h3 class="h4">\(t("Agreements in preparation"))</h3><ul class="names">\(others.prefix(12).map(engaged))</ul>
            """
        return """
            <section class="sect split lead-side" aria-labelledby="with">\
            <h2 id="with">\(signed.isEmpty ? t("Partners") : t("They look with us"))</h2>
            <div class="flow">\(signed.isEmpty ? "" : "<ul class=\"names\">\(signed.prefix(12).map(engaged))</ul>" as HTML)
            \(others.isEmpty ? "" : prepared)
            <p><a class="go" href="\(to("/partenaires"))">\(all)</a></p></div></section>
            """
    }

    private func engaged(_ engagement: Engagement) -> HTML { "<li>\(partnerName(engagement.partner))</li>" }
}
