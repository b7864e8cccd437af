import Testing

@testable import Workbooks

struct WorkbookGuardTests {
    private static let cell = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"

    private static func refusal(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) -> WorkbookRefusal? {
        do throws(WorkbookRefusal) {
            _ = try WorkbookGuard(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "<row r=\"1\"><c r=\"A1\"/></row><row r=\"1048576\"><c r=\"XFD1048576\"/></row>", "<row><c r = 'XFD2'/></row>",
        "<row\tr=\"20001\"></row>", "<x:row x=\"1\"\nr=\"20001\"></x:row>",
    ])
    func `a cell beyond any list is met before it makes a rectangle of everything before it`(rows: String) throws {
        #expect(try Self.refusal(TestedWorkbook.made(rows: rows)) == .tooManyCells)
    }

    @Test func `the last cell of a long list is taken, and what people write of cells too`() throws {
        let rows =
            "<row r=\"20000\"><c r=\"GR20000\" t=\"inlineStr\"><is><t>Voir r=\"XFD99999\" ou <b/></t></is></c></row>"
        #expect(try Self.refusal(TestedWorkbook.made(rows: rows)) == nil)
    }

    @Test(arguments: ["<!DOCTYPE x>", "<!doctype x [<!ENTITY a 'b'>]>", "<<!DOCTYPE x>"])
    func `a part that declares a type of document is refused`(text: String) throws {
        #expect(try Self.refusal(TestedWorkbook.made(rows: text)) == .suspicious)
        let more = [("xl/styles.xml", Array(text.utf8))]
        #expect(try Self.refusal(TestedWorkbook.made(rows: Self.cell, more: more)) == .suspicious)
    }

    @Test func `text of two bytes a letter hides nothing`() throws {
        let wide = "<!DOCTYPE x>".utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(try Self.refusal(TestedWorkbook.made(rows: Self.cell, more: [("xl/styles.xml", wide)])) == .suspicious)
    }

    @Test func `what is unpacked is counted, and no claim believed`() throws {
        let zeros = [UInt8](repeating: 0x20, count: 2_000_000)
        let bomb = try TestedWorkbook.made(rows: Self.cell, more: [("xl/media/a.png", zeros)])
        #expect(bomb.count < 10_000)
        #expect(Self.refusal(bomb) == .tooLarge)
        var limits = WorkbookLimits()
        limits.ratio = 10_000
        #expect(Self.refusal(bomb, limits) == nil)
        limits.unpacked = 1_000_000
        #expect(Self.refusal(bomb, limits) == .tooLarge)
    }

    @Test func `too many parts, and parts of one name, are refused`() throws {
        let parts = { (count: Int) in (0..<count).map { ("xl/p\($0).xml", Array("<a/>".utf8)) } }
        #expect(try Self.refusal(TestedWorkbook.made(rows: Self.cell, more: parts(95))) == nil)
        #expect(try Self.refusal(TestedWorkbook.made(rows: Self.cell, more: parts(96))) == .tooLarge)
    }

    @Test func `a workbook under a password, an old one and something else are told apart`() throws {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        #expect(Self.refusal(old) == .otherFormat)
        #expect(Self.refusal(old + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }) == .locked)
        #expect(try Self.refusal(TestedWorkbook.archive([("content.xml", [0x3C])])) == .otherFormat)
        #expect(try Self.refusal(TestedWorkbook.archive([("word/document.xml", [0x3C])])) == .damaged)
        #expect(Self.refusal([0x89, 0x50, 0x4E, 0x47]) == .otherFormat)
    }

    @Test func `a workbook that was cut or spoilt anywhere ends in words`() throws {
        let whole = try TestedWorkbook.made(rows: Self.cell)
        for length in stride(from: 4, to: whole.count, by: 7) {
            #expect(Self.refusal(Array(whole[..<length])) == .damaged, "\(length)")
        }
        for place in whole.indices {
            var spoilt = whole
            spoilt[place] ^= 0xFF
            // Whatever it is then, nothing is read beyond its end.
            _ = Self.refusal(spoilt)
        }
    }
}
