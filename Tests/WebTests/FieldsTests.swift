import Testing
import Web

struct FieldsTests {
    @Test func `a form is read as it was typed`() throws {
        let fields = try #require(Fields(urlEncoded: "a=1+2&a=%C3%A9%26&b=x%0D%0Ay&c&=d"))
        #expect(fields.all("a") == ["1 2", "é&"])
        #expect(fields["b"] == "x\ny")
        #expect(fields["c"] == "")
        #expect(fields[""] == "d")
        #expect(fields.isOn("b") && !fields.isOn("c") && !fields.isOn("z"))
    }

    @Test func `signs that turn or break a text are dropped as a form is read, and so before an address is looked at`()
        throws
    {
        let fields = try #require(Fields(urlEncoded: "a=%E2%80%AEab%01c%0Bd&n%02=%2F%03%2Fevil&%E2%80%AEz=1"))
        #expect(fields["a"] == "abc\nd")
        #expect(fields["n"] == "//evil")
        #expect(fields["z"] == "1")
    }

    @Test(
        arguments: [
            ("12", 12), ("-7", -7), ("999999999", 999_999_999), ("1000000000", nil), ("9223372036854775807", nil),
            ("-9223372036854775808", nil), ("99999999999999999999", nil), ("1e400", nil), ("", nil), ("x", nil),
        ] as [(String, Int?)])
    func `a number is one that a page may ask for`(typed: String, number: Int?) {
        let fields = Fields([(name: "n", value: typed), (name: "revision", value: typed)])
        #expect(fields.number("n") == number)
        #expect(fields.revision() == (typed.isEmpty ? 0 : number ?? -1))
        #expect(Fields().revision() == 0)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%C3", "a=%00", "%C3%28=a"])
    func `what is not UTF-8 text is refused whole`(text: String) {
        #expect(Fields(urlEncoded: text) == nil)
    }

    @Test func `more fields than any form has are refused`() {
        #expect(Fields(urlEncoded: Array(repeating: "a=1", count: 2_000).joined(separator: "&")) != nil)
        #expect(Fields(urlEncoded: Array(repeating: "a=1", count: 2_001).joined(separator: "&")) == nil)
    }

    @Test func `what nobody sees is nothing`() throws {
        let read = try #require(Fields(urlEncoded: "name=%E2%80%8B+%E2%81%A0&title=%E2%80%8Bx"))
        #expect(read.text("name") == nil)
        #expect(read.text("title")?.hasSuffix("x") == true)
    }

    @Test func `what is written as an address is read back the same`() throws {
        let fields = Fields([(name: "next", value: "/a?b=c&d=é+ %"), (name: "ü", value: "\n\u{301}")])
        let read = try #require(Fields(urlEncoded: fields.urlEncoded))
        #expect(read["next"] == "/a?b=c&d=é+ %")
        #expect(read["ü"]?.unicodeScalars.elementsEqual("\n\u{301}".unicodeScalars) == true)
    }

    @Test func `a name holds no sign that shows nothing, and a text and a password are taken as they are`() throws {
        let sign = "%E2%80%8B"
        let names = ["name", "title", "organisation.name", "figures.0.unit"]
        let fields = try #require(
            Fields(urlEncoded: (names + ["need", "password"]).map { "\($0)=a\(sign)b" }.joined(separator: "&")))
        for name in names { #expect(fields[name]?.unicodeScalars.count == 2, "\(name)") }
        for name in ["need", "password"] { #expect(fields[name]?.unicodeScalars.count == 3, "\(name)") }
    }
}

extension Fields? {
    fileprivate static func == (left: Self, right: _OptionalNilComparisonType) -> Bool {
        if case .none = left { true } else { false }
    }
}
