// Numbers, their groups and their units.
extension Typesetter {
    mutating func number() {
        let isInWord = written.last.map(Self.isLetter) == true
        if let end = endOfGroups(first: 1...3, next: 3) {
            join(to: end, with: Glyph.narrow)
        } else if source[at] == UInt8(ascii: "0"), let end = endOfGroups(first: 2...2, next: 2, count: 5) {
            join(to: end, with: Glyph.noBreak)
        } else {
            copy(to: endOfDigits(from: at))
        }
        if !isInWord { unit() }
    }

    private func endOfDigits(from start: Int) -> Int {
        var end = start
        while end < source.count, Self.isDigit(source[end]) { end += 1 }
        return end
    }

    /// The end of a number written in groups, or nil when its groups are not all as long as they should be.
    private func endOfGroups(first: ClosedRange<Int>, next: Int, count: Int? = nil) -> Int? {
        var end = endOfDigits(from: at)
        var found = 1
        guard first.contains(end - at) else { return nil }
        while end < source.count, let gap = space(at: end) {
            let length = endOfDigits(from: end + gap) - end - gap
            if length == 0 { break }
            guard length == next else { return nil }
            (end, found) = (end + gap + length, found + 1)
        }
        return found > 1 && found == count ?? found ? end : nil
    }

    private mutating func join(to end: Int, with space: StaticString) {
        while at < end {
            copy(to: endOfDigits(from: at))
            guard at < end, let gap = self.space(at: at) else { return }
            write(space)
            at += gap
        }
    }

    private mutating func unit() {
        guard at < source.count, let gap = space(at: at) ?? (source[at] == 0x25 || source[at] == 0xE2 ? 0 : nil),
            let unit = unit(at: at + gap), gap > 0 || unit.utf8Start.pointee == source[at]
        else { return }
        let isHour = unit.utf8CodeUnitCount == 1 && unit.utf8Start.pointee == UInt8(ascii: "h")
        write(Glyph.noBreak)
        at += gap
        copy(to: at + unit.utf8CodeUnitCount)
        // 18 h 30 is one time.
        if isHour, at < source.count, let gap = space(at: at), endOfDigits(from: at + gap) > at + gap {
            write(Glyph.noBreak)
            at += gap
        }
    }

    private func unit(at start: Int) -> StaticString? {
        var end = start
        while end < source.count, Self.isUnit(source[end]), space(at: end) == nil, !stands("»", at: end) { end += 1 }
        guard end > start, end - start <= Glyph.longestUnit, isBoundary(at: end),
            end == source.count || source[end] != UInt8(ascii: "'")
        else { return nil }
        return Glyph.units.first { $0.utf8CodeUnitCount == end - start && stands($0, at: start) }
    }

    private static func isUnit(_ byte: UInt8) -> Bool { isLetter(byte) || byte >= 0x80 || "%/$".utf8.contains(byte) }
}
