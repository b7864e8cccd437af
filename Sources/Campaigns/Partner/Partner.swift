import Foundation
import Identifiers
import Web
import Words

/// An organisation that engages itself in editions.
public struct Partner: Equatable, Codable, Sendable {
    public typealias ID = Identifier<Partner>

    /// What sort of organisation, as lists group them.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case state, region, chamber, employers, union, training, mutual, incubator
        case essNetwork = "ess-network"
        case technologyNetwork = "technology-network"
        case healthAtWork = "health-at-work"
        case disabilityEmployment = "disability-employment"
        case localAuthority = "local-authority"
        case employmentService = "employment-service"
        // Where they are listed, what is none of them comes last.
        case other
    }

    public let id: ID
    public let nameFR: String
    public var nameEN = ""
    public var kind = Kind.other
    public var website = ""
    public var contactName = ""
    public var contactRole = ""
    public var contactEmail = ""
    public let revision: Int

    init(
        id: ID, nameFR: String, nameEN: String, kind: Kind, website: String, contactName: String, contactRole: String,
        contactEmail: String, revision: Int
    ) {
        (self.id, self.nameFR, self.nameEN, self.kind, self.website) = (id, nameFR, nameEN, kind, website)
        (self.contactName, self.contactRole, self.contactEmail) = (contactName, contactRole, contactEmail)
        self.revision = revision
    }

    /// A new one, of which its name is known.
    public init(id: ID, name: String) { (self.id, nameFR, revision) = (id, name, 1) }

    /// Takes from another source what is not known here yet; what is known stays.
    mutating func learn(from other: Partner) {
        if nameEN.isEmpty { nameEN = other.nameEN }
        if kind == .other { kind = other.kind }
        if website.isEmpty { website = other.website }
        // A name of one source and the address of another would be nobody.
        guard contactName.isEmpty, contactEmail.isEmpty else { return }
        (contactName, contactRole, contactEmail) = (other.contactName, other.contactRole, other.contactEmail)
    }
}

/// A partner in the list of all; its contact stands there for those who may change it.
struct PartnerLine: Equatable, Sendable {
    let partner: Partner
    let mayChange: Bool

    init(_ one: Partner, mayChange: Bool) {
        self.mayChange = mayChange
        partner =
            mayChange
            ? one
            : Partner(
                id: one.id, nameFR: one.nameFR, nameEN: one.nameEN, kind: one.kind, website: one.website,
                contactName: "", contactRole: "", contactEmail: "", revision: one.revision)
    }
}

/// What a partner does in one edition.
public struct Engagement: Equatable, Sendable {
    public let partner: Partner
    public let words: String
    /// The day the agreement was signed; nil while it waits.
    public let signedOn: Day?

    /// Whether an agreement can have been signed on a day, as somebody says: that day at the latest, and within the years that other
    /// dates of an edition may lie in.
    public static func mayBeSigned(on day: Day, saidOn today: Day) -> Bool { day.year >= 1990 && day <= today }
}

/// A partner as somebody types it.
struct PartnerForm: Equatable, Sendable {
    enum Problem: Error, Hashable {
        case nameMissing, noSuchWebsite, noSuchEmail, known, keyTaken
        /// One of nearly the same name is in the list, and nobody has said that this is another one.
        case near
    }

    var key = ""
    var nameFR = ""
    var nameEN = ""
    var kind = Partner.Kind.other
    var website = ""
    var contactName = ""
    var contactRole = ""
    var contactEmail = ""
    var revision = 0
    /// The word of the edition that a new partner is added from: it is engaged there. Empty outside of any.
    var edition = ""
    /// Whoever adds it has read which ones bear nearly its name, and says that it is none of them.
    var isAnother = false

    init(key: String, edition: String = "") { (self.key, self.edition) = (key, edition) }

    init(_ partner: Partner) {
        (key, nameFR, nameEN) = (partner.id.description, partner.nameFR, partner.nameEN)
        (kind, website, revision) = (partner.kind, partner.website, partner.revision)
        (contactName, contactRole) = (partner.contactName, partner.contactRole)
        contactEmail = partner.contactEmail
    }

    init(_ fields: Fields) {
        (key, nameFR, nameEN) = (fields.text("key") ?? "", fields.text("name_fr") ?? "", fields.text("name_en") ?? "")
        kind = fields.text("kind").flatMap(Partner.Kind.init) ?? .other
        website = fields.text("website").map { WebAddress.read($0) ?? $0 } ?? ""
        (contactName, contactRole) = (fields.text("contact_name") ?? "", fields.text("contact_role") ?? "")
        contactEmail = fields.text("contact_email") ?? ""
        revision = fields.revision()
        edition = fields.text("edition") ?? ""
        isAnother = fields["near"] == "new"
    }

    var problems: Set<Problem> {
        var problems: Set<Problem> = nameFR.isEmpty ? [.nameMissing] : []
        if !website.isEmpty && !WebAddress.isWhole(website) { problems.insert(.noSuchWebsite) }
        if !contactEmail.isEmpty && (try? EmailAddress(contactEmail)) == nil { problems.insert(.noSuchEmail) }
        return problems
    }

    /// Whether a partner is as it was typed, but for the edition that it was added from.
    func says(_ partner: Partner) -> Bool {
        let told = Partner(
            id: partner.id, nameFR: nameFR, nameEN: nameEN, kind: kind, website: website, contactName: contactName,
            contactRole: contactRole, contactEmail: contactEmail, revision: partner.revision)
        return told == partner
    }
}

/// An engagement as somebody types it.
struct EngagementForm: Equatable, Sendable {
    var partner = ""
    var words = ""
    var signedOn = ""
    /// When it was typed; nil where nobody typed it.
    var today: Day?

    init(_ fields: Fields, today: Day) {
        (partner, words) = (fields.text("partner") ?? "", fields.text("engagement") ?? "")
        (signedOn, self.today) = (fields.text("signed_on") ?? "", today)
    }

    init(_ engagement: Engagement) {
        (partner, words) = (engagement.partner.id.description, engagement.words)
        signedOn = engagement.signedOn.map(PhaseForm.typed) ?? ""
    }

    init() {}

    var day: Day? { EditionCalendar.paris.parseDay(signedOn) }
    var isGood: Bool { signedOn.isEmpty || day != nil && !isToCome && !isLongAgo }

    /// What is signed was signed by the day on which it is typed.
    var isToCome: Bool {
        guard let day, let today else { return false }
        return day > today
    }

    /// A slip of the finger in the year.
    var isLongAgo: Bool {
        guard let day else { return false }
        return !Engagement.mayBeSigned(on: day, saidOn: max(day, today ?? day))
    }
}
