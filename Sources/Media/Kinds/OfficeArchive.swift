import Foundation

/// An office file as the archive that it is, judged by what comes out of it and never by what it claims.
///
/// Refused: parts beyond `Limits` (`excessive`), parts under a password (`locked`), macros, parts that would lie outside, and what is
/// no office file (`kind`), a directory or packing that is not whole (`damaged`).
public struct OfficeArchive: Sendable {
    public struct Limits: Sendable {
        /// Parts.
        public var entries = 1_000
        /// In bytes, of all parts together.
        public var unpacked = 200_000_000
        /// Unpacked to packed, from a megabyte on.
        public var ratio = 200

        public init() {}
    }

    public let kind: MediaType
    /// In bytes, of all parts together, and of the largest.
    public let unpacked: Int
    public let largestPart: Int

    /// Reads and unpacks the file, on this thread: up to a second.
    public init(of path: String, limits: Limits = Limits()) throws {
        let file = try ArchiveFile(path)
        let entries = try ArchiveDirectory.entries(of: file, most: limits.entries)
        try Self.refuse(entries)
        var (total, largest) = (0, 0)
        var declared: [String: [UInt8]] = [:]
        for entry in entries {
            let isTelling = ["mimetype", "[Content_Types].xml"].contains(entry.name)
            var beginning: [UInt8] = []
            let size = try ArchivePart(entry, of: file).unpack(most: limits.unpacked - total) { bytes in
                if isTelling { beginning += bytes.prefix(200_000 - beginning.count) }
            }
            (total, largest) = (total + size, max(largest, size))
            guard total < 1_000_000 || total / limits.ratio <= file.size else { throw PreparationRefusal.excessive }
            declared[entry.name] = beginning
        }
        kind = try Self.kind(of: declared)
        (unpacked, largestPart) = (total, largest)
    }

    private static func refuse(_ entries: [ArchiveEntry]) throws {
        for entry in entries {
            let steps = entry.name.split(separator: "/", omittingEmptySubsequences: false)
            guard !entry.name.contains("\\"), !entry.name.hasPrefix("/"), !steps.contains(".."), !isMacro(steps) else {
                throw PreparationRefusal.kind
            }
            guard !entry.isLocked else { throw PreparationRefusal.locked }
        }
    }

    /// Microsoft's lie in one file of that name, OpenDocument's in folders of theirs.
    private static func isMacro(_ steps: [Substring]) -> Bool {
        let last = steps.last?.lowercased() ?? ""
        return last.hasPrefix("vbaproject") || last.hasPrefix("vbadata") || ["Basic", "Scripts"].contains(steps[0])
    }

    private static func kind(of parts: [String: [UInt8]]) throws -> MediaType {
        if let name = parts["mimetype"].map({ String(decoding: $0, as: UTF8.self) }) {
            let kind = [MediaType.odt, .ods, .odp].first { $0.name == name }
            guard let kind, parts["content.xml"] != nil else { throw PreparationRefusal.kind }
            return kind
        }
        let types = parts["[Content_Types].xml"].map { String(decoding: $0, as: UTF8.self) } ?? "macroEnabled"
        let main: [(String, MediaType)] = [
            ("word/document.xml", .docx), ("xl/workbook.xml", .xlsx), ("ppt/presentation.xml", .pptx),
        ]
        // No program writes references or declarations here; who does hides a word.
        guard !types.contains("macroEnabled"), !types.contains("&#"), !types.contains("<!"),
            let kind = main.first(where: { parts[$0.0] != nil })?.1
        else {
            throw PreparationRefusal.kind
        }
        return kind
    }
}
