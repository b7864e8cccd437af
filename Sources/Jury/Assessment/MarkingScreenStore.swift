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
                SELECT assessment.juror, assessment.submission, submission.number, person.name, interest.degree,
                    interest.words
                FROM assessment JOIN submission ON submission.id = assessment.submission
                JOIN juror ON juror.id = assessment.juror JOIN person ON person.id = juror.person
                LEFT JOIN interest ON interest.juror = juror.id AND interest.submission = assessment.submission
                WHERE assessment.id = \(id)
                """
            ).orMissing()
            let degree: InterestDegree? = try row["degree"]
            let place = try Place(row, by: writer)
            let counts = try place.counts(in: connection)
            return MarkingScreen(
                assessment: assessment,
                file: try SubmissionStore.findForJury(row["submission"], in: connection).orMissing(),
                first: try SubmissionStore.firstPart(of: row["submission"], in: connection),
                position: counts.position, count: counts.all, next: try place.next(in: connection),
                jurorName: try row["name"], weakTie: degree == .weak ? try row["words"] : nil,
                typists: try AssessmentStore.typists(of: id, in: connection),
                events: try AssessmentStore.events("assessment.id = \(id)", in: connection),
                changes: try assessment.sentAt.map {
                    try FileChangeStore.fields(of: row["submission"], since: $0, in: connection)
                } ?? [])
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
                AND \(Seats.isHeld()) AND \(Ties.isInCompetition)
                AND NOT \(Ties.binds(person, to: "submission.id"))
                """
            ).map { try $0["slug"] }
        }
    }
}

/// Where a file stands among those of its juror.
private struct Place {
    private let listed: SQL
    private let opened: SQL
    let submission: Submission.ID
    let number: String

    init(_ row: Row, by writer: Writer) throws {
        let number: String? = try row["number"]
        (submission, self.number) = (try row["submission"], number ?? "")
        listed = DeskStore.listed(of: try row["juror"], by: writer)
        opened = DeskStore.opened(of: try row["juror"], by: writer)
    }

    /// Later in the order of numbers.
    private var isAfter: SQL {
        "(submission.number > \(number) OR submission.number = \(number) AND submission.id > \(submission))"
    }

    func counts(in connection: any Connection) throws -> (position: Int, all: Int) {
        let row = try connection.row(
            """
            SELECT count(*) AS files, count(CASE WHEN \(isAfter) THEN 1 END) AS later \(opened)
            AND (\(Work.stands) OR submission.id = \(submission))
            """)
        let (all, later): (Int, Int) = (try row?["files"] ?? 0, try row?["later"] ?? 0)
        return (all - later, all)
    }

    func next(in connection: any Connection) throws -> Assessment.ID? {
        try connection.row(
            """
            SELECT assessment.id \(listed) AND assessment.state = 'draft' AND submission.id <> \(submission)
            ORDER BY CASE WHEN \(isAfter) THEN 0 ELSE 1 END, submission.number, submission.id LIMIT 1
            """
        ).map { try $0["id"] }
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
