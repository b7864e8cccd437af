import Grids
import Words

// What one question says wrongly by itself.
extension FormField {
    var ownFlaws: [FormFlaw] {
        var flaws = textFlaws
        if !Self.isName(id) { flaws.append(flaw("id", .expected(.name))) }
        if let allowed = FormFile.known.first(where: { $0.key == id })?.value, !allowed.contains(kind.word) {
            flaws.append(flaw("kind", .unsupported(kind.word, allowed: allowed)))
        }
        if kind.hasChoices { flaws += choiceFlaws }
        if isNeeded, isWished || !kind.isAsked { flaws.append(flaw("needed", .unknownKey("needed", nearest: nil))) }
        if case .day(let start) = from, case .day(let end) = until, start >= end {
            flaws.append(flaw("until", .neverAsked))
        }
        if let from, from == until { flaws.append(flaw("until", .neverAsked)) }
        return flaws + kindFlaws
    }

    func flaw(_ key: String, _ kind: GridFault.Kind) -> FormFlaw {
        FormFlaw(section: section, field: id, key: key, kind)
    }

    /// A name, or two with a dot between them: `need`, `contact.name`.
    static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { Slug<FormField>(String($0)) != nil }
    }

    private var textFlaws: [FormFlaw] {
        let texts = [("label", label), ("hint", hint), ("example", example), ("card", card)]
        return texts.compactMap { key, text in text?.french.isBlank == true ? flaw(key, .emptyText) : nil }
    }

    private var choiceFlaws: [FormFlaw] {
        guard !choices.isEmpty else { return [flaw("choices", .noItem)] }
        guard choices.count <= FormDraft.mostChoices else {
            return [flaw("choices", .tooMany(most: FormDraft.mostChoices))]
        }
        return Form.doubles(choices.map(\.id)).map { flaw("choices", .duplicate($0)) }
            + choices.filter { $0.id.isBlank || $0.label.french.isBlank }.map { _ in flaw("choices", .emptyText) }
    }

    private var kindFlaws: [FormFlaw] {
        switch kind {
        case .line(let limit), .text(let limit): limitFlaw("limit", limit, in: 1...FormFile.mostCharacters)
        case .number(let figures): figures.bounds.isBackwards ? [flaw("least", .leastOverMost)] : []
        case .money(let bounds): bounds.isBackwards ? [flaw("least", .leastOverMost)] : []
        case .terms(let name): Slug<Vocabulary>(name) == nil ? [flaw("vocabulary", .expected(.name))] : []
        case .checkpoint(let name): Checkpoint.ID(name) == nil ? [flaw("checkpoint", .expected(.name))] : []
        case .picture(let most): limitFlaw("most", most, in: 1...Self.mostFiles)
        case .file(let papers):
            (papers.kinds.isEmpty ? [flaw("kinds", .noItem)] : [])
                + limitFlaw("most", papers.most, in: 1...Self.mostFiles)
        case .consent(let consent):
            (consent.text.french.isBlank ? [flaw("text", .emptyText)] : [])
                + (consent.version.isBlank ? [flaw("version", .emptyText)] : [])
        case .block(let block): blockFlaws(block)
        default: []
        }
    }

    private func limitFlaw(_ key: String, _ number: Int, in range: ClosedRange<Int>) -> [FormFlaw] {
        let allowed = "\(range.lowerBound)–\(range.upperBound)"
        return range.contains(number) ? [] : [flaw(key, .unsupported("\(number)", allowed: [allowed]))]
    }

    private func blockFlaws(_ block: Block) -> [FormFlaw] {
        var flaws = limitFlaw("most", block.most, in: 1...Self.mostBlockRows)
        flaws += limitFlaw("least", block.least, in: 0...Self.mostBlockRows)
        if block.least > block.most { flaws.append(flaw("least", .leastOverMost)) }
        if block.row.french.isBlank { flaws.append(flaw("row", .emptyText)) }
        if block.cells.isEmpty { flaws.append(flaw("cells", .noItem)) }
        if block.cells.count > Self.mostCells { flaws.append(flaw("cells", .tooMany(most: Self.mostCells))) }
        flaws += Form.doubles(block.cells.map(\.id)).map { flaw("cells", .duplicate($0)) }
        for cell in block.cells {
            let own = cell.asField(in: self).ownFlaws.map { flaw("cells", $0.kind) }
            flaws += own
            let isSmall = Kind.small.contains(cell.kind.word)
            if !isSmall { flaws.append(flaw("cells", .unsupported(cell.kind.word, allowed: Kind.small))) }
            if Self.presets.contains(cell.id) || cell.id.contains(".") { flaws.append(flaw("cells", .expected(.name))) }
        }
        return flaws
    }

    static let mostFiles = 20
    static let mostBlockRows = 50
    static let mostCells = 8
}

extension FormField.Bounds {
    var isBackwards: Bool { (least ?? -.infinity) > (most ?? .infinity) }
}

extension FormField.Cell {
    /// The same as a question, so that what is read, refused and shown of it is the same as of one.
    public func asField(in field: FormField) -> FormField {
        var small = FormField(id: id, section: field.section, kind: kind, label: label)
        (small.hint, small.isNeeded, small.choices) = (hint, isNeeded, choices)
        return small
    }
}
