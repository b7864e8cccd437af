import Identifiers
import Organisations
import Web
import Words

/// What a form of the file says, read over what is saved: a form may hold a whole part, or only what just changed.
public struct TypedPart: Sendable {
    public let fields: Fields
    /// The form holds every control of its part, so a box that is not there is not ticked.
    public let isWhole: Bool
    /// Of the page on which it was typed: it says what a comma means.
    public let language: Language

    public init(fields: Fields, isWhole: Bool, language: Language = .french) {
        (self.fields, self.isWhole, self.language) = (fields, isWhole, language)
    }

    /// The same without what a button did to a row.
    public var unmoved: TypedPart {
        let others = fields.pairs.filter { $0.name != RowEdit.control }
        return TypedPart(fields: Fields(others), isWhole: isWhole, language: language)
    }

    /// Nil when the form does not speak of that field.
    public func value(of field: FormField, over stored: AnswerValue) -> AnswerValue? {
        switch field.kind {
        case .line where field.id == "organisation.department":
            fields[field.id].map { .text((try? Department(said: $0))?.description ?? $0.asLine.trimmed) }
        case .line, .siret, .rna, .email, .website, .choice: fields[field.id].map { .text($0.asLine.trimmed) }
        case .text: fields[field.id].map(AnswerValue.text)
        // A box that was unticked is said by the script with an empty value: that is none, and not nothing said.
        case .tick: speaks(of: field) ? .text(fields[field.id] ?? "") : nil
        case .terms, .choices: speaks(of: field) ? .list(fields.ticked(field.id)) : nil
        case .list: fields[field.id].map { .list($0.split(separator: "\n").map(String.init)) }
        case .steps, .indicators: rows(of: field, over: stored)
        case .cost, .quote: parts(of: field, over: stored)
        case .date, .film: fields[field.id].map { .text($0.asLine.trimmed) }
        case .number, .money: fields[field.id].map { .text(TypedFigure.kept($0.asLine.trimmed, on: language)) }
        // The box says which text it stood under.
        case .consent: speaks(of: field) ? .text(String((fields[field.id] ?? "").asLine.prefix(60))) : nil
        case .budget, .block: rows(of: field, over: stored)
        case .file, .picture: described(field, over: stored)
        case .period, .person, .checkpoint: parts(of: field, over: stored)
        case .address: address(of: field, over: stored)
        case .explanation: nil
        }
    }

    private func speaks(of field: FormField) -> Bool { isWhole || fields[field.id] != nil }

    /// The fields it speaks of.
    public func touched(in section: FormSection) -> [FormField] {
        isWhole ? section.fields : section.fields.filter { value(of: $0, over: .empty($0.kind)) != nil }
    }

    /// Every control of the rows and of the questions in several parts that it speaks of, itself and those beside it.
    public func controls(in section: FormSection) -> [String] {
        section.fields.flatMap { field -> [String] in
            let begun = Set(controls(of: field).map { $0.path.dropLast().map { "\($0)." }.joined() })
            return begun.sorted().flatMap { row in field.kind.columns.map { "\(field.id).\(row)\($0)" } }
        }
    }

    private func rows(of field: FormField, over stored: AnswerValue) -> AnswerValue? {
        let typed = controls(of: field)
        guard !typed.isEmpty else { return nil }
        var rows: [[String: String]] = if !isWhole, case .rows(let kept) = stored { kept } else { [] }
        for (path, value) in typed {
            guard let place = Int(path[0]), (0..<field.mostRows).contains(place) else { continue }
            while rows.count <= place { rows.append([:]) }
            rows[place][String(path[1])] = cell(value, of: path[1], in: field)
        }
        let value = AnswerValue.rows(isWhole ? RowEdit(fields, of: field)?.applied(to: rows) ?? rows : rows)
        // Rows change their places only when the whole part comes back, never below somebody's hands.
        return isWhole ? value.tidied : value
    }

    private func parts(of field: FormField, over stored: AnswerValue) -> AnswerValue? {
        let typed = controls(of: field)
        guard !typed.isEmpty else { return nil }
        var parts: [String: String] = if !isWhole, case .parts(let kept) = stored { kept } else { [:] }
        for (path, value) in typed { parts[String(path[0])] = cell(value, of: path[0], in: field) }
        return .parts(parts)
    }

    /// The commune's code is never typed: it follows from the name, or from what was chosen among several.
    private func address(of field: FormField, over stored: AnswerValue) -> AnswerValue? {
        guard case .parts(var parts) = parts(of: field, over: stored) else { return nil }
        let chosen = parts["insee"] ?? ""
        if case .parts(let kept) = stored { parts["insee"] = kept["insee"] }
        if fields["\(field.id).insee"] == nil { return .parts(Communes.bundled?.resolved(parts) ?? parts) }
        return .parts(Communes.bundled?.resolved(parts, choosing: chosen) ?? parts)
    }

    /// Files come in by their own way: here only what is said of those that are there, by their identifiers.
    private func described(_ field: FormField, over stored: AnswerValue) -> AnswerValue? {
        guard case .rows(var rows) = stored, !rows.isEmpty else { return nil }
        let (typed, pressed) = (controls(of: field), isWhole ? RowEdit(fields, of: field, among: rows) : nil)
        // One is taken out on a page of its own, once somebody has said that they mean it.
        let edit = pressed?.act == .remove ? nil : pressed
        guard !typed.isEmpty || edit != nil else { return nil }
        for (path, value) in typed where !["id", "name"].contains(path[1]) {
            guard let place = rows.firstIndex(where: { $0["id"] == String(path[0]) }) else { continue }
            rows[place][String(path[1])] = value.asRead.trimmed
        }
        return .rows(edit?.applied(to: rows) ?? rows)
    }

    /// What it says of files and pictures that the answer no longer has, each as one text.
    public func lost(of field: FormField, over stored: AnswerValue) -> [String] {
        guard field.kind.isOfMedia else { return [] }
        let there = Set(stored.filledRows.compactMap { $0["id"] })
        // What is chosen from a list is no text of theirs.
        return controls(of: field).filter { $0.path[1] != "agreed" && !there.contains(String($0.path[0])) }
            .map { $0.value.asRead.trimmed }.filter { !$0.isEmpty }
    }

    private func cell(_ typed: String, of part: Substring, in field: FormField) -> String {
        field.hasFigures(in: String(part)) ? TypedFigure.kept(typed.trimmed, on: language) : typed.trimmed
    }

    /// Those of the page: a part that the question does not have is not of it (ASVS 15.3.3).
    private func controls(of field: FormField) -> [(path: [Substring], value: String)] {
        let depth = field.kind.hasRows ? 2 : 1
        return fields.pairs.compactMap { pair -> (path: [Substring], value: String)? in
            guard pair.name.hasPrefix(field.id + ".") else { return nil }
            let path = pair.name.dropFirst(field.id.count + 1).split(separator: ".", omittingEmptySubsequences: false)
            guard path.count == depth, let column = path.last, field.kind.columns.contains(String(column)) else {
                return nil
            }
            return (path, pair.value)
        }
    }
}
