import PasskeyTesting
import Testing

@testable import SecondFactor

struct RelyingPartyTests {
    private static let site = RelyingParty(address: "https://rallynov.example")!
    private var site: RelyingParty { Self.site }
    private let challenge = RelyingParty.challenge()

    @Test(arguments: [
        ("https://rallynov.example", "rallynov.example", "https://rallynov.example"),
        ("https://Rallynov.Example:443", "rallynov.example", "https://rallynov.example"),
        ("https://rallynov.example:8443", "rallynov.example", "https://rallynov.example:8443"),
        ("http://localhost:8080", "localhost", "http://localhost:8080"),
    ])
    func `passkeys are bound to the host, and answers to the whole origin`(
        address: String, id: String, origin: String
    ) throws {
        let site = try #require(RelyingParty(address: address))
        #expect(site.id == id)
        #expect(site.origin == origin)
    }

    @Test(arguments: [
        "http://rallynov.example", "https://192.0.2.1", "https://[2001:db8::1]:8443", "http://127.0.0.1:8080", "",
        "rallynov",
        "http://localhost.example",
    ])
    func `where browsers give no passkeys there are none`(address: String) {
        #expect(RelyingParty(address: address) == nil)
    }

    @Test(arguments: SoftPasskey.Algorithm.allCases)
    func `a passkey is made and signs, and its counter goes on`(algorithm: SoftPasskey.Algorithm) throws {
        let key = SoftPasskey(algorithm)
        let facts = try site.register(key.made(for: site, challenge: challenge), challenge: challenge)
        #expect(facts == PasskeyFacts(id: key.id, publicKey: key.cose, counter: 0, isVerified: true))
        let answer = try key.signed(for: site, challenge: challenge, counter: 7)
        #expect(try site.check(answer, by: facts, challenge: challenge) == 7)
    }

    private typealias Change = @Sendable (inout SoftPasskey.Saying) -> Void

    private static let wrong: [(RelyingParty.Refusal, Change)] = [
        (.otherCeremony, { $0.type = "webauthn.other" }),
        (.otherOrigin, { $0.origin = "https://rallynov.example.evil.example" }),
        (.otherOrigin, { $0.origin = "http://rallynov.example" }),
        (.otherOrigin, { $0.crossOrigin = true }),
        (.otherSite, { $0.site = "evil.example" }),
        (.nobodyThere, { $0.flags = 0x04 }),
        (.contradiction, { $0.flags = 0x15 }),
        // A flag that announces more than there is.
        (.unreadable, { $0.flags = 0x85 }),
    ]

    @Test func `what does not hold is refused, of a new passkey and of one that signs`() throws {
        let key = SoftPasskey()
        let facts = try site.register(key.made(for: site, challenge: challenge), challenge: challenge)
        for (refusal, change) in Self.wrong {
            let made = key.made(for: site, challenge: challenge, saying: change)
            #expect(throws: refusal) { try site.register(made, challenge: challenge) }
            let signed = try key.signed(for: site, challenge: challenge, saying: change)
            #expect(throws: refusal) { try site.check(signed, by: facts, challenge: challenge) }
        }
    }

    @Test func `a signing-in is no adding, nor the other way round`() throws {
        let key = SoftPasskey()
        let made = key.made(for: site, challenge: challenge)
        let facts = try site.register(made, challenge: challenge)
        let signed = try key.signed(for: site, challenge: challenge)
        let swapped = NewPasskeyAnswer(client: signed.client, attestation: made.attestation)
        #expect(throws: RelyingParty.Refusal.otherCeremony) { try site.register(swapped, challenge: challenge) }
        let other = PasskeyAnswer(
            client: made.client, authenticator: signed.authenticator, signature: signed.signature)
        #expect(throws: RelyingParty.Refusal.otherCeremony) {
            try site.check(other, by: facts, challenge: challenge)
        }
    }

    @Test func `each question is answered by itself`() throws {
        let key = SoftPasskey()
        let facts = try site.register(key.made(for: site, challenge: challenge), challenge: challenge)
        let next = RelyingParty.challenge()
        let old = try key.signed(for: site, challenge: challenge)
        #expect(throws: RelyingParty.Refusal.otherChallenge) { try site.check(old, by: facts, challenge: next) }
        #expect(throws: RelyingParty.Refusal.otherChallenge) {
            try site.register(key.made(for: site, challenge: challenge), challenge: next)
        }
        #expect(throws: RelyingParty.Refusal.otherChallenge) { try site.check(old, by: facts, challenge: []) }
    }

    @Test(arguments: SoftPasskey.Algorithm.allCases)
    func `another key’s signature, and an altered one, do not hold`(algorithm: SoftPasskey.Algorithm) throws {
        let (key, other) = (SoftPasskey(algorithm), SoftPasskey(algorithm))
        let facts = try site.register(key.made(for: site, challenge: challenge), challenge: challenge)
        let foreign = try other.signed(for: site, challenge: challenge)
        let own = try key.signed(for: site, challenge: challenge)
        let altered = PasskeyAnswer(
            client: own.client, authenticator: Array(own.authenticator.dropLast()) + [9], signature: own.signature)
        let empty = PasskeyAnswer(client: own.client, authenticator: own.authenticator, signature: [])
        for answer in [foreign, altered, empty] {
            #expect(throws: RelyingParty.Refusal.wrongSignature) {
                try site.check(answer, by: facts, challenge: challenge)
            }
        }
    }

    @Test(arguments: [(0, 0, true), (0, 1, true), (5, 6, true), (5, 5, false), (5, 4, false), (5, 0, false)])
    func `a counter that does not go on tells of a copy; one that stays at nought counts nothing`(
        before: Int, now: Int, holds: Bool
    ) throws {
        let key = SoftPasskey()
        let facts = PasskeyFacts(id: key.id, publicKey: key.cose, counter: before, isVerified: true)
        let answer = try key.signed(for: site, challenge: challenge, counter: now)
        guard !holds else {
            #expect(try site.check(answer, by: facts, challenge: challenge) == now)
            return
        }
        #expect(throws: RelyingParty.Refusal.counterWentBack) {
            try site.check(answer, by: facts, challenge: challenge)
        }
    }

    @Test func `one that asked for a finger when it was made asks each time; one that did not need not`() throws {
        let key = SoftPasskey()
        let touched = try key.signed(for: site, challenge: challenge) { $0.flags = 0x01 }
        let strict = PasskeyFacts(id: key.id, publicKey: key.cose, counter: 0, isVerified: true)
        #expect(throws: RelyingParty.Refusal.notVerified) {
            try site.check(touched, by: strict, challenge: challenge)
        }
        let plain = try site.register(
            key.made(for: site, challenge: challenge) { $0.flags = 0x01 }, challenge: challenge)
        #expect(!plain.isVerified)
        #expect(try site.check(touched, by: plain, challenge: challenge) == 1)
    }

    @Test func `what no browser sends is refused, and never stops the program`() throws {
        let made = SoftPasskey().made(for: site, challenge: challenge)
        for count in 0..<made.attestation.count {
            let cut = NewPasskeyAnswer(client: made.client, attestation: Array(made.attestation.prefix(count)))
            #expect(throws: RelyingParty.Refusal.unreadable) { try site.register(cut, challenge: challenge) }
        }
        let noJSON = NewPasskeyAnswer(client: Array("{".utf8), attestation: made.attestation)
        #expect(throws: RelyingParty.Refusal.unreadable) { try site.register(noJSON, challenge: challenge) }
        for count in 0..<37 {
            #expect(throws: RelyingParty.Refusal.unreadable) {
                try AuthenticatorData([UInt8](repeating: 0xFF, count: count))
            }
        }
    }

    @Test func `a key of another kind, or a point beside the curve, is none`() throws {
        let good = SoftPasskey().cose
        #expect(PasskeyKey(try CBOR(good)) != nil)
        // Its x is altered, its algorithm is that of another kind, or it is not a map at all.
        var beside = good
        beside[10] ^= 1
        var foreign = good
        foreign[4] = 0x27
        for wrong in [foreign, [0x80], [0xA0]] { #expect(PasskeyKey(try CBOR(wrong)) == nil) }
        // Half of all numbers are the x of some point; with the old y it is on the curve for none but the old.
        #expect(PasskeyKey(try CBOR(beside)) == nil)
    }

    @Test func `a signature made elsewhere holds: the example of Ed25519 in RFC 8032, 7.1, test 2`() throws {
        let cose: [UInt8] =
            [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]
            + bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        let key = try #require(PasskeyKey(try CBOR(cose)))
        let signature = bytes(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        #expect(key.hasSigned([0x72], signature))
        #expect(!key.hasSigned([0x73], signature))
    }

    @Test func `a key of RSA is none: its signature would be weaker than all others of this house`() {
        let modulus = [UInt8](repeating: 0xC3, count: 256)
        let key = CBOR.map([
            .number(1): .number(3), .number(3): .number(-257), .number(-1): .bytes(modulus),
            .number(-2): .bytes([1, 0, 1]),
        ])
        #expect(PasskeyKey(key) == nil)
        #expect(!PasskeyKey.algorithms.contains(-257))
    }

    @Test func `what Chromium has sent once, of its own authenticator, holds`() throws {
        let site = try #require(RelyingParty(address: "http://localhost:46419"))
        let made = NewPasskeyAnswer(client: try plain(Recorded.client), attestation: try plain(Recorded.attestation))
        let first = try plain("Tv8BXm39ZXFMJAWFdJ1GIRmrW6QsSI6o2gR48JdnU54")
        let facts = try site.register(made, challenge: first)
        #expect(Base64URL.text(of: facts.id) == "Zm969vld7ntJYb6tGUw6e7TN5b2xO-OMqUEojxdtkdk")
        #expect(facts.isVerified)
        let signed = PasskeyAnswer(
            client: try plain(Recorded.signedClient), authenticator: try plain(Recorded.authenticator),
            signature: try plain(Recorded.signature))
        let second = try plain("F5A7mt7HuDbhn6EkexIKjR0vjVkrC2mU1srqIl1qY-c")
        #expect(try site.check(signed, by: facts, challenge: second) == 2)
        #expect(throws: RelyingParty.Refusal.otherChallenge) { try site.check(signed, by: facts, challenge: first) }
    }

    private func plain(_ text: String) throws -> [UInt8] { try #require(Base64URL.bytes(of: text)) }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// As the fields of the site's script held it.
private enum Recorded {
    static let client =
        "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiVHY4QlhtMzlaWEZNSkFXRmRKMUdJUm1yVzZRc1NJNm8yZ1I0"
        + "OEpkblU1NCIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6NDY0MTkiLCJjcm9zc09yaWdpbiI6ZmFsc2V9"
    static let attestation =
        "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAAAQECAwQFBgcI"
        + "AQIDBAUGBwgAIGZvevb5Xe57SWG-rRlMOnu0zeW9sTvjjKlBKI8XbZHZpQECAyYgASFYIE7rRYF5Sw4RkFSdNkyTLUfoqlh_NdT7"
        + "hWxcbBAc5aFaIlggCVcqF9qF2c6GOfy44YRxh-mWTNCGOLjnHicy2Nb8bWc"
    static let signedClient =
        "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiRjVBN210N0h1RGJobjZFa2V4SUtqUjB2alZrckMybVUxc3JxSWwx"
        + "cVktYyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6NDY0MTkiLCJjcm9zc09yaWdpbiI6ZmFsc2V9"
    static let authenticator = "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAg"
    static let signature =
        "MEQCIHcjlQ7bfmK_T-O10ppvb0qnbihsA8YYlsoD1Nx-QxQRAiBDGjZ8PrS_Dlg99f3-zWzagVU9dkCcU23oLMKzg_NvWA"
}
