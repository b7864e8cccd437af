import Foundation

/// Bytes as WebAuthn's scripts and JSON carry them (RFC 4648, section 5), without padding.
public enum Base64URL {
    public static func text(of bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// Nil where it is not in that alphabet, is padded, or has bits left over.
    public static func bytes(of typed: String) -> [UInt8]? {
        guard !typed.utf8.contains(where: { "+/=".utf8.contains($0) }), typed.utf8.count % 4 != 1 else { return nil }
        let plain = typed.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: plain + padding), text(of: bytes) == typed else { return nil }
        return Array(bytes)
    }
}
