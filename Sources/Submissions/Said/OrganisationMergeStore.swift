import Campaigns
import Identifiers
import Organisations
import Storage
import Web

/// A record that may be the same organisation as another one.
struct OrganisationDouble: Equatable, Sendable {
    let record: Organisation
    /// Whoever looks may change both.
    let isTheirs: Bool
}

/// Two records that may be made one.
struct OrganisationPair: Equatable, Sendable {
    struct Side: Equatable, Sendable {
        let record: Organisation
        /// Nil of a record that is not theirs to change.
        let counts: Counts?
    }

    struct Counts: Equatable, Sendable {
        /// Those that were sent, in editions that whoever looks runs, and that they are not tied to; drafts are their authors' own.
        let files: Int
        let practices: Int
    }

    let one: Side
    let other: Side
    /// Whoever looks may change both.
    let isTheirs: Bool
}

// Two records of one organisation are made one by those who may change both, where no file speaks of both of them.
extension SubmissionStore {
    /// At most so many records are offered at once: a longer list asks for another word.
    static let doublesShown = 12

    /// The records that answer some words, without the one itself. Nil when it isn't theirs.
    func doubles(
        of id: Organisation.ID, answering words: String, for person: Person.ID
    ) async throws -> (record: Organisation, doubles: [OrganisationDouble])? {
        let tied = Ties.files(boundTo: person)
        return try await database.read { connection in
            guard let record = try OrganisationStore.find(id, in: connection),
                try OrganisationStore.mayChange(id, by: person, tied: tied, in: connection)
            else { return nil }
            let others = try OrganisationStore.answering(words, except: id, limit: Self.doublesShown, in: connection)
            let doubles = try others.map { other in
                OrganisationDouble(
                    record: other,
                    isTheirs: try OrganisationStore.mayChange(other.id, by: person, tied: tied, in: connection))
            }
            return (record, doubles)
        }
    }

    /// Two records with what speaks of each. Nil when the first isn't theirs, or there is no second.
    func pair(
        _ id: Organisation.ID, _ other: Organisation.ID, for person: Person.ID
    ) async throws -> OrganisationPair? {
        let tied = Ties.files(boundTo: person)
        return try await database.read { connection in
            guard id != other, let one = try OrganisationStore.find(id, in: connection),
                let second = try OrganisationStore.find(other, in: connection),
                try OrganisationStore.mayChange(id, by: person, tied: tied, in: connection)
            else { return nil }
            let isTheirs = try OrganisationStore.mayChange(other, by: person, tied: tied, in: connection)
            return OrganisationPair(
                one: OrganisationPair.Side(record: one, counts: try Self.counts(of: id, for: person, in: connection)),
                other: OrganisationPair.Side(
                    record: second, counts: try isTheirs ? Self.counts(of: other, for: person, in: connection) : nil),
                isTheirs: isTheirs)
        }
    }

    private static func counts(
        of record: Organisation.ID, for person: Person.ID, in connection: any Connection
    ) throws -> OrganisationPair.Counts {
        let files = try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE organisation = \(record) AND state <> 'draft'
            AND \(Rights.isStaff(person, of: "submission.edition")) AND NOT \(Ties.binds(person, to: "submission.id"))
            """)
        let practices = try connection.count(
            "SELECT count(*) AS count FROM initiative_organisation WHERE organisation = \(record)")
        return OrganisationPair.Counts(files: files, practices: practices)
    }

    /// Puts the files and practices of `other` under `id`, as both were seen. Nil when one of them isn't theirs.
    func merge(
        _ other: Organisation.Seen, into one: Organisation.Seen, by person: Person.ID
    ) async throws -> Bool? {
        let tied = Ties.files(boundTo: person)
        return try await database.write { connection in
            // Always in the order of their keys: two people who merge the same two in turn do not wait for each other.
            let claimed = try [one, other].sorted { $0.id.description < $1.id.description }
                .map { try OrganisationStore.claim($0.id, in: connection) }
            guard one.id != other.id, claimed.allSatisfy({ $0 != nil }),
                let kept = claimed.first(where: { $0?.id == one.id }) ?? nil,
                let gone = claimed.first(where: { $0?.id == other.id }) ?? nil,
                try OrganisationStore.mayChange(kept.id, by: person, tied: tied, in: connection),
                try OrganisationStore.mayChange(gone.id, by: person, tied: tied, in: connection)
            else { return nil }
            guard kept.revision == one.revision, gone.revision == other.revision else {
                throw SaidRefusal.changedMeanwhile
            }
            try Self.join(gone, to: kept, in: connection)
            try FileLineStore.keep(filesOf: kept.id, in: connection)
            try Self.journal(gone, mergedInto: kept, by: person, in: connection)
            return true
        }
    }
}
