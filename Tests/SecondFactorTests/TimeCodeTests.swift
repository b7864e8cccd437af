import Foundation
import Testing

@testable import SecondFactor

struct TimeCodeTests {
    /// The secret of the vectors of RFC 4226 and RFC 6238.
    private let code = TimeCode(secret: Array("12345678901234567890".utf8))

    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `the codes are those of RFC 6238, appendix B`(seconds: Int, digits: String) {
        let step = TimeCode.step(at: Date(timeIntervalSince1970: TimeInterval(seconds)))
        #expect(code.code(at: step, digits: 8) == digits)
    }

    @Test func `the codes are those of RFC 4226, appendix D`() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { code.code(at: $0) } == expected)
    }

    private let noon = Date(timeIntervalSince1970: 1_411_380_000)
    private var now: Int { TimeCode.step(at: noon) }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)])
    func `a telephone’s clock may be off by half a minute, either way`(off: Int, isTaken: Bool) {
        let typed = code.code(at: now + off)
        #expect(code.step(of: typed, at: noon, after: 0) == (isTaken ? now + off : nil))
    }

    @Test func `a code opens once, and none from before it afterwards`() {
        let (before, this, next) = (code.code(at: now - 1), code.code(at: now), code.code(at: now + 1))
        #expect(code.step(of: this, at: noon, after: now) == nil)
        #expect(code.step(of: before, at: noon, after: now) == nil)
        #expect(code.step(of: next, at: noon, after: now) == now + 1)
    }

    @Test(arguments: ["", "12345", "1234567", "12345a", "１２３４５６", "-12345", "12 34 5"])
    func `what is no code of six digits is none`(typed: String) {
        #expect(TimeCode.code(in: typed) == nil)
        #expect(code.step(of: typed, at: noon, after: 0) == nil)
    }

    @Test func `a code may be typed in groups`() {
        #expect(TimeCode.code(in: " 123\u{A0}456 ") == "123456")
    }

    @Test func `a new secret has 160 bits, and comes back from what is copied by hand`() throws {
        let (one, other) = (TimeCode(), TimeCode())
        #expect(one.secret.count == 20)
        #expect(one != other)
        #expect(one.groups.count == 8)
        #expect(one.groups.allSatisfy { $0.count == 4 })
        #expect(try #require(TimeCode(base32: one.groups.joined())) == one)
        #expect(TimeCode(base32: "") == nil)
        #expect(TimeCode(base32: "AB1C") == nil)
    }

    @Test func `an app reads secret, site and person from one address`() {
        let address = code.address(issuer: "Rally’nov & co", account: "lea@example.org")
        #expect(
            address
                == "otpauth://totp/Rally%E2%80%99nov%20%26%20co:lea@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Rally%E2%80%99nov%20%26%20co")
    }
}

struct Base32Tests {
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `bytes are written as in RFC 4648, section 10`(plain: String, text: String) {
        #expect(Base32.text(of: plain.utf8) == text)
        #expect(Base32.bytes(of: text) == Array(plain.utf8))
    }

    @Test(arguments: ["f", "M1", "MZ=", "é"]) func `what is not in its alphabet is refused`(text: String) {
        #expect(Base32.bytes(of: text) == nil)
    }
}

struct Base64URLTests {
    @Test func `bytes come back as they went`() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 251) }
            let text = Base64URL.text(of: bytes)
            #expect(!text.contains { "+/=".contains($0) })
            #expect(Base64URL.bytes(of: text) == bytes)
        }
        #expect(Base64URL.text(of: [0xFB, 0xFF, 0xFE]) == "-__-")
    }

    @Test(arguments: ["+//+", "Zg==", "Z", "Zh", "Z g", "é"])
    func `what a browser does not write is refused`(text: String) {
        #expect(Base64URL.bytes(of: text) == nil)
    }
}
