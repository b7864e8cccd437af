import Foundation
import Identifiers
import Storage

/// A message to be kept in the outbox.
public struct NewMessage: Sendable {
    public var letter: Letter
    public var look: MailLook
    public var to: EmailAddress
    public var person: Person.ID?
    /// The key of the edition it belongs to.
    public var edition: String?
    /// What it is about: `award:` and a key. Held messages are released and cancelled by it.
    public var about: String?
    /// Whoever answers it: the jury's mail does not come from the desk of submissions.
    public var replyTo: EmailAddress?
    /// Where one click stops such mail: for news, never for what somebody must know.
    public var unsubscribe: String?
    public var sendAfter: Date?
    /// Of no use from then on: a sign-in link after its 15 minutes, a reminder after the deadline.
    public var sendBefore: Date?
    /// It holds a secret of its recipient: staff never read it, and it is not kept once sent.
    public var isPrivate = false

    public init(_ letter: Letter, look: MailLook, to address: EmailAddress) {
        (self.letter, self.look, to) = (letter, look, address)
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

    public let id: ID
    public let state: State
    public let edition: String?
    public let person: Person.ID?
    public let about: String?
    public let address: String
    public let replyTo: String?
    public let subject: String
    /// Nil when it is its recipient's alone.
    public let content: Content?
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

    /// Only what is held can still be changed.
    public var isEditable: Bool { state == .held && content != nil }
}

/// What the mailer needs of a message.
struct OutgoingMessage: Sendable {
    let id: Message.ID
    let state: Message.State
    let address: EmailAddress
    let replyTo: EmailAddress?
    let subject: String
    let plain: String
    let html: String
    let unsubscribe: String?
    let sendAfter: Date
    let sendBefore: Date?
}
