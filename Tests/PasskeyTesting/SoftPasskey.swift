import Crypto
import Foundation
import SecondFactor

/// An authenticator in a few lines: it makes one key and signs what a browser would have it sign. Each part of what it says can be
/// said wrong.
public struct SoftPasskey: Sendable {
    public enum Algorithm: CaseIterable, Sendable { case es256, edDSA }

    /// What a browser and an authenticator say of a ceremony.
    public struct Saying: Sendable {
        public var type = ""
        public var origin = ""
        public var site = ""
        /// Present and verified.
        public var flags: UInt8 = 0x05
        public var counter = 1
        public var crossOrigin = false

        public init(type: String, site: RelyingParty) { (self.type, origin, self.site) = (type, site.origin, site.id) }
    }

    public let id: [UInt8]
    private let p256 = P256.Signing.PrivateKey()
    private let ed25519 = Curve25519.Signing.PrivateKey()
    private let algorithm: Algorithm

    public init(_ algorithm: Algorithm = .es256, id: [UInt8]? = nil) {
        self.algorithm = algorithm
        self.id = id ?? SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    public var name: String { Base64URL.text(of: id) }

    /// What `navigator.credentials.create` gives.
    public func made(
        for site: RelyingParty, challenge: [UInt8], saying change: (inout Saying) -> Void = { _ in }
    ) -> NewPasskeyAnswer {
        var saying = Saying(type: "webauthn.create", site: site)
        saying.counter = 0
        change(&saying)
        var data = Self.data(saying, flags: saying.flags | 0x40)
        data += [UInt8](repeating: 0, count: 16)
        data += [UInt8(id.count >> 8), UInt8(id.count & 0xFF)]
        data += id
        data += cose
        var object: [UInt8] = [0xA3]
        for part in [Self.text("fmt"), Self.text("none"), Self.text("attStmt"), [0xA0], Self.text("authData")] {
            object += part
        }
        object += Self.head(0x40, data.count)
        object += data
        return NewPasskeyAnswer(client: Self.client(saying, challenge), attestation: object)
    }

    /// What `navigator.credentials.get` gives.
    public func signed(
        for site: RelyingParty, challenge: [UInt8], counter: Int = 1, saying change: (inout Saying) -> Void = { _ in }
    ) throws -> PasskeyAnswer {
        var saying = Saying(type: "webauthn.get", site: site)
        saying.counter = counter
        change(&saying)
        let (client, data) = (Self.client(saying, challenge), Self.data(saying, flags: saying.flags))
        let signed = data + SHA256.hash(data: client)
        let signature: [UInt8] =
            switch algorithm {
            case .es256: Array(try p256.signature(for: signed).derRepresentation)
            case .edDSA: Array(try ed25519.signature(for: signed))
            }
        return PasskeyAnswer(client: client, authenticator: data, signature: signature)
    }

    /// The public half, in the canonical order of its labels.
    public var cose: [UInt8] {
        switch algorithm {
        case .es256:
            let point = Array(p256.publicKey.rawRepresentation)
            var bytes: [UInt8] = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]
            bytes += point.prefix(32)
            bytes += [0x22, 0x58, 0x20]
            bytes += point.suffix(32)
            return bytes
        case .edDSA:
            var bytes: [UInt8] = [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]
            bytes += ed25519.publicKey.rawRepresentation
            return bytes
        }
    }

    private static func data(_ saying: Saying, flags: UInt8) -> [UInt8] {
        let counter = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: saying.counter >> $0) }
        return Array(SHA256.hash(data: Array(saying.site.utf8))) + [flags] + counter
    }

    private static func client(_ saying: Saying, _ challenge: [UInt8]) -> [UInt8] {
        let text = """
            {"type":"\(saying.type)","challenge":"\(Base64URL.text(of: challenge))","origin":"\(saying.origin)",\
            "crossOrigin":\(saying.crossOrigin)}
            """
        return Array(text.utf8)
    }

    private static func text(_ text: String) -> [UInt8] { head(0x60, text.utf8.count) + Array(text.utf8) }

    private static func head(_ kind: UInt8, _ count: Int) -> [UInt8] {
        switch count {
        case ..<24: [kind | UInt8(count)]
        case ..<256: [kind | 24, UInt8(count)]
        default: [kind | 25, UInt8(count >> 8), UInt8(count & 0xFF)]
        }
    }
}

/// The fields that the site's script fills in.
extension NewPasskeyAnswer {
    public var fields: [(String, String)] {
        [("client", Base64URL.text(of: client)), ("attestation", Base64URL.text(of: attestation))]
    }
}

extension PasskeyAnswer {
    public var fields: [(String, String)] {
        [
            ("client", Base64URL.text(of: client)), ("authenticator", Base64URL.text(of: authenticator)),
            ("signature", Base64URL.text(of: signature)),
        ]
    }
}
