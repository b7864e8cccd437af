import Testing

@testable import Tables

// Two megabytes take a moment when the time follows the size, and hours when it follows the square of it.
@Suite(.timeLimit(.minutes(5)))
struct HostileTableTests {
    private static let size = 2_000_000

    @Test(arguments: [
        ("\"", TableRefusal.notATable), ("\"\"\"", .notATable), ("\"a", .notATable), (";", .notATable), ("\n", .empty),
        ("\0", .notText(line: 1)), ("a;b,", .tooLarge(line: 1)),
    ])
    func `a file of nonsense is refused in time`(pattern: String, refusal: TableRefusal) {
        #expect(throws: refusal) { try Table(data: repeated(pattern)) }
    }

    @Test(arguments: ["\"x\n", "\"\"\"x\n", "\";\"x\n", "\"\"a\n", "\"a;\n\"\"b\n"])
    func `quotes that open on every line do not have the file read again and again`(line: String) {
        let end = Array("1;2\n\"1\";\"2\"\n".utf8)
        let table = try? Table(data: Array("a;b\n".utf8) + end + repeated(line) + end)
        #expect(table.map { $0.rows[0]["b"] == "2" && $0.rows.last?["b"] == "2" } ?? true)
    }

    @Test(arguments: ["\"", ";", "x", "é", "a,", "a\t\"", "\"\"\n"])
    func `the header is looked for among lines that could be one`(pattern: String) {
        var longest = 0
        let worth = { (names: [String]) -> Int in
            longest = max(longest, names.reduce(0) { $0 + $1.utf8.count })
            return names.contains("Nom") ? 1 : 0
        }
        _ = try? Table(data: repeated(pattern), needing: ["Nom"], worth: worth)
        #expect(longest <= 1 << 15)
        let list = try? Table(
            data: Array("Titre\n".utf8) + Array("Nom;Ville\nAna;Dole\n".utf8), needing: [], worth: worth)
        #expect(list?.rows.first?["Ville"] == "Dole")
    }

    @Test(
        arguments: [
            [0xC2, 0x80], [0xE0, 0x9F, 0x80], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0x80, 0x80],
            [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBF],
            [0xE1, 0x80, 0x41],
            [0xF1, 0x80, 0x80, 0x80], [0xF1, 0x80, 0x80, 0x7F], [0xC1, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80],
        ] as [[UInt8]])
    func `what is UTF-8 by its shape is what the language takes for it`(bytes: [UInt8]) {
        #expect((UTF8Shape(of: bytes).firstFault == nil) == (String(validating: bytes, as: UTF8.self) != nil))
    }

    @Test func `letters of one byte are told apart by the first ten thousand of them`() throws {
        let old =
            Array("a;b\n".utf8)
            + (0..<30_000).flatMap { _ in [0x6C, 0xE9, 0x67, 0x65, 0x72, 0x3B, 0x31, 0x0A] as [UInt8] }
        let table = try Table(data: old)
        #expect(table.encoding == .windows1252 && table.rows.last?["a"] == "léger")
    }

    private func repeated(_ pattern: String) -> [UInt8] {
        let pattern = Array(pattern.utf8)
        return (0..<Self.size / pattern.count).flatMap { _ in pattern }
    }
}
