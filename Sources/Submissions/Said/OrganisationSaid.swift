import Forms
import Identifiers
import Organisations
import Web

/// One thing that a file says of its organisation, and its record does not, or says otherwise.
struct OrganisationSaid: Equatable, Sendable {
    let fact: OrganisationFact
    let field: FormField
    let said: String
    /// As the record has it; empty when it does not say.
    let known: String
    /// Another record that has this number.
    var double: Double?

    struct Double: Equatable, Sendable {
        let record: Organisation
        /// The record of the file's own organisation.
        let beside: Organisation.ID
        /// It takes part in an edition of whoever asks, or in none.
        let isTheirs: Bool
    }

    /// What is done with it.
    enum Act: String, Sendable {
        /// The record says it from now on.
        case take
        /// It stays with the file.
        case leave
    }

    /// Everything that a file says otherwise than a record, in the order of its form.
    static func all(_ told: Organisation, _ record: Organisation, in form: Form) -> [OrganisationSaid] {
        OrganisationFact.allCases.compactMap { fact in
            let (said, known) = (fact.value(of: told), fact.value(of: record))
            guard let field = form[id: fact.rawValue], !said.isEmpty, !fact.isSame(said, known) else { return nil }
            return OrganisationSaid(fact: fact, field: field, said: said, known: known)
        }
    }
}

/// A file with what it says of its organisation.
struct SayingFile: Sendable {
    let id: Submission.ID
    let title: String
    let number: String?
    let said: [OrganisationSaid]
}
