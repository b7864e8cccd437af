import Foundation
import Identifiers
import Storage
import Submissions

struct MarkingScreenStore: Sendable {
    let database: any Database

    /// Nil when the assessment isn't theirs to open.
    func find(_ id: Assessment.ID, by writer: Writer) async throws -> MarkingScreen? {
        try await database.read { connection in
            guard let assessment = try AssessmentStore.find(id, by: writer, in: connection) else { return nil }
            let row = try connection.row(
                """
                SELECT assessment.juror, assessment.submission, person.name, interest.degree, interest.words
                FROM assessment JOIN juror ON juror.id = assessment.juror JOIN person ON person.id = juror.person
                LEFT JOIN interest ON interest.juror = juror.id AND interest.submission = assessment.submission
                WHERE assessment.id = \(id)
                """
            ).orMissing()
            let degree: InterestDegree? = try row["degree"]
            return MarkingScreen(
                assessment: assessment,
                file: try SubmissionStore.findForJury(row["submission"], in: connection).orMissing(),
                files: try DeskStore.files(of: row["juror"], by: writer, in: connection), jurorName: try row["name"],
                weakTie: degree == .weak ? try row["words"] : nil)
        }
    }

    /// The edition's word, when the file waits for what its juror must say first.
    func awaitsStatement(_ id: Assessment.ID, of person: Person.ID) async throws -> String? {
        try await database.read { connection in
            try connection.row(
                """
                SELECT edition.slug FROM assessment JOIN juror ON juror.id = assessment.juror
                JOIN edition ON edition.id = juror.edition JOIN submission ON submission.id = assessment.submission
                WHERE assessment.id = \(id) AND assessment.ended_at IS NULL AND juror.person = \(person)
                AND juror.state <> 'left' AND \(Ties.isInCompetition)
                AND NOT \(Ties.binds(person, to: "submission.id"))
                """
            ).map { try $0["slug"] }
        }
    }
}

/// A row that another one of the same transaction promised.
struct MissingRow: Error {}

extension Optional {
    func orMissing() throws(MissingRow) -> Wrapped {
        guard let self else { throw MissingRow() }
        return self
    }
}
