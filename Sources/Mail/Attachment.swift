import Identifiers

/// What goes along with a letter, by what it is and of what: made when the letter leaves, as it is then. Its bytes are in no row.
public struct LetterPaper: Sendable, Equatable, Codable {
    /// `receipt`
    public let kind: String
    /// Of what it is.
    public let key: String

    public init(_ kind: String, of key: String) { (self.kind, self.key) = (kind, key) }
}

/// A file that leaves with a mail.
public struct MailAttachment: Sendable, Equatable {
    /// In bytes: what any mailbox takes.
    public static let most = 4_000_000

    let name: String
    let type: Kind
    let bytes: [UInt8]

    public enum Kind: Sendable { case pdf }

    /// Nil where it is empty or too large, and where its name is more than small letters, figures, hyphens and dots.
    public init?(name: String, _ type: Kind, _ bytes: [UInt8]) {
        guard name.wholeMatch(of: /[a-z0-9][a-z0-9.\-]{0,59}/) != nil, (1...Self.most).contains(bytes.count) else {
            return nil
        }
        (self.name, self.type, self.bytes) = (name, type, bytes)
    }
}

/// Makes what goes along with a letter to somebody, in the language of the letter. Nil where it cannot be made, or is not theirs
/// any more: the letter leaves without it.
public typealias PaperMaker =
    @Sendable (_ paper: LetterPaper, _ person: Person.ID, _ language: String) async -> MailAttachment?
