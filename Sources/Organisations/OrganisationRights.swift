import Campaigns
import Identifiers
import Storage
import Web

/// Who may change an organisation, as conditions of queries. All staff see it: one organisation has one record, whatever the editions.
enum OrganisationRights {
    /// True of one that takes part in an edition which the person runs, or in none, and that nothing of an edition of others
    /// speaks of: what they publish changes with its record. A file that staff have not confirmed speaks for nobody. `tied` are
    /// the files that the person is bound to: whose they are is not theirs to change.
    static func mayChange(_ person: Person.ID, tied: SQL) -> SQL {
        """
        ((\(takesPart { Rights.isStaff(person, of: $0) }) OR NOT \(takesPart { _ in "1 = 1" }))
        AND NOT \(isSpokenOf { "NOT \(Rights.isStaff(person, of: $0))" }) AND NOT \(has(aFileOf: tied)))
        """
    }

    private static func has(aFileOf files: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission WHERE submission.id IN (\(files))
            AND (submission.organisation = organisation.id OR submission.confirmed_organisation = organisation.id))
        """
    }

    /// By a file that was confirmed for it, or by a sheet of what it carries, in an edition that answers a condition.
    private static func isSpokenOf(_ condition: (SQL) -> SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM submission WHERE submission.confirmed_organisation = organisation.id
            AND \(condition("submission.edition")))
        OR \(carriesSheet(condition)))
        """
    }

    private static func carriesSheet(_ condition: (SQL) -> SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM initiative_organisation JOIN sheet ON sheet.initiative = initiative_organisation.initiative
            WHERE initiative_organisation.organisation = organisation.id AND \(condition("sheet.edition")))
        """
    }

    /// By a file, or by a sheet of what it carries, in an edition that answers a condition.
    private static func takesPart(_ condition: (SQL) -> SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM submission WHERE submission.organisation = organisation.id
            AND \(condition("submission.edition")))
        OR \(carriesSheet(condition)))
        """
    }
}

extension OrganisationStore {
    /// One of them, and whether somebody may change it.
    func find(
        _ id: Organisation.ID, for person: Person.ID, tied: SQL
    ) async throws -> (one: Organisation, mayChange: Bool)? {
        try await database.read { connection in
            try Self.find(id, in: connection).map {
                ($0, try Self.mayChange(id, by: person, tied: tied, in: connection))
            }
        }
    }

    /// `tied` asks for the files that the person is bound to.
    public static func mayChange(
        _ id: Organisation.ID, by person: Person.ID, tied: SQL, in connection: any Connection
    ) throws -> Bool {
        try connection.row(
            "SELECT id FROM organisation WHERE id = \(id) AND \(OrganisationRights.mayChange(person, tied: tied))")
            != nil
    }
}
