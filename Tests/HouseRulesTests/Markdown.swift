import Foundation
import World

/// A document of the project, as tests read it: its headings, the rows of its tables, its sentences.
struct Markdown {
    let text: String

    /// The path is from the project's folder.
    init(_ path: String) throws { text = try String(contentsOfFile: World.root + "/" + path, encoding: .utf8) }

    init(text: String) { self.text = text }

    /// The names by which links find headings: `who-speaks-with-whom`.
    var anchors: Set<String> { Set(lines.compactMap(Self.title).map(Self.anchor)) }

    /// The cells of every row of a table, without its head and the line below it.
    var rows: [[String]] { Self.rows(in: lines[...]) }

    /// The same of one section, with those below it left out.
    func rows(under anchor: String) -> [[String]] {
        guard let start = lines.firstIndex(where: { Self.title($0).map(Self.anchor) == anchor }) else { return [] }
        let rest = lines[(start + 1)...]
        return Self.rows(in: rest.prefix { Self.title($0) == nil })
    }

    /// Whether it says so, wherever its lines end.
    func says(_ sentence: String) -> Bool { Self.folded(text).contains(Self.folded(sentence)) }

    private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    private static func title(_ line: Substring) -> Substring? {
        let title = line.drop { $0 == "#" }
        return title.startIndex != line.startIndex && title.first == " " ? title.dropFirst() : nil
    }

    private static func anchor(_ title: Substring) -> String {
        String(title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " })
            .replacing(" ", with: "-")
    }

    private static func rows(in lines: ArraySlice<Substring>) -> [[String]] {
        let tables = lines.split { !$0.hasPrefix("|") }
        return tables.flatMap { table in table.dropFirst(2).map(cells) }
    }

    private static func cells(_ line: Substring) -> [String] {
        line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
