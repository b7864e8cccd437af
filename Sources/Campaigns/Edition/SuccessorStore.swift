import Foundation
import Identifiers
import Storage
import Web

// Who makes which edition: administrators any; whoever leads one the next one of it, which they lead from then on.
extension EditionPlanStore {
    /// The edition that the same form has made already; one that isn't theirs is none.
    static func made(_ key: Edition.ID, by person: Person.ID?, in connection: any Connection) throws -> Edition? {
        guard let made = try EditionStore.find(key, in: connection) else { return nil }
        if let person, try !isRun(key, by: person, in: connection) { throw EditionPlan.Problem.noSuchEdition }
        return made
    }

    /// Administrators make any edition, from any.
    static func isFree(_ person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT id FROM role_grant WHERE person = \(person) AND role = \(Role.agencyAdministrator.rawValue)
            """) != nil
    }

    /// True of an edition that the person runs, whatever its state. Read in the transaction that makes the next one: a role that
    /// was taken meanwhile makes none.
    static func isRun(_ edition: Edition.ID, by person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT id FROM edition WHERE edition.id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))")
            != nil
    }

    /// Whoever prepares an edition leads it, where no other role of theirs does.
    static func give(_ edition: Edition.ID, to person: Person.ID?, at time: Date, in connection: any Connection) throws
    {
        guard let person, try !isRun(edition, by: person, in: connection) else { return }
        try RoleStore.grant(Hat(.campaignLead, in: edition), to: person, by: person, at: time, in: connection)
    }
}
