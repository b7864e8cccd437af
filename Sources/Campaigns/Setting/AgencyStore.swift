import Foundation
import Storage

/// The settings of the installation: one row each.
public struct AgencyStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public func find() async throws -> Agency { try await database.read { try Self.find(in: $0) } }

    /// An agency without a name, before anybody has set it up.
    public static func find(in connection: any Connection) throws -> Agency {
        let row = try connection.row(
            """
            SELECT name_fr, name_en, short_name, legal_form, email, phone, accent, banner_fr, banner_en, revision FROM agency
            """)
        guard let row else { return Agency() }
        var agency = Agency()
        (agency.nameFR, agency.nameEN) = (try row["name_fr"], try row["name_en"])
        (agency.shortName, agency.legalForm) = (try row["short_name"], try row["legal_form"])
        (agency.email, agency.phone) = (try row["email"], try row["phone"])
        agency.accent = Colour(try row["accent"])
        (agency.bannerFR, agency.bannerEN) = (try row["banner_fr"], try row["banner_en"])
        agency.revision = try row["revision"]
        return agency
    }

    func save(_ agency: Agency) async throws {
        try await database.write { connection in
            if try connection.row("SELECT id FROM agency") == nil {
                try connection.run("INSERT INTO agency (id, name_fr) VALUES ('agency', '') ON CONFLICT (id) DO NOTHING")
            }
            let saved = try connection.run(
                """
                UPDATE agency SET revision = revision + 1, name_fr = \(agency.nameFR), name_en = \(agency.nameEN),
                    short_name = \(agency.shortName), legal_form = \(agency.legalForm), email = \(agency.email),
                    phone = \(agency.phone), accent = \(agency.accent?.description ?? ""), banner_fr = \(agency.bannerFR),
                    banner_en = \(agency.bannerEN)
                WHERE revision = \(agency.revision)
                """)
            guard saved == 1 else { throw Outdated() }
        }
    }

    public func mail() async throws -> MailSetting { try await database.read { try Self.mail(in: $0) } }

    public static func mail(in connection: any Connection) throws -> MailSetting {
        let row = try connection.row(
            "SELECT server, port, security, user_name, password, from_name, from_email, revision FROM mail_setting")
        guard let row else { return MailSetting() }
        var setting = MailSetting()
        (setting.server, setting.port, setting.security) = (try row["server"], try row["port"], try row["security"])
        (setting.userName, setting.password) = (try row["user_name"], try row["password"])
        (setting.fromName, setting.fromEmail) = (try row["from_name"], try row["from_email"])
        setting.revision = try row["revision"]
        return setting
    }

    func save(_ setting: MailSetting) async throws {
        try await database.write(for: .insiders) { connection in
            if try connection.row("SELECT id FROM mail_setting") == nil {
                try connection.run("INSERT INTO mail_setting (id) VALUES ('mail') ON CONFLICT (id) DO NOTHING")
            }
            let saved = try connection.run(
                """
                UPDATE mail_setting SET revision = revision + 1, server = \(setting.server), port = \(setting.port),
                    security = \(setting.security), user_name = \(setting.userName), password = \(setting.password),
                    from_name = \(setting.fromName), from_email = \(setting.fromEmail)
                WHERE revision = \(setting.revision)
                """)
            guard saved == 1 else { throw Outdated() }
        }
    }
}

extension Agency.LegalForm: Storable {}
extension MailSetting.Security: Storable {}
