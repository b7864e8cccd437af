/// What WebAuthn writes in CBOR (RFC 8949): the few kinds of its canonical form (CTAP 2), and no other.
enum CBOR: Equatable {
    enum Key: Hashable {
        case number(Int)
        case text(String)
    }

    enum Refusal: Error { case unreadable }

    case number(Int)
    case bytes([UInt8])
    case text(String)
    case list([CBOR])
    case map([Key: CBOR])
    case flag(Bool)
    case nothing

    /// One thing, and nothing behind it.
    init(_ bytes: [UInt8]) throws(Refusal) {
        var reader = CBORReader(bytes)
        self = try reader.next()
        guard reader.rest.isEmpty else { throw .unreadable }
    }

    subscript(key: Key) -> CBOR? {
        guard case .map(let entries) = self else { return nil }
        return entries[key]
    }

    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
}

/// Reads one thing after the other. Refuses what the canonical form has not: lengths left open, numbers longer than need be, a
/// key twice, tags, fractions, things more than four deep; and what ends too early.
struct CBORReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func next(depth: Int = 0) throws(CBOR.Refusal) -> CBOR {
        guard depth <= 4, let head = rest.popFirst() else { throw .unreadable }
        let kind = head >> 5
        if kind == 7 { return try Self.simple(head & 31) }
        let argument = try argument(head & 31)
        switch kind {
        case 0: return .number(argument)
        case 1: return .number(-1 - argument)
        case 2: return .bytes(try take(argument))
        case 3: return .text(try text(argument))
        case 4: return try list(argument, depth)
        case 5: return try map(argument, depth)
        default: throw .unreadable
        }
    }

    private static func simple(_ word: UInt8) throws(CBOR.Refusal) -> CBOR {
        switch word {
        case 20: return .flag(false)
        case 21: return .flag(true)
        case 22: return .nothing
        default: throw .unreadable
        }
    }

    /// The number that a head says, in the shortest of its forms.
    private mutating func argument(_ short: UInt8) throws(CBOR.Refusal) -> Int {
        guard short >= 24 else { return Int(short) }
        guard short <= 27 else { throw .unreadable }
        let size = 1 << Int(short - 24)
        let value = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let least: UInt64 = size == 1 ? 24 : 1 << (4 * UInt64(size))
        guard value >= least, let number = Int(exactly: value) else { throw .unreadable }
        return number
    }

    private mutating func take(_ count: Int) throws(CBOR.Refusal) -> [UInt8] {
        guard count <= rest.count else { throw .unreadable }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    private mutating func text(_ count: Int) throws(CBOR.Refusal) -> String {
        guard let text = String(validating: try take(count), as: UTF8.self) else { throw .unreadable }
        return text
    }

    private mutating func list(_ count: Int, _ depth: Int) throws(CBOR.Refusal) -> CBOR {
        // Each takes a byte at least: no room is made for more than there can be.
        guard count <= rest.count else { throw .unreadable }
        var things: [CBOR] = []
        for _ in 0..<count { things.append(try next(depth: depth + 1)) }
        return .list(things)
    }

    private mutating func map(_ count: Int, _ depth: Int) throws(CBOR.Refusal) -> CBOR {
        guard count <= rest.count / 2 else { throw .unreadable }
        var entries: [CBOR.Key: CBOR] = [:]
        for _ in 0..<count {
            let key = try key(depth)
            guard entries.updateValue(try next(depth: depth + 1), forKey: key) == nil else { throw .unreadable }
        }
        return .map(entries)
    }

    private mutating func key(_ depth: Int) throws(CBOR.Refusal) -> CBOR.Key {
        switch try next(depth: depth + 1) {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        default: throw .unreadable
        }
    }
}
