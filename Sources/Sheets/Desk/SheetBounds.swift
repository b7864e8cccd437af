import Forms

// How many signs each text of a sheet holds. What an import takes in may be saved here as well, and what a form asks for.
extension SheetForm {
    static let longestTitle = ImportRowReader.titleLimit
    /// One or two sentences, and room for a third.
    static let longestSummary = 1_000
    static let longestText = ImportCells.textLimit
    private static let longestLine = ImportCells.nameLimit
    private static let longestCell = 5_000

    static func asked(by form: Form) -> [String: Int] {
        form.fields.reduce(into: [:]) { asked, field in
            switch field.kind {
            case .line(let most), .text(let most): asked[field.id] = most
            default: break
            }
        }
    }

    /// Of a text of its own, in signs as people count them.
    func most(of id: String) -> Int {
        switch id {
        case "title", "title_en": return max(Self.longestTitle, asked["title"] ?? 0)
        case "strapline", "summary_en": return max(Self.longestSummary, asked["strapline"] ?? 0)
        case "website": return Self.longestLine
        default:
            let isLine = lines.contains { $0.id == id && Self.isOfOneLine($0.kind) }
            return max(isLine ? Self.longestLine : Self.longestText, asked[id] ?? 0)
        }
    }

    private static func isOfOneLine(_ kind: FormField.Kind) -> Bool {
        switch kind {
        case .line, .number, .money, .date, .period, .film, .address: true
        default: false
        }
    }

    var lengths: [Fault] {
        let whole = texts.sorted { $0.key < $1.key }.compactMap { id, text in isTooLong(text, most(of: id), id) }
        let cells = lines.flatMap { line -> [(String, String)] in
            (rows[line.id] ?? []).enumerated().flatMap { place, row in
                row.map { ("\(line.id).\(place).\($0.key)", $0.value) }
            }
                + (parts[line.id] ?? [:]).map { ("\(line.id).\($0.key)", $0.value) }
        }
        return whole + cells.sorted { $0.0 < $1.0 }.compactMap { isTooLong($0.1, Self.longestCell, $0.0) }
    }

    private func isTooLong(_ text: String, _ most: Int, _ control: String) -> Fault? {
        text.count > most ? .tooLong(control, most: most) : nil
    }
}
