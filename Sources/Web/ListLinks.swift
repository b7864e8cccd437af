/// By which column a list is sorted: `?tri=name`, or `?tri=-name` from the end.
public struct ListOrder: Sendable, Equatable {
    public let column: String
    public let isDescending: Bool

    /// A column the list does not have is the first one.
    public init(_ query: Fields, columns: [String]) {
        let asked = query.text("tri") ?? ""
        let name = asked.hasPrefix("-") ? String(asked.dropFirst()) : asked
        let isKnown = columns.contains(name)
        (column, isDescending) = (isKnown ? name : columns.first ?? "", isKnown && asked.hasPrefix("-"))
    }

    /// Whether one comes before the other, for the way the list is sorted.
    public func sorted<Item>(_ items: [Item], by key: (Item) -> some Comparable) -> [Item] {
        let up = items.sorted { key($0) < key($1) }
        return isDescending ? up.reversed() : up
    }
}

extension Reader {
    /// The head of a column that sorts its list, filters kept.
    public func sortHead(
        _ title: String, _ column: String, _ order: ListOrder, query: Fields, isNumber: Bool = false
    ) -> HTML {
        let isHere = order.column == column
        let next = isHere && !order.isDescending ? "-" + column : column
        let kept = Fields(query.pairs.filter { $0.name != "tri" } + [(name: "tri", value: next)])
        let sort: HTML = isHere ? (order.isDescending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"") : ""
        let align: HTML = isNumber ? " class=\"n\"" : ""
        return "<th scope=\"col\"\(align)\(sort)><a href=\"\(to(path))?\(kept.urlEncoded)\">\(title)</a></th>"
    }

    /// The list as a file for a spreadsheet, under the filters in force: `path` as the page has it, without an ending.
    public func exportLink(_ path: String, query: Fields) -> HTML {
        exportLink(path, query: query, t("Export this list (CSV)"), t("Export this list (XLSX)"))
    }

    /// The same under other words, one for each kind of file.
    public func exportLink(_ path: String, query: Fields, _ csv: String, _ xlsx: String) -> HTML {
        func link(_ ending: String, _ words: HTML) -> HTML {
            "<a class=\"btn small\" href=\"\(to(path)).\(ending)\(query.tail)\">\(words)</a>"
        }
        // Those who see it read the second beside the first; those who hear it are told the whole.
        let short: HTML = "<span aria-hidden=\"true\">XLSX</span><span class=\"vh\">\(xlsx)</span>"
        return "\(link("csv", "\(icon("down"))\(csv)")) \(link("xlsx", short))"
    }
}

extension Fields {
    /// What stands behind a path for them: nothing where there are none.
    public var tail: String { pairs.isEmpty ? "" : "?" + urlEncoded }
}

extension Reader {
    /// Where many of them come in at once, for those who may: `kind` as the page of lists calls them.
    public func pasteLink(_ kind: String) -> HTML {
        guard Policy.administrators.allows(session) else { return "" }
        return "<a class=\"btn small\" href=\"\(to("/agence/listes?kind=\(kind)"))\">\(t("Take a list in"))</a>"
    }
}

// What is not shown.
extension Reader {
    /// What a list and its export hold back from whoever reads them: counted, and never named.
    public func withheldNotice(_ parts: [String?]) -> HTML {
        let parts = parts.compactMap(\.self)
        let words =
            parts.isEmpty
            ? t("Nothing is withheld from you, here or in the export.")
            : t("Withheld from you, here and in the export: \(formats.list(parts)).")
        return "<p class=\"quiet small\">\(words)</p>"
    }

    /// Nil where there is none.
    public func tiedFiles(_ count: Int) -> String? {
        count == 0 ? nil : t("\(count) file that you are tied to", "\(count) files that you are tied to", count: count)
    }

    /// Of a chair who has not said yet which ties there are.
    public func unstatedFiles(_ count: Int) -> String? {
        guard count > 0 else { return nil }
        return t(
            "\(count) file until you have stated your ties with it",
            "\(count) files until you have stated your ties with them", count: count)
    }
}

/// One page of a list, of fifty lines: which, of how many.
public struct ListPage: Sendable, Equatable {
    public static let size = 50

    /// From 1.
    public let number: Int
    public let pages: Int
    /// How many lines the whole list has.
    public let count: Int
    public let size: Int

    /// A page beyond the last is the last.
    public init(_ asked: Int?, of count: Int, size: Int = ListPage.size) {
        (self.count, self.size) = (count, size)
        pages = max(1, (count + size - 1) / size)
        number = min(max(asked ?? 1, 1), pages)
    }

    /// How many lines stand before it.
    public var offset: Int { (number - 1) * size }
}

extension Reader {
    /// Links to the pages before and after, filters kept; nothing when there is one page. `name` is the query's; a label is
    /// shown too, where two pagers stand on one page.
    public func pager(_ page: ListPage, at path: String, query: Fields, name: String = "page", label: String? = nil)
        -> HTML
    {
        guard page.pages > 1 else { return "" }
        func link(_ number: Int, _ words: String, _ relation: HTML) -> HTML {
            let asked = Fields(
                query.pairs.filter { $0.name != name && $0.name != "ok" } + [(name: name, value: String(number))])
            return "<a rel=\"\(relation)\" href=\"\(to(path))?\(asked.urlEncoded)\">\(words)</a>"
        }
        return pageLinks(
            label ?? t("Pages of the list"), shown: label,
            [
                page.number > 1 ? link(page.number - 1, t("Previous"), "prev") : nil,
                "<span aria-current=\"page\">\(t("Page \(page.number) of \(page.pages)"))</span>",
                page.number < page.pages ? link(page.number + 1, t("Next", as: "page"), "next") : nil,
            ])
    }

    /// A list in a navigation of its own, by which those who hear it know how many ways there are (RGAA 9.3, 12.6).
    public func pageLinks(_ name: String, shown label: String? = nil, _ links: [HTML?]) -> HTML {
        let items = links.compactMap(\.self).map { link -> HTML in "<li>\(link)</li>" }
        let head: HTML = label.map { "<span class=\"quiet\">\($0)</span>" } ?? ""
        return "<nav class=\"pager\" aria-label=\"\(name)\">\(head)<ul>\(items)</ul></nav>"
    }
}
