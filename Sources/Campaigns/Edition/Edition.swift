import Foundation
import Identifiers
import Storage

/// One dated run of a campaign, with its phases.
public struct Edition: Equatable, Sendable {
    public typealias ID = Identifier<Edition>

    public enum Status: String, Storable, CaseIterable { case draft, running, closed }

    public let id: ID
    public let campaign: Campaign.ID
    /// In addresses and before file numbers: `2014` gives `2014-007`.
    public let slug: String
    public let name: String
    public let status: Status
    public let phases: [Phase]
    /// In the order in which they are offered; most editions have none. Those of a second round are the edition's own.
    public let categories: [Category]
    public let revision: Int
    /// The edition whose second round it is; nil of one that stands by itself.
    public let firstRound: ID?

    public init(
        id: ID, campaign: Campaign.ID, slug: String, name: String, status: Status, phases: [Phase],
        categories: [Category] = [], revision: Int, firstRound: ID? = nil
    ) {
        (self.id, self.campaign, self.slug, self.name) = (id, campaign, slug, name)
        (self.status, self.phases, self.categories) = (status, phases, categories)
        (self.revision, self.firstRound) = (revision, firstRound)
    }

    /// The phases that are open at that moment; they may overlap.
    public func phases(at now: Date) -> [Phase] { phases.filter { $0.isOpen(at: now) } }

    /// The open phase of that kind that ends last, if there is one. Only a running edition has any.
    public func open(_ kind: Phase.Kind, at now: Date) -> Phase? {
        guard status == .running else { return nil }
        return phases(at: now).filter { $0.kind == kind }.max { $0.endsAt < $1.endsAt }
    }
}

/// A dated step of an edition. Its kind says what it opens.
public struct Phase: Equatable, Sendable {
    public typealias ID = Identifier<Phase>

    public enum Kind: String, Storable, CaseIterable {
        case framing
        case coDesign = "co-design"
        case preparation, scouting, call, screening, analysis, jury, deliberation, production, ceremony
        case promotion, review, other
    }

    public let id: ID
    public let kind: Kind
    public let nameFR: String
    public let nameEN: String
    public let note: String
    public let startsAt: Date
    /// The first instant that is too late.
    public let endsAt: Date

    public init(
        id: ID, kind: Kind, nameFR: String, nameEN: String, note: String, startsAt: Date, endsAt: Date
    ) {
        (self.id, self.kind, self.nameFR, self.nameEN, self.note) = (id, kind, nameFR, nameEN, note)
        (self.startsAt, self.endsAt) = (startsAt, endsAt)
    }

    public func isOpen(at now: Date) -> Bool { startsAt <= now && now < endsAt }
}
