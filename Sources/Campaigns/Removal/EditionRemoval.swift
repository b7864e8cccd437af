import Identifiers

/// An edition that somebody is about to remove: why it stays, or all that goes with it.
struct EditionRemoval: Equatable, Sendable {
    /// What would be lost with the edition, or stands before the public.
    enum Hold: Equatable, Sendable {
        case running, closed
        case files(Int)
        case sheets(Int)
        case releases(Int)
        /// Lists that were taken in for it and not taken back.
        case lists(Int)
        /// A second round stands under it.
        case round
    }

    /// What nobody but those who prepared the edition knows of.
    enum Part: String, CaseIterable, Sendable {
        case phases, extensions, targets, partners, awards, texts, jurors, letters
    }

    /// Somebody who loses a role with it.
    struct Loss: Equatable, Sendable {
        let person: Person.ID
        let name: String
        let hat: Hat
    }

    struct Refusal: Error, Equatable { let holds: [Hold] }

    let edition: Edition
    let holds: [Hold]
    /// Without those of which there are none.
    let parts: [Part: Int]
    let losses: [Loss]

    /// Whoever removes it knows that they lose their own roles there.
    func told(by remover: Person.ID?) -> [Loss] { losses.filter { $0.person != remover } }

    /// What is typed to confirm it, in either language.
    static func words(_ slug: String) -> [String] { ["retirer \(slug)", "remove \(slug)"].map { $0.lowercased() } }

    func check() throws(Refusal) {
        guard holds.isEmpty else { throw Refusal(holds: holds) }
    }
}
