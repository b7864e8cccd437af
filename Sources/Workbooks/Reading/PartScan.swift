/// Looks through one part of a workbook as it is unpacked: whether it declares a type of document, and how far its cells go.
struct PartScan {
    private static let declaration = Array("<!doctype".utf8)
    /// Of what stands between the quotes of an attribute; the longest place is `XFD1048576`.
    private static let longestPlace = 12

    private let rows: Int
    private let columns: Int
    private var matched = 0
    private var state = State.outside
    private var place: [UInt8] = []
    private var lines = 0
    private var last: UInt8 = 0
    private var isInTag = false

    /// Where in ` r="B12"` it stands.
    private enum State { case outside, blank, name, equal, value(quote: UInt8) }

    init(_ limits: WorkbookLimits) { (rows, columns) = (limits.rows, limits.columns) }

    /// - Parameter isSheet: whether its cells are to be looked at too.
    mutating func take(_ bytes: ArraySlice<UInt8>, isSheet: Bool) throws(WorkbookRefusal) {
        for byte in bytes {
            // Text of two bytes a letter would hide a declaration.
            guard byte != 0 else { throw .suspicious }
            try declaration(byte)
            if isSheet { try cell(byte) }
        }
    }

    private mutating func declaration(_ byte: UInt8) throws(WorkbookRefusal) {
        let small = byte | (0x41...0x5A ~= byte ? 0x20 : 0)
        matched = small == Self.declaration[matched] ? matched + 1 : small == Self.declaration[0] ? 1 : 0
        if matched == Self.declaration.count { throw .suspicious }
    }

    private mutating func cell(_ byte: UInt8) throws(WorkbookRefusal) {
        let isBlank = byte == 0x20 || 0x09...0x0D ~= byte
        switch state {
        case .value(let quote):
            if byte == quote {
                try look()
                state = .outside
            } else if place.count < Self.longestPlace {
                place.append(byte)
            }
        case .equal where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"):
            place = []
            state = .value(quote: byte)
        case .equal, .name:
            if !isBlank { state = byte == UInt8(ascii: "=") ? .equal : .outside }
        case .blank where byte == UInt8(ascii: "r"): state = .name
        case .blank, .outside:
            // What people typed stands between tags.
            if byte == UInt8(ascii: "<") { isInTag = true }
            if byte == UInt8(ascii: ">") { isInTag = false }
            state = isBlank && isInTag ? .blank : .outside
        }
        try line(byte)
        last = byte
    }

    // A row or a cell need not say where it is: it is the next one then. Rows are counted by their elements.
    private mutating func line(_ byte: UInt8) throws(WorkbookRefusal) {
        guard last == UInt8(ascii: "<"), byte == UInt8(ascii: "r") else { return }
        lines += 1
        // Runs of rich text begin alike, in sheets that hold their texts themselves.
        guard lines <= rows * 20 else { throw .tooManyCells }
    }

    private func look() throws(WorkbookRefusal) {
        let letters = place.prefix { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
        let digits = place.dropFirst(letters.count)
        guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return }
        let row = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        let column = letters.reduce(0) { $0 * 26 + Int($1 & 0x1F) }
        guard row <= rows, column <= columns else { throw .tooManyCells }
    }
}
