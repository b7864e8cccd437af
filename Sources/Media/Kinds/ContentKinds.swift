import Foundation

/// Tells pictures, papers and films by their first bytes. Whatever it does not know is refused: programs, scripts, pages, SVG, plain
/// archives, and office files that hold macros by their name.
public struct ContentKinds: MediaKinds {
    public init() {}

    public var headSize: Int { 16_384 }

    public func kind(of head: [UInt8], name: String) -> MediaType? {
        let ending = Self.ending(of: name)
        if let kind = Self.marked(head) { return kind }
        if head.starts(with: Array("PK\u{3}\u{4}".utf8)) { return WrappedKinds.kind(of: head, ending: ending) }
        return TextKinds.kind(of: head, ending: ending, isWhole: head.count < headSize)
    }

    /// In small letters, without the dot; empty where there is none.
    static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// By what stands at their beginning.
    private static func marked(_ head: [UInt8]) -> MediaType? {
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89] + Array("PNG\r\n\u{1A}\n".utf8)) { return .png }
        if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if head.starts(with: Array("RIFF".utf8)), word(head, at: 8) == "WEBP" { return .webp }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return isWebM(head) ? .webm : nil }
        return word(head, at: 4) == "ftyp" ? boxed(head) : nil
    }

    private static func word(_ head: [UInt8], at place: Int) -> String {
        place + 4 <= head.count ? String(decoding: head[place..<(place + 4)], as: UTF8.self) : ""
    }

    /// Matroska, too, is such a container: what this one is stands near its beginning (RFC 8794, DocType).
    private static func isWebM(_ head: [UInt8]) -> Bool {
        head.prefix(64).contains([0x42, 0x82, 0x84] + Array("webm".utf8))
    }

    /// ISO 14496-12: the first box names the brand that it follows best, then others that it follows as well.
    private static func boxed(_ head: [UInt8]) -> MediaType? {
        let size = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard size >= 16, size <= min(head.count, 512) else { return nil }
        let brands = [word(head, at: 8)] + stride(from: 16, to: size - 3, by: 4).map { word(head, at: $0) }
        let known: [(MediaType, Set<String>)] = [
            (.avif, ["avif", "avis"]), (.heic, ["heic", "heix", "heim", "heis", "hevc", "hevx"]),
            (.mp4, ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V "]),
        ]
        return known.first { !$0.1.isDisjoint(with: brands) }?.0
    }
}
