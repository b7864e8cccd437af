import Crypto
import Foundation

/// What seals are signed with, as PEM (RFC 8410), which OpenSSL reads and writes too.
public struct SealKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A new one.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// Nil when the text is no private key of this kind.
    public init?(pem: String) {
        guard let bytes = PEM.content(of: pem, "PRIVATE KEY", after: Self.prefix),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    public var pem: String { PEM.text(of: Self.prefix + key.rawRepresentation, "PRIVATE KEY") }

    public var publicKey: Public { Public(key: key.publicKey) }

    func sign(_ text: String) throws -> [UInt8] { Array(try key.signature(for: Data(text.utf8))) }

    /// PKCS #8 around the 32 bytes of the key.
    private static let prefix: [UInt8] = [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
}

extension SealKey {
    /// What seals are verified with. As text, its 32 bytes in hexadecimal.
    public struct Public: Equatable, Sendable, CustomStringConvertible {
        fileprivate let key: Curve25519.Signing.PublicKey

        fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

        init?(_ bytes: [UInt8]) {
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
            self.key = key
        }

        /// Of a public key, or of a private one.
        public init?(pem: String) {
            if let own = SealKey(pem: pem) {
                self = own.publicKey
            } else if let bytes = PEM.content(of: pem, "PUBLIC KEY", after: Self.prefix) {
                self.init(bytes)
            } else {
                return nil
            }
        }

        public var pem: String { PEM.text(of: Self.prefix + key.rawRepresentation, "PUBLIC KEY") }

        public var description: String { Encoding.hexadecimal(key.rawRepresentation) }

        func signed(_ signature: [UInt8], _ text: String) -> Bool {
            key.isValidSignature(signature, for: Data(text.utf8))
        }

        public static func == (left: Self, right: Self) -> Bool {
            left.key.rawRepresentation == right.key.rawRepresentation
        }

        /// SubjectPublicKeyInfo around the 32 bytes of the key.
        private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 3, 0x21, 0]
    }
}

private enum PEM {
    static func text(of bytes: [UInt8], _ label: String) -> String {
        "-----BEGIN \(label)-----\n\(Data(bytes).base64EncodedString())\n-----END \(label)-----\n"
    }

    static func content(of text: String, _ label: String, after prefix: [UInt8]) -> [UInt8]? {
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count >= 3, lines.first == "-----BEGIN \(label)-----", lines.last == "-----END \(label)-----",
            let bytes = Data(base64Encoded: lines.dropFirst().dropLast().joined()), bytes.starts(with: prefix)
        else { return nil }
        return Array(bytes.dropFirst(prefix.count))
    }
}
