/// What an authenticator says and signs (Web Authentication, section 6.1).
struct AuthenticatorData {
    struct Credential {
        let id: [UInt8]
        /// The COSE key, byte by byte: what is kept of it.
        let cose: [UInt8]
        let key: PasskeyKey
    }

    /// The longest name that the standard gives a passkey.
    static let longestID = 1_023

    let siteHash: [UInt8]
    let isPresent: Bool
    let isVerified: Bool
    let mayBeCopied: Bool
    let isCopied: Bool
    let counter: Int
    /// Of a new passkey only.
    let credential: Credential?

    init(_ bytes: [UInt8]) throws(RelyingParty.Refusal) {
        guard bytes.count >= 37 else { throw .unreadable }
        let flags = bytes[32]
        siteHash = Array(bytes[..<32])
        (isPresent, isVerified) = (flags & 0x01 != 0, flags & 0x04 != 0)
        (mayBeCopied, isCopied) = (flags & 0x08 != 0, flags & 0x10 != 0)
        counter = bytes[33..<37].reduce(0) { $0 << 8 | Int($1) }
        var rest = Array(bytes[37...])
        credential = try flags & 0x40 == 0 ? nil : Self.credential(from: &rest)
        // Extensions that nobody asked for are read over, so that nothing stands behind them.
        if flags & 0x80 != 0 { _ = try Self.thing(from: &rest) }
        guard rest.isEmpty else { throw .unreadable }
    }

    private static func credential(from rest: inout [UInt8]) throws(RelyingParty.Refusal) -> Credential {
        // The first sixteen bytes tell the make of the authenticator, which is nobody's business here.
        guard rest.count >= 18 else { throw .unreadable }
        let length = Int(rest[16]) << 8 | Int(rest[17])
        guard (1...longestID).contains(length), rest.count >= 18 + length else { throw .unreadable }
        let id = Array(rest[18..<18 + length])
        rest = Array(rest[(18 + length)...])
        let before = rest
        let thing = try thing(from: &rest)
        guard let key = PasskeyKey(thing) else { throw .unknownKey }
        return Credential(id: id, cose: Array(before.prefix(before.count - rest.count)), key: key)
    }

    private static func thing(from rest: inout [UInt8]) throws(RelyingParty.Refusal) -> CBOR {
        var reader = CBORReader(rest)
        do throws(CBOR.Refusal) {
            let thing = try reader.next()
            rest = Array(reader.rest)
            return thing
        } catch { throw .unreadable }
    }
}
