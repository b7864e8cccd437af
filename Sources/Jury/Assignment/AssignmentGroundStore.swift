import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

extension AssignmentGround {
    /// Of some pairs; of all that the edition has when they are nil, or many.
    init(of edition: Edition.ID, _ pairs: Set<Pairing>?, for staff: Person.ID, in connection: any Connection) throws {
        let few = pairs.flatMap { $0.count <= Self.few ? $0 : nil }
        let files = few.map { Array(Set($0.map(\.submission))) }
        let isAsked: SQL = files.map { "submission.id IN \(list: $0)" } ?? "1 = 1"
        let isSeen: SQL = "\(Self.isSeen(edition, by: staff)) AND \(isAsked)"
        let rows = try connection.rows("SELECT submission.id, submission.announced_at FROM submission WHERE \(isSeen)")
        let out = try rows.filter { row in try row["announced_at"] as Date? != nil }
        let jurors = try connection.rows("SELECT id FROM juror WHERE edition = \(edition) AND \(Seats.isHeld())")
        self.init(
            files: Set(try rows.map { try $0["id"] }), readers: Set(try jurors.map { try $0["id"] }),
            places: try Self.places(
                """
                assessment.submission IN (SELECT submission.id FROM submission WHERE \(isSeen))
                """, in: connection),
            bound: Set(
                try connection.rows(Ties.pairs("juror.edition = \(edition) AND \(isAsked)")).map(Pairing.init)),
            abstained: Set(
                try connection.rows(
                    """
                    SELECT submission, juror FROM assessment WHERE abstained_at IS NOT NULL
                    AND submission IN (SELECT submission.id FROM submission WHERE \(isSeen))
                    """
                ).map(Pairing.init)), announced: Set(try out.map { try $0["id"] }),
            foreign: try JurorCategories.pairs("juror.edition = \(edition) AND \(isAsked)", in: connection))
    }

    /// More pairs than that are looked up all together.
    private static let few = 1_000

    static func isSeen(_ edition: Edition.ID, by staff: Person.ID) -> SQL {
        """
        submission.edition = \(edition) AND \(Ties.isInCompetition) AND NOT \(Ties.binds(staff, to: "submission.id"))
        AND \(Rights.isStaff(staff, of: "\(edition)"))
        """
    }

    static func places(_ condition: SQL, in connection: any Connection) throws -> [Pairing: AssignmentBoard.Place] {
        let rows = try connection.rows(
            """
            SELECT assessment.submission, assessment.juror, assessment.state, assessment.started_at
            FROM assessment JOIN juror ON juror.id = assessment.juror
            WHERE assessment.ended_at IS NULL AND \(Seats.counts) AND \(condition)
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let (state, started): (Assessment.State, Date?) = (try row["state"], try row["started_at"])
                return (try Pairing(row), state == .sent ? .sent : started == nil ? .given : .begun)
            })
    }
}

extension Pairing {
    init(_ row: Row) throws { self.init(submission: try row["submission"], juror: try row["juror"]) }
}
