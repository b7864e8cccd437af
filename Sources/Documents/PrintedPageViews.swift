import Web

// A paper as a page to print, where no file could be made of it.
extension Reader {
    /// `unmade` says why it is a page.
    public func printedPage(_ paper: Paper, _ unmade: Papers.Unmade? = nil) -> HTML {
        ownPage(
            PageHead(t("To print: \("\(paper.running) – \(paper.kicker)")"), isHidden: true),
            """
            <div class="wrap flow flow-5">\(unmade.map(notice))<article class="sheet flow flow-5"><header class="flow flow-2">
            <p class="quiet">\(paper.kicker)</p><h1\(lang(paper.titleLanguage))>\(paper.title)</h1>\(lead(of: paper))
            \(paper.state.map(band))\(facts(of: paper))</header>
            \(chapters(of: paper))\(paper.notes.map { "<p class=\"small quiet\">\($0)</p>" as HTML })</article></div>
            """)
    }

    private func notice(_ unmade: Papers.Unmade) -> HTML {
        let why =
            switch unmade {
            case .absent: t("This site makes no files of papers: print this page, or keep it as PDF from your browser.")
            case .later:
                t(
                    "The file could not be made just now. Here is the same as a page to print; the link works again in a while."
                )
            case .tooMany:
                t(
                    "You asked for many files at once. Here is the same as a page to print; the link works again once they are made."
                )
            case .tooLong: t("This is too long for a file: print this page, or keep it as PDF from your browser.")
            }
        return "<p class=\"notice warn on-screen\" role=\"status\">\(why)</p>"
    }

    private func lead(of paper: Paper) -> HTML {
        paper.lead.isEmpty ? "" : "<p class=\"lead\"\(lang(paper.titleLanguage))>\(paper.lead)</p>"
    }

    private func band(_ state: Paper.State) -> HTML { "<p><strong>\(state.text)</strong></p>" }

    private func facts(of paper: Paper) -> HTML {
        let facts = (paper.number.map { [$0] } ?? []) + paper.facts
        guard !facts.isEmpty else { return "" }
        return "<dl class=\"record\">\(facts.map { "<div><dt>\($0.label)</dt><dd>\($0.text)</dd></div>" as HTML })</dl>"
    }

    /// A table is called as the question above it.
    private func chapters(of paper: Paper) -> HTML {
        var above = paper.title
        return HTML(
            paper.parts.map { part in
                switch part {
                case .chapter(let title, _), .question(let title, _): above = title
                default: break
                }
                return self.part(part, under: above)
            })
    }

    private func part(_ part: PaperPart, under above: String) -> HTML {
        switch part {
        case .chapter(let title, let lead):
            "<h2>\(title)</h2>\(lead.isEmpty ? "" : "<p class=\"quiet\">\(lead)</p>" as HTML)"
        case .question(let title, let note):
            "<h3 class=\"h4\">\(title)</h3>\(note.isEmpty ? "" : "<p class=\"hint\">\(note)</p>" as HTML)"
        case .text(let text, let language): HTML(paragraphs(text).map { "<p\(lang(language))>\($0)</p>" })
        case .small(let text): "<p class=\"small quiet\">\(text)</p>"
        case .list(let items, let language): "<ul class=\"dashes\"\(lang(language))>\(entries(items))</ul>"
        case .quote(let text, let by, let language):
            "<blockquote\(lang(language))>\(text)</blockquote><p class=\"quiet\">\(by)</p>"
        case .link(let text, let address): "<p><a href=\"\(url: address)\" rel=\"nofollow noopener\">\(text)</a></p>"
        case .picture(let picture, let language):
            """
            <figure\(lang(language))><img src="\(to(picture.path))" alt="\(picture.alternative)">\
            \(picture.caption.isEmpty ? "" : "<figcaption class=\"small quiet\">\(picture.caption)</figcaption>" as HTML)</figure>
            """
        case .lines(let count): "<p>\((0..<count).map { _ in "<br>" as HTML })</p><hr>"
        case .boxes(let items): HTML(items.map { "<p>☐ \($0)</p>" })
        case .newPage: ""
        case .steps, .table, .levels, .blank:
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(above)\">\(table(part, called: above))</div>"
        }
    }

    private func table(_ part: PaperPart, called name: String) -> HTML {
        switch part {
        case .steps(let steps, let head, let language): table(head, steps.map { [$0.when, $0.text] }, name, language)
        case .table(let head, let rows, let language): table(head, rows, name, language)
        case .levels(let levels, let head): table(head, levels.map { [$0.value, $0.label, $0.text] }, name)
        case .blank(let head, let rows):
            table(head, Array(repeating: head.map { _ in "\u{A0}" }, count: rows), name)
        default: ""
        }
    }

    private func table(
        _ head: [String], _ rows: [[String]], _ name: String, _ language: PaperLanguage? = nil
    ) -> HTML {
        let cells = { (row: [String]) -> HTML in "<tr>\(row.map { "<td>\($0)</td>" as HTML })</tr>" }
        return """
            <table class="table"\(lang(language))><caption class="vh">\(name)</caption>
            <thead><tr>\(head.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows.map(cells))</tbody></table>
            """
    }

    private func entries(_ items: [String]) -> [HTML] { items.map { "<li>\($0)</li>" } }

    private func paragraphs(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private func lang(_ language: PaperLanguage?) -> HTML {
        language.map { " lang=\"\($0.code)\"" } ?? ""
    }
}

extension Reader {
    /// Whose paper it is: the agency, as its settings name it, or else the campaign.
    var paperAuthor: String { frame.agency.isEmpty ? frame.campaign : frame.agency }

    var missingLetters: String {
        t("The sign � stands for letters that the typefaces of this paper do not have: they are whole on the site.")
    }

    /// The link to a paper, beside what it shows.
    public func paperLink(_ path: String, _ label: String) -> HTML {
        "<a class=\"btn small\" href=\"\(to(path))\">\(icon("down"))\(label)</a>"
    }
}
