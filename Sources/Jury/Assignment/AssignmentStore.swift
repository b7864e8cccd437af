import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

/// Files against jurors: who reads what.
struct AssignmentBoard: Sendable {
    struct File: Sendable {
        let id: Submission.ID
        let number: String
        let title: String
        let organisation: String
    }

    /// Where a juror and a file stand.
    enum Place: Equatable, Sendable { case given, begun, sent }

    let jurors: [JurorLine]
    let files: [File]
    let places: [Pairing: Place]
    let bound: Set<Pairing>
    /// A weak tie, in the juror's words.
    let weak: [Pairing: String]
    /// Not stated, but the juror's organisation is that of the file.
    let suspected: Set<Pairing>

    var readers: [JurorLine] { jurors.filter { $0.state != .left } }
    var given: Set<Pairing> { Set(places.keys) }

    /// Readers of a file who sent, or are to send.
    func count(of file: Submission.ID) -> Int { places.keys.count { $0.submission == file } }

    func share(readers count: Int, most: Int) -> EvenShare.Proposal {
        EvenShare(
            files: files.map(\.id), jurors: readers.map(\.id), bound: bound, kept: given, readers: count, most: most
        ).proposal()
    }
}

/// What became of a change of the board.
struct AssignmentOutcome: Equatable, Sendable {
    var given = 0
    var taken = 0
    /// Refused: a strong tie.
    var bound = 0
    /// Refused: sent already.
    var sent = 0
}

struct AssignmentStore: Sendable {
    let database: any Database
    let correspondence: Correspondence

    /// For those who run the edition, without the files that they are bound to.
    func board(of edition: Edition.ID, for staff: Person.ID) async throws -> AssignmentBoard {
        try await database.read { try Self.board(of: edition, for: staff, in: $0) }
    }

    /// Gives and takes files; each juror who gets some is told by mail, once.
    func change(
        giving: Set<Pairing>, taking: Set<Pairing>, in edition: Edition, by staff: Person.ID, now: Date, time: Date
    ) async throws -> AssignmentOutcome {
        try await database.write(for: .insiders) { connection in
            let board = try Self.board(of: edition.id, for: staff, in: connection)
            let plan = board.plan(giving: giving, taking: taking)
            for pair in plan.giving { try Self.assign(pair.submission, to: pair.juror, now: now, in: connection) }
            for pair in plan.taking { try Self.take(pair, by: staff, now: now, in: connection) }
            let told = Dictionary(grouping: plan.giving, by: \.juror)
            for juror in board.readers {
                guard let files = told[juror.id] else { continue }
                try tell(juror, of: files.count, in: edition, time: time, in: connection)
            }
            return plan.outcome
        }
    }

    private func tell(
        _ juror: JurorLine, of count: Int, in edition: Edition, time: Date, in connection: any Connection
    ) throws {
        let window = try ReadingWindow.find(of: edition.id, for: juror.person, in: connection)
        let manner = Correspondence.Manner(about: "jury:\(edition.id)", edition: edition.id.description)
        try correspondence.write(to: juror.person, manner, now: time, in: connection) { reader in
            reader.assignmentLetter(to: juror.name, files: count, edition: edition.name, until: window?.closesAt)
        }
    }

    /// Unless the juror is bound to it. A reading that had been taken away goes on where it stood.
    static func assign(_ file: Submission.ID, to juror: Juror.ID, now: Date, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO assessment (id, submission, juror, assigned_at)
            SELECT \(Assessment.ID.new(at: now)), submission.id, juror.id, CAST(\(now) AS BIGINT) FROM submission, juror
            WHERE submission.id = \(file) AND juror.id = \(juror) AND NOT \(Ties.binds("juror.person", to: "submission.id"))
            ON CONFLICT (submission, juror) DO UPDATE SET ended_at = NULL, ended_reason = '',
                revision = assessment.revision + 1
            WHERE assessment.ended_at IS NOT NULL
            """)
    }

    private static func take(_ pair: Pairing, by staff: Person.ID, now: Date, in connection: any Connection) throws {
        let which: SQL = "submission = \(pair.submission) AND juror = \(pair.juror) AND state = 'draft'"
        // Nothing was marked: it never was.
        let gone = try connection.run(
            """
            DELETE FROM assessment WHERE \(which) AND ended_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.assessment = assessment.id)
            AND NOT EXISTS (SELECT 1 FROM assessment_event WHERE assessment_event.assessment = assessment.id)
            """)
        if gone == 0 { try AssessmentStore.end(which, because: "", by: staff, now: now, in: connection) }
    }
}

extension AssignmentBoard {
    struct Plan { let giving: [Pairing], taking: [Pairing], outcome: AssignmentOutcome }

    /// What of a change may be done now, whatever happened since the page was made.
    func plan(giving: Set<Pairing>, taking: Set<Pairing>) -> Plan {
        let (files, jurors) = (Set(files.map(\.id)), Set(readers.map(\.id)))
        let wanted = giving.filter { files.contains($0.submission) && jurors.contains($0.juror) && places[$0] == nil }
        let allowed = wanted.filter { !bound.contains($0) }
        let held = taking.filter { places[$0] != nil }
        let free = held.filter { places[$0] != .sent }
        let sorted = { (pairs: Set<Pairing>) in
            pairs.sorted {
                ($0.submission.description, $0.juror.description) < ($1.submission.description, $1.juror.description)
            }
        }
        return Plan(
            giving: sorted(allowed), taking: sorted(free),
            outcome: AssignmentOutcome(
                given: allowed.count, taken: free.count, bound: wanted.count - allowed.count,
                sent: held.count - free.count))
    }
}

// Reading the board.
extension AssignmentStore {
    static func board(of edition: Edition.ID, for staff: Person.ID, in connection: any Connection) throws
        -> AssignmentBoard
    {
        let isSeen: SQL = """
            submission.edition = \(edition) AND \(Ties.isInCompetition) AND NOT \(Ties.binds(staff, to: "submission.id"))
            AND \(Rights.isStaff(staff, of: "submission.edition"))
            """
        let pairs: SQL = "FROM submission JOIN juror ON juror.edition = submission.edition"
        let weak = try connection.rows(
            """
            SELECT submission.id AS submission, juror.id AS juror, interest.words \(pairs) JOIN interest
            ON interest.juror = juror.id AND interest.submission = submission.id WHERE \(isSeen) AND degree = 'weak'
            """)
        return AssignmentBoard(
            jurors: try JurorStore.jurors("juror.edition = \(edition)", for: staff, in: connection),
            files: try files(isSeen, in: connection), places: try places(isSeen, in: connection),
            bound: try pairings(
                "\(pairs) WHERE \(isSeen) AND \(Ties.binds("juror.person", to: "submission.id"))", connection),
            weak: Dictionary(uniqueKeysWithValues: try weak.map { (try Pairing($0), try $0["words"] as String) }),
            suspected: try pairings("\(pairs) WHERE \(isSeen) AND \(isSameOrganisation)", connection))
    }

    /// The juror is the contact that the file names.
    private static let isSameOrganisation: SQL = """
        EXISTS (SELECT 1 FROM submission_answer JOIN person ON person.id = juror.person
                WHERE submission_answer.submission = submission.id AND field = 'contact.email'
                AND lower(value) = person.email_key)
        """

    private static func pairings(_ tail: SQL, _ connection: any Connection) throws -> Set<Pairing> {
        Set(try connection.rows("SELECT submission.id AS submission, juror.id AS juror \(tail)").map(Pairing.init))
    }

    private static func files(_ isSeen: SQL, in connection: any Connection) throws -> [AssignmentBoard.File] {
        try connection.rows(
            """
            SELECT submission.id, submission.number, submission.title, organisation.name AS organisation FROM submission
            LEFT JOIN organisation ON organisation.id = submission.organisation
            WHERE \(isSeen) ORDER BY submission.number, submission.id
            """
        ).map { row in
            let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
            return AssignmentBoard.File(
                id: try row["id"], number: number ?? "", title: try row["title"], organisation: organisation ?? "")
        }
    }

    private static func places(_ isSeen: SQL, in connection: any Connection) throws -> [Pairing: AssignmentBoard.Place]
    {
        let rows = try connection.rows(
            """
            SELECT assessment.submission, assessment.juror, assessment.state, assessment.started_at FROM assessment
            JOIN submission ON submission.id = assessment.submission WHERE \(isSeen) AND assessment.ended_at IS NULL
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let (state, started): (Assessment.State, Date?) = (try row["state"], try row["started_at"])
                return (try Pairing(row), state == .sent ? .sent : started == nil ? .given : .begun)
            })
    }
}

extension Pairing {
    fileprivate init(_ row: Row) throws { self.init(submission: try row["submission"], juror: try row["juror"]) }
}
