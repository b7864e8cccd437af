import Secrets
import Storage

/// What the machine says of mail, which no page changes.
public struct MailMachine: Sendable {
    /// What seals the password of the mail account.
    public var keys: KeyRing?
    /// That password, where the machine keeps it itself.
    public var password: String?
    /// The mail servers inside the house's network that it has opened, in lower case.
    public var hosts: Set<String>

    public init(keys: KeyRing? = nil, password: String? = nil, hosts: Set<String> = []) {
        (self.keys, self.password, self.hosts) = (keys, password, hosts)
    }

    private static let purpose = "mail password"

    /// The password as it is used, and how it is kept, from what stands in the database; nil while nothing does.
    func password(in row: Row?) throws -> (password: String, kept: MailSetting.Keeping) {
        if let password { return (password, .byMachine) }
        guard let row else { return ("", .sealed) }
        let (sealed, clear): (String, String) = (try row["password_sealed"], try row["password"])
        guard !sealed.isEmpty else { return (clear, clear.isEmpty ? .sealed : .inClear) }
        // Under a lost key as under a strange one, it is typed again.
        guard let text = try? keys?.open(sealed, for: Self.purpose) else { return ("", .lost) }
        return (text, .sealed)
    }

    /// What the database keeps of a password: nothing, where the machine keeps it.
    func seal(_ typed: String) throws -> String {
        guard password == nil, !typed.isEmpty else { return "" }
        guard let keys else { throw KeyRing.Refusal.noKey("RALLYNOV_KEY") }
        return try keys.seal(typed, for: Self.purpose)
    }
}
