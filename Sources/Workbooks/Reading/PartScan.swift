/// Looks through one part of a workbook as it is unpacked: whether it declares a type of document, and how far its cells go.
/// What says nothing is leapt over, not looked at: a few bytes sent may unpack to millions of blanks.
struct PartScan {
    private static let declaration = Array("doctype".utf8)
    /// Of what stands between the quotes of an attribute; the longest place is `XFD1048576`.
    private static let longestPlace = 12
    private static let (less, greater, letter) = (UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "r"))

    private let rows: Int
    private let columns: Int
    private var state = State.outside
    private var place: [UInt8] = []
    private var lines = 0
    private var isInTag = false
    /// The end of the share before.
    private var tail: [UInt8] = []

    /// Where in ` r="B12"` it stands.
    private enum State { case outside, name, equal, value(quote: UInt8) }

    init(_ limits: WorkbookLimits) { (rows, columns) = (limits.rows, limits.columns) }

    /// - Parameter isSheet: whether its cells are to be looked at too.
    mutating func take(_ bytes: ArraySlice<UInt8>, isSheet: Bool) throws(WorkbookRefusal) {
        try bytes.withUnsafeBufferPointer { (buffer) throws(WorkbookRefusal) in
            let share = ByteShare(bytes: buffer)
            // Text of two bytes a letter would hide a declaration.
            guard share.place(of: 0, from: 0) == share.count else { throw .suspicious }
            try Self.declaration(in: share)
            if isSheet { try cells(of: share) }
        }
        // Of two shares, a declaration may stand in both.
        let reach = Self.declaration.count + 1
        try (tail + bytes.prefix(reach)).withUnsafeBufferPointer { (buffer) throws(WorkbookRefusal) in
            try Self.declaration(in: ByteShare(bytes: buffer))
        }
        tail = Array((tail + bytes.suffix(reach)).suffix(reach))
    }

    private static func declaration(in share: ByteShare) throws(WorkbookRefusal) {
        var mark = share.place(of: UInt8(ascii: "!"), from: 1)
        while mark + declaration.count < share.count {
            if share[mark - 1] == less, isDeclaration(share, at: mark + 1) { throw .suspicious }
            mark = share.place(of: UInt8(ascii: "!"), from: mark + 1)
        }
    }

    private static func isDeclaration(_ share: ByteShare, at start: Int) -> Bool {
        declaration.indices.allSatisfy { share[start + $0] | 0x20 == declaration[$0] }
    }

    private mutating func cells(of share: ByteShare) throws(WorkbookRefusal) {
        // Where the tag in hand ends is looked for once, however much in it begins like a place.
        var (at, end) = (0, -1)
        while at < share.count {
            switch state {
            case .outside where isInTag:
                if end < at { end = share.place(of: Self.greater, from: at) }
                at = try tag(share, from: at, to: end)
            case .outside:
                // What people typed stands between tags.
                at = share.place(of: Self.less, from: at)
                if at < share.count { isInTag = true }
                at += 1
            case .name, .equal: at = sign(share[at], at: at)
            case .value(let quote): at = try value(share, at: at, quote)
            }
        }
    }

    private mutating func tag(_ share: ByteShare, from start: Int, to end: Int) throws(WorkbookRefusal) -> Int {
        var at = share.place(of: Self.letter, from: start, before: end)
        while at < end {
            let before = at > 0 ? share[at - 1] : tail.last ?? 0
            try line(before)
            if Self.isBlank(before) {
                state = .name
                return at + 1
            }
            at = share.place(of: Self.letter, from: at + 1, before: end)
        }
        if end < share.count { isInTag = false }
        return end + 1
    }

    // A row or a cell need not say where it is: it is the next one then. Rows are counted by their elements.
    private mutating func line(_ before: UInt8) throws(WorkbookRefusal) {
        guard before == Self.less else { return }
        lines += 1
        // Runs of rich text begin alike, in sheets that hold their texts themselves.
        guard lines <= rows * 20 else { throw .tooManyCells }
    }

    private mutating func sign(_ byte: UInt8, at: Int) -> Int {
        if Self.isBlank(byte) { return at + 1 }
        let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        if case .equal = state, isQuote {
            (place, state) = ([], .value(quote: byte))
            return at + 1
        }
        let isEqual = byte == UInt8(ascii: "=")
        state = isEqual ? .equal : .outside
        // Anything else may itself begin something.
        return isEqual ? at + 1 : at
    }

    private mutating func value(_ share: ByteShare, at: Int, _ quote: UInt8) throws(WorkbookRefusal) -> Int {
        let byte = share[at]
        if byte == Self.letter { try line(place.last ?? quote) }
        if byte == quote || place.count == Self.longestPlace {
            try look(isWhole: byte == quote)
            state = .outside
        } else {
            place.append(byte)
        }
        return at + 1
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    private func look(isWhole: Bool) throws(WorkbookRefusal) {
        let letters = place.prefix { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
        let digits = place.dropFirst(letters.count)
        guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return }
        let row = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        let column = letters.reduce(0) { $0 * 26 + Int($1 & 0x1F) }
        guard isWhole, row <= rows, column <= columns else { throw .tooManyCells }
    }
}
