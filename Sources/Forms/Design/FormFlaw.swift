import Grids

/// Something in a form that cannot be: where, and what. `Reader.sentence` says it in words.
public struct FormFlaw: Equatable, Sendable {
    /// The part that it stands in; nil for the form as a whole.
    public let section: String?
    /// The question; nil for the part as a whole.
    public let field: String?
    /// What of it, as a form's file calls it: `label`, `when`, `choices`.
    public let key: String
    public let kind: GridFault.Kind

    public init(section: String? = nil, field: String? = nil, key: String, _ kind: GridFault.Kind) {
        (self.section, self.field, self.key, self.kind) = (section, field, key, kind)
    }
}

extension Form {
    /// Everything that keeps it from being used, in the order of the form. What a file of it says wrongly is told by `FormFile`
    /// with its lines; this is the same of a form that was changed on a page.
    public var flaws: [FormFlaw] {
        wholeFlaws
            + sections.flatMap { section in
                section.flaws + section.fields.flatMap { $0.ownFlaws }
            } + FormLinks(sections).flaws + sheetFlaws
    }

    private var wholeFlaws: [FormFlaw] {
        var flaws: [FormFlaw] = []
        if title.french.isBlank { flaws.append(FormFlaw(key: "title", .emptyText)) }
        if sections.isEmpty { flaws.append(FormFlaw(key: "sections", .noItem)) }
        if fields.count > Self.mostFields { flaws.append(FormFlaw(key: "sections", .tooMany(most: Self.mostFields))) }
        for name in ["title", "organisation.name"] where self[id: name] == nil {
            flaws.append(FormFlaw(key: "sections", .missingKey(name)))
        }
        flaws += Self.doubles(sections.map(\.id)).map { FormFlaw(section: $0, key: "id", .duplicate($0)) }
        flaws += Self.doubles(sections.map(\.word)).map { FormFlaw(key: "address", .duplicate($0)) }
        flaws += Self.doubles(fields.map(\.id)).map { FormFlaw(field: $0, key: "id", .duplicate($0)) }
        return flaws
    }

    static func doubles(_ names: [String]) -> [String] {
        var (seen, doubled): (Set<String>, [String]) = ([], [])
        for name in names where !seen.insert(name).inserted && !doubled.contains(name) { doubled.append(name) }
        return doubled
    }

    private var sheetFlaws: [FormFlaw] {
        let lines = sheetLines
        let doubled = Self.doubles(lines.map(\.id)).map { FormFlaw(field: $0, key: "sheet", .duplicate($0)) }
        // Read from a file, such a part would be refused.
        let empty = sheet.contains { $0.lines.isEmpty } ? [FormFlaw(key: "sheet", .noItem)] : []
        return doubled + empty
            + lines.filter { $0.id != SheetPart.description }.compactMap { line in
                guard let field = self[id: line.id] else {
                    return FormFlaw(key: "sheet", .noQuestion(line.id, nearest: nil))
                }
                let isTold = field.kind.isTold && field.isForSheet
                return isTold ? nil : FormFlaw(field: line.id, key: "sheet", .unsupported(line.id, allowed: told))
            }
    }

    private var told: [String] { fields.filter { $0.kind.isTold && $0.isForSheet }.map(\.id) }
}

extension FormSection {
    fileprivate var flaws: [FormFlaw] {
        var flaws: [FormFlaw] = []
        if Slug<FormSection>(id) == nil { flaws.append(FormFlaw(section: id, key: "id", .expected(.name))) }
        if Slug<FormSection>(word) == nil { flaws.append(FormFlaw(section: id, key: "address", .expected(.name))) }
        if title.french.isBlank { flaws.append(FormFlaw(section: id, key: "title", .emptyText)) }
        if fields.isEmpty { flaws.append(FormFlaw(section: id, key: "fields", .noItem)) }
        return flaws
    }
}
