import Testing

@testable import Analysis

struct DataFileTests {
    private func numbers(in text: String) throws -> [Double?] {
        let file = try DataFile(Array(text.utf8), name: "marks.csv")
        let column = try file.column("mark")
        var numbers: [Double?] = []
        try file.forEachRow { numbers.append(try $0.optionalNumber(column)) }
        return numbers
    }

    @Test func `numbers are read with a point, and empty cells are no numbers`() throws {
        #expect(try numbers(in: "id,mark\na, 7.25\nb,\nc,1e-3\n") == [7.25, nil, 0.001])
    }

    @Test(arguments: ["seven", "nan", "inf", "1e999", "0x10", "7,5,1", "1.234,5"])
    func `what is no finite number is refused with its line and column`(cell: String) {
        #expect {
            try numbers(in: "id;mark\na;1\nb;\(cell)\n")
        } throws: {
            "\($0)".hasPrefix("marks.csv, line 3, column mark: «\(cell)» is not a finite number")
        }
    }

    @Test func `a comma is a point where it does not part the columns`() throws {
        #expect(try numbers(in: "id;mark\na;7,25\nb; -0,5 \nc;1,5e-3\nd;2.5\n") == [7.25, -0.5, 0.0015, 2.5])
        #expect(throws: DataRefusal.self) { try numbers(in: "id,mark\na,\"7,25\"\n") }
    }

    @Test func `a missing column is named with those that are there`() {
        #expect {
            try numbers(in: "id,score\na,1\n")
        } throws: {
            "\($0)" == "marks.csv, line 1, column mark: this column is missing (there are: id, score)"
        }
    }

    @Test func `a row cut short is refused, not guessed`() {
        #expect {
            try numbers(in: "id,mark\na,1\nb\n")
        } throws: {
            "\($0)" == "marks.csv, line 3: has 1 fields, 2 were expected"
        }
    }

    @Test func `a folder is no file, and a file that is not there is named`() {
        #expect(throws: DataRefusal(file: "/", reason: "is a folder")) { try DataFile("/") }
        #expect {
            try DataFile("/nowhere/marks.csv")
        } throws: {
            "\($0)".hasPrefix("/nowhere/marks.csv: cannot be read: ")
        }
    }

    @Test func `an empty file says so`() {
        #expect(throws: DataRefusal(file: "marks.csv", reason: "is empty")) {
            try numbers(in: "")
        }
    }
}

/// What the reader of large files must not lose.
struct LargeDataFileTests {
    @Test func `a row may have more columns than a spreadsheet`() throws {
        let columns = 20_000
        let header = (0..<columns).map { "c\($0)" }.joined(separator: ",")
        let row = (0..<columns).map { "0.\($0)" }.joined(separator: ",")
        let file = try DataFile(Array((header + "\n" + row + "\n").utf8), name: "wide.csv")
        var sum = 0.0
        try file.forEachRow { for column in 0..<columns { sum += try $0.number(column) } }
        #expect(file.header.count == columns)
        #expect(sum > 1000)
    }

    @Test(arguments: [
        "0", "-0", "7", "-12.5", "0.1", ".5", "5.", "123456789012345", "1234567890123456", "0.30000000000000004",
        "1e22",
        "+3", "2.5E-3", "000000000000001.5", "9007199254740993", "-.000000000000001", " 4.25 ",
    ])
    func `a number is the nearest double to what stands there`(cell: String) throws {
        let file = try DataFile(Array("id,mark\na,\(cell)\n\"b\",\"\(cell)\"\n".utf8), name: "marks.csv")
        let expected = try #require(Double(cell.trimmingCharacters(in: .whitespaces)))
        try file.forEachRow { row in
            let number = try row.number(1)
            #expect(number == expected && number.sign == expected.sign)
        }
    }

    @Test(arguments: ["-", ".", "-.", "1.2.3", "--1", "1-", "1,5,2"])
    func `what only looks like a number is refused`(cell: String) throws {
        let file = try DataFile(Array("id;mark\na;\(cell)\n".utf8), name: "marks.csv")
        #expect(throws: DataRefusal.self) { try file.forEachRow { _ = try $0.number(1) } }
    }

    @Test func `quotes, a mark at the start and another encoding are read as before`() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("id,mark\n\"a\"\"b\",1\n".utf8)
        let file = try DataFile(bytes, name: "marks.csv")
        var names: [String] = []
        try file.forEachRow { row in names.append(try row.name(0)) }
        let old = try DataFile(Array("id;mark\n".utf8) + [0xE9] + Array(";1\n".utf8), name: "old.csv")
        try old.forEachRow { row in names.append(try row.name(0)) }
        #expect(names == ["a\"b", "é"])
    }
}
