import Grids
import Web
import Words

/// How a question is answered, as its page says it: limits, unit, the list to choose from, the cells of a row.
struct TypedKind: Sendable {
    let fields: Fields
    /// Of the page: it says what a comma means.
    let language: Language

    init(_ fields: Fields, language: Language) { (self.fields, self.language) = (fields, language) }

    func kind(like kind: FormField.Kind) throws(FormDraft.Refusal) -> FormField.Kind {
        switch kind {
        case .line: .line(try number("q:limit", 1...FormFile.mostCharacters))
        case .text: .text(try number("q:limit", 1...FormFile.mostCharacters))
        case .number: .number(FormField.Figures(unit: fields.filledLocalized("q:unit"), try bounds()))
        case .money: .money(try bounds())
        case .terms: .terms(fields.text("q:vocabulary") ?? "")
        case .checkpoint: .checkpoint(fields.text("q:checkpoint") ?? "")
        case .picture: .picture(try number("q:most", 1...FormField.mostFiles))
        case .file:
            .file(
                FormField.Papers(
                    kinds: FormField.Papers.Kind.allCases.filter { fields.ticked("q:kinds").contains($0.rawValue) },
                    most: try number("q:most", 1...FormField.mostFiles)))
        case .consent:
            .consent(FormField.Consent(text: fields.localized("q:text"), version: fields.text("q:version") ?? ""))
        case .block(let block): .block(try self.block(like: block))
        default: kind
        }
    }

    /// With the names that they had before, and no other; in the order of the page, one that is moved in its new place; a row without words is taken out.
    func choices(among former: [FormField.Choice]) -> [FormField.Choice] {
        let known = Set(former.map(\.id))
        let rows = rows("q:choice", most: FormDraft.mostChoices + 10).compactMap { name -> FormField.Choice? in
            fields.filledLocalized(name).map {
                FormField.Choice(
                    id: fields.text("\(name)_id").flatMap { known.contains($0) ? $0 : nil } ?? "", label: $0)
            }
        }
        return moved(rows)
    }

    private func moved(_ choices: [FormField.Choice]) -> [FormField.Choice] {
        guard let place = fields.text("go").flatMap({ $0.hasPrefix("up.") ? Int($0.dropFirst(3)) : nil }),
            choices.indices.contains(place), place > 0
        else { return choices }
        var choices = choices
        choices.swapAt(place, place - 1)
        return choices
    }

    private func rows(_ name: String, most: Int) -> [String] {
        (0..<most).map { "\(name).\($0)" }.filter { fields["\($0)_fr"] != nil || fields["\($0)_en"] != nil }
    }

    private func number(_ name: String, _ range: ClosedRange<Int>) throws(FormDraft.Refusal) -> Int {
        guard let number = fields.number(name), range.contains(number) else {
            throw .outOfRange(least: range.lowerBound, most: range.upperBound)
        }
        return number
    }

    private func bounds(_ name: String = "q:") throws(FormDraft.Refusal) -> FormField.Bounds {
        FormField.Bounds(least: try bound("\(name)least"), most: try bound("\(name)most"))
    }

    private func bound(_ name: String) throws(FormDraft.Refusal) -> Double? {
        guard let text = fields.text(name) else { return nil }
        let kept = TypedFigure.kept(text, on: language)
        guard !TypedFigure.isUnclear(kept) else { throw .unclearFigure }
        guard let figure = TypedFigure(kept) else {
            throw .outOfRange(least: -999_999_999, most: 999_999_999)
        }
        return figure.value
    }

    private func block(like former: FormField.Block) throws(FormDraft.Refusal) -> FormField.Block {
        var cells: [FormField.Cell] = []
        for name in rows("q:cell", most: 2 * FormField.mostCells) {
            if let cell = try cell(name, among: former.cells) { cells.append(cell) }
        }
        return FormField.Block(
            row: fields.localized("q:row"), least: try number("q:least", 0...FormField.mostBlockRows),
            most: try number("q:most", 1...FormField.mostBlockRows), cells: cells)
    }

    /// What the page does not say of a cell stays: its help.
    private func cell(_ name: String, among former: [FormField.Cell]) throws(FormDraft.Refusal) -> FormField.Cell? {
        guard let label = fields.filledLocalized(name) else { return nil }
        let (id, word) = (fields.text("\(name)_id") ?? "", fields.text("\(name)_kind") ?? "line")
        let old = former.first { $0.id == id }
        guard FormField.Kind.small.contains(word), let fresh = FormField.Kind.fresh.first(where: { $0.word == word })
        else { throw .notThatKind(allowed: FormField.Kind.small) }
        let kind = if let known = old?.kind, known.word == word { try limited(known, "\(name)_") } else { fresh }
        return FormField.Cell(
            id: old == nil ? "" : id, kind: kind, label: label, hint: old?.hint,
            isNeeded: fields.isOn("\(name)_needed"), choices: lines(fields["\(name)_choices"] ?? "", old?.choices ?? [])
        )
    }

    /// How long or how great the answer in a cell may be; a page that was given for another kind says nothing of it.
    private func limited(_ kind: FormField.Kind, _ name: String) throws(FormDraft.Refusal) -> FormField.Kind {
        switch kind {
        case .line where fields["\(name)limit"] != nil:
            .line(try number("\(name)limit", 1...FormField.cellLength))
        case .text where fields["\(name)limit"] != nil:
            .text(try number("\(name)limit", 1...FormField.cellLength))
        case .number where fields["\(name)least"] != nil:
            .number(FormField.Figures(unit: fields.filledLocalized("\(name)unit"), try bounds(name)))
        case .money where fields["\(name)least"] != nil: .money(try bounds(name))
        default: kind
        }
    }

    /// One choice a line, `French | English`. One that keeps its French words keeps its name.
    private func lines(_ text: String, _ former: [FormField.Choice]) -> [FormField.Choice] {
        text.split(separator: "\n").compactMap { line in
            let sides = line.split(separator: "|", maxSplits: 1).map { String($0).trimmed }
            guard let french = sides.first, !french.isBlank else { return nil }
            let id = former.first { $0.label.french == french }?.id ?? ""
            return FormField.Choice(id: id, label: Localized(french, english: sides.count > 1 ? sides[1] : nil))
        }
    }
}
