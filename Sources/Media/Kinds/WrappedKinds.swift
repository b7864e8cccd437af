/// Office files are ZIP archives. By their beginning alone, and their name between kin: `OfficeArchive` looks at the whole.
enum WrappedKinds {
    static func kind(of head: [UInt8], ending: String) -> MediaType? {
        let parts = names(in: head)
        if parts.first?.name == "mimetype" { return declared(head, parts[0].content) }
        let isOpenXML = parts.contains { ["[Content_Types].xml", "_rels/.rels"].contains($0.name) }
        for (folder, kind) in folders where parts.contains(where: { $0.name.hasPrefix(folder) }) {
            // With macros it has another ending.
            return kind.ending == ending ? kind : nil
        }
        return isOpenXML ? folders.first { $0.1.ending == ending }?.1 : nil
    }

    private static let folders: [(String, MediaType)] = [("word/", .docx), ("xl/", .xlsx), ("ppt/", .pptx)]

    /// OpenDocument says what it is in its first part, which is not packed.
    private static func declared(_ head: [UInt8], _ content: Range<Int>) -> MediaType? {
        guard content.upperBound <= head.count else { return nil }
        let name = String(decoding: head[content], as: UTF8.self)
        return [MediaType.odt, .ods, .odp].first { $0.name == name }
    }

    /// The parts whose headers stand in these bytes, as far as each says where it ends.
    private static func names(in head: [UInt8]) -> [(name: String, content: Range<Int>)] {
        var found: [(name: String, content: Range<Int>)] = []
        var place = 0
        while place + 30 <= head.count, head[place..<(place + 4)].elementsEqual([0x50, 0x4B, 3, 4]) {
            let size = ZipNumber.four(head, place + 18)
            let nameEnd = place + 30 + ZipNumber.two(head, place + 26)
            let start = nameEnd + ZipNumber.two(head, place + 28)
            guard nameEnd <= head.count else { break }
            found.append((String(decoding: head[(place + 30)..<nameEnd], as: UTF8.self), start..<(start + size)))
            place = start + size
        }
        return found
    }
}

/// ZIP writes numbers from their small end.
enum ZipNumber {
    static func two(_ bytes: [UInt8], _ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
    static func four(_ bytes: [UInt8], _ place: Int) -> Int { two(bytes, place) | two(bytes, place + 2) << 16 }
}
