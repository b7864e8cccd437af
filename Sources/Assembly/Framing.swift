import Campaigns
import Foundation
import Storage
import Synchronization
import Web

/// Puts the frame of every page together: the agency's name and colour, the running edition, where one can go.
///
/// It stands on every page, so it is made once for each language and set of roles, until the data changes.
final class Framing: Sendable {
    private struct Key: Hashable {
        let language: Language
        /// Nil for a visitor who is not signed in.
        let roles: Set<Role>?
    }

    private struct Kept: Sendable {
        var version = -1
        var frames: [Key: Frame] = [:]
    }

    private let database: any Database
    private let kept = Mutex(Kept())
    private let pages = Mutex<[Routes.Entry]>([])

    init(database: any Database) { self.database = database }

    /// Links lead to these pages only, and to those only whom the page's policy lets in.
    func link(to entries: [Routes.Entry]) {
        pages.withLock { $0 = entries.filter { $0.method == "GET" } }
        kept.withLock { $0 = Kept() }
    }

    func frame(for reader: Reader, at now: Date) async throws -> Frame {
        let key = Key(language: reader.language, roles: reader.session?.roles)
        // Read before the data: a change meanwhile makes the frame old, never the other way round.
        let version = database.version.current
        if let frame = kept.withLock({ $0.version == version ? $0.frames[key] : nil }) { return frame }
        let frame = frame(of: try await database.read { try Facts($0) }, for: reader)
        kept.withLock { kept in
            if kept.version != version { kept = Kept(version: version) }
            kept.frames[key] = frame
        }
        return frame
    }

    private func frame(of facts: Facts, for reader: Reader) -> Frame {
        var frame = Frame()
        frame.agency = facts.agency.name(in: reader.language)
        if let campaign = facts.campaign { frame.campaign = reader.typeset(campaign.name) }
        frame.edition = facts.edition?.slug
        frame.accent = facts.agency.accent?.description
        let banner = facts.agency.banner(in: reader.language)
        frame.banner = banner.isEmpty ? nil : banner
        frame.isPublic = facts.isPublic
        frame.footText = [facts.campaign.map(reader.territory), facts.agency.email].compactMap { $0 }.filter {
            !$0.isEmpty
        }
        let pages = pages.withLock { $0 }
        (frame.publicLinks, frame.footLinks) = (publicLinks(reader), footLinks(reader))
        frame.deskLinks = DeskLink.all(for: reader, edition: facts.edition?.slug).map {
            Frame.Link($0.title, to: $0.path)
        }
        for links in [\Frame.publicLinks, \.footLinks, \.deskLinks] as [WritableKeyPath<Frame, [Frame.Link]> & Sendable]
        {
            frame[keyPath: links].removeAll { link in
                !pages.contains { $0.matches(link.path) && $0.policy.allows(reader.session) }
            }
        }
        return frame
    }

    /// What every page says of the campaign, read in one transaction.
    private struct Facts: Sendable {
        let agency: Agency
        let edition: Edition?
        let campaign: Campaign?
        let isPublic: Bool

        init(_ connection: any Connection) throws {
            agency = try AgencyStore.find(in: connection)
            edition = try EditionStore.running(in: connection)
            campaign =
                try edition.flatMap { try CampaignStore.find($0.campaign, in: connection) }
                ?? CampaignStore.first(in: connection)
            isPublic = try TextStore.isSiteOpen(in: connection)
        }
    }

    private func publicLinks(_ reader: Reader) -> [Frame.Link] {
        [
            .init(reader.t("Initiatives"), to: "/catalogue"), .init(reader.t("Laureates"), to: "/laureats"),
            .init(reader.t("The checkpoints"), to: "/grille"), .init(reader.t("Partners"), to: "/partenaires"),
        ]
    }

    private func footLinks(_ reader: Reader) -> [Frame.Link] {
        [
            .init(reader.t("Rules"), to: "/reglement"), .init(reader.t("Legal notice"), to: "/mentions-legales"),
            .init(reader.t("Personal data"), to: "/donnees-personnelles"),
            .init(reader.t("Accessibility"), to: "/accessibilite"),
            .init(reader.t("Site map"), to: "/plan-du-site"),
        ]
    }
}
