import Identifiers
import Journal
import Storage

// What the journal is told of second factors.
extension Act {
    static let factorAdded = Act("factor-added")
    static let factorRemoved = Act("factor-removed")
    static let factorsReset = Act("factors-reset")
    static let recoveryCodesMade = Act("recovery-codes-made")
    static let recoveryCodeUsed = Act("recovery-code-used")
}

/// One row: which kind of factor, whose it is, and who did it; nobody is the command line.
struct FactorNote {
    private let act: Act
    private let thing: Thing
    private let person: Person.ID
    private let actor: Person.ID?

    init(_ act: Act, _ kind: String, of person: Person.ID, by actor: Person.ID?) {
        (self.act, thing, self.person, self.actor) = (act, Thing("second-factor", word: kind), person, actor)
    }

    func write(in connection: any Connection) throws {
        try Journal.write(act, by: actor, of: thing, to: person, in: connection)
    }
}
