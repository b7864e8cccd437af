import Testing

@testable import Web

/// What nginx 1.22 answers for a file of ten bytes, but for several parts at once, which are answered with the whole here, and for a last
/// place beyond all numbers, which is beyond the end (RFC 9110, 14.1.2).
struct RangeTests {
    @Test(
        arguments: [
            (nil, ByteRange.whole), ("bytes=0-0", .part(0..<1)), ("bytes=0-", .part(0..<10)),
            ("bytes=3-5", .part(3..<6)),
            ("bytes=9-9", .part(9..<10)), ("bytes=5-99", .part(5..<10)), ("bytes=-3", .part(7..<10)),
            ("bytes=-500", .part(0..<10)), ("Bytes= 2 - 4 ", .part(2..<5)), ("bytes=10-", .outside),
            ("bytes=5-2", .outside),
            ("bytes=-0", .outside), ("bytes=-", .outside), ("bytes=a-b", .outside), ("bytes=1-2-3", .outside),
            ("bytes=-1-2", .outside), ("bytes=99999999999999999999-", .outside),
            ("bytes=0-99999999999999999999", .part(0..<10)), ("lines=0-1", .whole), ("bytes", .whole),
            ("bytes=", .whole),
            ("bytes=0-1,4-5", .whole), ("bytes=0-1,", .whole),
        ] as [(String?, ByteRange)])
    func `the part of a file that is asked for`(header: String?, range: ByteRange) {
        #expect(ByteRange(header, if: nil, tag: "\"a\"", size: 10) == range)
    }

    @Test(arguments: [("\"a\"", true), ("\"b\"", false), ("W/\"a\"", false), ("Mon, 22 Sep 2014 07:00:00 GMT", false)])
    func `a part is given only of the file that it was begun with`(condition: String, isPart: Bool) {
        let range = ByteRange("bytes=3-5", if: condition, tag: "\"a\"", size: 10)
        #expect(range == (isPart ? .part(3..<6) : .whole))
    }

    @Test func `an empty file has no parts`() {
        #expect(ByteRange("bytes=0-", if: nil, tag: "\"a\"", size: 0) == .whole)
        #expect(ByteRange("bytes=-1", if: nil, tag: "\"a\"", size: 0) == .whole)
        #expect(ByteRange("bytes=1-", if: nil, tag: "\"a\"", size: 0) == .outside)
    }
}
