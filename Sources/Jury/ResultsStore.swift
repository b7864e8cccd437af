import Campaigns
import Foundation
import Grids
import Identifiers
import Journal
import Storage
import Submissions

/// Reads what jurors marked.
public struct ResultsStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// Every reading that counts in an edition, sent or not, by file and juror. Whoever calls knows who may see it.
    public static func marks(of edition: Edition.ID, in connection: any Connection) throws -> [Reading] {
        try readings("submission.edition = \(edition) AND \(Ties.isInCompetition)", in: connection)
    }

    /// For the chair and those who run the edition, without the files they are bound to.
    func results(of edition: Edition, for person: Person.ID, now: Date) async throws -> Results? {
        try await database.read { try Self.results(of: edition, "1 = 1", for: person, now: now, in: $0) }
    }

    func result(of file: Submission.ID, in edition: Edition, for person: Person.ID, now: Date) async throws -> Results?
    {
        let results = try await database.read {
            try Self.results(of: edition, "submission.id = \(file)", for: person, now: now, in: $0)
        }
        return results.flatMap { $0.files.isEmpty ? nil : $0 }
    }

    /// Says what was found where jurors saw nothing documented. False when there is no such question for this person.
    func resolve(
        _ checkpoint: Checkpoint.ID, of file: Submission.ID, in edition: Edition, as resolution: Reading.Resolution,
        by staff: Person.ID
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            let changed = try connection.run(
                """
                UPDATE mark SET resolved_points = \(resolution.level), resolved_how = \(resolution.how), resolved_by = \(staff)
                WHERE checkpoint = \(checkpoint.description) AND kind = 'not-documented' AND assessment IN (
                    SELECT assessment.id FROM assessment JOIN submission ON submission.id = assessment.submission
                    WHERE submission.id = \(file) AND submission.edition = \(edition.id) AND assessment.state = 'sent'
                    AND assessment.ended_at IS NULL AND \(Rights.isStaff(staff, of: "submission.edition"))
                    AND NOT \(Ties.binds(staff, to: "submission.id")))
                """)
            guard changed > 0 else { return false }
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
        let own = window?.state(at: now) == .open ? try unsent(of: person, in: edition.id, connection) : []
        let readings = Dictionary(grouping: try readings(isSeen, in: connection), by: \.submission)
        let rows = try connection.rows(
            """
            SELECT submission.id, submission.number, submission.title, organisation.name AS organisation FROM submission
            LEFT JOIN organisation ON organisation.id = submission.organisation
            WHERE \(isSeen) ORDER BY submission.number, submission.id
            """)
        return Results(grid: grid, files: try rows.map { try FileResult($0, readings, awaitingOwn: own) })
    }

    /// Files that this person has still to read: what others think of them would weigh on it.
    private static func unsent(of person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws
        -> Set<Submission.ID>
    {
        let rows = try connection.rows(
            """
            SELECT assessment.submission FROM assessment JOIN juror ON juror.id = assessment.juror
            WHERE juror.person = \(person) AND juror.edition = \(edition) AND juror.state <> 'left'
            AND assessment.state = 'draft' AND assessment.ended_at IS NULL
            """)
        return Set(try rows.map { try $0["submission"] })
    }

    private static func readings(_ condition: SQL, in connection: any Connection) throws -> [Reading] {
        let rows = try connection.rows(
            """
            SELECT assessment.id, assessment.submission, assessment.juror, person.name, assessment.state, interest.degree,
                interest.words FROM assessment
            JOIN submission ON submission.id = assessment.submission JOIN juror ON juror.id = assessment.juror
            JOIN person ON person.id = juror.person
            LEFT JOIN interest ON interest.juror = juror.id AND interest.submission = submission.id
            WHERE assessment.ended_at IS NULL AND NOT \(Ties.binds("juror.person", to: "submission.id")) AND \(condition)
            ORDER BY submission.number, submission.id, person.name COLLATE "fr-x-icu", juror.id
            """)
        let lines = try lines(condition, in: connection)
        return try rows.map { try Reading($0, lines[try $0["id"]] ?? [:]) }
    }

    private static func lines(_ condition: SQL, in connection: any Connection) throws
        -> [Assessment.ID: [Checkpoint.ID: Reading.Line]]
    {
        var lines: [Assessment.ID: [Checkpoint.ID: Reading.Line]] = [:]
        let rows = try connection.rows(
            """
            SELECT mark.assessment, mark.checkpoint, mark.kind, mark.points, mark.comment, mark.resolved_points,
                mark.resolved_how
            FROM mark JOIN assessment ON assessment.id = mark.assessment
            JOIN submission ON submission.id = assessment.submission
            WHERE mark.kind IS NOT NULL AND assessment.ended_at IS NULL AND \(condition)
            """)
        for row in rows {
            guard let checkpoint = Checkpoint.ID(try row["checkpoint"]), let mark = try Mark(row) else { continue }
            let (level, how): (Int?, String) = (try row["resolved_points"], try row["resolved_how"])
            lines[try row["assessment"], default: [:]][checkpoint] = Reading.Line(
                mark: mark, comment: try row["comment"],
                resolution: level.map { Reading.Resolution(level: $0, how: how) })
        }
        return lines
    }
}

extension Reading {
    fileprivate init(_ row: Row, _ lines: [Checkpoint.ID: Line]) throws {
        let (state, degree): (Assessment.State, InterestDegree?) = (try row["state"], try row["degree"])
        self.init(
            assessment: try row["id"], submission: try row["submission"], juror: try row["juror"],
            jurorName: try row["name"], isSent: state == .sent, weakTie: degree == .weak ? try row["words"] : nil,
            lines: lines)
    }
}

extension FileResult {
    fileprivate init(_ row: Row, _ readings: [Submission.ID: [Reading]], awaitingOwn own: Set<Submission.ID>) throws {
        let id: Submission.ID = try row["id"]
        let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
        self.init(
            submission: id, number: number ?? "", title: try row["title"], organisation: organisation ?? "",
            readings: own.contains(id) ? [] : readings[id] ?? [], awaitsOwn: own.contains(id))
    }
}
