import Tables
import Testing

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

    private func repeated(_ pattern: String) -> [UInt8] {
        let pattern = Array(pattern.utf8)
        return (0..<Self.size / pattern.count).flatMap { _ in pattern }
    }
}
