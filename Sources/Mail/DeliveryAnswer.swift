/// What a mail server's answer means for whoever waits for the message (RFC 5321, 4.2; RFC 3463).
public enum DeliveryAnswer: Sendable, Equatable, CaseIterable {
    /// There is no mailbox of that address.
    case noMailbox
    case mailboxFull
    /// The other side takes the message for unwanted.
    case unwanted
    /// User name or password of the settings are refused.
    case login
    /// The encryption that the settings ask for can't be agreed on.
    case insecure
    /// The server asks to come back later.
    case later
    /// Nobody answers at the server's address.
    case unreachable
    case notSetUp
    /// It was of no use any more.
    case tooLate
    /// Refused for another reason.
    case refused

    /// Reads what `Message.lastError` holds.
    public init(_ text: String) {
        let isNotReady = text.hasPrefix(Self.notReady)
        let text = isNotReady ? String(text.dropFirst(Self.notReady.count)) : text
        if let known = Self.own[text] {
            self = known
        } else if isNotReady, text.first?.isNumber == true {
            self = .later
        } else if let match = text.prefixMatch(of: /([45]\d\d)(?:[ -][45]\.(\d{1,3})\.(\d{1,3}))?/) {
            self.init(code: match.1, subject: match.2, detail: match.3)
        } else {
            self = text.contains(/SSL|TLS|certificate/) ? .insecure : .unreachable
        }
    }

    /// What stands before the words of a server that takes no mail at all.
    static let notReady = "not ready for mail: "

    private static let own: [String: DeliveryAnswer] = [
        Mailer.notSetUp: .notSetUp, Mailer.tooLate: .tooLate, "Login denied": .login,
    ]

    private init(code: Substring, subject: Substring?, detail: Substring?) {
        switch (code, subject, detail) {
        case ("530", _, _), ("534", _, _), ("535", _, _), ("538", _, _): self = .login
        case (_, "2", "2"), ("552", nil, _): self = .mailboxFull
        // Busy, or wary of whom it has not seen before: it asks to come back, and judges nobody.
        case _ where code.hasPrefix("4"): self = .later
        // It is the sender's address that does not please.
        case (_, "1", "7"), (_, "1", "8"): self = .refused
        case ("550", "1", _), ("551", "1", _), ("553", "1", _), (_, "1", "1"): self = .noMailbox
        case ("550", nil, _), ("551", nil, _), ("553", nil, _): self = .noMailbox
        case (_, "7", _), ("554", nil, _): self = .unwanted
        default: self = .refused
        }
    }
}
