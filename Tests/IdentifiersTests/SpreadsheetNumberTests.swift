import Identifiers
import Testing

/// Numbers as spreadsheets leave them. Those here belong to nobody: 999 begins no SIREN.
struct SpreadsheetNumberTests {
    private static let siret = "99912345800013"

    @Test(arguments: [
        "99912345800013", "999 123 458 00013", "999\u{A0}123\u{202F}458 00013", "'99912345800013", "’99912345800013",
        "=\"99912345800013\"", "99912345800013,00", "99912345800013.0",
        "99 912 345 800 013,00", "999\u{2060}123\u{AD}458 00013",
    ])
    func `what protects a number, parts it or follows it is no part of it`(cell: String) throws {
        let (number, hasZerosBack) = try SpreadsheetNumber(cell).siret()
        #expect(number.description == Self.siret)
        #expect(!hasZerosBack)
    }

    @Test func `first zeros are given back where the key then holds, and nowhere else`() throws {
        let whole = try #require(Self.withZeros())
        let (number, hasZerosBack) = try SpreadsheetNumber(String(whole.drop { $0 == "0" })).siret()
        #expect(number.description == whole)
        #expect(hasZerosBack)
        let wrong = String(whole.drop { $0 == "0" }.dropLast()) + (whole.last == "7" ? "8" : "7")
        #expect(throws: SiretRefusal.self) { try SpreadsheetNumber(wrong).siret() }
    }

    /// A number with two zeros at its head whose two keys hold.
    private static func withZeros() -> String? {
        for body in 9_991_230...9_991_299 {
            for nic in 10...19 {
                let text = "00\(body)000\(nic)"
                if text.utf8.count == 14, (try? Siret(text)) != nil { return text }
            }
        }
        return nil
    }

    @Test(arguments: ["9,99123E+13", "9.99123e+13", "9,99E13"])
    func `a rounded number is lost`(cell: String) { #expect(SpreadsheetNumber(cell).isRounded) }

    @Test(arguments: ["99912345800013", "non concerné", ""])
    func `other cells are not rounded`(cell: String) { #expect(!SpreadsheetNumber(cell).isRounded) }

    @Test func `codes of places get their first zero back`() throws {
        #expect(try SpreadsheetNumber("1").department().code.description == "01")
        for cell in ["1.0", "1,00"] { #expect(try SpreadsheetNumber(cell).department().code.description == "01") }
        #expect(try SpreadsheetNumber("39.0").department().code.description == "39")
        #expect(try SpreadsheetNumber("1004.0").commune().code.description == "01004")
        #expect(try SpreadsheetNumber("25056,0").commune().code.description == "25056")
        #expect(try SpreadsheetNumber("Haute-Saône").department().code.description == "70")
        #expect(try SpreadsheetNumber("1004").commune().code.description == "01004")
        #expect(try SpreadsheetNumber("25").department().hasZerosBack == false)
        #expect(throws: CommuneRefusal.self) { try SpreadsheetNumber("104").commune() }
    }

    @Test(arguments: [
        "1,5e13", "+9.99E+13", "-12E5", "9E1", "e5", "1e", "1.e5", "1,5e+", "1e-5", "1e5x", "٣e5", "1e5\u{301}", "1,e5",
        "12",
    ])
    func `a power of ten is told from what only looks like one`(cell: String) {
        let isPower = cell.wholeMatch(of: /[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+/.asciiOnlyDigits()) != nil
        #expect(SpreadsheetNumber(cell).isRounded == isPower)
    }

    @Test(arguments: [
        ("123456789,0", "123456789"), ("123456789,000", "123456789"), ("123 456 789.0", "123456789"),
        ("12345,00", "12345"),
        ("1,000", "1,000"), ("123456,0", "123456,0"), ("12345678.00", "12345678.00"), ("1,01", "1,01"), (",0", ",0"),
        ("1,", "1,"), ("1,0,0", "1,0,0"), ("Saint-Denis, 0", "Saint-Denis, 0"), ("12", "12"),
    ])
    func `decimals of nothing are left out of long numbers and of the codes of places alone`(cell: String, text: String)
    {
        #expect(SpreadsheetNumber(cell).text == text)
    }
}
