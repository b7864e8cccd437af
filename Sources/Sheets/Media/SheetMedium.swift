import Foundation
import Media

/// A picture or a paper of a sheet, with what is said of it there.
public struct SheetMedium: Equatable, Sendable {
    /// Of the sheet's own row: what becomes of the answer that it was taken from changes nothing here.
    public let id: Medium.ID
    public let medium: Medium
    /// What was made of it to show it.
    public let forms: [StoredForm]
    public var saying = Saying()
    /// What stays in view where it is cut to a shape.
    public var focus = Focus.middle
    /// It stands on the sheet; without it, it lies beside it.
    public internal(set) var isShown = false
    /// Since when its organisation is asked whether it may join what the public reads; nil for any other.
    public internal(set) var askedAt: Date?
    /// The one of the answer that it was taken from; nil where the agency brought it.
    public var takenFrom: Medium.ID?

    public init(id: Medium.ID, medium: Medium, forms: [StoredForm]) {
        (self.id, self.medium, self.forms) = (id, medium, forms)
    }

    public var isPicture: Bool { medium.kind == .picture }

    /// What is said of one on a sheet, by whoever prepares it.
    public struct Saying: Equatable, Sendable {
        /// Of a picture, what it shows, for whoever does not see it; of a paper, what it is.
        public var words = ""
        /// Who took or drew it, or wrote it.
        public var credit = ""
        public var people: People = .unsaid
        /// It was drawn, and is no photograph.
        public var isDrawn = false

        public init(words: String = "", credit: String = "", people: People = .unsaid, isDrawn: Bool = false) {
            (self.words, self.credit, self.people, self.isDrawn) = (words, credit, people, isDrawn)
        }
    }

    /// Of the people that a picture shows.
    public enum People: String, Sendable, CaseIterable {
        case unsaid = ""
        /// Nobody can be recognised.
        case nobody
        /// Everybody shown agrees to be seen.
        case agreed
    }
}

/// A point of a picture, in percent of its width and height from its upper left corner.
public struct Focus: Equatable, Sendable {
    public let x: Int
    public let y: Int

    public static let middle = Focus(x: 50, y: 50)

    /// What is outside is brought to the edge.
    public init(x: Int, y: Int) { (self.x, self.y) = (min(max(x, 0), 100), min(max(y, 0), 100)) }

    /// From a place in a picture that is shown so wide and so high, in pixels.
    public init?(x: Int, y: Int, width: Int, height: Int) {
        guard width > 0, height > 0, (0...width).contains(x), (0...height).contains(y) else { return nil }
        self.init(x: (x * 100 + width / 2) / width, y: (y * 100 + height / 2) / height)
    }

    /// Nine places that a button each chooses, row after row from the upper left.
    public static let nine = [17, 50, 83].flatMap { y in [17, 50, 83].map { Focus(x: $0, y: y) } }

    /// The one of the nine that is nearest.
    public var nearest: Focus {
        Self.nine.min { first, second in distance(to: first) < distance(to: second) } ?? .middle
    }

    private func distance(to other: Focus) -> Int { (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y) }
}

extension SheetMedium {
    /// Of a type that browsers know, the smallest first.
    public func forms(_ type: String) -> [StoredForm] {
        forms.filter { $0.type == type }.sorted { $0.width < $1.width }
    }

    /// Of that type, the one that is nearest to so many pixels.
    public func form(_ type: String, near width: Int) -> StoredForm? {
        forms(type).min { ($0.width - width).magnitude < ($1.width - width).magnitude }
    }
}
