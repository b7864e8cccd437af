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

    /// The list as a file for a spreadsheet, under the filters in force.
    public func exportLink(_ path: String, query: Fields) -> HTML {
        let asked = query.urlEncoded
        return """
            <a class="btn small" href="\(to(path))\(asked.isEmpty ? "" : "?")\(asked)">\(icon("down"))\(t("Export this list (CSV)"))</a>
            """
    }
}
