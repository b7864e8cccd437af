/// Many texts in one piece of memory, numbered as they were added.
struct PackedTexts: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each one ends.
    private(set) var ends: [UInt32] = []

    init() {}

    init(bytes: [UInt8], ends: [UInt32]) { (self.bytes, self.ends) = (bytes, ends) }

    var count: Int { ends.count }

    subscript(_ number: Int) -> String { String(decoding: bytes[range(of: number)], as: UTF8.self) }

    func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

    mutating func append(_ text: String) { append(text.utf8) }

    mutating func append(_ text: some Collection<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(UInt32(bytes.count))
    }
}

// Of texts that were added in the order of their bytes.
extension PackedTexts {
    /// The number of a text.
    func number(of text: String) -> Int? {
        let place = firstPlace(from: text)
        return place < count && bytes[range(of: place)].elementsEqual(text.utf8) ? place : nil
    }

    /// The numbers of the texts that begin so.
    func numbers(beginning start: String, atMost limit: Int) -> Range<Int> {
        let first = firstPlace(from: start)
        var end = first
        while end < count, end - first < limit, bytes[range(of: end)].starts(with: start.utf8) { end += 1 }
        return first..<end
    }

    private func firstPlace(from text: String) -> Int {
        var text = text
        return text.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { bytes in
                var (low, high) = (0, count)
                while low < high {
                    let middle = (low + high) / 2
                    let isLower = Self.isLower(UnsafeBufferPointer(rebasing: bytes[range(of: middle)]), wanted)
                    if isLower { low = middle + 1 } else { high = middle }
                }
                return low
            }
        }
    }

    private static func isLower(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        let shared = min(first.count, second.count)
        for place in 0..<shared where first[place] != second[place] { return first[place] < second[place] }
        return first.count < second.count
    }
}
