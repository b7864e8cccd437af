import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web

// Reading the board.
extension AssignmentStore {
    /// A part of it, for those who run the edition, without the files that they are bound to.
    func board(of edition: Edition.ID, _ part: AssignmentBoard.Part, for staff: Person.ID) async throws
        -> AssignmentBoard
    {
        try await database.read { connection in
            let asked = BoardQuery(edition: edition, staff: staff, part: part)
            let all =
                try Self.isStaff(staff, of: edition, in: connection)
                ? Ties.count(of: edition, for: staff, in: connection) : 0
            let page = ListPage(part.page, of: try part.fewerThan == nil ? all : asked.countOfFew(in: connection))
            let columns = ListPage(
                part.readersPage, of: try asked.countOfReaders(in: connection), size: AssignmentBoard.columns)
            let files = try asked.files(page, in: connection)
            let readers = try asked.readers(columns, in: connection)
            let pairs = PairQuery(files: files.map(\.id), jurors: readers.map(\.id))
            return AssignmentBoard(
                files: files, page: page, readers: readers, readersPage: columns, part: part,
                places: try pairs.places(in: connection), bound: try pairs.bound(in: connection),
                abstained: try pairs.abstained(in: connection),
                foreign: try JurorCategories.pairs(pairs.isShown, in: connection),
                weak: try pairs.weak(in: connection), suspected: try pairs.suspected(in: connection), all: all,
                wanted: try Self.readersWanted(in: edition, connection))
        }
    }

    /// How many files have too few readers or none, and how many jurors have still to answer, to send, or to say their ties.
    func shortfall(in edition: Edition.ID, for staff: Person.ID) async throws -> Shortfall {
        try await database.read { connection in
            let wanted = try Self.readersWanted(in: edition, connection)
            let part = AssignmentBoard.Part(fewerThan: wanted)
            let query = BoardQuery(edition: edition, staff: staff, part: part)
            let none = BoardQuery(edition: edition, staff: staff, part: .init(fewerThan: 1))
            let unread = try none.countOfFew(in: connection)
            let bare = try query.countOfFew(in: connection) - unread
            return Shortfall(
                wanted: wanted, unread: unread, bare: bare,
                stuck: bare > 0 ? try query.countOfStuck(in: connection) : 0,
                invited: try query.countOfInvited(in: connection), late: try query.countOfLate(in: connection),
                silent: try query.countOfSilent(in: connection))
        }
    }

    static func isStaff(_ person: Person.ID, of edition: Edition.ID, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT 1 AS yes WHERE \(Rights.isStaff(person, of: "\(edition)"))") != nil
    }
}

/// Lines and columns of the board.
private struct BoardQuery {
    let edition: Edition.ID
    let staff: Person.ID
    let part: AssignmentBoard.Part

    private var isSeen: SQL { AssignmentGround.isSeen(edition, by: staff) }

    private var hasFew: SQL { part.fewerThan == nil ? "1 = 1" : "submission.id IN (SELECT submission \(few))" }

    /// Those with too few readers, from the index of their numbers.
    private var few: SQL {
        """
        FROM file_progress WHERE file_progress.edition = \(edition) AND file_progress.readers < \(part.fewerThan ?? 0)
        AND file_progress.state = 'transmitted' AND file_progress.eligibility = 'eligible'
        AND NOT EXISTS (SELECT 1 FROM submission AS came WHERE came.id = file_progress.submission
            AND came.announced_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = file_progress.submission)
        """
    }

    func countOfFew(in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count \(few) AND NOT \(Ties.binds(staff, to: "file_progress.submission"))
            AND \(Rights.isStaff(staff, of: "\(edition)"))
            """)
    }

    /// Of those that have some readers, files that nobody else in this jury could be given.
    func countOfStuck(in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE submission.id IN (SELECT submission \(few) AND file_progress.readers > 0)
            AND NOT \(Ties.binds(staff, to: "submission.id")) AND \(Rights.isStaff(staff, of: "\(edition)"))
            AND NOT EXISTS (SELECT 1 FROM juror WHERE juror.edition = \(edition) AND \(Seats.isHeld())
                AND NOT \(Ties.binds("juror.person", to: "submission.id")) AND NOT \(JurorCategories.excludes())
                AND NOT EXISTS (SELECT 1 FROM assessment WHERE assessment.submission = submission.id
                    AND assessment.juror = juror.id
                    AND (assessment.ended_at IS NULL OR assessment.abstained_at IS NOT NULL)))
            """)
    }

    func files(_ page: ListPage, in connection: any Connection) throws -> [AssignmentBoard.File] {
        try connection.rows(
            """
            SELECT submission.id, submission.number, submission.title, submission.category, \(FileWords.organisation()) AS organisation,
                (SELECT count(*) FROM assessment JOIN juror ON juror.id = assessment.juror
                 WHERE assessment.submission = submission.id AND \(Seats.isReckoned)) AS readers,
                CASE WHEN submission.announced_at IS NULL THEN 0 ELSE 1 END AS is_announced
            FROM submission LEFT JOIN organisation ON organisation.id = submission.organisation
            WHERE \(isSeen) AND \(hasFew) ORDER BY submission.number, submission.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """
        ).map { row in
            let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
            return AssignmentBoard.File(
                id: try row["id"], number: number ?? "", title: try row["title"], organisation: organisation ?? "",
                category: try row["category"], readers: try row["readers"], isAnnounced: try row["is_announced"])
        }
    }

    private var isReader: SQL {
        "juror.edition = \(edition) AND \(Seats.isHeld()) AND \(Rights.isStaff(staff, of: "\(edition)"))"
    }

    func countOfReaders(in connection: any Connection) throws -> Int {
        try connection.count("SELECT count(*) AS count FROM juror WHERE \(isReader)")
    }

    /// What counts in a juror's load: not what staff are bound to.
    private var load: SQL {
        """
        FROM assessment JOIN submission ON submission.id = assessment.submission
        WHERE assessment.juror = juror.id AND assessment.ended_at IS NULL AND \(Ties.isInCompetition)
        AND NOT \(Ties.binds(staff, to: "submission.id"))
        """
    }

    /// In the order of their invitations, so that a juror's column stays where it is.
    func readers(_ page: ListPage, in connection: any Connection) throws -> [AssignmentBoard.Reader] {
        try connection.rows(
            """
            SELECT juror.id, person.name, (SELECT count(*) \(load)) AS load
            FROM juror JOIN person ON person.id = juror.person WHERE \(isReader)
            ORDER BY juror.is_chair DESC, juror.id LIMIT \(page.size) OFFSET \(page.offset)
            """
        ).map { AssignmentBoard.Reader(id: try $0["id"], name: try $0["name"], load: try $0["load"]) }
    }

    /// Jurors who still have files to send; one more than `AssignmentBoard.manyLate` for as many as there are.
    func countOfLate(in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM (SELECT juror.id FROM juror
            WHERE \(isReader) AND EXISTS (
                SELECT 1 \(load) AND assessment.state = 'draft' AND submission.announced_at IS NULL)
            LIMIT \(AssignmentBoard.manyLate + 1)) AS late
            """)
    }

    /// Jurors who have not accepted the undertaking; as many at most.
    func countOfInvited(in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM (SELECT juror.id FROM juror WHERE \(isReader) AND juror.agreed_at IS NULL
            LIMIT \(AssignmentBoard.manyLate + 1)) AS invited
            """)
    }

    /// Jurors who have, and still to say something of a file; as many at most.
    func countOfSilent(in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM (SELECT juror.id FROM juror
            WHERE juror.edition = \(edition) AND juror.agreed_at IS NOT NULL
            AND \(DeskStore.isSilent("juror", in: "\(edition)")) AND \(isReader)
            LIMIT \(AssignmentBoard.manyLate + 1)) AS silent
            """)
    }
}

/// What is said of files and jurors together.
private struct PairQuery {
    let files: [Submission.ID]
    let jurors: [Juror.ID]

    var isShown: SQL { "submission.id IN \(list: files) AND juror.id IN \(list: jurors)" }

    func places(in connection: any Connection) throws -> [Pairing: AssignmentBoard.Place] {
        try AssignmentGround.places(
            "assessment.submission IN \(list: files) AND assessment.juror IN \(list: jurors)", in: connection)
    }

    func bound(in connection: any Connection) throws -> Set<Pairing> {
        Set(try connection.rows(Ties.pairs(isShown)).map(Pairing.init))
    }

    func abstained(in connection: any Connection) throws -> [Pairing: String] {
        let rows = try connection.rows(
            """
            SELECT submission, juror, ended_reason FROM assessment
            WHERE submission IN \(list: files) AND juror IN \(list: jurors) AND abstained_at IS NOT NULL
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try Pairing($0), try $0["ended_reason"]) })
    }

    func weak(in connection: any Connection) throws -> [Pairing: String] {
        let rows = try connection.rows(
            """
            SELECT submission, juror, words FROM interest
            WHERE submission IN \(list: files) AND juror IN \(list: jurors) AND degree <> 'none' AND degree = 'weak'
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try Pairing($0), try $0["words"]) })
    }

    func suspected(in connection: any Connection) throws -> Set<Pairing> {
        let rows = try connection.rows(
            """
            SELECT submission_answer.submission, juror.id AS juror FROM submission_answer
            JOIN person ON person.email_key = lower(submission_answer.value) JOIN juror ON juror.person = person.id
            WHERE submission_answer.submission IN \(list: files) AND field = 'contact.email'
            AND juror.id IN \(list: jurors)
            """)
        return Set(try rows.map(Pairing.init))
    }
}
