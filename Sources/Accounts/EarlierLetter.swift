import Foundation
import Identifiers
import Mail
import Web

/// A letter that went to somebody a moment ago: another one about the same thing would be one too many.
public struct EarlierLetter: Equatable, Sendable {
    public let message: Message.ID
    /// When it was written.
    public let at: Date

    public init(message: Message.ID, at: Date) { (self.message, self.at) = (message, at) }

    /// As the address of a page carries it, after a form that wrote nothing.
    public init?(_ query: Fields) {
        guard query["ok"] == Self.word, let message = query.text("letter").flatMap({ Message.ID($0) }),
            let seconds = query.text("at").flatMap({ Int($0) }), Self.years.contains(seconds)
        else { return nil }
        self.init(message: message, at: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    public var query: String { "ok=\(Self.word)&letter=\(message)&at=\(Int(at.timeIntervalSince1970))" }

    private static let word = "earlier"
    /// Until 2100, in seconds since 1970.
    private static let years = 0...4_102_444_800
}

/// What became of a form that writes to somebody.
public enum LetterFate: Equatable, Sendable {
    case leaves
    /// It had left already.
    case left(EarlierLetter)
    /// Nobody is written to.
    case nobody

    /// What the page that follows is asked for.
    public func query(leaves: String, nobody: String) -> String {
        switch self {
        case .leaves: "ok=\(leaves)"
        case .left(let letter): letter.query
        case .nobody: "ok=\(nobody)"
        }
    }
}

extension Reader {
    /// In place of saying that a letter is on its way: nothing has left, and why.
    public func earlierNotice(_ letter: EarlierLetter?) -> HTML {
        guard let letter else { return "" }
        let words = t("Already written at \(formats.clock(letter.at)): nothing more has left.")
        return """
            <div class="notice" role="status" tabindex="-1" autofocus><p>\(words) \
            <a href="\(to(letter.message.path))">\(t("Read that letter"))</a></p></div>
            """
    }
}
