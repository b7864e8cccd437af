import SecondFactor
import Web

/// What the script hands to `navigator.credentials.get`; bytes are in base64url.
struct PasskeyQuestion: Encodable, Sendable {
    let challenge: String
    let rpId: String
    let allowCredentials: [KnownPasskey]
    let timeout = Int(PasskeyStore.patience) * 1_000
    let userVerification = "preferred"

    init(challenge: String, site: RelyingParty, known: [String]) {
        (self.challenge, rpId, allowCredentials) = (challenge, site.id, known.map(KnownPasskey.init))
    }
}

/// What it hands to `navigator.credentials.create`.
struct NewPasskeyQuestion: Encodable, Sendable {
    struct Site: Encodable, Sendable {
        let id: String
        let name: String
    }

    struct User: Encodable, Sendable {
        let id: String
        let name: String
        let displayName: String
    }

    struct Algorithm: Encodable, Sendable {
        let type = "public-key"
        let alg: Int
    }

    struct Wishes: Encodable, Sendable {
        // The link says who it is: the passkey need not, and takes no room on a key that has little.
        let residentKey = "discouraged"
        let userVerification = "preferred"
    }

    let challenge: String
    let rp: Site
    let user: User
    let excludeCredentials: [KnownPasskey]
    let pubKeyCredParams = RelyingParty.algorithms.map(Algorithm.init)
    let authenticatorSelection = Wishes()
    let attestation = "none"
    let timeout = Int(PasskeyStore.patience) * 1_000

    init(challenge: String, site: RelyingParty, called name: String, for holder: FactorHolder, known: [String]) {
        (self.challenge, rp) = (challenge, Site(id: site.id, name: name))
        let id = Base64URL.text(of: Array(holder.person.description.utf8))
        user = User(id: id, name: holder.name, displayName: holder.name)
        excludeCredentials = known.map(KnownPasskey.init)
    }
}

struct KnownPasskey: Encodable, Sendable {
    let type = "public-key"
    let id: String

    init(_ id: String) { self.id = id }
}

extension PasskeyAnswer {
    /// As the script fills the form; nil where a part is missing or is not in base64url.
    init?(_ fields: Fields) {
        guard let client = fields.bytes("client"), let authenticator = fields.bytes("authenticator"),
            let signature = fields.bytes("signature")
        else { return nil }
        self.init(client: client, authenticator: authenticator, signature: signature)
    }
}

extension NewPasskeyAnswer {
    init?(_ fields: Fields) {
        guard let client = fields.bytes("client"), let attestation = fields.bytes("attestation") else { return nil }
        self.init(client: client, attestation: attestation)
    }
}

extension Fields {
    fileprivate func bytes(_ name: String) -> [UInt8]? { text(name).flatMap(Base64URL.bytes(of:)) }
}
