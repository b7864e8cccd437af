import Foundation

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
        let parts = text.split(separator: "&", omittingEmptySubsequences: true)
        guard parts.count <= Self.limit else { return nil }
        for part in parts {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(sides[0]), let value = decoded(sides.count > 1 ? sides[1] : "") else { return nil }
            pairs.append((name, value))
        }
    }

    /// The first value of that name, its line ends as `\n`.
    public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    public var names: Set<String> { Set(pairs.map(\.name)) }

    /// The first value without spaces around it; nil when empty.
    public func text(_ name: String) -> String? {
        guard let value = self[name]?.trimmingCharacters(in: .whitespacesAndNewlines), !value.isEmpty else {
            return nil
        }
        return value
    }

    /// All the others, for a link that keeps the filters.
    public func without(_ name: String) -> Fields { Fields(pairs.filter { $0.name != name }) }

    public func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

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
        text.addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

private func decoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
        case UInt8(ascii: "%"):
            guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble) else {
                return nil
            }
            bytes.append(high << 4 | low)
        // Browsers send CR LF for a line end; the text was typed with one.
        default: bytes.append(byte)
        }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)?.replacing("\r\n", with: "\n")
}

private func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
}
