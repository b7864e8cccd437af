import Campaigns
import Identifiers
import Storage

/// A distinction of an edition, which the jury may give.
public struct Award: Equatable, Sendable {
    public typealias ID = Identifier<Award>

    public enum Kind: String, Storable, CaseIterable {
        case award, mention
        /// Given by those present at the ceremony.
        case publicVote = "public-vote"
    }

    public enum Refusal: Error, Equatable {
        case nameMissing, nameTooLong, noteTooLong
        /// Another award of the edition reads the same in French, or in English: nobody could tell them apart.
        case nameTaken(isEnglish: Bool)
        /// Words in braces: the name is read in letters as it stands.
        case placeholders([Decision.Placed])
        /// A decision gives it already.
        case inUse
        /// A decision gives it to a file of another category.
        case givenElsewhere
        /// A decision that gives it is out: its name and its kind stay as people read them.
        case out
        /// Somebody who is tied to a file that is not out yet renames and removes none.
        case tied
        case outdated
    }

    public let id: ID
    public var nameFR: String
    public var nameEN: String
    public var kind: Kind
    public var note: String
    /// The category whose files alone may have it; nil for all.
    public var category: Campaigns.Category.ID?
    public let revision: Int

    public init(
        id: ID, nameFR: String, nameEN: String, kind: Kind, note: String, category: Campaigns.Category.ID? = nil,
        revision: Int
    ) {
        self.category = category
        (self.id, self.nameFR, self.nameEN, self.kind) = (id, nameFR, nameEN, kind)
        (self.note, self.revision) = (note, revision)
    }

    static let longestName = 200
    static let longestNote = 2_000

    /// What a form says of an award, when it can stand.
    public struct Draft: Equatable, Sendable {
        public var nameFR: String
        public var nameEN: String
        public var kind: Kind
        public var note: String
        public var category: Campaigns.Category.ID?

        public init(
            nameFR: String, nameEN: String, kind: Kind, note: String, category: Campaigns.Category.ID? = nil
        ) throws(Refusal) {
            self.category = category
            guard nameFR.contains(where: { !$0.isWhitespace }) else { throw .nameMissing }
            guard max(nameFR.count, nameEN.count) <= longestName else { throw .nameTooLong }
            guard note.count <= longestNote else { throw .noteTooLong }
            let placed =
                Decision.Placed.found(in: nameFR, of: "fr") + Decision.Placed.found(in: nameEN, of: "en")
                + Decision.Placed.found(in: note, of: "note")
            guard placed.isEmpty else { throw .placeholders(placed) }
            (self.nameFR, self.nameEN, self.kind, self.note) = (nameFR, nameEN, kind, note)
        }
    }
}
