import Foundation
import Grids
import Tables
import Web

/// One question as the cells of its row, in the words of a reader.
struct QuestionCells {
    let form: Form
    let reader: Reader

    func row(_ field: FormField) -> [Cell] {
        QuestionColumn.allCases.map { column in
            let text = text(of: column, field)
            let isNumber = [.limit, .least, .most].contains(column)
            return isNumber ? Int(text).map { .integer($0) } ?? .text(text) : .text(text)
        }
    }

    /// A part without any question: its row keeps it.
    func row(of part: FormSection) -> [Cell] {
        QuestionColumn.allCases.map { $0 == .part ? .text(name(of: part)) : .text("") }
    }

    /// Its French title, or what the form's file calls it where another has that title.
    func name(of part: FormSection) -> String {
        let isAlone = form.sections.count { $0.title.french == part.title.french } == 1
        return isAlone && !part.title.french.isBlank ? part.title.french : part.id
    }

    func text(of column: QuestionColumn, _ field: FormField) -> String {
        switch column {
        case .part: form.section(of: field).map(name) ?? ""
        case .key: field.id
        case .kind: reader.kindName(field.kind.word)
        case .label: field.label.french
        case .labelEnglish: field.label.english ?? ""
        case .hint: field.hint?.french ?? ""
        case .hintEnglish: field.hint?.english ?? ""
        case .example: field.example?.french ?? ""
        case .exampleEnglish: field.example?.english ?? ""
        case .choices: field.choices.map(\.cellLine).joined(separator: "\n")
        case .condition: field.when.map { reader.cell(of: $0) } ?? ""
        default: kindText(of: column, field)
        }
    }

    private func kindText(of column: QuestionColumn, _ field: FormField) -> String {
        switch column {
        case .unit: field.kind.unit?.french ?? ""
        case .unitEnglish: field.kind.unit?.english ?? ""
        case .limit: field.kind.limit.map { "\($0)" } ?? ""
        case .least: field.kind.least.map(Self.plain) ?? ""
        case .most: field.kind.most.map(Self.plain) ?? ""
        case .grid: field.kind.ofGrid ?? ""
        default: useText(of: column, field)
        }
    }

    private func useText(of column: QuestionColumn, _ field: FormField) -> String {
        switch column {
        case .asking: reader.word(for: QuestionUse(of: field).asking)
        case .unless: field.unless ?? ""
        case .only: field.only.joined(separator: ", ")
        case .from: field.from?.word ?? ""
        case .until: field.until?.word ?? ""
        case .feeds: field.feeds.joined(separator: ", ")
        case .jury: reader.yesOrNo(field.isForJury)
        case .sheet: reader.yesOrNo(field.isForSheet)
        case .open: reader.yesOrNo(field.isOpen)
        default: reader.yesOrNo(field.isInTables)
        }
    }

    /// `12`, `7.5`.
    static func plain(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)"
    }
}

// What goes with a kind, whatever the kind.
extension FormField.Kind {
    var unit: Localized? {
        guard case .number(let figures) = self else { return nil }
        return figures.unit
    }

    /// In signs.
    var limit: Int? {
        switch self {
        case .line(let limit), .text(let limit): limit
        default: nil
        }
    }

    var least: Double? {
        switch self {
        case .number(let figures): figures.bounds.least
        case .money(let bounds): bounds.least
        case .block(let block): Double(block.least)
        default: nil
        }
    }

    var most: Double? {
        switch self {
        case .number(let figures): figures.bounds.most
        case .money(let bounds): bounds.most
        case .block(let block): Double(block.most)
        case .picture(let most): Double(most)
        case .file(let papers): Double(papers.most)
        default: nil
        }
    }

    /// The vocabulary or the checkpoint of the grid.
    var ofGrid: String? {
        switch self {
        case .terms(let name), .checkpoint(let name): name
        default: nil
        }
    }
}

extension FormField.Choice {
    /// `oui = Oui | Yes`: what a file of answers calls it, then its words.
    var cellLine: String {
        let words = CellSigns.quoted(label.french) + (label.english.map { " | " + CellSigns.quoted($0) } ?? "")
        return "\(CellSigns.quoted(id)) = \(words)"
    }
}

/// Signs that part things within one cell, where they stand in a text.
enum CellSigns {
    private static let parting: Set<Character> = ["\\", "|", "=", ","]

    static func quoted(_ text: String) -> String {
        var quoted = ""
        for sign in text {
            if sign.isNewline { quoted += "\\n" } else { quoted += parting.contains(sign) ? "\\\(sign)" : "\(sign)" }
        }
        return quoted
    }

    /// As a spreadsheet gives it back: without control signs, and without the spaces around it.
    static func plain(_ text: String) -> String {
        let seen = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").unicodeScalars.filter {
            $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t"
        }
        return String(String.UnicodeScalarView(seen)).trimmed
    }

    /// The parts between such a sign, as they were before they were quoted, without the spaces around them.
    static func parts(_ text: some StringProtocol, at separator: Character, most: Int = .max) -> [String] {
        var (parts, isQuoted) = ([""], false)
        for sign in text {
            if isQuoted {
                parts[parts.count - 1] += sign == "n" ? "\n" : "\(parting.contains(sign) ? "" : "\\")\(sign)"
                isQuoted = false
            } else if sign == "\\" {
                isQuoted = true
            } else if sign == separator, parts.count < most {
                parts.append("")
            } else {
                parts[parts.count - 1].append(sign)
            }
        }
        if isQuoted { parts[parts.count - 1] += "\\" }
        return parts.map(\.trimmed)
    }
}
