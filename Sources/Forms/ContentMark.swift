/// A short mark of a text, to see that it is the same again (FNV-1a, 64 bits); no protection against forgery.
public func contentMark(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
}
