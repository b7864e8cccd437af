import Testing

@testable import Tables

/// A file of UTF-8 with one broken byte is no file of another encoding.
struct DamageTests {
    private func refusal(_ start: String, _ bytes: [UInt8], _ end: String) -> TableRefusal? {
        do {
            _ = try Table(data: Array(start.utf8) + bytes + Array(end.utf8))
            return nil
        } catch { return error }
    }

    @Test(arguments: [[0xC3], [0xC3, 0x28], [0xA9], [0xC5], [0x8F]] as [[UInt8]])
    func `a sign or a capital inside a word of small letters is a broken byte`(bytes: [UInt8]) {
        #expect(refusal("id,name\n1,plain\n2,Gar", bytes, "den\n") == .damagedText(line: 3))
    }

    @Test(arguments: [[0xE9], [0xE8], [0x92], [0xB7], [0xFC], [0x9C]] as [[UInt8]])
    func `a letter, an apostrophe and a middle dot of Windows-1252 are read`(bytes: [UInt8]) {
        #expect(refusal("id,name\n1,plain\n2,Gar", bytes, "den\n") == nil)
    }

    @Test func `a file with more letters of that encoding is one of it`() throws {
        let table = try Table(
            data: Array("id,name\n1,Caf".utf8) + [0xE9] + Array("\n2,Eug".utf8) + [0xC8] + Array("NE\n".utf8))
        #expect(table.encoding == .windows1252 && table.rows[1]["name"] == "EugÈNE")
    }

    @Test func `the column is named as far as it can be told`() {
        #expect(Damage(in: Array("id;name\n1;plain\n2;Gar".utf8) + [0xC3] + Array(";\n".utf8))?.column == "name")
        #expect(Damage(in: Array("id;name\n".utf8)) == nil)
        #expect(Damage(in: Array("i".utf8) + [0xC3] + Array("d;name\n".utf8))?.column == nil)
    }
}
