import Campaigns
import Identifiers
import Mail

extension MailSetting {
    /// How messages leave under what staff have set; nil while that is not complete.
    var route: MailRoute? {
        get throws {
            guard isUsable else { return nil }
            let settings = try MailSettings(
                server: server, port: port, security: security.forTransport, user: userName, password: password,
                fromName: fromName, from: EmailAddress(fromEmail))
            return .smtp(settings)
        }
    }
}

extension MailSetting.Security {
    fileprivate var forTransport: MailSettings.Security {
        switch self {
        case .none: .none
        case .starttls: .starttls
        case .tls: .tls
        }
    }
}
