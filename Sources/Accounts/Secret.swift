import Crypto
import Foundation

/// What opens something, as it travels in a link or a cookie: 256 bits of chance. The database keeps its digest only.
struct Secret: Sendable {
    let text = SymmetricKey(size: .bits256).withUnsafeBytes { key in
        Data(key).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    var digest: String { Self.digest(of: text) }

    /// SHA-256, in hexadecimal. Enough without salt or delay: what it hides cannot be guessed.
    static func digest(of text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
