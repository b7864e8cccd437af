import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Journal
import Organisations
import Storage
import Submissions

/// Reads what jurors marked.
public struct ResultsStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// Every assessment that counts in an edition, sent or not, by file and juror. Whoever calls knows who may see it.
    public static func marks(of edition: Edition.ID, in connection: any Connection) throws -> [CountedAssessment] {
        try counted("submission.edition = \(edition) AND \(Ties.isInCompetition)", in: connection)
    }

    /// How many readings of a file are sent and count.
    public static func sent(of file: Submission.ID, in connection: any Connection) throws -> Int {
        try counted("submission.id = \(file) AND assessment.state = 'sent'", in: connection).count
    }

    /// Reckons what is kept for lists and not known yet.
    func refresh() async throws { try await FileSummaryStore.refresh(database) }

    /// For whoever writes assessments all at once, past the desk, as a demonstration does.
    public static func noteAssessments(in connection: any Connection) throws {
        try FileSummaryStore.keep(AssessmentStore.files("1 = 1", in: connection), in: connection)
    }

    /// One file, for the chair and those who run the edition. Nil when it isn't theirs to see.
    func result(of file: Submission.ID, in edition: Edition, for person: Person.ID, now: Date) async throws -> Results?
    {
        let results = try await database.read {
            try Self.results(of: edition, "submission.id = \(file)", for: person, now: now, in: $0)
        }
        return results.flatMap { $0.files.isEmpty ? nil : $0 }
    }

    /// What became of a file's readings. Whoever asks has been looked at by the caller.
    func history(of file: Submission.ID, now: Date) async throws -> [ReadingEvent] {
        // A tie hides its juror here as everywhere.
        let isShown: SQL = """
            assessment.submission = \(file) AND \(Seats.isFree(of: "assessment.submission"))
            """
        return try await database.read { connection in
            let changes = try ReadingStandStore.changes(of: file, afterDecision: false, now: now, in: connection)
            let events = try AssessmentStore.events(isShown, in: connection) + changes.map { ReadingEvent($0) }
            return events.sorted { $0.at > $1.at }
        }
    }

    /// Some files by their numbers, after the one of that number; an empty list is the end.
    func results(of edition: Edition, after number: String, atMost count: Int, for person: Person.ID, now: Date)
        async throws -> Results?
    {
        try await database.read { connection in
            let share: SQL = """
                submission.id IN (SELECT submission.id FROM submission WHERE submission.edition = \(edition.id)
                AND \(Ties.isInCompetition) AND submission.number > \(number) ORDER BY submission.number LIMIT \(count))
                """
            return try Self.results(of: edition, share, for: person, now: now, in: connection)
        }
    }

    /// Says what was found where jurors saw nothing documented. False when there is no such question for this person, or the
    /// decision on the file is out.
    func resolve(
        _ checkpoint: Checkpoint.ID, of file: Submission.ID, in edition: Edition,
        as resolution: CountedAssessment.Resolution,
        by staff: Person.ID, now: Date
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            let changed = try connection.run(
                """
                UPDATE mark SET resolved_points = \(resolution.level), resolved_how = \(resolution.how), resolved_by = \(staff),
                    resolved_at = \(now)
                WHERE checkpoint = \(checkpoint.description) AND kind = 'not-documented' AND assessment IN (
                    SELECT assessment.id FROM assessment JOIN submission ON submission.id = assessment.submission
                    WHERE submission.id = \(file) AND submission.edition = \(edition.id) AND assessment.state = 'sent'
                    AND assessment.ended_at IS NULL AND submission.announced_at IS NULL
                    AND \(Rights.isStaff(staff, of: "submission.edition"))
                    AND NOT \(Ties.binds(staff, to: "submission.id")))
                """)
            guard changed > 0 else { return false }
            try FileSummaryStore.keep([file], in: connection)
            let details: Details = [
                "checkpoint": checkpoint.description, "level": "\(resolution.level)", "how": resolution.how,
            ]
            try Journal.write(
                .markResolved, by: staff, of: .file(file), edition: edition.id, details: details, in: connection)
            return true
        }
    }
}

extension ResultsStore {
    private static func results(
        of edition: Edition, _ condition: SQL, for person: Person.ID, now: Date, in connection: any Connection
    ) throws -> Results? {
        guard let grid = try GridStore.grid(of: edition.id, in: connection) else { return nil }
        let isSeen: SQL = """
            submission.edition = \(edition.id) AND \(Ties.isInCompetition) AND \(condition)
            AND \(Rights.holds(.deciders, person, in: "submission.edition")) AND NOT \(Ties.binds(person, to: "submission.id"))
            """
        let window = try ReadingWindow.find(of: edition.id, for: person, in: connection)
        let awaitsOwn: SQL = window?.state(at: now) == .open ? isUnsent(of: person) : "1 = 0"
        let awaitsStatement = Statements.areMissing(of: person, on: "submission.id", in: "submission.edition")
        let counted = Dictionary(grouping: try counted(isSeen, in: connection), by: \.submission)
        let rows = try connection.rows(
            """
            SELECT submission.id, submission.number, submission.title, \(FileWords.organisation()) AS organisation,
                CASE WHEN \(awaitsOwn) THEN 1 ELSE 0 END AS awaits_own,
                CASE WHEN \(awaitsStatement) THEN 1 ELSE 0 END AS awaits_statement,
                (SELECT category.code FROM category WHERE category.id = submission.category) AS category,
                submission.announced_at FROM submission
            LEFT JOIN organisation ON organisation.id = submission.organisation
            WHERE \(isSeen) ORDER BY submission.number, submission.id
            """)
        let gone = try SteppedBackStore.names(isSeen, in: connection)
        let isOver = try ReadingWindow.isOver(of: edition, at: now, in: connection)
        let waiting = try ReadingStandStore.suspended(isSeen, in: connection)
        var files = try rows.map { try FileResult($0, counted, gone) }
        for place in files.indices { files[place].stand(waiting, isOver: isOver) }
        return Results(grid: grid, files: files)
    }

    /// A file that this person has still to read: what others think of it would weigh on them.
    static func isUnsent(of person: Person.ID) -> SQL {
        """
        EXISTS (SELECT 1 FROM juror AS own JOIN assessment AS unsent ON unsent.juror = own.id
                WHERE own.person = \(person) AND \(Seats.isHeld("own")) AND unsent.submission = submission.id
                AND unsent.state = 'draft' AND unsent.ended_at IS NULL AND submission.announced_at IS NULL)
        """
    }

    /// Those that count; `tied` ones among them, which count for nobody who reads.
    static func counted(_ condition: SQL, tied: Bool = false, in connection: any Connection) throws
        -> [CountedAssessment]
    {
        let isFree: SQL = tied ? "1 = 1" : Seats.isFree(of: "submission.id")
        let rows = try connection.rows(
            """
            SELECT assessment.id, assessment.submission, assessment.juror, person.name, assessment.state, interest.degree,
                interest.words, CASE WHEN \(EarlierReadingStore.isEarlier) THEN 1 ELSE 0 END AS is_earlier FROM assessment
            JOIN submission ON submission.id = assessment.submission JOIN juror ON juror.id = assessment.juror
            JOIN person ON person.id = juror.person
            LEFT JOIN interest ON interest.juror = juror.id AND interest.submission = submission.id
            WHERE \(Seats.isReckoned) AND \(isFree) AND \(condition)
            ORDER BY submission.number, submission.id, person.name COLLATE "fr-x-icu", juror.id
            """)
        let lines = try lines(condition, in: connection)
        return try rows.map { try CountedAssessment($0, lines[try $0["id"]] ?? [:]) }
    }

    private static func lines(_ condition: SQL, in connection: any Connection) throws
        -> [Assessment.ID: [Checkpoint.ID: CountedAssessment.Line]]
    {
        var lines: [Assessment.ID: [Checkpoint.ID: CountedAssessment.Line]] = [:]
        let rows = try connection.rows(
            """
            SELECT mark.assessment, mark.checkpoint, mark.kind, mark.points, mark.comment, mark.resolved_points,
                mark.resolved_how, mark.resolved_at, typist.name AS typist, finder.name AS finder
            FROM mark LEFT JOIN person AS typist ON typist.id = mark.typed_by
            LEFT JOIN person AS finder ON finder.id = mark.resolved_by JOIN assessment ON assessment.id = mark.assessment
            JOIN submission ON submission.id = assessment.submission
            WHERE mark.kind IS NOT NULL AND (assessment.ended_at IS NULL OR submission.announced_at IS NOT NULL)
            AND \(condition)
            """)
        for row in rows {
            guard let checkpoint = Checkpoint.ID(try row["checkpoint"]), let mark = try Mark(row) else { continue }
            let (level, how): (Int?, String) = (try row["resolved_points"], try row["resolved_how"])
            lines[try row["assessment"], default: [:]][checkpoint] = CountedAssessment.Line(
                mark: mark, comment: try row["comment"],
                resolution: try level.map { level in
                    CountedAssessment.Resolution(
                        level: level, how: how, at: try row["resolved_at"], by: try row["finder"])
                }, typedBy: try row["typist"])
        }
        return lines
    }
}

extension CountedAssessment {
    fileprivate init(_ row: Row, _ lines: [Checkpoint.ID: Line]) throws {
        let (state, degree): (Assessment.State, InterestDegree?) = (try row["state"], try row["degree"])
        self.init(
            assessment: try row["id"], submission: try row["submission"], juror: try row["juror"],
            jurorName: try row["name"], isSent: state == .sent, weakTie: degree == .weak ? try row["words"] : nil,
            lines: lines, isEarlier: try row["is_earlier"])
    }
}

extension FileResult {
    fileprivate init(
        _ row: Row, _ counted: [Submission.ID: [CountedAssessment]], _ gone: [Submission.ID: [String]]
    ) throws {
        let id: Submission.ID = try row["id"]
        let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
        let (awaitsOwn, awaitsStatement): (Bool, Bool) = (try row["awaits_own"], try row["awaits_statement"])
        let read = awaitsOwn || awaitsStatement ? [] : counted[id] ?? []
        self.init(
            submission: id, number: number ?? "", title: try row["title"], organisation: organisation ?? "",
            category: try row["category"], read: FileAssessments(assessments: read), awaitsOwn: awaitsOwn,
            awaitsStatement: awaitsStatement,
            isAnnounced: try row["announced_at"] as Date? != nil,
            abstained: awaitsOwn || awaitsStatement ? [] : gone[id] ?? [])
    }
}
