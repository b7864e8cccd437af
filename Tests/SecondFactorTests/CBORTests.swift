import Testing

@testable import SecondFactor

struct CBORTests {
    /// From RFC 8949, appendix A, as far as the canonical form of authenticators has them.
    @Test(
        arguments: [
            ("00", .number(0)), ("0a", .number(10)), ("17", .number(23)), ("1818", .number(24)),
            ("1903e8", .number(1000)), ("1a000f4240", .number(1_000_000)),
            ("1b000000e8d4a51000", .number(1_000_000_000_000)), ("20", .number(-1)), ("29", .number(-10)),
            ("3863", .number(-100)), ("3903e7", .number(-1000)), ("f4", .flag(false)), ("f5", .flag(true)),
            ("f6", .nothing), ("40", .bytes([])), ("4401020304", .bytes([1, 2, 3, 4])), ("60", .text("")),
            ("6449455446", .text("IETF")), ("62c3bc", .text("ü")), ("80", .list([])),
            ("83010203", .list([.number(1), .number(2), .number(3)])), ("a0", .map([:])),
            ("a201020304", .map([.number(1): .number(2), .number(3): .number(4)])),
            ("a26161016162820203", .map([.text("a"): .number(1), .text("b"): .list([.number(2), .number(3)])])),
        ] as [(String, CBOR)])
    func `what is canonical is read`(hex: String, value: CBOR) throws {
        #expect(try CBOR(bytes(hex)) == value)
    }

    @Test(arguments: [
        // Numbers and lengths longer than need be.
        "1817", "190017", "1a0000ffff", "1b00000000ffffffff", "5801ff", "3800",
        // Lengths left open, tags, fractions, what is not defined.
        "9fff", "5f42010243030405ff", "bf61610161629f0203ffff", "c11a514b67b0", "f93c00", "fb3ff199999999999a", "f7",
        "f0", "f8ff", "1c", "1f", "ff",
        // Too short, or something behind it.
        "", "19", "1903", "44010203", "62c3", "8301", "a101", "0000",
        // A length that no memory holds, a number that no Int does.
        "5affffffff", "9b7fffffffffffffff", "bb7fffffffffffffff", "1bffffffffffffffff", "3bffffffffffffffff",
        // A key twice, a key of another kind, text that is none.
        "a201020103", "a1f501", "a1400a", "61ff", "62edb0",
        // Five deep.
        "818181818180",
    ])
    func `what is not canonical is refused`(hex: String) {
        #expect(throws: CBOR.Refusal.unreadable) { try CBOR(bytes(hex)) }
    }

    @Test func `no beginning of a thing is a thing`() throws {
        let whole = bytes("a26161016162820203")
        for count in 0..<whole.count {
            #expect(throws: CBOR.Refusal.unreadable) { try CBOR(Array(whole.prefix(count))) }
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
