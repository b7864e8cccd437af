import Foundation
import Identifiers
import Tables
import TextSimilarity
import Words

/// Reads the cells of one row, and notes what it leaves out of it.
struct ImportCells {
    static let keyLimit = 200
    static let nameLimit = 500
    static let textLimit = 50_000

    let row: TableRow
    let now: Date
    private(set) var remarks: [ImportRemark] = []
    private(set) var unknown: [UnknownTerm] = []

    init(_ row: TableRow, now: Date) { (self.row, self.now) = (row, now) }

    mutating func note(_ column: String, _ typed: String, _ reason: ImportRemark.Reason) {
        remarks.append(ImportRemark(column, typed, reason))
    }

    func value(_ column: String) -> String? { row[column]?.tidied.ifFilled }

    func needed(_ column: String, limit: Int) throws(ImportFault) -> String {
        // A key, a name, a title.
        guard let text = value(column)?.asLine.tidied.ifFilled else {
            throw ImportFault(column: column, reason: .missing)
        }
        return try within(limit, text, column)
    }

    func within(_ limit: Int, _ text: String, _ column: String) throws(ImportFault) -> String {
        guard text.count <= limit else { throw ImportFault(column: column, reason: .tooLong(limit: limit)) }
        return text
    }

    /// The beginning of a text, up to a word's end; that the rest was left out is noted.
    mutating func beginning(_ limit: Int, _ text: String, _ column: String) -> String {
        guard text.count > limit else { return text }
        note(column, text, .cut(limit: limit))
        let start = text.prefix(limit - 1)
        let whole = start.lastIndex(where: \.isWhitespace).map { start[..<$0] } ?? start
        return whole + "…"
    }

    /// A row that adds up those above it is none of them.
    func refuseTotal(_ column: String) throws(ImportFault) {
        let words = fold(value(column) ?? "").split { !($0.isLetter || $0 == "-") }
        guard let word = words.first, ["total", "totaux", "sous-total", "somme", "moyenne"].contains(word),
            row.fields.count(where: { !$0.isBlank }) <= max(2, row.fields.count / 3),
            words.dropFirst().allSatisfy({ ["general", "generale", "partiel"].contains($0) }) || holdsCount
        else { return }
        throw ImportFault(column: nil, reason: .total)
    }

    /// «Somme Énergies» is a name, where nothing beside it is a count.
    private var holdsCount: Bool {
        row.fields.contains { field in
            let digits = field.filter { !$0.isWhitespace && !".,".contains($0) }
            return (1...7).contains(digits.count) && digits.allSatisfy(\.isWholeNumber)
        }
    }

    static func oneLine(_ text: String) -> String {
        text.asLine.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: addresses, dates

    // Some cells hold several addresses, or one with words around it: the first that is an address stands.
    mutating func address(in column: String?) -> String? {
        guard let column, let typed = value(column) else { return nil }
        let words = typed.replacing("&#x2F;", with: "/").replacing("&amp;", with: "&").split(
            whereSeparator: \.isWhitespace)
        for word in words.map({ $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;")) }) {
            if let address = WebAddress.read(word) { return address }
        }
        note(column, typed, .notAnAddress)
        return nil
    }

    mutating func date(in column: String) -> String? {
        guard let typed = value(column) else { return nil }
        do {
            return try ImportDate.read(typed, now: Formats(language: "fr").calendarDay(of: now))
        } catch {
            note(column, typed, error.reason)
            return nil
        }
    }

    // MARK: terms

    /// `areKinds`: they stand for what an organisation is.
    mutating func terms(_ place: ImportMapping.TermColumn, areKinds: Bool = false) -> [String] {
        let before = unknown.count
        defer { if areKinds { for index in before..<unknown.count { unknown[index].isKind = true } } }
        var terms = place.always
        if let column = place.column, let typed = value(column) {
            for part in place.separator.map({ Self.parts(typed, [$0]) }) ?? [typed] {
                terms += known(part, place, column)
            }
        }
        var seen: Set<String> = []
        return terms.filter { seen.insert($0).inserted }
    }

    // A cell that the mapping does not know as a whole may hold several terms behind another separator.
    private mutating func known(_ part: String, _ place: ImportMapping.TermColumn, _ column: String) -> [String] {
        guard !place.values.isEmpty else { return [part] }
        if let terms = place.values[Self.termKey(part)] { return terms }
        let pieces = Self.parts(part, [";", "|", ",", "/", "\n", " - ", " et "])
        guard pieces.contains(where: { place.values[Self.termKey($0)] != nil }) else {
            unknown.append(UnknownTerm(column: column, term: String(Self.oneLine(part).prefix(80))))
            return []
        }
        return pieces.flatMap { piece -> [String] in
            if let terms = place.values[Self.termKey(piece)] { return terms }
            unknown.append(UnknownTerm(column: column, term: String(Self.oneLine(piece).prefix(80))))
            return []
        }
    }

    /// Without case, accents, spaces that do not show, and the plural.
    static func termKey(_ term: String) -> String {
        fold(term).split(whereSeparator: \.isWhitespace)
            .map { $0.count > 3 && ($0.last == "s" || $0.last == "x") ? $0.dropLast() : $0 }.joined(separator: " ")
    }

    static func parts(_ text: String, _ separators: [String]) -> [String] {
        separators.reduce([text]) { parts, separator in parts.flatMap { $0.components(separatedBy: separator) } }
            .map(\.tidied).filter { !$0.isEmpty }
    }
}
