/// Which part of a file is asked for (RFC 9110, 14). Several parts at once are answered with the whole, as a server may.
enum ByteRange: Equatable, Sendable {
    case whole
    case part(Range<Int>)
    /// Nothing of the file lies there.
    case outside

    /// - Parameters:
    ///   - header: of `Range`; nil where none came.
    ///   - condition: of `If-Range`: the part is wanted only of the file that has this tag.
    ///   - tag: the file's own, in its quotation marks.
    init(_ header: String?, if condition: String?, tag: String, size: Int) {
        let isAsked = (header?.lowercased() ?? "").wholeMatch(of: /bytes=.+/) != nil
        guard let header, isAsked, condition == nil || condition == tag else {
            self = .whole
            return
        }
        let parts = header.dropFirst("bytes=".count).split(separator: ",", omittingEmptySubsequences: false)
        self = parts.count == 1 ? Self(one: parts[0].filter { $0 != " " && $0 != "\t" }, size) : .whole
    }

    private init(one text: String, _ size: Int) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else {
            self = .outside
            return
        }
        switch (first, last) {
        case (nil, nil): self = .outside
        // Of an empty file there is no part, and the whole is what was asked for.
        case (0?, _) where size == 0: self = .whole
        case (nil, let length?) where size == 0 && length > 0: self = .whole
        case (nil, let length?): self = length > 0 ? .part(max(0, size - length)..<size) : .outside
        case (let first?, let last):
            let end = min(last ?? .max, size - 1)
            self = first <= end ? .part(first..<(end + 1)) : .outside
        }
    }

    /// Nil within where nothing stands; nil at all for what is no number. One beyond all numbers is the largest.
    private static func number(_ text: Substring) -> Int?? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return .some(text.isEmpty ? nil : Int(text) ?? .max)
    }
}
