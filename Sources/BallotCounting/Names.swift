import Foundation

/// Each name once, told apart by its bytes: two spellings of one accent are two names, here as for the verifier.
struct Names: Sendable {
    private(set) var all: [String] = []
    private var places: [Spelling: Int32] = [:]
    private var last: Int32?

    func knows(_ name: String) -> Bool { places[Spelling(text: name)] != nil }

    /// False when it is known already.
    mutating func add(_ name: String) -> Bool {
        guard !knows(name) else { return false }
        _ = place(of: name)
        return true
    }

    mutating func place(of name: String) -> Int32 {
        let name = Spelling(text: name)
        // Rows of one voter mostly follow each other.
        if let last, Spelling(text: all[Int(last)]) == name { return last }
        let place = places[name] ?? append(name)
        last = place
        return place
    }

    private mutating func append(_ name: Spelling) -> Int32 {
        let place = Int32(all.count)
        all.append(name.text)
        places[name] = place
        return place
    }

    /// Where each name goes when they are sorted by their bytes, and the names so sorted.
    func sorted() -> (places: [Int32], names: [String]) {
        let order = all.indices.sorted { all[$0].utf8.lexicographicallyPrecedes(all[$1].utf8) }
        var places = Array(repeating: Int32(0), count: all.count)
        for (place, name) in order.enumerated() { places[name] = Int32(place) }
        return (places, order.map { all[$0] })
    }
}

/// A text as its bytes.
private struct Spelling: Hashable {
    let text: String

    static func == (one: Spelling, other: Spelling) -> Bool {
        var (one, other) = (one.text, other.text)
        return one.withUTF8 { one in
            other.withUTF8 { other in
                one.count == other.count
                    && (one.isEmpty || memcmp(one.baseAddress!, other.baseAddress!, one.count) == 0)
            }
        }
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
