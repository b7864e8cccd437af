import Foundation
import Storage
import TextSimilarity

/// What a list of messages is narrowed by.
public struct MessageFilter: Sendable, Equatable {
    public var state: Message.State?
    /// Words of the addressee's name, of the address or of the subject.
    public var words = ""
    /// The key of an edition.
    public var edition: String?
    /// Those that were written together.
    public var about: String?
    /// Written from this moment on, and before that one.
    public var since: Date?
    public var before: Date?

    public init(_ state: Message.State? = nil, edition: String? = nil, about: String? = nil) {
        (self.state, self.edition, self.about) = (state, edition, about)
    }

    var conditions: [SQL] {
        var conditions: [SQL] = []
        if let state { conditions.append("message.state = \(state)") }
        if let edition { conditions.append("message.edition = \(edition)") }
        if let about { conditions.append("message.about = \(about)") }
        if let since { conditions.append("message.created_at >= \(since)") }
        if let before { conditions.append("message.created_at < \(before)") }
        for word in fold(words).split(whereSeparator: \.isWhitespace) {
            conditions.append("message.search_key LIKE \("%\(Self.literal(word))%") ESCAPE '!'")
        }
        return conditions
    }

    /// An address may hold an underscore, which is a sign of a pattern.
    private static func literal(_ word: Substring) -> String {
        String(word).replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}

/// Where a message stands in a list, from 1 on, and those beside it.
public struct MessageNeighbours: Equatable, Sendable {
    public let place: Int
    public let count: Int
    public let before: Message.ID?
    public let after: Message.ID?
}

/// By what a list of messages is sorted.
public struct MessageOrder: Sendable, Equatable {
    public enum Column: Sendable { case written, addressee, subject }

    public let column: Column
    public let isDescending: Bool

    public static let newest = MessageOrder(by: .written, isDescending: true)

    public init(by column: Column, isDescending: Bool = false) {
        (self.column, self.isDescending) = (column, isDescending)
    }

    var clause: SQL {
        let direction: SQL = isDescending ? "DESC" : "ASC"
        return switch column {
        case .written: "message.created_at \(direction), message.id \(direction)"
        case .addressee: "message.search_key \(direction), message.id"
        case .subject: "message.subject COLLATE \"fr-x-icu\" \(direction), message.id"
        }
    }
}
