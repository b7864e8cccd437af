import Accounts
import Identifiers
import Web

/// Somebody new with a first hat, or one more hat for somebody known, as an administrator types it.
struct PersonForm: Equatable, Sendable {
    enum Problem: Error, Hashable {
        case nameMissing, nameTooLong, functionTooLong, noSuchEmail, roleMissing
        /// Somebody of nearly the same name has another address, and nobody has said that this is another person.
        case near
    }

    var name = ""
    var email = ""
    var function = ""
    var language = Language.french
    var role = ""
    /// The key of an edition; empty for all of them.
    var edition = ""
    var isInvited = true
    /// The warning about hats that do not go together was read.
    var isWarned = false
    /// Whoever adds them has read who bears nearly their name, and says that it is somebody else.
    var isAnother = false

    /// Whoever gives a role is told once that it does not go with another.
    var ground: Hat.Ground { isWarned ? .wordInSpiteOfClash : .word }

    init() {}

    init(_ fields: Fields) {
        (name, email) = (fields.text("name") ?? "", fields.text("email") ?? "")
        function = fields.text("function") ?? ""
        language = fields.text("language").flatMap(Language.init) ?? .french
        (role, edition) = (fields.text("role") ?? "", fields.text("edition") ?? "")
        (isInvited, isWarned) = (fields.isOn("invited"), fields.isOn("warned"))
        isAnother = fields["near"] == "new"
    }

    /// Nil for a role or an edition that is not in the lists.
    func hat(among editions: [Edition]) -> Hat? {
        guard let role = Role(rawValue: role) else { return nil }
        guard !edition.isEmpty else { return Hat(role, in: nil) }
        return editions.first { $0.id.description == edition }.map { Hat(role, in: $0.id) }
    }

    var address: EmailAddress? { try? EmailAddress(email) }

    /// What stands against the person; the hat is checked apart.
    var problems: Set<Problem> {
        var problems = Set(
            Account.flaws(name: name, function: function).map { flaw -> Problem in
                switch flaw {
                case .nameMissing: .nameMissing
                case .nameTooLong: .nameTooLong
                case .functionTooLong: .functionTooLong
                }
            })
        if address == nil { problems.insert(.noSuchEmail) }
        return problems
    }
}

/// What the list of people is asked for.
struct PeopleFilter: Sendable {
    static let columns = ["nom", "courriel", "fonction"]

    let words: SearchWords
    let role: Role?
    let edition: Edition.ID?
    let order: ListOrder

    init(_ query: Fields) {
        words = SearchWords(query.search("q"))
        role = query.text("role").flatMap(Role.init)
        edition = query.text("edition").flatMap { Edition.ID($0) }
        order = ListOrder(query, columns: Self.columns)
    }
}
