import Foundation

/// How a ballot arrived. It holds no vote; it is deleted when the contest is over.
public struct Envelope: Sendable, Equatable {
    public let voter: String
    /// In seconds since 1970.
    public let time: Int
    /// What stands before the @, in small letters and without a +tag.
    public let local: String
    public let domain: String

    /// Nil when there is no @ with something on both sides.
    public init?(voter: String, time: Int, address: String) {
        let address = address.lowercased()
        guard let at = address.lastIndex(of: "@") else { return nil }
        (self.voter, self.time) = (voter, time)
        local = String(address[..<at].prefix { $0 != "+" })
        domain = String(address[address.index(after: at)...])
        guard !local.isEmpty, !domain.isEmpty else { return nil }
    }
}

/// Why a ballot deserves a look.
public enum Anomaly: String, Sendable, CaseIterable, Encodable {
    /// It came with far more others than the hour lets expect.
    case burst
    /// Its domain voted at one time as the others did not.
    case domain
    /// It is for one entry alone, as far too many that came with it.
    case oneEntry = "one-entry"
    /// Its address is one of a numbered series.
    case sequence
}

/// The thresholds of the rules, published before a vote opens.
public struct AnomalyRules: Sendable, Equatable {
    public var slot = 600
    public var window = 7_200
    /// What chance alone may explain: below it, a group stands out.
    public var chance = 1e-6
    public var groupSize = 10
    public var seriesLength = 5
    /// So many different reasons, and a ballot is proposed for quarantine. One alone never is.
    public var reasonsToPropose = 2
    /// Domains of which many honest votes at once are expected: organisations that take part.
    public var declaredDomains: Set<String> = []

    public init() {}

    /// That at least `found` of a Poisson variable are unlikelier than `chance`, by Chernoff's bound.
    func isUnlikely(_ found: Int, expected: Double) -> Bool {
        let found = Double(found)
        guard expected > 0, found > expected else { return false }
        return found - expected - found * log(found / expected) < log(chance)
    }

    /// That at least `found` of `count` trials succeed is unlikelier than `chance`, by Chernoff's bound.
    func isUnlikely(_ found: Int, of count: Int, share: Double) -> Bool {
        let observed = Double(found) / Double(count)
        guard count > 0, observed > share, share > 0 else { return false }
        let failing = observed < 1 ? (1 - observed) * log((1 - observed) / (1 - share)) : 0
        return -Double(count) * (observed * log(observed / share) + failing) < log(chance)
    }
}
