import Campaigns
import Web

/// One place of work in the masthead, for those whose work it is.
struct DeskLink {
    let title: String
    let path: String

    /// In the order of the masthead. Somebody with several hats sees what is theirs under each.
    static func all(for reader: Reader, edition: String?) -> [DeskLink] {
        let roles = reader.session?.roles ?? []
        return [DeskLink(title: reader.t("My page"), path: "/ma-page")]
            + offers(reader, edition).filter { !$0.roles.isDisjoint(with: roles) }.map(\.link)
    }

    private typealias Offer = (link: DeskLink, roles: Set<Role>)

    private static func offers(_ reader: Reader, _ edition: String?) -> [Offer] {
        let staff: Set<Role> = [.agencyAdministrator, .campaignLead]
        var offers: [Offer] = [
            offer(reader.t("My files"), "/dossiers", [.submitter, .coAuthor]),
            offer(reader.t("My readings"), "/jury", [.juror, .chair]),
            offer(reader.t("Editions"), "/agence/editions", staff),
        ]
        if let edition { offers += ofEdition(reader, "/agence/editions/\(edition)", edition, staff) }
        return offers + [
            offer(reader.t("Organisations"), "/agence/organisations", staff),
            offer(reader.t("People"), "/agence/personnes", staff),
            offer(reader.t("Partners"), "/agence/partenaires", staff),
            offer(reader.t("Grids"), "/agence/grilles", staff),
            offer(reader.t("Messages"), "/agence/messages", staff),
            offer(reader.t("Texts"), "/agence/textes", staff.union([.editor])),
            offer(reader.t("Settings"), "/agence/reglages", [.agencyAdministrator]),
        ]
    }

    private static func ofEdition(_ reader: Reader, _ desk: String, _ edition: String, _ staff: Set<Role>) -> [Offer] {
        [
            offer(reader.t("Results"), "/jury/\(edition)/resultats", [.chair]),
            offer(reader.t("Files"), "\(desk)/dossiers", staff),
            offer(reader.t("Jury"), "\(desk)/jury", staff),
            offer(reader.t("Sheets"), "\(desk)/fiches", staff.union([.editor])),
            offer(reader.t("Targets"), "\(desk)/objectifs", [.funder]),
        ]
    }

    private static func offer(_ title: String, _ path: String, _ roles: Set<Role>) -> Offer {
        (DeskLink(title: title, path: path), roles)
    }
}
