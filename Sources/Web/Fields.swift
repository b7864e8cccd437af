import Foundation
import Words

/// What a form or a query string says, in order: names may come several times.
public struct Fields: Sendable {
    public private(set) var pairs: [(name: String, value: String)] = []

    /// More than any form here has; what comes after is a flood.
    static let limit = 2_000

    public init() {}

    public init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    /// Nil when it is not URL-encoded UTF-8, or has too many parts.
    public init?(urlEncoded text: some StringProtocol) {
        guard !text.isEmpty else { return }
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "&"))
        guard parts.count <= Self.limit else { return nil }
        for part in parts {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(sides[0]), let value = decoded(sides.count > 1 ? sides[1] : []) else { return nil }
            pairs.append(Self.asTyped((name, value)))
        }
    }

    /// A field as it is read: what looks like another name is that name.
    static func asTyped(_ field: (name: String, value: String)) -> (name: String, value: String) {
        (field.name, TextBounds.isLine(field.name) ? field.value.asLine : field.value)
    }

    /// The first value of that name, as it is read: its line ends are `\n`, and no sign turns or breaks what it says.
    public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    public var names: Set<String> { Set(pairs.map(\.name)) }

    /// The first value without spaces around it; nil when nothing is seen of it.
    public func text(_ name: String) -> String? {
        guard let value = self[name]?.trimmingCharacters(in: .whitespacesAndNewlines), !value.isBlank else {
            return nil
        }
        return value
    }

    /// What is looked for in a list: no longer than anybody types, however long the address.
    public func search(_ name: String) -> String {
        let words = (text(name) ?? "").prefix(200).split(whereSeparator: \.isWhitespace)
        return words.prefix(12).joined(separator: " ")
    }

    /// All the others, for a link that keeps the filters.
    public func without(_ name: String) -> Fields { Fields(pairs.filter { $0.name != name }) }

    /// More than anything that a form or an address counts, and far from where a sum or a column would overflow.
    static let mostNumber = 999_999_999

    /// Nil as well when no page ever asks for such a number.
    public func number(_ name: String) -> Int? {
        text(name).flatMap { Int($0) }.flatMap { $0.magnitude <= Self.mostNumber ? $0 : nil }
    }

    /// Which state of a thing the form was made from: 0 where the form does not say. What it says and is no such number is
    /// that of no state, so that the thing has moved on.
    public func revision(_ name: String = "revision") -> Int { text(name) == nil ? 0 : number(name) ?? -1 }

    /// A box that was ticked. A script says with an empty value that none is.
    public func isOn(_ name: String) -> Bool { !(self[name] ?? "").isEmpty }

    /// The boxes of that name that were ticked.
    public func ticked(_ name: String) -> [String] { all(name).filter { !$0.isEmpty } }

    /// As the query of an address, in order.
    public var urlEncoded: String {
        pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    /// A value as it stands in an address.
    public static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isUnreserved) { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A letter, a figure, or one of `-._~`.
private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default:
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }
}

private func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
}

private func decoded(_ text: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
        case UInt8(ascii: "%"):
            guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble) else {
                return nil
            }
            bytes.append(high << 4 | low)
        default: bytes.append(byte)
        }
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.asRead
}

private func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
}
