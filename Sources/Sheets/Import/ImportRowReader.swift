import Forms
import Foundation
import Organisations
import Submissions
import Tables
import TextSimilarity
import Words

/// Reads one row of a list of initiatives under its mapping.
struct ImportRowReader {
    static let titleLimit = 300

    let mapping: ImportMapping
    private(set) var cells: ImportCells

    init(mapping: ImportMapping, row: TableRow, now: Date) {
        self.mapping = mapping
        cells = ImportCells(row, now: now)
    }

    mutating func initiative() throws(ImportFault) -> ImportedInitiative {
        if let fault = cells.row.fault { throw ImportFault(column: nil, reason: .row(fault)) }
        try cells.refuseTotal(mapping.key)
        let key = try cells.needed(mapping.key, limit: ImportCells.keyLimit)
        let title = try title()
        var content = SheetContent()
        content.website = cells.address(in: mapping.website)
        for part in mapping.texts.keys.sorted() where !["title", "strapline"].contains(part) {
            content[text: part] = try text(part)
        }
        if let part = mapping.stepsPart { content[part] = steps().map(SheetValue.steps) }
        return ImportedInitiative(
            line: cells.row.line, key: "\(mapping.id)/\(key)", language: language(), title: title,
            strapline: try strapline(), content: content, tags: tags(),
            source: mapping.source,
            organisations: try mapping.organisation.map { place throws(ImportFault) in
                try cells.organisations(place)
            } ?? [])
    }

    /// What the report calls the row, even when it is refused.
    var label: String {
        mapping.texts["title"].flatMap { cells.row[$0.column] }.map { String(ImportCells.oneLine($0).prefix(80)) } ?? ""
    }

    private func title() throws(ImportFault) -> String {
        ImportCells.oneLine(try cells.needed(mapping.texts["title"]?.column ?? "", limit: Self.titleLimit))
    }

    /// A column of whole texts may be what a mapping takes it from: a row is not refused for it.
    private mutating func strapline() throws(ImportFault) -> String {
        guard let text = try text("strapline").map(ImportCells.oneLine) else { return "" }
        return cells.beginning(SheetForm.longestSummary, text, mapping.texts["strapline"]?.column ?? "")
    }

    private func text(_ part: String) throws(ImportFault) -> String? {
        guard let place = mapping.texts[part], var text = cells.value(place.column) else { return nil }
        for other in place.without {
            if let part = cells.value(other) { text = text.replacingOccurrences(of: part, with: "") }
        }
        let plain = place.isMarkdown ? PlainMarkdown(text).text : text
        return try cells.within(ImportCells.textLimit, plain, place.column).ifFilled
    }

    private mutating func steps() -> [Told.Step]? {
        var steps: [Told.Step] = []
        for place in mapping.steps {
            if let date = cells.date(in: place.column) { steps.append(Told.Step(date: date, text: place.text)) }
        }
        return steps.isEmpty ? nil : steps.sorted { $0.date < $1.date }
    }

    private mutating func tags() -> [String: [String]] {
        var tags: [String: [String]] = [:]
        for vocabulary in mapping.tags.keys.sorted() {
            guard let place = mapping.tags[vocabulary] else { continue }
            let terms = cells.terms(place)
            if !terms.isEmpty { tags[vocabulary] = terms }
        }
        return tags
    }

    private mutating func language() -> String {
        guard let column = mapping.language.column, let typed = cells.value(column) else {
            return mapping.language.usual
        }
        if let language = mapping.language.values[fold(typed)] { return language }
        cells.note(column, typed, .notALanguage)
        return mapping.language.usual
    }
}
