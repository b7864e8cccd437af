import Grids

// What a sheet tells, as it is written in a form's file.
extension GridFileEntry {
    func sheet(of fields: [FormField]) -> [SheetPart] {
        var seen: Set<String> = []
        return list().compactMap { item in
            let keys = item.keys(["fields"], optional: ["title", "stands_out"])
            let title = keys["title"]?.localized()
            let lines = keys["fields"]?.distinctItems().compactMap { $0.sheetLine(of: fields, under: title) } ?? []
            for line in lines where !seen.insert(line.id).inserted { item.note(.duplicate(line.id)) }
            return SheetPart(title: title, standsOut: keys["stands_out"]?.flag() ?? false, lines: lines)
        }
    }

    /// Called as its part where it is alone there; its own label says what it is among others.
    private func sheetLine(of fields: [FormField], under title: Localized?) -> SheetPart.Line? {
        let keys = keys(["id"], optional: ["label", "before_each", "missed", "needed"])
        let (label, beforeEach) = (keys["label"]?.localized(), keys["before_each"]?.localized())
        let (missed, isNeeded) = (keys["missed"]?.localized(), keys["needed"]?.flag() ?? false)
        guard let id = keys["id"]?.fieldName() else { return nil }
        let field = fields.first { $0.id == id }
        guard let kind = id == SheetPart.description ? .text(FormFile.mostCharacters) : field?.kind, kind.isTold,
            field?.isForSheet ?? true
        else {
            let names = fields.filter { $0.kind.isTold && $0.isForSheet }.map(\.id)
            keys["id"]?.note(.unsupported(id, allowed: names + [SheetPart.description]))
            return nil
        }
        return SheetPart.Line(
            id: id, kind: kind, choices: field?.choices ?? [],
            label: label ?? title ?? field?.label ?? Localized(id), beforeEach: beforeEach, missed: missed,
            isNeeded: isNeeded)
    }
}

extension FormField.Kind {
    /// The public may read it, as a part of a sheet or, files and pictures, where the agency chooses them for it.
    public var goesToSheets: Bool { isTold || isOfMedia }

    /// Terms stand on a sheet's card, and numbers of registers nowhere on it; nor do people, agreements and one's own levels. Of an address
    /// it tells the town.
    var isTold: Bool {
        switch self {
        case .line, .text, .choice, .choices, .list, .steps, .indicators, .cost, .quote: true
        case .number, .date, .period, .money, .block, .film, .budget, .address: true
        case .siret, .rna, .email, .website, .terms, .tick, .file, .picture, .consent, .person: false
        case .checkpoint, .explanation: false
        }
    }
}
