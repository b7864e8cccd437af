import Campaigns
import Foundation
import Identifiers
import Storage
import Web

extension DemonstrationWriter {
    mutating func writePeople() throws {
        for entry in files.people {
            let person: Person.ID = make("person", entry.id)
            try connection.run(
                """
                INSERT INTO person (id, email, email_key, name, function, created_at)
                VALUES (\(person), \(entry.email), \(entry.email.lowercased()), \(entry.first_name), \(entry.function),
                    \(start(of: "2013-01-07")))
                """)
            for role in entry.roles.compactMap(Role.init) { try grant(role, to: person, entry) }
        }
    }

    /// Whom a file names, when nobody of its organisation is among the people.
    mutating func writeContact(_ contact: InitiativeEntry.Contact, _ entry: InitiativeEntry) throws -> Person.ID {
        let person: Person.ID = make("person", entry.id)
        let grant: Identifier<PersonEntry> = make("grant", entry.id)
        let edition: Edition.ID? = key("edition", "\(entry.edition)")
        try connection.run(
            """
            INSERT INTO person (id, email, email_key, name, function, created_at)
            VALUES (\(person), \(contact.email), \(contact.email), \(contact.first_name), \(contact.role),
                \(start(of: entry.transmitted)))
            """)
        try connection.run(
            """
            INSERT INTO role_grant (id, person, role, edition, granted_at)
            VALUES (\(grant), \(person), \(Role.submitter.description), \(edition), \(start(of: entry.transmitted)))
            """)
        return person
    }

    private mutating func grant(_ role: Role, to person: Person.ID, _ entry: PersonEntry) throws {
        let partner: Identifier<PartnerEntry>? = entry.partner.flatMap { key("partner", $0) }
        for edition in editions(of: role, entry) {
            let id: Identifier<PersonEntry> = make("grant", "\(entry.id)-\(role)-\(edition ?? "all")")
            let scope: Edition.ID? = edition.flatMap { key("edition", $0) }
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, partner, granted_at)
                VALUES (\(id), \(person), \(role.description), \(scope), \(partner), \(start(of: "2013-01-07")))
                """)
        }
    }

    /// The agency's people work on every edition; those of a file on its edition; the others on both.
    private func editions(of role: Role, _ entry: PersonEntry) -> [String?] {
        switch role {
        case .agencyAdministrator, .campaignLead, .editor, .coach: [nil]
        case .submitter, .coAuthor:
            Array(
                Set(
                    files.initiatives.filter { $0.organisation == entry.organisation && $0.isFile }.map {
                        "\($0.edition)"
                    }))
        case .partner, .relay, .juror, .chair, .observer, .funder: ["2013", "2014"]
        }
    }
}
