import Foundation
import Identifiers
import Storage
import TextSimilarity
import Words

/// A company, an association or another legal body.
public struct Organisation: Equatable, Codable, Sendable {
    public typealias ID = Identifier<Organisation>

    public enum Kind: String, Storable, CaseIterable, Codable {
        case company, association
        case publicBody = "public-body"
        // Where they are listed, what is none of them comes last.
        case other
    }

    public private(set) var id: ID
    public var name: String
    public var siret: Siret?
    public var rna: Rna?
    public var kind: Kind
    /// Four digits of the register: `9220`; empty when unknown, as every text here.
    public var legalCategory = ""
    /// What the law adds to a legal form: `ess`, `scic`…
    public var statuses: [String] = []
    public var activityFR = ""
    public var activityEN = ""
    /// `94.99Z`, or a section alone: `Q`.
    public var naf = ""
    public var nafVersion = ""
    /// Insee's bracket: `03`.
    public var sizeBracket = ""
    public var headcount: Int?
    public var place = Place()
    public var website = ""
    public private(set) var revision: Int
    /// True while nothing but files that nobody has confirmed speaks of it: what it says is on no page of others. Nil otherwise,
    /// so that what imports kept of it before stays readable.
    public internal(set) var isClaimed: Bool?

    public init(id: ID, name: String, kind: Kind = .other, revision: Int = 1) {
        (self.id, self.name, self.kind, self.revision) = (id, name, kind, revision)
    }

    /// The name as it is found again: without case, accents and marks.
    public var nameKey: String { Self.nameKey(name) }

    public static func nameKey(_ name: String) -> String {
        fold(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// Where it is; empty as far as it is not known.
    public struct Place: Equatable, Codable, Sendable {
        public var communeCode = ""
        public var communeName = ""
        public var department = ""
        /// Two letters: `FR`.
        public var country = ""
        public var latitude: Double?
        public var longitude: Double?

        public init() {}

        public init(commune: String, department: String) { (communeName, self.department) = (commune, department) }

        /// `Besançon (25)`, after a name in a list; `Doubs` where the commune is not known, and nothing where neither is.
        public var short: String {
            guard !communeName.isEmpty else { return (try? Department(department))?.name ?? department }
            return department.isEmpty ? communeName : "\(communeName) (\(department))"
        }
    }
}

extension Organisation {
    /// Whether the other may be the same one: its numbers and its place do not say otherwise.
    public func mayBe(_ other: Organisation) -> Bool {
        agree(siret, other.siret) && agree(rna, other.rna)
            && agree(place.department.ifFilled, other.place.department.ifFilled)
            && agree(place.country.ifFilled, other.place.country.ifFilled)
    }

    /// Whether its place says otherwise than the other's.
    public func isElsewhere(than other: Organisation) -> Bool {
        let (mine, theirs) = (place, other.place)
        return !agree(mine.department.ifFilled, theirs.department.ifFilled)
            || !agree(mine.communeCode.ifFilled, theirs.communeCode.ifFilled)
            || !agree(mine.country.ifFilled, theirs.country.ifFilled)
            || !agree(Self.nameKey(mine.communeName).ifFilled, Self.nameKey(theirs.communeName).ifFilled)
    }

    /// Whether a number that both have is that of one body: it may have several places, each with its SIRET.
    func isOneBody(with other: Organisation) -> Bool { agree(siret?.siren, other.siret?.siren) }

    /// Takes the place of another record of the same body: what that one alone knew goes on here.
    mutating func absorb(_ other: Organisation) {
        learn(from: other)
        if legalCategory.isEmpty { legalCategory = other.legalCategory }
        if activityFR.isEmpty { activityFR = other.activityFR }
        if activityEN.isEmpty { activityEN = other.activityEN }
        if naf.isEmpty { (naf, nafVersion) = (other.naf, other.nafVersion) }
        statuses += other.statuses.filter { !statuses.contains($0) }
    }

    /// What a source that the agency trusts says of it, in the place of all that files nobody has confirmed said.
    func restated(by told: Organisation) -> Organisation {
        var one = told
        (one.id, one.revision, one.isClaimed) = (id, revision, nil)
        return one
    }

    /// Staff have taken over its name: it speaks for itself from now on.
    public mutating func confirm() { isClaimed = nil }

    private func agree<Fact: Equatable>(_ one: Fact?, _ other: Fact?) -> Bool {
        one == nil || other == nil || one == other
    }

    /// Takes from another source what is not known here yet; what is known stays.
    mutating func learn(from other: Organisation) {
        siret = siret ?? other.siret
        rna = rna ?? other.rna
        if kind == .other { kind = other.kind }
        if sizeBracket.isEmpty { sizeBracket = other.sizeBracket }
        headcount = headcount ?? other.headcount
        if website.isEmpty { website = other.website }
        // A commune of one source and the coordinates of another would be no place.
        if place.department.isEmpty, place.communeCode.isEmpty, place.latitude == nil {
            let country = place.country
            place = other.place
            if place.country.isEmpty { place.country = country }
        }
    }
}
