import Foundation

/// The small markup of editable texts: titles, paragraphs, lists, bold words and links. Anything else stays as it is typed,
/// so no text can break the page it stands on. See docs/decisions/0010-editable-texts.md.
struct TextMarkup: Equatable, Sendable {
    enum Block: Equatable, Sendable {
        /// Level 2 or 3: the page has its own title.
        case title(level: Int, [Span])
        /// Lines that are kept apart.
        case paragraph([[Span]])
        case list(isNumbered: Bool, [[Span]])
    }

    enum Span: Equatable, Sendable {
        case text(String)
        case bold(String)
        case link(String, to: String)
        /// Still to be filled in.
        case blank(String)
    }

    let blocks: [Block]

    init(_ text: String) {
        var blocks: [Block] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map({
            $0.trimmingCharacters(in: .whitespaces)
        }) {
            Self.take(line, into: &blocks)
        }
        self.blocks = blocks.filter { $0 != .paragraph([]) }
    }

    private static func take(_ line: String, into blocks: inout [Block]) {
        guard !line.isEmpty else { return blocks.append(.paragraph([])) }
        if let match = line.wholeMatch(of: /(#{1,3})\s+(.+)/) {
            return blocks.append(.title(level: match.1.count == 3 ? 3 : 2, spans(String(match.2))))
        }
        if let match = line.wholeMatch(of: /[-*•]\s+(.+)/) {
            return add(String(match.1), isNumbered: false, to: &blocks)
        }
        if let match = line.wholeMatch(of: /\d{1,3}[.)]\s+(.+)/) {
            return add(String(match.1), isNumbered: true, to: &blocks)
        }
        if case .paragraph(let lines)? = blocks.last, !lines.isEmpty {
            blocks[blocks.count - 1] = .paragraph(lines + [spans(line)])
        } else {
            blocks.append(.paragraph([spans(line)]))
        }
    }

    private static func add(_ item: String, isNumbered: Bool, to blocks: inout [Block]) {
        // An empty line between two lines of a list does not end it.
        if blocks.last == .paragraph([]), blocks.count > 1, case .list(isNumbered, _) = blocks[blocks.count - 2] {
            blocks.removeLast()
        }
        if case .list(isNumbered, let items)? = blocks.last {
            blocks[blocks.count - 1] = .list(isNumbered: isNumbered, items + [spans(item)])
        } else {
            blocks.append(.list(isNumbered: isNumbered, [spans(item)]))
        }
    }

    /// Its words alone, on one line, for where nothing can be set.
    var plain: String {
        blocks.flatMap { block -> [[Span]] in
            switch block {
            case .title(_, let spans): [spans]
            case .paragraph(let lines), .list(_, let lines): lines
            }
        }.map { $0.map(\.words).joined() }.joined(separator: " ")
    }

    /// What stands in a line.
    static func spans(_ line: String) -> [Span] {
        var spans: [Span] = []
        var rest = line[...]
        while let match = rest.firstMatch(of: /\*\*([^*]+)\*\*|\[([^\[\]]+)\]\(([^()\s]+)\)|\{\{([^{}]*)\}\}/) {
            if match.range.lowerBound > rest.startIndex { spans.append(.text(String(rest[..<match.range.lowerBound]))) }
            if let bold = match.1 { spans.append(.bold(String(bold))) }
            if let words = match.2, let address = match.3 { spans.append(.link(String(words), to: String(address))) }
            if let blank = match.4 { spans.append(.blank(String(blank))) }
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { spans.append(.text(String(rest))) }
        return spans
    }
}

extension TextMarkup.Span {
    fileprivate var words: String {
        switch self {
        case .text(let words), .bold(let words), .link(let words, _), .blank(let words): words
        }
    }
}

extension PageText {
    /// Its words without their markup, on one line.
    public var plain: String { TextMarkup(body).plain }
}
