/// A closed list of terms: needs, beneficiaries, kinds…
public struct Vocabulary: Equatable, Sendable {
    public typealias ID = Slug<Vocabulary>

    public let id: ID
    public let terms: [Term]

    public struct Term: Hashable, Sendable {
        public typealias ID = Slug<Term>

        public let id: ID
        public let label: Localized
    }

    public subscript(term: Term.ID) -> Term? { terms.first { $0.id == term } }
}
