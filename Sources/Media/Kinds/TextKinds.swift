import Foundation

/// Texts have no mark of their own: they are what holds signs alone.
enum TextKinds {
    /// Named otherwise, a text is meant to be run, or shown as a page.
    private static let endings: [String: MediaType] = [
        "": .text, "txt": .text, "text": .text, "md": .text, "csv": .csv, "tsv": .csv,
    ]

    static func kind(of head: [UInt8], ending: String, isWhole: Bool) -> MediaType? {
        guard let kind = endings[ending], !head.isEmpty else { return nil }
        let modern = signs(isWhole ? head[...] : withoutCutSign(head))
        let old = kind == .csv && modern == nil && OldSigns.holds(head) ? OldSigns.text(head) : nil
        guard let text = modern ?? old else { return nil }
        return isMeantForMachines(text) ? nil : kind
    }

    /// As `kind`, for all that follows: nil where it is no text.
    static func signs(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy { sign in
            sign.value >= 0x20 ? !(0x7F...0x9F).contains(sign.value) : "\t\n\r\u{C}".unicodeScalars.contains(sign)
        }
        return isPlain ? text : nil
    }

    /// The last sign of a part may lack its end: up to three bytes.
    static func withoutCutSign(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard let start = bytes.indices.suffix(4).last(where: { bytes[$0] & 0xC0 != 0x80 }) else { return bytes[...] }
        let length =
            switch bytes[start] {
            case 0xF0...: 4
            case 0xE0...: 3
            case 0xC0...: 2
            default: 1
            }
        return start + length > bytes.count ? bytes[..<start] : bytes[...]
    }

    /// A page, a drawing, a script, PostScript, RTF: what another program would do something with.
    private static func isMeantForMachines(_ text: String) -> Bool {
        let beginning = text.drop { $0 == "\u{FEFF}" || $0.isWhitespace }.prefix(16).lowercased()
        return ["<", "#!", "%!", "{\\rtf", "@echo", "@if"].contains(where: beginning.hasPrefix)
    }
}
