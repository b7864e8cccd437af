import Foundation

/// Windows-1252, in which spreadsheets write tables still: one byte a sign, so that nearly every byte is one.
enum OldSigns {
    /// Whether these bytes are signs of it alone, and no text in UTF-8 that is spoilt somewhere.
    static func holds(_ bytes: some Collection<UInt8>) -> Bool {
        // No word begins so; JPEG does.
        bytes.first != 0xFF
            && bytes.allSatisfy { byte in
                byte >= 0x20 ? byte != 0x7F && !open.contains(byte) : [0x09, 0x0A, 0x0C, 0x0D].contains(byte)
            } && !isModern(bytes)
    }

    /// Whether accents or curved signs of UTF-8 stand in it: «é» would be «Ã©», which nobody writes.
    static func isModern(_ bytes: some Collection<UInt8>) -> Bool {
        var (last, before): (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            if 0x80...0xBF ~= byte, last == 0xC3 || before == 0xE2 && [0x80, 0x82].contains(last) { return true }
            (before, last) = (last, byte)
        }
        return false
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String? {
        String(data: Data(bytes), encoding: .windowsCP1252)
    }

    /// Nothing stands for them.
    private static let open: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
}
