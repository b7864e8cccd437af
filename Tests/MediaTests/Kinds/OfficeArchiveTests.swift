import Foundation
import Media
import Testing

@Suite(.enabled(if: ZipSamples.canBeMade, "python3 is not installed"))
struct OfficeArchiveTests {
    private let place: TestFolder

    init() throws { place = try TestFolder() }

    private func judged(_ bytes: [UInt8], _ limits: OfficeArchive.Limits = .init()) throws -> OfficeArchive {
        try OfficeArchive(of: place.file(UUID().uuidString, bytes), limits: limits)
    }

    @Test func `a text, a sheet and a talk are told apart by their parts, and counted unpacked`() throws {
        let text = try judged(ZipSamples.document())
        #expect(text.kind == .docx)
        #expect(text.unpacked == 4_008)
        #expect(text.largestPart == 4_000)
        let types = "('[Content_Types].xml', '')"
        #expect(try judged(ZipSamples.archive("[\(types), ('xl/workbook.xml', '')]")).kind == .xlsx)
        #expect(try judged(ZipSamples.archive("[\(types), ('ppt/presentation.xml', '')]")).kind == .pptx)
        let declared = "('mimetype', '\(MediaType.ods.name)'), ('content.xml', '')"
        #expect(try judged(ZipSamples.archive("[\(declared)]")).kind == .ods)
    }

    @Test(arguments: [
        "[('word/vbaProject.bin', b'x')]", "[('word/VBAPROJECT.BIN', b'x')]", "[('Basic/Standard/a.xml', '')]",
        "[('../../etc/passwd', '')]", "[('/etc/passwd', '')]", "[('a/../b', '')]", "[('a\\\\\\\\b', '')]",
    ])
    func `macros, and parts that would lie elsewhere, are refused`(others: String) throws {
        let bytes = try ZipSamples.document(others)
        #expect(throws: PreparationRefusal.kind) { try judged(bytes) }
    }

    @Test func `a file that may hold macros is refused by what it says of itself`() throws {
        let bytes = try ZipSamples.document(types: "application/vnd.ms-word.document.macroEnabled.main+xml")
        #expect(throws: PreparationRefusal.kind) { try judged(bytes) }
        #expect(throws: PreparationRefusal.kind) { try judged(ZipSamples.archive("[('a.txt', 'a')]")) }
    }

    @Test func `what unpacks to too much is refused before it has`() throws {
        let bomb = try ZipSamples.document("[('a', bytes(210_000_000))]")
        #expect(bomb.count < 1_000_000)
        #expect(throws: PreparationRefusal.excessive) { try judged(bomb) }
        let dense = try ZipSamples.document("[('a', bytes(5_000_000))]")
        #expect(throws: PreparationRefusal.excessive) { try judged(dense) }
        #expect(throws: PreparationRefusal.excessive) {
            try judged(ZipSamples.document("[(str(n), '') for n in range(1_000)]"))
        }
    }

    @Test func `what comes out is counted, not what is claimed`() throws {
        var liar = try ZipSamples.document("[('a', bytes(3_000_000))]")
        for place in liar.indices.dropLast(4) where liar[place..<(place + 4)].elementsEqual([0xC0, 0xC6, 0x2D, 0]) {
            liar.replaceSubrange(place..<(place + 4), with: [1, 0, 0, 0])
        }
        #expect(throws: PreparationRefusal.excessive) { try judged(liar) }
    }

    @Test func `a part under a password is refused as locked`() throws {
        var bytes = try ZipSamples.document()
        let directory = try #require(
            bytes.indices.dropLast(4).first { bytes[$0..<($0 + 4)].elementsEqual([0x50, 0x4B, 1, 2]) })
        bytes[directory + 8] |= 1
        #expect(throws: PreparationRefusal.locked) { try judged(bytes) }
    }

    @Test func `two parts of one name are damage: readers differ in which they take`() throws {
        let bytes = try ZipSamples.document("[('word/document.xml', 'another')]")
        #expect(throws: PreparationRefusal.damaged) { try judged(bytes) }
    }

    @Test func `an archive cut or changed anywhere is judged without harm`() throws {
        let whole = try ZipSamples.document()
        for size in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: PreparationRefusal.self) { try judged(Array(whole.prefix(size))) }
        }
        for place in whole.indices {
            var changed = whole
            changed[place] = 0xFF
            _ = try? judged(changed)
        }
    }
}
