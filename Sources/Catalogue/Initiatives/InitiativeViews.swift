import Awards
import Campaigns
import Forms
import Foundation
import Grids
import Organisations
import Sheets
import Submissions
import Web

extension Reader {
    func initiativePage(
        _ slug: String, _ reading: ShownSheet, _ entry: CatalogueEntry?, _ around: AroundSheet
    ) -> HTML {
        let sheet = reading.sheet
        let preview = preview(of: sheet)
        let head = PageHead(
            typeset(preview.title, in: preview.language), description: preview.text.isEmpty ? nil : preview.text,
            more: card(slug, preview) + sharedPicture(reading) + structured(slug, reading, entry))
        let path: HTML = """
            <nav class="path" aria-label="\(t("You are here"))"><a href="\(to("/catalogue"))">\(t("Initiatives"))</a></nav>
            """
        let title: HTML =
            "<h1 class=\"display\"\(lang(sheet.language))>\(typeset(sheet.title, in: sheet.language))</h1>"
        // Beside the way back, apart from what an owner agrees to.
        let top: HTML = "<div class=\"row between\">\(path)\(sheetPaperLink(slug))</div>"
        return page(
            head,
            """
            <article class="wrap flow flow-7">\(article(reading, around, head: "\(top)\(title)"))</article>
            """)
    }

    /// For whoever reads it before everybody does: the same, on another page.
    func agreedArticle(_ reading: ShownSheet, _ around: AroundSheet) -> HTML {
        let sheet = reading.sheet
        let title: HTML = "<h2\(lang(sheet.language))>\(typeset(sheet.title, in: sheet.language))</h2>"
        return "<article class=\"flow flow-7\">\(article(reading, around, head: title))</article>"
    }

    private func article(_ reading: ShownSheet, _ around: AroundSheet, head: HTML) -> HTML {
        let sheet = reading.sheet
        let jury = around.profile.map { readByJury($0, reading) }
        let face = around.profile.map { profile($0.withoutSpread) }
        return """
            <header class="flow fiche-head">
            \(head)
            \(sheet.strapline.isEmpty ? "" : strapline(sheet))
            \(english(sheet))\(around.awards.map(award))\(decisionLine(around.changedAt))\(changed(reading))</header>
            <div class="split"><div class="flow flow-7">\(sheetBody(reading))\(jury)</div>
            <aside class="flow flow-5" aria-label="\(t("In short"))">\(face)\(sheetIdentity(reading))\
            \(contact(sheet))</aside></div>
            """
    }

    /// In place of one that was public: why it is not there, and where the others are.
    var withdrawnSheetPage: HTML {
        page(
            PageHead(t("This page is no longer published"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("This page is no longer published"))</h1>
            <p class="lead">\(t("It was withdrawn by the agency or by the organisation."))</p>
            <p class="row"><a class="btn main" href="\(to("/catalogue"))">\(t("The published initiatives"))</a> \
            <a class="go" href="\(to("/laureats"))">\(t("Laureates"))</a></p></div>
            """)
    }

    /// Nobody's own address stands on a sheet: whoever wants to know more writes to the agency.
    private func contact(_ sheet: Sheet) -> HTML {
        guard sheet.source == nil, !frame.email.isEmpty else { return "" }
        let subject = Fields.encoded(sheet.title)
        return """
            <section class="flow flow-2" aria-labelledby="contact"><h2 class="h3" id="contact">\(t("To know more"))</h2>
            <p>\(t("Write to the agency about this initiative:")) \
            <a href="mailto:\(frame.email)?subject=\(subject)">\(frame.email)</a></p></section>
            """
    }

    private func strapline(_ sheet: Sheet) -> HTML {
        "<p class=\"lead\"\(lang(sheet.language))>\(typeset(sheet.strapline, in: sheet.language))</p>"
    }

    /// A few sentences for those who don't read French.
    private func english(_ sheet: Sheet) -> HTML {
        guard language == .english, sheet.language != "en", let summary = sheet.content.summaryEN else { return "" }
        let title: HTML = sheet.content.titleEN.map { "<strong>\(typeset($0))</strong> " } ?? ""
        return """
            <div class="notice"><p>\(title)\(typeset(summary))</p><p class="quiet small">\(t("The sheet itself is in French."))</p></div>
            """
    }

    /// The version that came out first is not this one.
    private func changed(_ reading: ShownSheet) -> HTML {
        guard let day = reading.changedAt.map(formats.day) else { return "" }
        return """
            <p class="quiet small">\(t("Changed since it first came out: version \(reading.sheet.version), of \(day)."))</p>
            """
    }

    /// An award that everybody read of here is gone.
    private func decisionLine(_ changedAt: Date?) -> HTML {
        guard let day = changedAt.map(formats.day) else { return "" }
        return "<p class=\"quiet small\">\(t("The decision of the jury on this initiative was changed on \(day)."))</p>"
    }

    private func award(_ laureate: LaureateStore.Laureate) -> HTML {
        """
        <div class="flow flow-2"><p><span class="prize">\(inEither(laureate.awardFR, laureate.awardEN))</span></p>
        \(juryReason(laureate.reason))\(changedLine(laureate))</div>
        """
    }

    private func readByJury(_ profile: Profile, _ reading: ShownSheet) -> HTML {
        let readers = t(
            "\(profile.readings) juror read this file on the checkpoints of the edition.",
            "\(profile.readings) jurors read this file on the checkpoints of the edition.", count: profile.readings)
        return """
            <section class="sect flow" aria-labelledby="read"><h2 id="read">\(t("What the jury read"))</h2>
            <p>\(readers) <a href="\(to(Edition.publicPath(reading.editionSlug, "grille")))">\(t("The checkpoints"))</a></p>
            \(profileTable(profile.withoutSpread, key: "jury"))</section>
            """
    }

    private typealias Preview = (title: String, text: String, language: String)

    /// English where somebody wrote it, for whoever shares the English page.
    private func preview(of sheet: Sheet) -> Preview {
        guard language == .english, sheet.language != "en", let title = sheet.content.titleEN, !title.isEmpty else {
            return (sheet.title, sheet.strapline, sheet.language)
        }
        return (title, sheet.content.summaryEN ?? "", "en")
    }

    /// What shows when the address is shared.
    private func card(_ slug: String, _ preview: Preview) -> HTML {
        """
        <link rel="canonical" href="\(address(Initiative.path(slug)))">
        <meta property="og:type" content="article">
        <meta property="og:title" content="\(preview.title)">
        <meta property="og:description" content="\(preview.text)">
        <meta property="og:url" content="\(address(Initiative.path(slug)))">
        <meta property="og:site_name" content="\(frame.campaign)">
        <meta property="og:locale" content="\(preview.language == "en" ? "en_GB" : "fr_FR")">

        """
    }

    /// The same for machines: schema.org's Article.
    private func structured(_ slug: String, _ reading: ShownSheet, _ entry: CatalogueEntry?) -> HTML {
        let article = StructuredArticle(
            headline: reading.sheet.title, description: reading.sheet.strapline, inLanguage: reading.sheet.language,
            url: address(Initiative.path(slug)), datePublished: entry.map { iso($0.publishedAt) },
            author: reading.organisations.map { .init(name: $0.name) }, award: entry?.awards.map(\.nameFR) ?? [],
            image: sharedAddress(reading), isBasedOn: reading.sheet.source?.address)
        guard let json = try? JSONEncoder.structured.encode(article) else { return "" }
        return """
            <script type="application/ld+json">\(json: String(decoding: json, as: UTF8.self))</script>

            """
    }
}

extension JSONEncoder {
    fileprivate static var structured: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// An initiative as search engines read it.
private struct StructuredArticle: Encodable {
    let context = "https://schema.org"
    let type = "Article"
    let headline: String
    let description: String
    let inLanguage: String
    let url: String
    let datePublished: String?
    let author: [Author]
    let award: [String]
    let image: String?
    let isBasedOn: String?

    struct Author: Encodable {
        let type = "Organization"
        let name: String

        enum CodingKeys: String, CodingKey {
            case name
            case type = "@type"
        }
    }

    enum CodingKeys: String, CodingKey {
        case headline, description, inLanguage, url, datePublished, author, award, image, isBasedOn
        case context = "@context"
        case type = "@type"
    }
}
