import Grids

/// Who reads a question, who must answer it, and when.
public struct QuestionUse: Equatable, Sendable {
    public enum Asking: String, CaseIterable, Sendable { case needed, wished, free }

    public var asking: Asking
    /// The question whose answer makes this one unneeded.
    public var unless: String?
    /// The checkpoints that jurors mark with its help, by their names in the grid.
    public var feeds: [String]
    public var isForJury: Bool
    public var isForSheet: Bool
    public var isOpen: Bool
    public var isInTables: Bool
    /// The codes of the categories whose files are asked it; empty for all.
    public var only: [String] = []
    public var from: FieldMoment?
    public var until: FieldMoment?

    public init(
        _ asking: Asking = .free, unless: String? = nil, feeds: [String] = [], isForJury: Bool = true,
        isForSheet: Bool = true, isOpen: Bool = true, isInTables: Bool = true, from: FieldMoment? = nil,
        until: FieldMoment? = nil
    ) {
        (self.asking, self.unless, self.feeds, self.isForJury) = (asking, unless, feeds, isForJury)
        (self.isForSheet, self.isOpen, self.isInTables) = (isForSheet, isOpen, isInTables)
        (self.from, self.until) = (from, until)
    }

    /// As a question is used now.
    public init(of field: FormField) {
        self.init(
            field.isNeeded ? .needed : field.isWished ? .wished : .free, unless: field.unless, feeds: field.feeds,
            isForJury: field.isForJury, isForSheet: field.isForSheet, isOpen: field.isOpen,
            isInTables: field.isInTables, from: field.from, until: field.until)
        only = field.only
    }
}

extension FormDraft {
    public mutating func use(_ id: String, _ use: QuestionUse) throws(Refusal) {
        let field = try question(id)
        guard use.asking == .free || field.kind.isAsked else { throw .notAsked }
        if let other = use.unless { guard other != id, form[id: other] != nil else { throw .noSuchQuestion } }
        if case .day(let start) = use.from, case .day(let end) = use.until, start >= end { throw .neverAsked }
        if let from = use.from, from == use.until { throw .neverAsked }
        try change(id) { field throws(Refusal) in
            (field.isNeeded, field.isWished) = (use.asking == .needed, use.asking == .wished)
            (field.unless, field.feeds) = (use.asking == .needed ? use.unless : nil, use.feeds)
            (field.isForJury, field.isForSheet) = (use.isForJury, use.isForSheet && field.kind.goesToSheets)
            (field.isOpen, field.isInTables) = (use.isOpen, use.isInTables)
            (field.from, field.until, field.only) = (use.from, use.until, use.only)
        }
        // What the public does not read stands nowhere on a sheet.
        if !use.isForSheet { form = form.with(sheet: form.sheet.map { $0.without([id]) }) }
    }
}
