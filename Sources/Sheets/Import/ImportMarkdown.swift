import Forms
import Foundation
import Organisations
import Submissions
import Words

/// Somebody's Markdown as plain text with the little structure that sheets show: `## ` before a heading, `- ` before an item
/// of a list, an empty line between paragraphs.
struct PlainMarkdown {
    private(set) var text = ""

    init(_ markdown: String) {
        var blocks: [Block] = []
        for line in Self.withoutComments(markdown).split(separator: "\n", omittingEmptySubsequences: false) {
            let block = Block(line)
            // A heading under which nothing stands says nothing.
            if case .heading = block, case .heading = blocks.last { blocks.removeLast() }
            if case .empty = block {
                blocks.last?.isText == true ? blocks.append(.empty) : ()
            } else {
                blocks.append(block)
            }
        }
        while let last = blocks.last, !last.isText { blocks.removeLast() }
        text = Self.joined(blocks)
    }

    private enum Block {
        case empty
        case heading(String)
        case item(String)
        case line(String)

        init(_ source: Substring) {
            let line = source.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("#") {
                self = Inline(line.drop { $0 == "#" }).text.withoutColon.ifFilled.map(Block.heading) ?? .empty
            } else if Self.isRule(line) {
                self = .empty
            } else if let words = Self.item(line) {
                self = Inline(words).text.ifFilled.map(Block.item) ?? .empty
            } else {
                let words = line.drop { $0 == ">" || $0 == "|" || $0.isWhitespace }
                self = Inline(words).text.ifFilled.map(Block.line) ?? .empty
            }
        }

        /// A line across the page, or the one under a table's head.
        private static func isRule(_ line: String) -> Bool {
            line.utf8.count >= 3 && line.utf8.allSatisfy { "-*_|: \t".utf8.contains($0) }
        }

        private static func item(_ line: String) -> Substring? {
            let number = line.prefix { $0.isASCII && $0.isNumber }
            let rest = line[number.endIndex...]
            guard let mark = rest.first,
                number.isEmpty ? "-*+•".contains(mark) : number.count < 3 && ".)".contains(mark)
            else { return nil }
            let words = rest.dropFirst()
            return words.first?.isWhitespace == true ? words : nil
        }

        var isText: Bool {
            switch self {
            case .empty, .heading: false
            case .item, .line: true
            }
        }
    }

    private static func withoutComments(_ text: String) -> String {
        var parts = text.components(separatedBy: "<!--")
        let first = parts.removeFirst()
        return parts.reduce(first) { text, part in
            text + (part.range(of: "-->").map { String(part[$0.upperBound...]) } ?? "")
        }
    }

    private static func joined(_ blocks: [Block]) -> String {
        var text = ""
        var last = Block.empty
        for block in blocks {
            switch (last, block) {
            case (_, .empty): break
            case (.item, .item(let words)): text += "\n- " + words
            case (.line, .line(let words)): text += "\n" + words
            case (_, .item(let words)): text += "\n\n- " + words
            case (_, .line(let words)): text += "\n\n" + words
            case (_, .heading(let words)): text += "\n\n## " + words
            }
            last = block
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// A line without the marks inside it: emphasis, links, pictures, tags.
private struct Inline {
    private let source: [Unicode.Scalar]
    private var at = 0
    private var kept = String.UnicodeScalarView()

    // By hand rather than by patterns: a list of 3 MB is read in a quarter of a second instead of seven.
    init(_ source: some StringProtocol) {
        self.source = Array(source.unicodeScalars)
        while at < self.source.count { step() }
    }

    var text: String { String(kept).split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    private mutating func step() {
        switch source[at] {
        case "\\" where next.map(Self.isMark) == true:
            kept.append(source[at + 1])
            at += 2
        case "!" where next == "[": at += link(from: at + 1).map { $0.end - at } ?? keep()
        case "[": at = link(from: at).map { said($0) } ?? at + keep()
        case "<": at = tag() ?? at + keep()
        case "&": at = entity() ?? at + keep()
        case "*", "`": at += 1
        case "~" where next == "~": at += 2
        case "_" where !isInsideWord: at += 1
        default: at += keep()
        }
    }

    private var next: Unicode.Scalar? { source.indices.contains(at + 1) ? source[at + 1] : nil }

    private mutating func keep() -> Int {
        kept.append(source[at])
        return 1
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) && scalar != " "
    }

    private var isInsideWord: Bool {
        guard at > 0, let next else { return false }
        return source[at - 1].properties.isAlphabetic && next.properties.isAlphabetic
    }

    private struct Link {
        let words: String
        let address: String
        let end: Int
    }

    /// `[words](address "title")`
    private func link(from start: Int) -> Link? {
        guard let close = source[start...].firstIndex(of: "]"), close + 1 < source.count, source[close + 1] == "(",
            let end = source[close...].firstIndex(of: ")")
        else { return nil }
        let inside = String(String.UnicodeScalarView(source[(close + 2)..<end]))
        let address = inside.split(separator: " ").first.map { $0.filter { $0 != "<" && $0 != ">" } } ?? ""
        let words = Inline(String(String.UnicodeScalarView(source[(start + 1)..<close]))).text
        return Link(words: words, address: address, end: end + 1)
    }

    private mutating func said(_ link: Link) -> Int {
        let isSame = link.words.isEmpty || link.words == link.address
        let text = isSame ? link.address : link.address.isEmpty ? link.words : "\(link.words) (\(link.address))"
        kept.append(contentsOf: text.unicodeScalars)
        return link.end
    }

    /// Skips a tag; `<https://…>` is an address.
    private mutating func tag() -> Int? {
        guard let next, next == "/" || next.properties.isAlphabetic, let end = source[at...].firstIndex(of: ">") else {
            return nil
        }
        let inside = source[(at + 1)..<end]
        if inside.starts(with: "http".unicodeScalars) { kept.append(contentsOf: inside) } else { kept.append(" ") }
        return end + 1
    }

    private static let entities: [String: Unicode.Scalar] = [
        "nbsp": "\u{A0}", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "amp": "&",
    ]

    private mutating func entity() -> Int? {
        guard let end = source[at...].prefix(8).firstIndex(of: ";") else { return nil }
        let name = String(String.UnicodeScalarView(source[(at + 1)..<end]))
        guard let sign = Self.entities[name] else { return nil }
        kept.append(sign)
        return end + 1
    }
}

extension String {
    fileprivate var withoutColon: String {
        var text = self
        while text.last == ":" || text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
