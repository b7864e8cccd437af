import Crypto

/// A code on paper that opens once, for whoever has lost their telephone: `ABCD-EFGH-JKLM`, 60 bits of chance.
public struct RecoveryCode: Hashable, Sendable, CustomStringConvertible {
    /// How many are given at once.
    public static let count = 10
    // Without I, O, 0 and 1, which are read for each other.
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    private static let length = 12

    /// Without its hyphens: what is compared.
    public let plain: String

    public init() {
        let bytes = SymmetricKey(size: SymmetricKeySize(bitCount: 8 * Self.length)).withUnsafeBytes { Array($0) }
        plain = String(bytes.map { Self.letters[Int($0 & 31)] })
    }

    /// As it was typed, in whatever case, with or without its hyphens; nil where it is no such code.
    public init?(_ typed: String) {
        let signs = typed.uppercased().filter { !$0.isWhitespace && !"-–—‐‑".contains($0) }
        guard signs.count == Self.length, signs.allSatisfy({ Self.letters.contains($0) }) else { return nil }
        plain = signs
    }

    public static func several() -> [RecoveryCode] {
        var codes: Set<RecoveryCode> = []
        while codes.count < count { codes.insert(RecoveryCode()) }
        return Array(codes)
    }

    public var description: String {
        let letters = Array(plain)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
