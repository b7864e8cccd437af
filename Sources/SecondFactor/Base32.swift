/// Bytes as people copy them by hand into an app (RFC 4648, section 6), without padding.
public enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    public static func text(of bytes: some Sequence<UInt8>) -> String {
        var (text, held, count) = ([UInt8](), 0, 0)
        for byte in bytes {
            (held, count) = (held << 8 | Int(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(letters[held >> count & 31])
                held &= (1 << count) - 1
            }
        }
        if count > 0 { text.append(letters[held << (5 - count) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil where a sign is none of these; whole bytes only.
    public static func bytes(of text: String) -> [UInt8]? {
        var (bytes, held, count) = ([UInt8](), 0, 0)
        for letter in text.utf8 {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            (held, count) = (held << 5 | value, count + 5)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(held >> count & 0xFF))
            held &= (1 << count) - 1
        }
        return bytes
    }
}
