import Accounts
import Campaigns
import Foundation
import Storage
import Synchronization
import Web

/// Puts the frame of every page together: the agency's name and colour, the running edition, where one can go.
///
/// It stands on every page, so it is made once for each language, set of roles and edition under way, until the data changes.
final class Framing: Sendable {
    private struct Key: Hashable {
        let language: Language
        /// Nil for a visitor who is not signed in.
        let roles: Set<Role>?
        /// The one that is meant where a page names none: the calendar changes it without a write.
        let edition: String?
    }

    private struct Kept: Sendable {
        var version = -1
        var facts: Facts?
        var frames: [Key: Frame] = [:]
    }

    private let database: any Database
    private let letters: String?
    private let conformity: Conformity
    private let kept = Mutex(Kept())
    private let pages = Mutex<[Routes.Entry]>([])
    private let places = Mutex<[Place]>([])

    /// `letters` is where letters are read when none leaves.
    init(database: any Database, letters: String? = nil, conformity: Conformity = .unread) {
        (self.database, self.letters, self.conformity) = (database, letters, conformity)
    }

    /// Links lead to these pages only, and to those only whom the page's policy lets in. A place without a page is a mistake of
    /// the program, said when it starts.
    func link(_ places: [Place], to entries: [Routes.Entry]) throws(House.Refusal) {
        let entries = entries.filter { $0.method == "GET" }
        for place in places where !entries.contains(where: { $0.serves(place.path) }) { throw .noRoute(place.path) }
        pages.withLock { $0 = entries }
        self.places.withLock { $0 = places }
        kept.withLock { $0 = Kept() }
    }

    func frame(for reader: Reader, at now: Date) async throws -> Frame {
        // Read before the data: a change meanwhile makes the frame old, never the other way round.
        let version = database.version.current
        let known = kept.withLock { $0.version == version ? $0.facts : nil }
        let facts: Facts
        if let known { facts = known } else { facts = try await database.read { try Facts($0) } }
        let edition = facts.running.main(at: now)?.slug
        let key = Key(language: reader.language, roles: reader.session?.roles, edition: edition)
        if let frame = kept.withLock({ $0.version == version ? $0.frames[key] : nil }) { return frame }
        let frame = frame(of: facts, edition, for: reader)
        kept.withLock { kept in
            if kept.version != version { kept = Kept(version: version, facts: facts) }
            kept.frames[key] = frame
        }
        return frame
    }

    /// The line on top, without the word that stands before it on every page of a demonstration, where it begins with that one.
    static func line(_ typed: String, after mark: String) -> String {
        let folded: (String) -> String = {
            $0.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        }
        guard !mark.isEmpty, folded(String(typed.prefix(mark.count))) == folded(mark) else { return typed }
        let rest = typed.dropFirst(mark.count)
        guard rest.first?.isLetter != true else { return typed }
        let line = rest.drop { !$0.isLetter && !$0.isNumber }
        return line.prefix(1).uppercased() + line.dropFirst()
    }

    private func frame(of facts: Facts, _ edition: String?, for reader: Reader) -> Frame {
        var frame = Frame()
        frame.letters = letters
        (frame.agency, frame.email) = (facts.agency.name(in: reader.language), facts.agency.email)
        frame.phone = facts.agency.phone
        if let campaign = facts.campaign { frame.campaign = reader.typeset(campaign.name) }
        (frame.edition, frame.editions) = (edition, facts.editions)
        frame.accent = facts.agency.accent?.description
        let mark = facts.isDemonstration ? reader.t("DEMONSTRATION") : ""
        let banner = reader.inEither(
            Self.line(facts.agency.bannerFR, after: mark), Self.line(facts.agency.bannerEN, after: mark))
        frame.banner = banner.isEmpty ? nil : banner
        (frame.isPublic, frame.isDemonstration) = (facts.isPublic, facts.isDemonstration)
        let email: HTML = "\(facts.agency.email)"
        frame.footText = [facts.campaign.map(reader.territory), email].compactMap { $0 }.filter { !$0.isEmpty }
        let pages = pages.withLock { $0 }
        (frame.publicLinks, frame.footLinks) = (publicLinks(reader), footLinks(reader, facts))
        frame.menu = menu(for: reader, pages)
        for links in [\Frame.publicLinks, \.footLinks] as [WritableKeyPath<Frame, [Frame.Link]> & Sendable] {
            frame[keyPath: links].removeAll { link in
                !pages.contains { $0.matches(link.path) && $0.policy.allows(reader.session) }
            }
        }
        return frame
    }

    /// What every page says of the campaign, read in one transaction.
    private struct Facts: Sendable {
        let agency: Agency
        let running: RunningEditions
        /// The words of all, the newest first.
        let editions: [String]
        let campaign: Campaign?
        let isPublic: Bool
        let isDemonstration: Bool
        let isStatementWritten: Bool

        init(_ connection: any Connection) throws {
            agency = try AgencyStore.find(in: connection)
            running = try EditionStore.running(in: connection)
            editions = try EditionStore.slugs(in: connection)
            campaign =
                try running.all.first.flatMap { try CampaignStore.find($0.campaign, in: connection) }
                ?? CampaignStore.first(in: connection)
            isPublic = try TextStore.isSiteOpen(in: connection)
            isStatementWritten = try TextStore.isStatementWritten(in: connection)
            isDemonstration = try DemonstrationStore.isMarked(in: connection)
        }
    }

    /// The places of whoever reads: of their own work, and where the page lets them in.
    private func menu(for reader: Reader, _ pages: [Routes.Entry]) -> Menu {
        guard let session = reader.session else { return Menu() }
        let theirs = places.withLock { $0 }.filter { place in
            (place.roles.map(session.hasAny) ?? true)
                && pages.contains { $0.serves(place.path) && $0.policy.allows(session) }
        }
        func entries(_ line: Place.Line) -> [Menu.Entry] {
            theirs.filter { $0.line == line }.map { place in
                let policy = pages.first { $0.serves(place.path) }?.policy
                return Menu.Entry(
                    place.title(reader), to: place.path, covers: place.covers, for: place.readers(policy))
            }
        }
        var menu = Menu()
        menu.bar = [Menu.Entry(reader.t("My page"), to: "/ma-page")] + entries(.bar)
        (menu.settings, menu.edition) = (entries(.settings), entries(.edition))
        return menu
    }

    private func publicLinks(_ reader: Reader) -> [Frame.Link] {
        [
            .init(reader.t("Initiatives"), to: "/catalogue"), .init(reader.t("Laureates"), to: "/laureats"),
            .init(reader.t("The checkpoints"), to: "/grille"), .init(reader.t("Partners"), to: "/partenaires"),
        ]
    }

    private func footLinks(_ reader: Reader, _ facts: Facts) -> [Frame.Link] {
        [
            .init(reader.t("Rules"), to: "/reglement"), .init(reader.t("Legal notice"), to: "/mentions-legales"),
            .init(reader.t("Personal data"), to: "/donnees-personnelles"),
            .init(accessibility(reader, facts), to: "/accessibilite"),
            .init(reader.t("Site map"), to: "/plan-du-site"),
        ]
    }

    /// The law wants the state on every page, in these words, of a statement that is whole.
    private func accessibility(_ reader: Reader, _ facts: Facts) -> String {
        guard facts.isStatementWritten else { return reader.t("Accessibility: statement being prepared") }
        return switch conformity.state {
        case .total: reader.t("Accessibility: totally conformant")
        case .partial: reader.t("Accessibility: partially conformant")
        case .none: reader.t("Accessibility: not conformant")
        }
    }
}

extension Place {
    /// Whose it is: of those whom its page lets in, those whose work it is.
    fileprivate func readers(_ policy: Policy?) -> Set<Role>? {
        guard case .roles(let admitted) = policy else { return roles }
        return roles.map(admitted.intersection) ?? admitted
    }
}

extension Routes.Entry {
    /// A place's path has the very parts of the route's, `:edition` among them.
    fileprivate func serves(_ place: String) -> Bool { path == place }
}
