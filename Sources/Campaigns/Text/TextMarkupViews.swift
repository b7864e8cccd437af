import Web
import Words

extension Reader {
    /// A text that staff wrote, as a page shows it; marked with its language when it is not the reader's.
    public func prose(_ text: PageText) -> HTML {
        let isForeign = text.language != language
        let mark: HTML = isForeign ? " lang=\"\(text.language.rawValue)\"" : ""
        return "<div class=\"prose\"\(mark)>\(prose(text.body, in: text.language))</div>"
    }

    /// The same, without the box around it.
    public func prose(_ body: String, in language: Language) -> HTML {
        let typography = Typography(language: language.rawValue)
        return HTML(TextMarkup(body).blocks.map { block(of: $0, typography) })
    }

    private func block(of block: TextMarkup.Block, _ typography: Typography) -> HTML {
        switch block {
        case .title(level: 3, let spans): "<h3>\(line(spans, typography))</h3>"
        case .title(_, let spans): "<h2>\(line(spans, typography))</h2>"
        case .paragraph(let lines): "<p>\(HTML.joined(lines.map { line($0, typography) }, by: "<br>"))</p>"
        case .list(isNumbered: true, let items): "<ol>\(items.map { item($0, typography) })</ol>"
        case .list(_, let items): "<ul>\(items.map { item($0, typography) })</ul>"
        }
    }

    private func item(_ spans: [TextMarkup.Span], _ typography: Typography) -> HTML {
        "<li>\(line(spans, typography))</li>"
    }

    private func line(_ spans: [TextMarkup.Span], _ typography: Typography) -> HTML {
        HTML.joined(spans.map { span(of: $0, typography) }, by: "")
    }

    private func span(of span: TextMarkup.Span, _ typography: Typography) -> HTML {
        switch span {
        case .text(let text): "\(typography.typeset(text))"
        case .bold(let text): "<strong>\(typography.typeset(text))</strong>"
        case .blank(let text): "<mark>{{\(text)}}</mark>"
        case .link(let words, let address): link(typography.typeset(words), to: address)
        }
    }

    // A page of this site, a mail address, or an address of the web; anything else is no link.
    private func link(_ words: String, to address: String) -> HTML {
        if address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\") {
            return "<a href=\"\(to(address))\">\(words)</a>"
        }
        if address.hasPrefix("mailto:") { return "<a href=\"mailto:\(String(address.dropFirst(7)))\">\(words)</a>" }
        return "<a href=\"\(url: address)\">\(words)</a>"
    }

    var markupHint: HTML {
        """
        <details><summary>\(t("How to set titles, lists and links"))</summary><ul class="prose">
        <li><code>## \(t("A title"))</code></li><li><code>- \(t("A line of a list"))</code></li><li><code>1. \(t("A line of a numbered list"))</code></li>
        <li><code>**\(t("bold words"))**</code></li><li><code>[\(t("words of a link"))](https://example.org)</code></li>
        <li>\(t("An empty line begins a new paragraph."))</li>
        <li>\(t("""
            What stands between {{ and }} is for you to fill in: nothing else does, and while some is left the text is not shown.
            """))</li></ul></details>
        """
    }
}
