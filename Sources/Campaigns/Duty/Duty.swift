import Foundation

/// One line of somebody's home page. Features say what they know; the executable puts them together.
public struct Duty: Sendable, Equatable {
    /// The three blocks of every home page, and what stands above them where there is some: what was decided for whoever reads.
    public enum Block: Sendable, CaseIterable {
        case toDo, waiting, next, news

        public static let columns: [Block] = [.toDo, .waiting, .next]

        /// Somebody has still something to do about it.
        var isOpen: Bool { self == .toDo || self == .waiting }
    }

    public let block: Block
    /// What it is, already in the reader's language: «Lire 4 dossiers».
    public let title: String
    /// Where it is done, without language.
    public let path: String?
    public let due: Date?
    public let detail: String
    /// Something went wrong for many people: it stands above all others.
    public var isGrave = false
    /// Others wait for it, or what is shown is wrong until it is done: it stands before what has a date.
    public var holdsUp = false
    /// Its detail is in somebody's words, and in French.
    public var isDetailTyped = false
    /// Something happens at `due` exactly, as a release: its hour is said, midnight too.
    public var isMoment = false

    /// What people typed stands in `title` between quotation marks, so that its language can be marked.
    public init(_ block: Block, _ title: String, path: String? = nil, due: Date? = nil, detail: String = "") {
        (self.block, self.title, self.path, self.due, self.detail) = (block, title, path, due, detail)
    }

    /// The same with its edition's name before what else is to be told of it.
    public func of(_ edition: String) -> Duty {
        let words = detail.isEmpty ? edition : "\(edition) · \(detail)"
        var duty = Duty(block, title, path: path, due: due, detail: words)
        (duty.isGrave, duty.holdsUp, duty.isDetailTyped) = (isGrave, holdsUp, isDetailTyped)
        duty.isMoment = isMoment
        return duty
    }
}
