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

    @Test(arguments: ["seven", "nan", "inf", "1e999", "0x10", "7,5"])
    func `what is no finite number is refused with its line and column`(cell: String) {
        let reason = "«\(cell)» is not a finite number"
        let expected = DataRefusal(file: "marks.csv", line: 3, column: "mark", reason: reason)
        #expect(throws: expected) { try numbers(in: "id;mark\na;1\nb;\(cell)\n") }
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

    @Test func `an empty file says so`() {
        #expect(throws: DataRefusal(file: "marks.csv", reason: "is empty")) {
            try numbers(in: "")
        }
    }
}
