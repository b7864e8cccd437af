import Foundation
import Identifiers
import Storage

/// The settings of the installation: one row each.
public struct AgencyStore: Sendable {
    let database: any Database
    let machine: MailMachine

    /// Without a key of the machine no password is kept.
    public init(database: any Database, machine: MailMachine = MailMachine()) {
        (self.database, self.machine) = (database, machine)
    }

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
        (agency.email, agency.phone) = (try row["email"], TypedPhone.shown(try row["phone"]))
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

    public func mail() async throws -> MailSetting {
        try await database.read { [machine] in try Self.mail(in: $0, machine) }
    }

    private static func mail(in connection: any Connection, _ machine: MailMachine) throws -> MailSetting {
        var setting = MailSetting()
        let row = try connection.row(
            """
            SELECT server, port, security, user_name, password, password_sealed, from_name, from_email, revision
            FROM mail_setting
            """)
        (setting.password, setting.kept) = try machine.password(in: row)
        guard let row else { return setting }
        (setting.server, setting.port, setting.security) = (try row["server"], try row["port"], try row["security"])
        setting.userName = try row["user_name"]
        (setting.fromName, setting.fromEmail) = (try row["from_name"], try row["from_email"])
        setting.revision = try row["revision"]
        return setting
    }

    /// Throws what the key ring refuses when the password cannot be sealed.
    func save(_ setting: MailSetting) async throws {
        let sealed = try machine.seal(setting.password)
        try await database.write(for: .insiders) { connection in
            if try connection.row("SELECT id FROM mail_setting") == nil {
                try connection.run("INSERT INTO mail_setting (id) VALUES ('mail') ON CONFLICT (id) DO NOTHING")
            }
            let saved = try connection.run(
                """
                UPDATE mail_setting SET revision = revision + 1, server = \(setting.server), port = \(setting.port),
                    security = \(setting.security), user_name = \(setting.userName), password = '', password_sealed = \(sealed),
                    from_name = \(setting.fromName), from_email = \(setting.fromEmail)
                WHERE revision = \(setting.revision)
                """)
            guard saved == 1 else { throw Outdated() }
        }
    }

    /// Seals a password that was kept in clear, or drops it where the machine keeps it. False where it stays as it is: no key.
    public func sealPassword() async throws -> Bool {
        try await database.write(for: .insiders) { [machine] connection in
            guard let row = try connection.row("SELECT password FROM mail_setting WHERE password <> ''") else {
                return true
            }
            guard machine.keys != nil || machine.password != nil else { return false }
            let sealed = try machine.seal(try row["password"])
            try connection.run(
                "UPDATE mail_setting SET password = '', password_sealed = \(sealed) WHERE password <> ''")
            return true
        }
    }
}

extension Agency.LegalForm: Storable {}
extension MailSetting.Security: Storable {}
