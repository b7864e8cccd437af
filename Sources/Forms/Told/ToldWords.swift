import Grids
import Words

extension Told {
    /// What a sheet tells of an answer of the newer kinds, in French as sheets are: one text, or one for each row of a block. Nil
    /// where nothing is said, or nothing that a sheet tells.
    public static func words(of value: AnswerValue, to field: FormField) -> [String]? {
        guard field.kind.isTold else { return nil }
        let formats = Formats(language: "fr")
        switch (value, field.kind) {
        case (.text(let text), _) where text.isBlank: return nil
        case (.text(let text), .film):
            guard FormField.isFilm(text) else { return nil }
            return [text.contains("://") ? text : "https://" + text]
        case (.text(let text), _): return [French(formats).words(text, field.kind)]
        case (.parts(let parts), .period):
            guard let first = formats.parseDay(parts["from"] ?? ""), let last = formats.parseDay(parts["to"] ?? "")
            else { return nil }
            return first <= last ? [formats.period(first, last)] : nil
        case (.parts(let parts), .address): return French(formats).town(parts).map { [$0] }
        case (.rows(let rows), .block(let block)):
            return rows.isEmpty ? nil : rows.map { French(formats).row($0, of: block) }
        default: return nil
        }
    }

    private struct French {
        let formats: Formats

        init(_ formats: Formats) { self.formats = formats }

        func words(_ typed: String, _ kind: FormField.Kind, _ choices: [FormField.Choice] = []) -> String {
            switch kind {
            case .number(let figures):
                [figure(typed), figures.unit?.french].compactMap(\.self).joined(separator: "\u{A0}")
            case .money: TypedFigure(typed).map { formats.money(euros: $0.value) } ?? typed
            case .date: formats.month(TypedMonth(typed)?.text ?? typed)
            case .choice: choices.first { $0.id == typed }?.label.french ?? typed
            default: typed.trimmed
            }
        }

        /// «Crèche des Lilas – Besançon – 12 places»; a mail address is nobody else's business.
        func row(_ row: [String: String], of block: FormField.Block) -> String {
            block.cells.filter { $0.kind != .email }.compactMap { cell -> String? in
                guard let typed = row[cell.id], !typed.isBlank else { return nil }
                // A box says its own words.
                return cell.kind == .tick ? cell.label.french : words(typed, cell.kind, cell.choices)
            }.joined(separator: " – ")
        }

        /// «Besançon (25)»: where somebody lives or works to the street is nobody else's business.
        func town(_ parts: [String: String]) -> String? {
            guard let commune = parts["commune"]?.trimmed, !commune.isEmpty else { return nil }
            let code = (parts["insee"] ?? "").isBlank ? "" : parts["insee"] ?? ""
            let department = String(code.prefix(code.hasPrefix("97") ? 3 : 2))
            return department.isEmpty ? commune : "\(commune) (\(department))"
        }

        private func figure(_ typed: String) -> String {
            guard let value = TypedFigure(typed)?.value else { return typed }
            let places = typed.split { ",.".contains($0) }.dropFirst().first?.filter(\.isNumber).count ?? 0
            return formats.number(value, decimals: places)
        }
    }
}
