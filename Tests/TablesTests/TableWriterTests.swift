import Tables
import Testing

struct TableWriterTests {
    @Test func `a spreadsheet gets semicolons, a mark, decimal commas and quotes where needed`() {
        var writer = TableWriter(columns: ["titre", "note"])
        writer.append(["a;b", 3])
        writer.append(["dit \"oui\"\nici", 2.5])
        writer.append([.empty, .decimal(-4)])
        let text = "\u{FEFF}titre;note\r\n\"a;b\";3\r\n\"dit \"\"oui\"\"\nici\";2,5\r\n;-4\r\n"
        #expect(writer.bytes == Array(text.utf8))
    }

    @Test(arguments: ["=1+1", "+33 1", "-2", "@SUM(A1)", "\tx", "\rx", "=\u{301}1", "＝1+1", "＋1", "－1", "＠x"])
    func `a text never runs as a formula`(text: String) throws {
        var writer = TableWriter(columns: [text, "b"])
        writer.append([.text(text), "c"])
        let table = try Table(data: writer.bytes)
        #expect(table.rows[0].fields[0] == "'" + text)
        #expect(table.header[0].hasPrefix("'"))
    }

    @Test(arguments: [
        ("Zed,=HYPERLINK(\"http://evil.example\";\"x\")", "Zed,'=HYPERLINK(\"http://evil.example\";\"x\")"),
        ("a,+1", "a,'+1"), ("a,-1", "a,'-1"), ("a,@x", "a,'@x"), ("a\t=1", "a\t'=1"), ("a;=1", "a;'=1"),
        ("a,＝1,＋1,－1,＠x", "a,'＝1,'＋1,'－1,'＠x"), ("a, =1", "a, '=1"), ("a,\"=1", "a,\"'=1"), ("\"=1", "\"'=1"),
        (" =1", " '=1"), ("\u{A0}\u{200B}=1", "\u{A0}\u{200B}'=1"), ("a\n=1", "a\n'=1"), ("a\r\n-1", "a\r\n'-1"),
        ("\n=x", "'\n'=x"), ("a,,=1", "a,,'=1"),
    ])
    func `no cell runs as a formula where a spreadsheet splits at other signs`(text: String, safe: String) {
        var writer = TableWriter(columns: ["a", "b"])
        writer.append([.text(text), "c"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\u{FEFF}a;b\r\n\(written(safe));c\r\n")
    }

    @Test(arguments: ["a-b, c+d = e", "09 h – 10 h, sous-titre", "a@b.example, 3,5", "=", "l'été, « - »"])
    func `signs within a text stay as they were typed`(text: String) {
        var writer = TableWriter(columns: ["a", "b"])
        writer.append([.text("x" + text), "c"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\u{FEFF}a;b\r\nx\(text);c\r\n")
    }

    private func written(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { ["\"", ";", "\r", "\n"].contains($0) }
        return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }

    @Test func `numbers keep their sign, and what is no number leaves the cell empty`() {
        var writer = TableWriter(columns: ["a", "b", "c"])
        writer.append([-3, .decimal(.nan), Cell(nil as Double?)])
        writer.append(["-3", .decimal(0.1), Cell("x")])
        #expect(String(decoding: writer.bytes, as: UTF8.self).hasSuffix("\r\n-3;;\r\n'-3;0,1;x\r\n"))
    }

    @Test func `a program gets commas and the texts as they are`() {
        var writer = TableWriter(columns: ["a", "b"], dialect: .machine)
        writer.append(["=x;y", 2.5])
        writer.append(["1,2", 1])
        #expect(writer.bytes == Array("a,b\r\n=x;y,2.5\r\n\"1,2\",1\r\n".utf8))
    }

    @Test(arguments: [TableWriter.Dialect.spreadsheet, .machine])
    func `what is written is read back the same`(dialect: TableWriter.Dialect) throws {
        let rows = [
            ["é", ""], ["", ""], ["\"", "\r\n"], [" a ", "b;c,d\te"], ["\"\"", "l’été\u{202F}:"],
        ]
        var writer = TableWriter(columns: ["x", "y"], dialect: dialect)
        rows.forEach { writer.append($0.map(Cell.text)) }
        let table = try Table(data: writer.bytes)
        #expect(table.rows.map(\.fault).allSatisfy { $0 == nil })
        let expected = dialect == .spreadsheet ? rows.map { $0.map { $0 == "\r\n" ? "'\r\n" : $0 } } : rows
        #expect(table.rows.map(\.fields) == expected)
    }
}
