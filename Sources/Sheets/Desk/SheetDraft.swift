import Forms

/// What staff may rewrite.
struct SheetDraft: Equatable, Sendable {
    var title: String
    var strapline: String
    var content: SheetContent
    /// Terms by vocabulary; nil leaves them as they are.
    var tags: [String: [String]]?

    init(title: String, strapline: String, content: SheetContent, tags: [String: [String]]? = nil) {
        (self.title, self.strapline, self.content, self.tags) = (title, strapline, content, tags)
    }

    init(_ sheet: Sheet) { self.init(title: sheet.title, strapline: sheet.strapline, content: sheet.content) }
}

extension SheetDraft {
    /// What a reader would miss, besides the summary. Nothing here keeps a sheet from being shown.
    func gaps(in form: Form) -> [SheetPart.Line] {
        form.sheetLines.filter { line in
            line.missed != nil && content[line.id] == nil && !(line.isNeeded && content.description != nil)
        }
    }
}
