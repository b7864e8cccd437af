import Foundation
import Identifiers
import Storage

/// A message to be kept in the outbox.
public struct NewMessage: Sendable {
    public var letter: Letter
    public var look: MailLook
    public var to: EmailAddress
    /// Whom it is written to, as they are called.
    public var name = ""
    public var person: Person.ID?
    /// The key of the edition it belongs to.
    public var edition: String?
    /// What it is about: `award:` and a key. Held messages are released and cancelled by it.
    public var about: String?
    /// The page of its edition that lets it go, when it is held for that: `publication`.
    public var heldFor: String?
    /// Whoever answers it: the jury's mail does not come from the desk of submissions.
    public var replyTo: EmailAddress?
    /// Where one click stops such mail: for news, never for what somebody must know.
    public var unsubscribe: String?
    public var sendAfter: Date?
    /// Of no use from then on: a sign-in link that nobody waits for any more, a reminder after the deadline.
    public var sendBefore: Date?
    /// It holds a secret of its recipient: staff never read it, and it is not kept once sent.
    public var isPrivate = false
    /// A link in it that is good for a while from when it leaves.
    public var link: MessageLink?

    public init(_ letter: Letter, look: MailLook, to address: EmailAddress) {
        (self.letter, self.look, to) = (letter, look, address)
    }
}

/// A link in a message that is good for so long from the moment at which the message leaves.
public struct MessageLink: Sendable, Equatable {
    /// By which whoever made it finds it.
    public let key: String
    /// In seconds.
    public let life: TimeInterval
    /// How the letter says until when: set anew when it leaves later.
    public let words: String

    public init(key: String, life: TimeInterval, words: String) {
        (self.key, self.life, self.words) = (key, life, words)
    }
}

/// A message of the outbox, as staff see it.
public struct Message: Sendable, Equatable {
    public typealias ID = Identifier<Message>

    public enum State: String, Storable, CaseIterable {
        /// Written, not to be sent before somebody releases it.
        case held
        case waiting, sent, failed, cancelled
    }

    /// What staff may do with a message, or with many at once.
    public enum Act: String, Sendable, CaseIterable { case release, cancel, retry, restore }

    public let id: ID
    public let state: State
    public let edition: String?
    public let person: Person.ID?
    public let about: String?
    /// Empty when nobody is known at the address.
    public let name: String
    public let address: String
    public let replyTo: String?
    /// `fr` or `en`.
    public let language: String
    public let subject: String
    /// Nil when it is its recipient's alone, and in a list, which does not read it.
    public let content: Content?
    /// What it says is its recipient's alone: staff never read it.
    public let isPrivate: Bool
    /// False once a private message is sent or dropped: there is nothing left to send.
    public let isKept: Bool
    /// The page of its edition that lets it go.
    public let heldFor: String?
    /// The message that says the same anew.
    public let replacedBy: ID?
    public let createdAt: Date
    public let sendAfter: Date
    public let sentAt: Date?
    public let attempts: Int
    /// What the mail server answered last.
    public let lastError: String?
    public let revision: Int

    public struct Content: Sendable, Equatable {
        public let letter: Letter
        /// Exactly what is sent.
        public let plain: String
        public let html: String
    }

    /// How what a warning is about begins: a letter that tells somebody of what may have been done in their name.
    public static let warning = "warning:"

    /// It warns its addressee, or holds their link: whoever could keep it back could act unseen, or shut them out.
    public var alwaysLeaves: Bool { isPrivate || about?.hasPrefix(Self.warning) == true }

    /// Only what is held can still be changed.
    public var isEditable: Bool { state == .held && !alwaysLeaves && isKept }

    /// Nobody keeps it back on a page; what failed and is not kept, or has no mailbox to arrive in, can only be put away.
    public var isOnItsWay: Bool {
        alwaysLeaves && (state == .waiting || state == .failed && isKept && !isUndeliverable)
    }

    /// The server said that there is no mailbox of that address: sent again, it would say so again.
    private var isUndeliverable: Bool { lastError.map { DeliveryAnswer($0) == .noMailbox } ?? false }

    /// A message that another page lets go, that another one replaced, or that always leaves, has its own way.
    public func allows(_ act: Act) -> Bool {
        switch act {
        case .release: state == .held && heldFor == nil && isKept
        case .cancel: [.held, .waiting, .failed].contains(state) && !isOnItsWay
        case .retry: state == .failed && isKept
        case .restore: state == .cancelled && replacedBy == nil && isKept
        }
    }
}

/// What the mailer needs of a message.
struct OutgoingMessage: Sendable {
    let id: Message.ID
    let state: Message.State
    let address: EmailAddress
    let replyTo: EmailAddress?
    let language: String
    let subject: String
    let plain: String
    let html: String
    let unsubscribe: String?
    let sendAfter: Date
    let sendBefore: Date?
    var link: MessageLink?
    /// What goes along with it, and to whom; nil to an address that nobody is known at.
    var enclosed: (paper: LetterPaper, person: Person.ID)?

    /// The same with another end of its link in its words.
    func saying(_ words: String) -> OutgoingMessage {
        guard let link, !link.words.isEmpty, link.words != words else { return self }
        var message = OutgoingMessage(
            id: id, state: state, address: address, replyTo: replyTo, language: language, subject: subject,
            plain: plain.replacing(link.words, with: words), html: html.replacing(link.words, with: words),
            unsubscribe: unsubscribe, sendAfter: sendAfter, sendBefore: sendBefore)
        message.link = MessageLink(key: link.key, life: link.life, words: words)
        message.enclosed = enclosed
        return message
    }
}
