import Crypto
import CryptoExtras

/// The public half of a passkey, as its COSE key says it (RFC 9053).
enum PasskeyKey: Sendable {
    case es256(P256.Signing.PublicKey)
    case edDSA(Curve25519.Signing.PublicKey)
    /// RSA with PKCS #1 v1.5 and SHA-256, which is all that the chips of many machines can do.
    case rs256(_RSA.Signing.PublicKey)

    /// The numbers of the algorithms, the ones liked best first: ECDSA with SHA-256 on P-256, Ed25519, RSA.
    static let algorithms = [-7, -8, -257]

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
        default:
            guard number(1) == 3, number(3) == -257, let key = Self.rsa(bytes(-1) ?? [], bytes(-2) ?? []) else {
                return nil
            }
            self = .rs256(key)
        }
    }

    /// Of 2048 to 4096 bits, with the one exponent that is in use.
    private static func rsa(_ modulus: [UInt8], _ exponent: [UInt8]) -> _RSA.Signing.PublicKey? {
        guard (256...512).contains(modulus.count), exponent == [1, 0, 1] else { return nil }
        return try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
    }

    func hasSigned(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
        switch self {
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: bytes)
        case .edDSA(let key): return key.isValidSignature(signature, for: bytes)
        case .rs256(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: bytes, padding: .insecurePKCS1v1_5)
        }
    }
}
