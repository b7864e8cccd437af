import Identifiers
import Mail
import Web

/// What stands against a form of the settings.
enum SettingProblem: Hashable {
    case nameMissing, noSuchEmail, noSuchPhone, noSuchColour, noSuchPort, noSuchServer, senderMissing, inClear
    case passwordMissing, passwordWrong, keyMissing, inside
}

extension Agency {
    init(_ fields: Fields) {
        (nameFR, nameEN) = (fields.text("name_fr") ?? "", fields.text("name_en") ?? "")
        shortName = fields.text("short_name") ?? ""
        legalForm = fields.text("legal_form").flatMap(LegalForm.init) ?? .association
        (email, phone) = (fields.text("email") ?? "", fields.text("phone") ?? "")
        accent = fields.isOn("own_colour") ? nil : fields.text("accent").flatMap { Colour($0) }
        (bannerFR, bannerEN) = (fields.text("banner_fr") ?? "", fields.text("banner_en") ?? "")
        revision = fields.revision()
    }

    static func problems(_ fields: Fields) -> Set<SettingProblem> {
        var problems: Set<SettingProblem> = fields.text("name_fr") == nil ? [.nameMissing] : []
        if let email = fields.text("email"), (try? EmailAddress(email)) == nil { problems.insert(.noSuchEmail) }
        if let phone = fields.text("phone"), !TypedPhone.isOne(phone) { problems.insert(.noSuchPhone) }
        if !fields.isOn("own_colour"), fields.text("accent").flatMap({ Colour($0) }) == nil {
            problems.insert(.noSuchColour)
        }
        return problems
    }
}

extension MailSetting {
    /// An empty password keeps the one that is there, which is never shown again, for the account that it belongs to: a server, a
    /// port, a way of encrypting or a user of another kind would be given a secret that was not meant for them.
    init(_ fields: Fields, keeping before: MailSetting) {
        self.init()
        (server, userName) = (fields.text("server") ?? "", fields.text("user_name") ?? "")
        port = fields.number("port") ?? 0
        security = fields.text("security").flatMap(Security.init) ?? .starttls
        setPassword(fields["password"] ?? "", keeping: before)
        (fromName, fromEmail) = (fields.text("from_name") ?? "", fields.text("from_email") ?? "")
        revision = fields.revision()
    }

    private mutating func setPassword(_ typed: String, keeping before: MailSetting) {
        kept = before.kept
        guard !userName.isEmpty else { return password = kept == .byMachine ? before.password : "" }
        if kept == .byMachine {
            // It is not theirs to change, but whoever sends it elsewhere must know it.
            (password, lacksPassword) = (before.password, typed.isEmpty && !isSameAccount(as: before))
            isPasswordWrong = !typed.isEmpty && typed != before.password
        } else if !typed.isEmpty {
            (password, kept) = (typed, .typed)
        } else if isSameAccount(as: before) && kept != .lost {
            password = before.password
        } else {
            lacksPassword = kept == .lost || !before.password.isEmpty
        }
    }

    private func isSameAccount(as other: MailSetting) -> Bool {
        server.lowercased() == other.server.lowercased() && port == other.port && security == other.security
            && userName == other.userName
    }

    /// `hosts` are the mail servers inside the house's network that it may use.
    func problems(inside hosts: Set<String> = []) -> Set<SettingProblem> {
        var problems: Set<SettingProblem> = lacksPassword ? [.passwordMissing] : []
        if isPasswordWrong { problems.insert(.passwordWrong) }
        if fromEmail.isEmpty && !server.isEmpty { problems.insert(.senderMissing) }
        if !fromEmail.isEmpty && (try? EmailAddress(fromEmail)) == nil { problems.insert(.noSuchEmail) }
        // A line end would let a name write headers of its own.
        if fromName.contains(where: \.isNewline) { problems.insert(.senderMissing) }
        if !server.isEmpty, let sender = try? EmailAddress("a@example.org") {
            problems.formUnion(refusals(by: sender, hosts))
        }
        return problems
    }

    private func refusals(by sender: EmailAddress, _ hosts: Set<String>) -> Set<SettingProblem> {
        do throws(MailSettings.Refusal) {
            try settings(from: sender).mustLeave(except: hosts)
            return []
        } catch {
            switch error {
            case .noSuchServer: return [.noSuchServer]
            case .noSuchPort: return [.noSuchPort]
            case .inClear: return [.inClear]
            case .inside: return [.inside]
            }
        }
    }
}
