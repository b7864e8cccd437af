import Grids
import Tables
import TextSimilarity
import Web

/// The rows of a workbook of a form under its columns, in the words of any of its readers.
struct QuestionSheet {
    struct Lacks: Error, Equatable { let columns: [QuestionColumn] }

    let rows: [TableRow]
    let readers: [Reader]
    private let titles: [QuestionColumn: String]
    private let kinds: [String: String]

    /// `readers` are of all languages, whoever reads it now first.
    init(_ table: Table, in readers: [Reader]) throws(Lacks) {
        (rows, self.readers) = (table.rows, readers)
        titles = QuestionColumn.allCases.reduce(into: [:]) { titles, column in
            titles[column] = readers.map { $0.title(of: column) }.first { table.has($0) }
        }
        let known = titles
        let missing = QuestionColumn.needed.filter { known[$0] == nil }
        guard missing.isEmpty else { throw Lacks(columns: missing) }
        kinds = FormField.Kind.words.reduce(into: [:]) { kinds, word in
            kinds[word] = word
            for reader in readers { kinds[fold(reader.kindName(word))] = word }
        }
    }

    /// How many titles of the columns stand in a line.
    static func worth(of names: [String], in readers: [Reader]) -> Int {
        let titles = Set(readers.flatMap { reader in QuestionColumn.allCases.map { fold(reader.title(of: $0)) } })
        return Set(names.map { fold($0.trimmed) }).intersection(titles).count
    }

    /// What stands there, without the spaces around it; nil where the workbook has no such column any more.
    func cell(_ column: QuestionColumn, _ row: TableRow) -> String? {
        titles[column].map { CellSigns.plain(row[$0] ?? "") }
    }

    /// The same where it says something else than what was written of that question, whatever the language.
    func changed(_ column: QuestionColumn, _ row: TableRow, from field: FormField?, in form: Form) -> String? {
        guard let said = cell(column, row) else { return nil }
        guard let field else { return said.isEmpty ? nil : said }
        let isKept = readers.contains { reader in
            let text = QuestionCells(form: form, reader: reader).text(of: column, field)
            let written = CellSigns.plain(text)
            return said == written || said == CellSigns.plain(TableWriter.harmless(text))
                || Self.figures.contains(column) && Self.isSameFigure(said, written)
        }
        return isKept ? nil : said
    }

    private static let figures: [QuestionColumn] = [.limit, .least, .most]

    /// A spreadsheet may write a number otherwise.
    private static func isSameFigure(_ one: String, _ other: String) -> Bool {
        TypedFigure(one).flatMap { left in TypedFigure(other).map { left == $0 } } ?? false
    }

    /// The word of a kind in a form's file.
    func kind(_ said: String) -> String? { kinds[fold(said)] ?? kinds[said] }

    func flag(_ said: String) throws(QuestionFault.Kind) -> Bool {
        for reader in readers {
            if fold(said) == fold(reader.yesOrNo(true)) { return true }
            if fold(said) == fold(reader.yesOrNo(false)) { return false }
        }
        throw .notYesOrNo(said)
    }

    func asking(_ said: String) throws(QuestionFault.Kind) -> QuestionUse.Asking {
        for reader in readers {
            if let found = QuestionUse.Asking.allCases.first(where: { fold(reader.word(for: $0)) == fold(said) }) {
                return found
            }
        }
        throw .notYesOrNo(said)
    }

    func isEmpty(_ row: TableRow, apartFrom column: QuestionColumn) -> Bool {
        QuestionColumn.allCases.allSatisfy { $0 == column || cell($0, row)?.isEmpty ?? true }
    }
}
