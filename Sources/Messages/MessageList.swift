import Campaigns
import Mail
import Web
import Words

/// Messages with the filters in force.
struct MessageList {
    let lines: [Message]
    let count: Int
    /// Of all states, under the other filters.
    let counts: [Message.State: Int]
    let page: Int
    let pages: Int
    let offers: [BatchOffer]
    let editions: [Edition]
    let query: Fields

    /// What the address says of the list, without what it says of what was just done.
    var filters: Fields { MessageFilter.list(of: query) }

    /// Editions whose own page lets some of these messages go, with that page.
    var elsewhere: [(edition: Edition, page: String)] {
        editions.compactMap { edition in
            let held = lines.first { $0.state == .held && $0.heldFor != nil && $0.edition == edition.id.description }
            return held?.heldFor.map { (edition, $0) }
        }
    }
}

/// What may be done with so many messages of a list at once.
struct BatchOffer: Equatable, Sendable {
    let act: Message.Act
    let count: Int
}

/// What is about to be done with all of these messages.
struct MessageBatch {
    let act: Message.Act
    let lines: [Message]
    let filter: Fields
    /// They were others, or not as many, when the act was asked for.
    let isChanged: Bool
}

/// One message, and what stands around it.
struct ShownMessage {
    let message: Message
    /// Nil when it belongs to none.
    let edition: Edition?
    /// How many messages are about the same, this one among them.
    let alike: Int
    /// In the list that it was opened from.
    let neighbours: MessageNeighbours?
}

extension Message.Act {
    /// The word of its address.
    var path: String {
        switch self {
        case .release: "liberer"
        case .cancel: "annuler"
        case .retry: "reessayer"
        case .restore: "reprendre"
        }
    }
}

extension MessageFilter {
    static let names = ["etat", "q", "edition", "du", "au", "lot"]

    /// What an address, or a form, says of the list that a message was opened from.
    static func list(of fields: Fields) -> Fields { fields.only(names + ["tri"]) }

    /// Days are whole days of the campaign, the last one included.
    init(_ fields: Fields, _ reader: Reader) {
        self.init(
            fields.text("etat").flatMap(Message.State.init(rawValue:)), edition: fields.text("edition"),
            about: fields.text("lot"))
        words = fields.search("q")
        let formats = reader.formats
        since = fields.text("du").flatMap(formats.parseDay).map(formats.start)
        before = fields.text("au").flatMap(formats.parseDay).map { formats.start(of: $0.adding(days: 1)) }
    }
}

extension MessageOrder {
    private static let columns = ["ecrit", "destinataire", "objet"]

    init(_ order: ListOrder) {
        let column: Column =
            switch order.column {
            case "destinataire": .addressee
            case "objet": .subject
            default: .written
            }
        self.init(by: column, isDescending: order.isDescending)
    }

    /// The newest first, unless something else is asked for.
    static func asked(_ query: Fields) -> ListOrder {
        let asked = query.text("tri") == nil ? Fields([(name: "tri", value: "-ecrit")]) : query
        return ListOrder(asked, columns: columns)
    }
}

extension Fields {
    /// Those of these names that say something.
    func only(_ names: [String]) -> Fields {
        Fields(pairs.filter { names.contains($0.name) && !$0.value.isEmpty })
    }
}
