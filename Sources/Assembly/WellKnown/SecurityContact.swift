import Identifiers

/// Where somebody writes to who has found a weakness of the site: `mailto:` and an address, or a page under https.
public struct SecurityContact: Equatable, Sendable, CustomStringConvertible {
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case notAContact(String)

        public var description: String {
            switch self {
            case .notAContact(let text):
                "RALLYNOV_SECURITY_CONTACT is neither a mail address nor one of https: «\(text)»"
            }
        }
    }

    /// As the file says it (RFC 9116).
    public let description: String

    /// Takes what stands in the machine's settings.
    public init(_ typed: String) throws(Refusal) {
        let text = typed.hasPrefix("mailto:") ? String(typed.dropFirst("mailto:".count)) : typed
        if let email = try? EmailAddress(text) {
            description = "mailto:\(email)"
        } else if text.hasPrefix("https://"), WebAddress.isWhole(text) {
            description = text
        } else {
            throw .notAContact(typed)
        }
    }
}
