import Crypto

/// What opens something, as it travels in a link or a cookie: 192 bits of chance. The database keeps its digest only.
public struct Secret: Sendable {
    // Hexadecimal, because mail programs leave a hyphen at a link's end out of the link.
    public let text = hexadecimal(SymmetricKey(size: .bits192).withUnsafeBytes { Array($0) })

    public init() {}

    public var digest: String { Self.digest(of: text) }

    /// SHA-256, in hexadecimal. Enough without salt or delay: what it hides cannot be guessed.
    public static func digest(of text: String) -> String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
