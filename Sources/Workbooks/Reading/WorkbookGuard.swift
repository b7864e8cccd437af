/// Looks at a workbook before any reader does: everything is counted while it is unpacked, and what an archive claims of itself
/// is not believed.
struct WorkbookGuard {
    /// Whether it holds programs, which nothing here ever runs.
    let hasMacros: Bool

    init(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookRefusal) {
        if bytes.starts(with: Self.compound) { throw Self.isLocked(bytes) ? .locked : .otherFormat }
        guard bytes.starts(with: Self.archive) else { throw .otherFormat }
        let entries = try ArchiveEntries(of: bytes, atMost: limits.entries).entries
        guard entries.contains(where: { $0.name == "xl/workbook.xml" }) else {
            throw entries.contains { $0.name.hasSuffix("content.xml") || $0.name.hasSuffix(".bin") }
                ? .otherFormat : .damaged
        }
        guard Set(entries.map { $0.name.lowercased() }).count == entries.count else { throw .suspicious }
        var total = 0
        for entry in entries { try Self.look(through: entry, of: bytes, limits, &total) }
        hasMacros = entries.contains { $0.name.lowercased().hasSuffix("vbaproject.bin") }
    }

    private static func look(
        through entry: ArchiveEntries.Entry, of bytes: [UInt8], _ limits: WorkbookLimits, _ total: inout Int
    ) throws(WorkbookRefusal) {
        let name = entry.name.lowercased()
        let isText = name.hasSuffix(".xml") || name.hasSuffix(".rels") || name.hasSuffix(".vml")
        // A sheet may have any name: every part of text is looked at as if it were one, but for those that say where cells are in
        // their own way.
        let isSheet = isText && !isElsewhere(name)
        var (scan, size) = (PartScan(limits), 0)
        let packed = bytes[entry.packed]
        func take(_ share: ArraySlice<UInt8>) throws(WorkbookRefusal) {
            size += share.count
            total += share.count
            guard total <= limits.unpacked else { throw .tooLarge }
            guard size <= 1 << 20 || size <= packed.count * limits.ratio else { throw .tooLarge }
            if isText { try scan.take(share, isSheet: isSheet) }
        }
        guard entry.isDeflated else { return try take(packed) }
        try Inflater.inflate(packed, broken: .damaged, take)
    }

    private static func isElsewhere(_ name: String) -> Bool {
        name.hasSuffix(".rels") || ["sharedstrings.xml", "styles.xml", "calcchain.xml"].contains { name == "xl/" + $0 }
            || ["theme", "drawings", "charts", "pivotcache", "externallinks"].contains { name.hasPrefix("xl/\($0)/") }
    }

    // The first bytes of an archive, and of the older container, which holds what a password protects as well.
    static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static func isLocked(_ bytes: [UInt8]) -> Bool {
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        return bytes.indices.lazy.contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
    }
}
