import Campaigns
import Mail
import Web

// Where a message stands, in words.
extension Reader {
    func word(of state: Message.State) -> String {
        switch state {
        case .held: t("Held", as: "message")
        case .waiting: t("Waiting", as: "message")
        case .sent: t("Sent", as: "message")
        case .failed: t("Failed", as: "message")
        case .cancelled: t("Cancelled", as: "message")
        }
    }

    func state(of message: Message) -> HTML {
        let shape: HTML =
            switch message.state {
            case .held: "draft"
            case .waiting: "ask"
            case .sent: "sent"
            case .failed: "out bad"
            case .cancelled: "out"
            }
        return "<span class=\"state \(shape)\">\(word(of: message.state))</span>"
    }

    /// What a line of the list says below the state.
    func stateDetail(of message: Message) -> String? {
        switch message.state {
        case .sent: message.sentAt.map { formats.shortDay($0) }
        case .waiting, .failed: message.lastError.map { sentence(of: DeliveryAnswer($0)) }
        case .held where message.heldFor != nil: t("leaves with the release")
        case .cancelled where message.replacedBy != nil: t("said anew by another letter")
        case .held, .cancelled: nil
        }
    }

    func sentence(of answer: DeliveryAnswer) -> String {
        switch answer {
        case .noMailbox: t("The server says that there is no mailbox of that address. Check how it is written.")
        case .mailboxFull: t("The mailbox of the addressee is full.")
        case .unwanted: t("The other side takes the message for unwanted mail. Ask whoever runs your mail.")
        case .login: t("The mail server refuses the user name or the password of the settings.")
        case .insecure: t("The encryption of the settings cannot be agreed on with the mail server.")
        case .later: t("The server asks to try again later.")
        case .unreachable: t("The mail server does not answer.")
        case .notSetUp: t("Mail is not set up yet.")
        case .tooLate: t("It was too late to send it: it was of no use any more.")
        case .refused: t("The server refuses the message.")
        }
    }
}
