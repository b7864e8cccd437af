import Campaigns
import Foundation
import Identifiers
import Journal
import Organisations
import Storage

/// What staff say of a file's eligibility.
struct Verdict: Equatable, Sendable {
    let eligibility: Submission.Eligibility
    let gates: [String: Bool]
    let note: String
}

/// Somebody else of the agency said something else meanwhile.
struct JudgedMeanwhile: Error {}

extension SubmissionStore {
    /// `seen` is the verdict that stood on the page. `along` is what goes along with it or not at all, and hears whether the
    /// verdict is news; then `then` leaves the letter to the owners.
    func judge(
        _ id: Submission.ID, _ verdict: Verdict, seen: Submission.Eligibility, by person: Person.ID, now: Date,
        along: @escaping @Sendable (SubmissionFile, _ isNews: Bool, any Connection) throws -> Void = { _, _, _ in },
        then: @escaping @Sendable (SubmissionFile, any Connection) throws -> Void
    ) async throws -> SubmissionFile? {
        try await database.write { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                var file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            guard file.submission.eligibility == seen else { throw JudgedMeanwhile() }
            let before = file.submission
            try file.submission.judge(verdict.eligibility, gates: verdict.gates, note: verdict.note)
            let isNews = Self.isNews(file.submission, after: before)
            try along(file, isNews, connection)
            // Said again, it confirms what the file has told of its organisation since.
            try Self.confirmOrganisation(of: file, verdict.eligibility, connection)
            guard file.submission != before else { return file }
            try Self.saveState(of: file.submission, connection)
            let told = verdict.told(readings: try Self.sentReadings(of: id, in: connection))
            try Journal.write(
                .eligibilityDecided, by: person, of: .file(id), edition: file.edition.id, details: told, in: connection)
            guard isNews else { return file }
            try Self.note(
                SubmissionEvent.Kind(verdict.eligibility), of: id, by: person, verdict.note, at: now, in: connection)
            try then(file, connection)
            return file
        }
    }

    /// What its organisation says to be there and is asked for again is asked anew, in the same words too.
    private static func isNews(_ submission: Submission, after before: Submission) -> Bool {
        before.eligibility != submission.eligibility || before.eligibilityNote != submission.eligibilityNote
            || submission.eligibility == .toComplete && before.completedAt != nil
    }

    /// Staff who find a file eligible have looked at whose it is; what ties people to its organisation waits for that.
    private static func confirmOrganisation(
        of file: SubmissionFile, _ verdict: Submission.Eligibility, _ connection: any Connection
    ) throws {
        let id = file.submission.id
        switch verdict {
        case .eligible: try confirmOrganisation(of: file, in: connection)
        case .notEligible, .pending:
            try connection.run("UPDATE submission SET confirmed_organisation = NULL WHERE id = \(id)")
        case .toComplete: break
        }
    }

    /// Its organisation is the one it says. A record that unconfirmed files alone have made takes its words from this one.
    static func confirmOrganisation(of file: SubmissionFile, in connection: any Connection) throws {
        let id = file.submission.id
        try connection.run("UPDATE submission SET confirmed_organisation = organisation WHERE id = \(id)")
        // Lists call it by its record from now on.
        try FileLineStore.keep(id, in: connection)
        let told = Organisation(describedIn: file.answers, now: file.submission.updatedAt)
        guard let record = file.submission.organisation,
            try OrganisationStore.confirm(record, as: told, in: connection)
        else { return }
        try FileLineStore.keep(filesOf: record, in: connection)
    }
}

extension SubmissionStore {
    /// The next file of the same edition that waits for a look at its eligibility, by number, round to the first one; what
    /// its organisation says to be complete waits as well.
    func nextToLookAt(after file: Submission.ID, runBy person: Person.ID) async throws -> Submission.ID? {
        try await database.read { connection in
            let found = try connection.row(
                """
                SELECT edition, number FROM submission WHERE submission.id = \(file) AND \(Self.isRun(by: person))
                """)
            guard let found else { return nil }
            let (edition, number): (Edition.ID, String?) = (try found["edition"], try found["number"])
            let isAfter: SQL = "submission.number > \(number ?? "")"
            return try connection.row(
                """
                SELECT submission.id FROM submission WHERE submission.edition = \(edition) AND submission.id <> \(file)
                AND submission.state = 'transmitted' AND submission.announced_at IS NULL AND \(Self.isRun(by: person))
                AND (submission.eligibility = 'pending'
                    OR submission.eligibility = 'to-complete' AND submission.completed_at IS NOT NULL)
                ORDER BY CASE WHEN \(isAfter) THEN 0 ELSE 1 END, submission.number, submission.id LIMIT 1
                """
            ).map { try $0["id"] }
        }
    }
}

extension SubmissionEvent.Kind {
    fileprivate init(_ verdict: Submission.Eligibility) {
        self =
            switch verdict {
            case .pending: .pending
            case .eligible: .eligible
            case .notEligible: .notEligible
            case .toComplete: .toComplete
            }
    }
}
