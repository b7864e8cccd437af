import Crypto
import Foundation

/// This site, as passkeys know it. Holds the server's part of Web Authentication (W3C, Level 2, sections 7.1 and 7.2), without
/// attestation: of what make an authenticator is says nothing that this house would go by.
public struct RelyingParty: Equatable, Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// What was sent is not what a browser sends.
        case unreadable
        /// A signing-in for an adding, or the other way round.
        case otherCeremony
        /// Not the question that was asked last: an answer that was used, or somebody else's.
        case otherChallenge
        /// Made on another site, or within a frame of one.
        case otherOrigin
        case otherSite
        /// Nobody touched the authenticator.
        case nobodyThere
        /// It asked for no finger and no number, though it can.
        case notVerified
        /// It says that it was copied, and that it cannot be.
        case contradiction
        /// A kind of key that was not asked for.
        case unknownKey
        case wrongSignature
        /// Its counter went back: there may be two of it.
        case counterWentBack
    }

    /// The host's name: what passkeys are bound to.
    public let id: String
    /// `https://rallynov.example`, with its port where it is not the usual one.
    public let origin: String

    /// Nil where browsers give no passkeys: without encryption, but on one's own machine, and under a number for a name.
    public init?(address: String) {
        guard let parts = URLComponents(string: address.lowercased()), let host = parts.host, let scheme = parts.scheme,
            scheme == "https" || scheme == "http" && Self.isOwnMachine(host)
        else { return nil }
        let isNumber = host.contains(":") || host.hasPrefix("[") || host.allSatisfy { $0.isNumber || $0 == "." }
        guard !isNumber, !host.isEmpty, host.utf8.allSatisfy({ $0 < 128 }) else { return nil }
        let usual = scheme == "https" ? 443 : 80
        let port = parts.port.map { $0 == usual ? "" : ":\($0)" } ?? ""
        (id, origin) = (host, "\(scheme)://\(host)\(port)")
    }

    private static func isOwnMachine(_ host: String) -> Bool { host == "localhost" || host.hasSuffix(".localhost") }

    /// The numbers of the algorithms that a new passkey may have, the ones liked best first.
    public static let algorithms = PasskeyKey.algorithms

    /// What nobody can foresee, for one answer: 256 bits.
    public static func challenge() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// The passkey that somebody has just made.
    public func register(_ answer: NewPasskeyAnswer, challenge: [UInt8]) throws(Refusal) -> PasskeyFacts {
        try check(answer.client, is: "webauthn.create", challenge)
        let object: CBOR
        do throws(CBOR.Refusal) { object = try CBOR(answer.attestation) } catch { throw .unreadable }
        // The statement of its make is neither asked for nor believed, whatever it says.
        guard object[.text("fmt")] != nil, object[.text("attStmt")] != nil,
            let bytes = object[.text("authData")]?.bytes
        else { throw .unreadable }
        let data = try AuthenticatorData(bytes)
        try check(data, verified: false)
        guard let credential = data.credential else { throw .unreadable }
        return PasskeyFacts(
            id: credential.id, publicKey: credential.cose, counter: data.counter, isVerified: data.isVerified)
    }

    /// What a known passkey has signed; answers its counter as it is from now on.
    public func check(
        _ answer: PasskeyAnswer, by passkey: PasskeyFacts, challenge: [UInt8]
    ) throws(Refusal) -> Int {
        try check(answer.client, is: "webauthn.get", challenge)
        let data = try AuthenticatorData(answer.authenticator)
        try check(data, verified: passkey.isVerified)
        let cose: CBOR
        do throws(CBOR.Refusal) { cose = try CBOR(passkey.publicKey) } catch { throw .unknownKey }
        guard let key = PasskeyKey(cose) else { throw .unknownKey }
        let signed = answer.authenticator + SHA256.hash(data: answer.client)
        guard key.hasSigned(signed, answer.signature) else { throw .wrongSignature }
        // Those that never count say 0 for ever.
        let counts = data.counter != 0 || passkey.counter != 0
        guard !counts || data.counter > passkey.counter else { throw .counterWentBack }
        return data.counter
    }

    private func check(_ client: [UInt8], is ceremony: String, _ challenge: [UInt8]) throws(Refusal) {
        let data: ClientData
        do { data = try JSONDecoder().decode(ClientData.self, from: Data(client)) } catch { throw .unreadable }
        guard data.type == ceremony else { throw .otherCeremony }
        guard Base64URL.bytes(of: data.challenge) == challenge else { throw .otherChallenge }
        guard data.origin == origin, data.crossOrigin != true else { throw .otherOrigin }
    }

    private func check(_ data: AuthenticatorData, verified: Bool) throws(Refusal) {
        guard data.siteHash == Array(SHA256.hash(data: Array(id.utf8))) else { throw .otherSite }
        guard data.isPresent else { throw .nobodyThere }
        guard data.isVerified || !verified else { throw .notVerified }
        guard data.mayBeCopied || !data.isCopied else { throw .contradiction }
    }

    /// What the browser says of the page that asked.
    private struct ClientData: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
    }
}

/// What a browser sends when a passkey was made.
public struct NewPasskeyAnswer: Equatable, Sendable {
    /// `clientDataJSON`
    public let client: [UInt8]
    /// `attestationObject`
    public let attestation: [UInt8]

    public init(client: [UInt8], attestation: [UInt8]) { (self.client, self.attestation) = (client, attestation) }
}

/// What a browser sends when a passkey has signed.
public struct PasskeyAnswer: Equatable, Sendable {
    /// `clientDataJSON`
    public let client: [UInt8]
    /// `authenticatorData`
    public let authenticator: [UInt8]
    public let signature: [UInt8]

    public init(client: [UInt8], authenticator: [UInt8], signature: [UInt8]) {
        (self.client, self.authenticator, self.signature) = (client, authenticator, signature)
    }
}

/// What is kept of a passkey.
public struct PasskeyFacts: Equatable, Sendable {
    /// What it is called among authenticators.
    public let id: [UInt8]
    /// Its COSE key.
    public let publicKey: [UInt8]
    /// How often it has signed, where it counts.
    public let counter: Int
    /// It asked for a finger or a number when it was made: it does so each time.
    public let isVerified: Bool

    public init(id: [UInt8], publicKey: [UInt8], counter: Int, isVerified: Bool) {
        (self.id, self.publicKey, self.counter, self.isVerified) = (id, publicKey, counter, isVerified)
    }
}
