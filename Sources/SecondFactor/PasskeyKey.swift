import Crypto

/// The public half of a passkey, as its COSE key says it (RFC 9053).
enum PasskeyKey: Sendable {
    case es256(P256.Signing.PublicKey)
    case edDSA(Curve25519.Signing.PublicKey)

    /// The numbers of the algorithms, the ones liked best first: ECDSA with SHA-256 on P-256, Ed25519. Not RSA: the chips that have
    /// nothing else sign with 2048 bits, which are 112 bits of security.
    static let algorithms = [-7, -8]

    /// Nil for another kind of key, or for a point that is not on its curve.
    init?(_ cose: CBOR) {
        func number(_ label: Int) -> Int? { cose[.number(label)]?.number }
        func bytes(_ label: Int) -> [UInt8]? { cose[.number(label)]?.bytes }
        switch (number(1), number(3), number(-1)) {
        case (2, -7, 1):
            guard let x = bytes(-2), let y = bytes(-3), x.count == 32, y.count == 32,
                let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y)
            else { return nil }
            self = .es256(key)
        case (1, -8, 6):
            guard let x = bytes(-2), x.count == 32, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x)
            else { return nil }
            self = .edDSA(key)
        default: return nil
        }
    }

    func hasSigned(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
        switch self {
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: bytes)
        case .edDSA(let key): return key.isValidSignature(signature, for: bytes)
        }
    }
}
