import Foundation
import Identifiers
import Journal
import Organisations
import Storage
import Web

// What files say of organisations stays with them, until those who run their edition take it over into the record.
extension SubmissionStore {
    enum SaidRefusal: Error, Equatable {
        /// The file, the record or somebody else has said otherwise since the page was given.
        case changedMeanwhile
        case siretTaken, rnaTaken
        /// Editions that the person does not run speak of the record.
        case ofOthers
        /// Two establishments stay two records.
        case twoSirets
    }

    /// What a file says that its record does not, without what was left with the file.
    func said(in file: Submission.ID, runBy person: Person.ID) async throws -> [OrganisationSaid] {
        try await database.read { connection in
            let condition: SQL = "submission.id = \(file) AND \(Self.isRun(by: person))"
            return try Self.said(condition, seenBy: person, in: connection).first?.said ?? []
        }
    }

    /// The same of all files of an organisation that somebody looks after.
    func said(of organisation: Organisation.ID, runBy person: Person.ID) async throws -> [SayingFile] {
        try await database.read { connection in
            let condition: SQL = "submission.organisation = \(organisation) AND \(Self.isRun(by: person))"
            return try Self.said(condition, seenBy: person, in: connection)
        }
    }

    /// Those of some files that say of their organisation what its record does not, and nobody has taken over or left yet.
    public func unsettled(among files: [Submission.ID], runBy person: Person.ID) async throws -> [Submission.ID] {
        guard !files.isEmpty else { return [] }
        return try await database.read { connection in
            let condition: SQL = "submission.id IN \(list: files) AND \(Self.isRun(by: person))"
            return try Self.said(condition, seenBy: person, in: connection).map(\.id)
        }
    }

    /// How many other files its organisation has sent, where they are too many.
    func excess(of file: Submission) async throws -> FileExcess? {
        try await database.read { try FileRuleStore.excess(file, in: $0) }
    }

    /// Takes over or leaves; two records are merged on a page of their own. `seen` is what the page showed. Nil when it isn't theirs.
    func settle(
        _ fact: OrganisationFact, _ seen: String, by act: OrganisationSaid.Act, in id: Submission.ID, person: Person.ID
    ) async throws -> Bool? {
        try await database.write { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let organisation = try Self.find(id, in: connection)?.submission.organisation,
                let record = try OrganisationStore.claim(organisation, in: connection),
                let file = try Self.find(id, in: connection)
            else { return nil }
            let told = Organisation(describedIn: file.answers, now: file.submission.updatedAt)
            guard fact.value(of: told) == seen else { throw SaidRefusal.changedMeanwhile }
            if act != .leave,
                try !OrganisationStore.mayChange(
                    record.id, by: person, tied: Ties.files(boundTo: person), in: connection)
            {
                throw SaidRefusal.ofOthers
            }
            switch act {
            case .take: try Self.take(fact, from: told, into: record, in: connection)
            case .leave: try Self.leave(fact, seen, in: id, connection)
            }
            try FileLineStore.keep(filesOf: record.id, in: connection)
            return true
        }
    }

    private static func take(
        _ fact: OrganisationFact, from told: Organisation, into record: Organisation, in connection: any Connection
    ) throws {
        var record = record
        fact.take(from: told, into: &record)
        do {
            try OrganisationStore.save(record, in: connection)
        } catch OrganisationStore.Refusal.siretTaken {
            throw SaidRefusal.siretTaken
        } catch OrganisationStore.Refusal.rnaTaken {
            throw SaidRefusal.rnaTaken
        }
    }

    private static func leave(
        _ fact: OrganisationFact, _ said: String, in file: Submission.ID, _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO organisation_left (submission, field, value) VALUES (\(file), \(fact.rawValue), \(said))
            ON CONFLICT (submission, field) DO UPDATE SET value = excluded.value
            """)
    }

    /// Moves what speaks of one record to another, and makes them one.
    static func join(_ other: Organisation, to record: Organisation, in connection: any Connection) throws {
        if let siret = record.siret, let second = other.siret, siret != second { throw SaidRefusal.twoSirets }
        try connection.run("UPDATE submission SET organisation = \(record.id) WHERE organisation = \(other.id)")
        try connection.run(
            "UPDATE submission SET confirmed_organisation = \(record.id) WHERE confirmed_organisation = \(other.id)")
        try OrganisationStore.absorb(other, into: record, in: connection)
    }

    /// Late in the transaction: whoever writes in the journal holds its head.
    static func journal(
        _ other: Organisation, mergedInto record: Organisation, by person: Person.ID, in connection: any Connection
    ) throws {
        try Journal.write(
            .organisationsMerged, by: person, of: .organisation(record.id), details: ["merged": other.id.description],
            in: connection)
    }

    private static func said(
        _ condition: SQL, seenBy person: Person.ID, in connection: any Connection
    ) throws -> [SayingFile] {
        let files = try contents("\(condition) AND submission.state = 'transmitted'", in: connection)
        let left = try Self.left(in: files.map(\.submission.id), connection)
        return try files.compactMap { file in
            guard let record = file.organisation else { return nil }
            let told = Organisation(describedIn: file.answers, now: file.submission.updatedAt)
            let id = file.submission.id
            let said = try OrganisationSaid.all(told, record, in: file.form)
                .filter { left[id]?[$0.fact.rawValue] != $0.said }
                .map { try beside($0, told, of: record.id, person, in: connection) }
            let number = file.submission.number
            return said.isEmpty ? nil : SayingFile(id: id, title: file.title, number: number, said: said)
        }
    }

    private static func left(
        in files: [Submission.ID], _ connection: any Connection
    ) throws -> [Submission.ID: [String: String]] {
        let rows = try connection.rows(
            "SELECT submission, field, value FROM organisation_left WHERE submission IN \(list: files)")
        return try rows.reduce(into: [:]) { left, row in
            left[try row["submission"], default: [:]][try row["field"]] = try row["value"] as String
        }
    }

    private static func beside(
        _ said: OrganisationSaid, _ told: Organisation, of record: Organisation.ID, _ person: Person.ID,
        in connection: any Connection
    ) throws -> OrganisationSaid {
        guard let other = try double(said.fact, told, of: record, in: connection) else { return said }
        var said = said
        let isTheirs = try OrganisationStore.mayChange(
            other.id, by: person, tied: Ties.files(boundTo: person), in: connection)
        said.double = OrganisationSaid.Double(record: other, beside: record, isTheirs: isTheirs)
        return said
    }

    private static func double(
        _ fact: OrganisationFact, _ told: Organisation, of record: Organisation.ID, in connection: any Connection
    ) throws -> Organisation? {
        let holder: Organisation? =
            switch fact {
            case .siret: try told.siret.flatMap { try OrganisationStore.holder(of: $0, in: connection) }
            case .rna: try told.rna.flatMap { try OrganisationStore.holder(of: $0, in: connection) }
            default: nil
            }
        return holder?.id == record ? nil : holder
    }
}
