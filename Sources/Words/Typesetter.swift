/// One pass over the bytes of a text, for `Typography`. What was already written says what came before.
/// Its numbers stand in `TypesetNumbers.swift`.
struct Typesetter {
    let source: UnsafeBufferPointer<UInt8>
    private let isFrench: Bool
    private let hasAddresses: Bool
    private(set) var written: [UInt8] = []
    var at = 0
    private var isQuoting = false

    /// Nil when nothing is to be set.
    static func set(_ source: UnsafeBufferPointer<UInt8>, isFrench: Bool) -> [UInt8]? {
        var (hasWork, hasAddresses) = (false, false)
        for (index, byte) in source.enumerated() where !isPlain(byte) || byte == UInt8(ascii: "w") {
            let next = index + 1 < source.count ? source[index + 1] : 0
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "`"): hasAddresses = true
            case UInt8(ascii: "w"): hasAddresses = hasAddresses || next == byte
            case UInt8(ascii: ":"): (hasWork, hasAddresses) = (true, hasAddresses || next == UInt8(ascii: "/"))
            // A number matters before a space, a percent sign or a euro sign.
            case _ where isDigit(byte): hasWork = hasWork || next == 0x20 || next == UInt8(ascii: "%") || next >= 0x80
            default: hasWork = true
            }
        }
        guard hasWork else { return nil }
        var setter = Typesetter(source: source, isFrench: isFrench, hasAddresses: hasAddresses)
        setter.run()
        return setter.written
    }

    private init(source: UnsafeBufferPointer<UInt8>, isFrench: Bool, hasAddresses: Bool) {
        (self.source, self.isFrench, self.hasAddresses) = (source, isFrench, hasAddresses)
        written.reserveCapacity(source.count + source.count / 8 + 16)
    }

    private mutating func run() {
        while at < source.count {
            if hasAddresses, let end = endOfAddress() ?? endOfCode() {
                copy(to: end)
                continue
            }
            switch source[at] {
            case UInt8(ascii: "'"): apostrophe()
            case UInt8(ascii: "\""): quote()
            case let byte where !isFrench || Self.isPlain(byte): copyPlain()
            case UInt8(ascii: ":"): mark(after: Glyph.noBreak)
            case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"): mark(after: Glyph.narrow)
            case let byte where Self.isDigit(byte): number()
            case _ where stands("«", at: at): openGuillemet()
            case _ where stands("»", at: at): closeGuillemet()
            default: copyPlain()
            }
        }
    }

    private mutating func copyPlain() {
        var end = at + 1
        // Where there are addresses, each word is looked at.
        if !hasAddresses { while end < source.count, Self.isPlain(source[end]) { end += 1 } }
        copy(to: end)
    }

    mutating func copy(to end: Int) {
        written.append(contentsOf: source[at..<end])
        at = end
    }

    mutating func write(_ glyph: StaticString) { glyph.withUTF8Buffer { written.append(contentsOf: $0) } }

    func stands(_ glyph: StaticString, at place: Int) -> Bool {
        let count = glyph.utf8CodeUnitCount
        guard place + count <= source.count, source[place] == glyph.utf8Start.pointee else { return false }
        return glyph.withUTF8Buffer { $0.elementsEqual(source[place..<(place + count)]) }
    }

    /// Bytes that never change and never matter to what follows; 0xC2 begins « and ».
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2: false
        case 0x80...: true
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0...0x20: true
        case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
    static func isLineEnd(_ byte: UInt8) -> Bool { 0x09...0x0D ~= byte }
}

// Apostrophes and quotation marks.
extension Typesetter {
    private mutating func apostrophe() {
        at += 1
        // 5'30 is minutes or feet.
        if written.last.map(Self.isDigit) == true { written.append(UInt8(ascii: "'")) } else { write(Glyph.apostrophe) }
    }

    private mutating func quote() {
        if isQuoting {
            isQuoting = false
            isFrench ? closeGuillemet() : replace(with: "”")
        } else if written.last.map(Self.isDigit) != true, source[(at + 1)...].contains(UInt8(ascii: "\"")) {
            isQuoting = true
            isFrench ? openGuillemet() : replace(with: "“")
        } else {
            copy(to: at + 1)
        }
    }

    /// Writes a quotation mark in place of the one that stands here, straight or not.
    private mutating func replace(with mark: StaticString) {
        at += source[at] == UInt8(ascii: "\"") ? 1 : mark.utf8CodeUnitCount
        write(mark)
    }

    private mutating func openGuillemet() {
        replace(with: "«")
        while at < source.count, let length = space(at: at) { at += length }
        if at < source.count, !Self.isLineEnd(source[at]) { write(Glyph.noBreak) }
    }

    private mutating func closeGuillemet() {
        written.removeSubrange(endOfWord...)
        if let last = written.last, !Self.isLineEnd(last) { write(Glyph.noBreak) }
        replace(with: "»")
    }
}

// High punctuation, and the spaces before it.
extension Typesetter {
    private mutating func mark(after space: StaticString) {
        if isBoundary(at: at + 1) { setSpace(space) }
        copy(to: at + 1)
    }

    private mutating func setSpace(_ space: StaticString) {
        let end = endOfWord
        guard end > 0, !Self.isLineEnd(written[end - 1]), !written[..<end].suffix(2).elementsEqual("«".utf8) else {
            return
        }
        if end == written.count, "([{!?;:/".utf8.contains(written[end - 1]) { return }
        written.removeSubrange(end...)
        write(space)
    }

    /// Whether a mark before this place ends a word: in `18:00`, `a?b=1` and `x;y` it does not.
    func isBoundary(at place: Int) -> Bool {
        guard place < source.count else { return true }
        let byte = source[place]
        // A straight quote ends a word only when it closes.
        return byte <= 0x20 || ")]}.,;:!?'*".utf8.contains(byte) || byte == UInt8(ascii: "\"") && isQuoting
            || space(at: place) != nil || stands("»", at: place) || stands(Glyph.apostrophe, at: place)
    }

    /// Where the spaces begin that end what was written.
    private var endOfWord: Int {
        var end = written.count
        while let length = spaceBefore(end) { end -= length }
        return end
    }

    private func spaceBefore(_ end: Int) -> Int? {
        guard end > 0 else { return nil }
        switch written[end - 1] {
        case 0x20: return 1
        case 0xA0: return end >= 2 && written[end - 2] == 0xC2 ? 2 : nil
        case 0xAF: return end >= 3 && written[end - 2] == 0x80 && written[end - 3] == 0xE2 ? 3 : nil
        default: return nil
        }
    }

    func space(at place: Int) -> Int? {
        switch source[place] {
        case 0x20: 1
        case 0xC2: stands(Glyph.noBreak, at: place) ? 2 : nil
        case 0xE2: stands(Glyph.narrow, at: place) ? 3 : nil
        default: nil
        }
    }
}

// What stays as it is.
extension Typesetter {
    /// The end of the word that starts here, when it is an address.
    private func endOfAddress() -> Int? {
        guard isWordStart, !"(<[\"".utf8.contains(source[at]), !stands("«", at: at) else { return nil }
        var isAddress = stands("www.", at: at)
        var end = at
        while end < source.count, source[end] > 0x20, source[end] != UInt8(ascii: "\""), space(at: end) == nil,
            !stands("»", at: end)
        {
            isAddress = isAddress || source[end] == UInt8(ascii: "@") && end > at || stands("://", at: end)
            end += 1
        }
        return isAddress ? end : nil
    }

    private var isWordStart: Bool {
        guard let last = written.last else { return true }
        let isAfterQuote = ["“".utf8, "’".utf8].contains { written.suffix(3).elementsEqual($0) }
        return last <= 0x20 || "(<[\"".utf8.contains(last) || isAfterQuote || spaceBefore(written.count) != nil
    }

    private func endOfCode() -> Int? {
        guard source[at] == UInt8(ascii: "`") else { return nil }
        return source[(at + 1)...].firstIndex(of: UInt8(ascii: "`")).map { $0 + 1 }
    }
}
