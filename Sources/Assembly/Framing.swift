import Campaigns
import Foundation
import Storage
import Web

/// Puts the frame of every page together: the agency's name and colour, the running edition, where one can go.
struct Framing: Sendable {
    let database: any Database

    func frame(for reader: Reader, at now: Date) async throws -> Frame {
        let facts = try await database.read { try Facts($0) }
        var frame = Frame()
        frame.agency = facts.agency.name(in: reader.language)
        if let campaign = facts.campaign { frame.campaign = campaign.name }
        frame.edition = facts.edition?.slug
        frame.accent = facts.agency.accent?.description
        let banner = facts.agency.banner(in: reader.language)
        frame.banner = banner.isEmpty ? nil : banner
        frame.isPublic = facts.isPublic
        frame.publicLinks = publicLinks(for: reader)
        frame.deskLinks = deskLinks(for: reader)
        frame.footText = [facts.campaign.map(reader.territory), facts.agency.email].compactMap { $0 }.filter {
            !$0.isEmpty
        }
        frame.footLinks = footLinks(for: reader)
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

    private func publicLinks(for reader: Reader) -> [Frame.Link] {
        [
            .init(reader.t("Initiatives"), to: "/catalogue"), .init(reader.t("Laureates"), to: "/laureats"),
            .init(reader.t("The checkpoints"), to: "/grille"), .init(reader.t("Partners"), to: "/partenaires"),
        ]
    }

    private func deskLinks(for reader: Reader) -> [Frame.Link] {
        var links = [Frame.Link(reader.t("My page"), to: "/ma-page")]
        guard let session = reader.session else { return links }
        if Policy.staff.allows(session) {
            links += [
                .init(reader.t("Editions"), to: "/agence/editions"),
                .init(reader.t("Partners"), to: "/agence/partenaires"),
            ]
        }
        if Policy.publishers.allows(session) { links.append(.init(reader.t("Texts"), to: "/agence/textes")) }
        if Policy.administrators.allows(session) {
            links += [
                .init(reader.t("People"), to: "/agence/personnes"), .init(reader.t("Settings"), to: "/agence/reglages"),
            ]
        }
        return links
    }

    private func footLinks(for reader: Reader) -> [Frame.Link] {
        [
            .init(reader.t("Rules"), to: "/reglement"), .init(reader.t("Legal notice"), to: "/mentions-legales"),
            .init(reader.t("Personal data"), to: "/donnees-personnelles"),
            .init(reader.t("Accessibility"), to: "/accessibilite"),
        ]
    }
}
