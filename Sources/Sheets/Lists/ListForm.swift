import Campaigns
import Foundation
import Media
import Tables
import Web
import Workbooks

/// A list as it is pasted from a spreadsheet.
struct ListForm: Equatable, Sendable {
    enum Problem: Error, Equatable {
        case rowsMissing
        case editionMissing
        case tooMany
        /// Rows have nearly the name of something known, and nobody has said what they are.
        case undecided
        /// A file was chosen, and the button that reads it was not the one that was pressed.
        case fileUnread
        /// The file's own name, and why it is not read.
        case file(String, ListUpload.Refusal)
        /// The file has more rows than a page takes.
        case fileTooLong
    }

    /// Longer lists come in on the command line, where they keep nobody waiting.
    static let most = 500

    /// Initiatives have too many columns to be known by their names: they come in on the command line.
    static let kinds: [ImportRun.Kind] = [.partners, .people, .organisations]
    /// Those that a list may give.
    static let roles = Role.allCases.filter { $0 != .agencyAdministrator }

    /// Of the import that it makes, however often it is sent.
    var key: ImportRun.ID?
    var kind = ImportRun.Kind.partners
    /// The word in an edition's address: for it partners engage themselves, and roles hold.
    var edition = ""
    /// Of everybody in the list, where no column says it.
    var role: Role?
    /// What rows are whose name is nearly that of something known; nil while nobody has said so.
    var near: KnownTitles?
    /// What one such row is by itself, by its line.
    var nearRows: [Int: KnownTitles] = [:]
    /// The line of titles, then one line each.
    var rows = ""
    /// The name of the file that the rows came from; empty of a list that was pasted.
    var source = ""
    /// A file was chosen, and did not come along.
    var hasFile = false

    init() {}

    init(_ fields: Fields) {
        key = fields.text("key").flatMap { ImportRun.ID.formKey($0) }
        kind =
            fields.text("kind").flatMap(ImportRun.Kind.init).flatMap { Self.kinds.contains($0) ? $0 : nil } ?? .partners
        edition = fields.text("edition") ?? ""
        role = fields.text("role").flatMap(Role.init).flatMap { Self.roles.contains($0) ? $0 : nil }
        near = fields.text("near").flatMap(KnownTitles.init)
        for (name, value) in fields.pairs where name.hasPrefix(Self.ownAnswer) {
            guard let line = Int(name.dropFirst(Self.ownAnswer.count)), let answer = KnownTitles(rawValue: value) else {
                continue
            }
            nearRows[line] = answer
        }
        source = fields.text("source").map { FileName($0).description } ?? ""
        hasFile = fields.text("file") != nil
        // A cell may be empty at the end of a line: only line ends after it are nobody's. Those before the first count as lines.
        let typed = fields["rows"] ?? ""
        rows = String(typed.prefix(typed.reversed().drop(while: \.isNewline).count))
    }

    /// A file in place of what is pasted: its rows are shown, tried and corrected as pasted ones are.
    mutating func take(_ list: ListSource, called name: String = "") throws(TableRefusal) {
        let text = try list.pasted()
        source = name.isEmpty ? "" : FileName(name).description
        rows = String(text.prefix(text.reversed().drop(while: \.isNewline).count))
    }

    /// The field of a row begins with it, before its line: `near-4`.
    static let ownAnswer = "near-"

    /// Its own answer, or that of all; nil while nobody has said so.
    func answer(to question: NearNames.Question) -> KnownTitles? { nearRows[question.line] ?? near }

    var problem: Problem? {
        if rows.allSatisfy(\.isWhitespace) { return hasFile ? .fileUnread : .rowsMissing }
        if isTooLong { return .tooMany }
        return kind == .people && role != nil && edition.isEmpty ? .editionMissing : nil
    }

    var isTooLong: Bool { rows.count(where: \.isNewline) > Self.most }

    /// The same with the line of titles and the rows that a report refuses only, as they were pasted.
    func keepingRefused(of report: ImportReport, in table: Table) -> ListForm {
        let lines = Set(report.rows.filter(\.isRefused).map(\.line))
        guard !lines.isEmpty else { return self }
        let text = rows.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        let starts = table.rows.map(\.line)
        // A line above the titles may say what parts the cells.
        let first = table.isDeclared ? 1 : table.headerLine
        var kept = Self.lines(of: text, first..<max(first, starts.first ?? text.count + 1))
        for (place, start) in starts.enumerated() where lines.contains(start) {
            let end = starts.indices.contains(place + 1) ? starts[place + 1] : text.count + 1
            kept += Self.lines(of: text, start..<max(start, end))
        }
        var form = self
        form.rows = kept.joined(separator: "\n")
        return form
    }

    /// Numbered from 1; a cell may go over several, and empty ones may follow it.
    private static func lines(of text: [Substring], _ numbers: Range<Int>) -> [Substring] {
        var found = Array(text.dropFirst(numbers.lowerBound - 1).prefix(numbers.count))
        while found.last?.allSatisfy(\.isWhitespace) == true { found.removeLast() }
        return found
    }
}
