/// What a table holds of people, and what becomes of it. Each module declares its own tables in its `XHoldings.swift`; the
/// register of personal data (`docs/personal-data.md`) is made of them, and a house rule holds that none is missing.
public struct Holding: Sendable {
    public let table: String
    /// What a row is, in a sentence.
    public let what: String
    /// Nil when it holds nothing of a person.
    public let personal: Personal?
    public let nextEdition: NextEdition
    public let archive: Archive
    /// Of a table without people, columns that are named like a person's data: the name of a campaign.
    public let impersonal: Set<String>

    /// A table that holds something of a person.
    public init(
        _ table: String, _ what: String, of personal: Personal, nextEdition: NextEdition, archive: Archive
    ) {
        (self.table, self.what, self.personal) = (table, what, personal)
        (self.nextEdition, self.archive, impersonal) = (nextEdition, archive, [])
    }

    /// A table that holds nothing of a person.
    public init(
        nothingIn table: String, _ what: String, nextEdition: NextEdition, archive: Archive,
        impersonal: Set<String> = []
    ) {
        (self.table, self.what, personal) = (table, what, nil)
        (self.nextEdition, self.archive, self.impersonal) = (nextEdition, archive, impersonal)
    }

    public struct Personal: Sendable {
        public let kinds: Set<Kind>
        /// Why it is kept, in a sentence.
        public let purpose: String
        public let term: Term
        public let export: Export
        public let erasure: Erasure

        public init(_ kinds: Set<Kind>, purpose: String, term: Term, export: Export, erasure: Erasure) {
            (self.kinds, self.purpose, self.term) = (kinds, purpose, term)
            (self.export, self.erasure) = (export, erasure)
        }
    }

    public enum Kind: String, Sendable, CaseIterable {
        /// Which person; no more.
        case key
        /// Name, address, what they do.
        case contact
        /// What they wrote.
        case writing
        /// What was said or decided of them or of their work.
        case judgement
        /// What they did, and when.
        case conduct
        /// What lets them in.
        case access
    }

    /// How long it is kept.
    public enum Term: Sendable, Equatable {
        case days(Int, after: Event, by: Upholder)
        case years(Int, after: Event, by: Upholder)
        /// As long as the row of another table that it belongs to.
        case asLongAs(String)
        case lasting(because: String)
    }

    public enum Event: String, Sendable {
        /// When the row was made.
        case creation
        /// When what it is for is over: a session, a link, a task.
        case end
        case lastContact
        case closureOfEdition
    }

    /// Who sees to it that a term is kept.
    public enum Upholder: String, Sendable { case program, agency }

    /// What a person who asks for their data is given of it.
    public enum Export: Sendable, Equatable {
        case given
        case partly(String)
        case notGiven(because: String)
    }

    /// What becomes of it when a person is erased. A column is emptied to NULL or '', or, where it must differ from row to row, to
    /// the row's own key.
    public enum Erasure: Sendable, Equatable {
        case deleted
        /// The row stays, these columns are emptied; `only` says in words where not every row, or not the whole column, is meant.
        case emptied([String], only: String? = nil)
        /// The row stays under a key that leads to nobody, these columns are emptied.
        case pseudonymised([String])
        case kept(because: String)
    }

    public enum NextEdition: String, Sendable {
        /// It belongs to one edition, or to what does.
        case stays
        /// Those who make the next edition may take it over.
        case offered
        /// It belongs to no edition.
        case shared
    }

    public enum Archive: String, Sendable {
        case whole
        /// Without what it holds of people.
        case withoutPeople
        case none
    }
}

/// The table that the migrator itself makes.
public enum StorageHoldings {
    public static let all = [
        Holding(
            nothingIn: "schema_step", "A step that this database has taken towards the present program.",
            nextEdition: .shared, archive: .none, impersonal: ["name"])
    ]
}
