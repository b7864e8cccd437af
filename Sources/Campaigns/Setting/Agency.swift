import Foundation
import Identifiers
import Mail
import Web
import Words

/// The body that runs campaigns on this installation.
public struct Agency: Equatable, Sendable {
    public enum LegalForm: String, CaseIterable, Sendable {
        case association, other
        case publicBody = "public-body"
    }

    public var nameFR = ""
    public var nameEN = ""
    public var shortName = ""
    public var legalForm = LegalForm.association
    public var email = ""
    public var phone = ""
    /// The agency's colour; nil for the house's own.
    public var accent: Colour?
    /// Said on top of every page.
    public var bannerFR = ""
    public var bannerEN = ""
    public var revision = 1

    public init() {}

    public func name(in language: Language) -> String { language == .english && !nameEN.isEmpty ? nameEN : nameFR }

    /// As a sentence begins with it: in French with its article.
    public func opening(in language: Language) -> String { Self.opening(name(in: language), in: language) }

    static func opening(_ name: String, in language: Language) -> String {
        language == .french ? SpokenName(name).first : name
    }

    public func banner(in language: Language) -> String {
        language == .english && !bannerEN.isEmpty ? bannerEN : bannerFR
    }
}

/// `#8a3b12`.
public struct Colour: Equatable, Sendable, CustomStringConvertible {
    public let description: String
    private let channels: [Double]

    public init?(_ text: String) {
        let text = text.lowercased()
        guard text.wholeMatch(of: /#[0-9a-f]{6}/) != nil else { return nil }
        let digits = Array(text.dropFirst())
        channels = stride(from: 0, to: 6, by: 2).compactMap { Int(String(digits[$0...$0 + 1]), radix: 16) }.map {
            Double($0) / 255
        }
        description = text
    }

    /// Contrast with white, from 1 to 21, as WCAG 2 computes it.
    public var contrastOnWhite: Double { 1.05 / (luminance + 0.05) }

    /// Readable as text and on buttons without being darkened.
    public var isReadable: Bool { contrastOnWhite >= 4.5 }

    private var luminance: Double {
        let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

/// How mail leaves.
public struct MailSetting: Equatable, Sendable {
    public enum Security: String, CaseIterable, Sendable { case none, starttls, tls }

    /// Where its password is.
    public enum Keeping: Sendable {
        /// In the database, and only the house's key opens it; or nowhere, since there is none.
        case sealed
        /// In the database for all to read: no key was there yet.
        case inClear
        /// On the machine, and nowhere else.
        case byMachine
        /// In the database, and the key that opens it is not here.
        case lost
        /// In the form that was just sent.
        case typed
    }

    public var server = ""
    public var port = 587
    public var security = Security.starttls
    public var userName = ""
    /// As it is used; no page shows it.
    public var password = ""
    public var kept = Keeping.sealed
    /// It belongs to another server or user than is set now.
    var lacksPassword = false
    /// It is not the one that the machine keeps.
    var isPasswordWrong = false
    public var fromName = ""
    public var fromEmail = ""
    public var revision = 1

    public init() {}

    /// Complete enough for a message to leave.
    public var isUsable: Bool { route != nil }

    /// For the mailer; nil while it is not set up.
    public var route: MailRoute? {
        guard !server.isEmpty, kept != .lost, let sender = try? EmailAddress(fromEmail) else { return nil }
        return (try? settings(from: sender)).map(MailRoute.smtp)
    }

    func settings(from sender: EmailAddress) throws(MailSettings.Refusal) -> MailSettings {
        let security: MailSettings.Security =
            switch security {
            case .none: .none
            case .starttls: .starttls
            case .tls: .tls
            }
        return try MailSettings(
            server: server, port: port, security: security, user: userName, password: password, fromName: fromName,
            from: sender)
    }
}
