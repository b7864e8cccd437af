import Campaigns
import Foundation
import Grids
import Identifiers
import Journal
import Organisations
import Storage
import Submissions

/// Who holds the pen: the juror, or staff who type a juror's paper sheet.
enum Writer: Equatable, Sendable {
    case juror(Person.ID), staff(Person.ID)

    var person: Person.ID {
        switch self {
        case .juror(let person), .staff(let person): person
        }
    }

    /// Whoever is named as having typed in a juror's place.
    var standIn: Person.ID? { if case .staff(let person) = self { person } else { nil } }

    /// What this writer may open. A juror has agreed to confidentiality, has said something of this very file, and is not
    /// bound to it; staff run the edition, and neither they nor the juror are bound.
    var mayOpen: SQL {
        switch self {
        case .juror(let person):
            """
            juror.person = \(person) AND juror.agreed_at IS NOT NULL AND NOT \(Ties.binds(person, to: "submission.id"))
            AND EXISTS (SELECT 1 FROM interest WHERE interest.juror = juror.id AND interest.submission = submission.id)
            """
        case .staff(let person):
            """
            \(Rights.isStaff(person, of: "juror.edition")) AND NOT \(Ties.binds(person, to: "submission.id"))
            AND NOT \(Ties.binds("juror.person", to: "submission.id"))
            """
        }
    }
}

struct AssessmentStore: Sendable {
    let database: any Database

    /// Nil when it isn't theirs to open.
    func find(_ id: Assessment.ID, by writer: Writer) async throws -> Assessment? {
        try await database.read { try Self.find(id, by: writer, in: $0) }
    }

    /// Reads, changes and saves in one transaction, which a refusal rolls back. Nil when it isn't theirs to open.
    func change(
        _ id: Assessment.ID, by writer: Writer, now: Date, because reason: String = "",
        _ change: @escaping @Sendable (inout Assessment) throws(Assessment.Refusal) -> Void
    ) async throws -> Assessment? {
        try await database.write(for: .insiders) { connection in
            // Counted up before it is read: on PostgreSQL this locks the row, so that two windows come one after the other.
            try connection.run(
                "UPDATE assessment SET revision = revision + 1 WHERE id IN (SELECT assessment.id \(Self.opened(id, by: writer)))"
            )
            guard var assessment = try Self.find(id, by: writer, in: connection) else { return nil }
            let before = assessment
            try change(&assessment)
            try Self.save(assessment, since: before, by: writer, because: reason, now: now, in: connection)
            return assessment
        }
    }

    static func find(_ id: Assessment.ID, by writer: Writer, in connection: any Connection) throws -> Assessment? {
        let found = try connection.row(
            """
            SELECT juror.edition, juror.person, assessment.state, assessment.sent_at, assessment.revision,
                (SELECT category.code FROM category WHERE category.id = submission.category) AS category, submission.announced_at,
                \(FileChangeStore.last(of: "assessment.submission")) AS changed_at, \(FileChangeStore.completed(of: "assessment.submission")) AS completed_at
            \(opened(id, by: writer))
            """)
        guard let row = found, let grid = try GridStore.grid(of: row["edition"], for: row["category"], in: connection)
        else { return nil }
        return Assessment(
            id: id, grid: grid,
            window: try ReadingWindow.find(of: row["edition"], for: row["person"], in: connection),
            announcedAt: try row["announced_at"], changedAt: try row["changed_at"],
            completedAt: try row["completed_at"], state: try row["state"], sentAt: try row["sent_at"],
            revision: try row["revision"], lines: try lines(of: id, in: connection).filter { grid[$0.key] != nil })
    }

    private static func opened(_ id: Assessment.ID, by writer: Writer) -> SQL {
        """
        FROM assessment JOIN juror ON juror.id = assessment.juror JOIN submission ON submission.id = assessment.submission
        WHERE assessment.id = \(id) AND assessment.ended_at IS NULL AND \(Seats.isHeld())
        AND \(Ties.isInCompetition) AND \(writer.mayOpen)
        """
    }

    static func lines(of assessment: Assessment.ID, in connection: any Connection) throws
        -> [Checkpoint.ID: Assessment.Line]
    {
        let rows = try connection.rows(
            "SELECT checkpoint, kind, points, comment, revision, updated_at FROM mark WHERE assessment = \(assessment)")
        let lines = try rows.compactMap { row -> (Checkpoint.ID, Assessment.Line)? in
            guard let checkpoint = Checkpoint.ID(try row["checkpoint"]) else { return nil }
            let line = Assessment.Line(
                mark: try Mark(row), comment: try row["comment"], revision: try row["revision"],
                savedAt: try row["updated_at"])
            return (checkpoint, line)
        }
        return Dictionary(uniqueKeysWithValues: lines)
    }
}

// Saving.
extension AssessmentStore {
    private static func save(
        _ assessment: Assessment, since before: Assessment, by writer: Writer, because reason: String, now: Date,
        in connection: any Connection
    ) throws {
        for (checkpoint, line) in assessment.lines where before.lines[checkpoint] != line {
            try save(line, at: checkpoint, of: assessment.id, by: writer, in: connection)
            try freezeGrid(of: assessment.id, now: now, in: connection)
        }
        // A reading that stands for a file that changed is sent once more as it is.
        guard assessment.state != before.state || assessment.sentAt != before.sentAt else { return }
        try connection.run(
            """
            UPDATE assessment SET state = \(assessment.state), sent_at = \(assessment.sentAt) WHERE id = \(assessment.id)
            """)
        let kind: EventKind = assessment.state == .sent ? .sent : .reopened
        try record(
            kind, assessment.id, before.lines, by: writer.person, because: reason, now: now, in: connection)
        try FileSummaryStore.keep(files("id = \(assessment.id)", in: connection), in: connection)
    }

    /// The files of some assessments.
    static func files(_ which: SQL, in connection: any Connection) throws -> Set<Submission.ID> {
        Set(try connection.rows("SELECT submission FROM assessment WHERE \(which)").map { try $0["submission"] })
    }

    private static func save(
        _ line: Assessment.Line, at checkpoint: Checkpoint.ID, of assessment: Assessment.ID, by writer: Writer,
        in connection: any Connection
    ) throws {
        let isOpen = line.mark == .notDocumented
        try connection.run(
            """
            INSERT INTO mark (assessment, checkpoint, kind, points, comment, typed_by, revision, updated_at)
            VALUES (\(assessment), \(checkpoint.description), \(line.mark?.kind), \(line.mark?.level), \(line.comment),
                    \(writer.standIn), \(line.revision), \(line.savedAt))
            ON CONFLICT (assessment, checkpoint) DO UPDATE SET kind = excluded.kind, points = excluded.points,
                comment = excluded.comment, typed_by = excluded.typed_by, revision = excluded.revision,
                updated_at = excluded.updated_at,
                resolved_points = CASE WHEN \(isOpen) = 1 THEN mark.resolved_points END,
                resolved_how = CASE WHEN \(isOpen) = 1 THEN mark.resolved_how ELSE '' END,
                resolved_by = CASE WHEN \(isOpen) = 1 THEN mark.resolved_by END
            """)
    }

    private static func freezeGrid(of assessment: Assessment.ID, now: Date, in connection: any Connection) throws {
        let begun = try connection.run(
            "UPDATE assessment SET started_at = \(now) WHERE id = \(assessment) AND started_at IS NULL")
        guard begun == 1 else { return }
        let row = try connection.row(
            "SELECT edition FROM juror JOIN assessment ON assessment.juror = juror.id WHERE assessment.id = \(assessment)"
        )
        if let row { try GridStore.freeze(row["edition"], at: now, in: connection) }
    }

    enum EventKind: String, Storable { case sent, reopened, ended }

    /// Keeps the marks as they stand, so that no version sent is ever lost.
    static func record(
        _ kind: EventKind, _ assessment: Assessment.ID, _ lines: [Checkpoint.ID: Assessment.Line], by person: Person.ID,
        because reason: String = "", now: Date, in connection: any Connection
    ) throws {
        let kept = lines.map { checkpoint, line in
            (checkpoint.description, ["mark": line.mark?.description ?? "", "comment": line.comment])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let marks = try encoder.encode(Dictionary(uniqueKeysWithValues: kept))
        try connection.run(
            """
            INSERT INTO assessment_event (id, assessment, kind, person, at, marks, reason)
            VALUES (\(Identifier<EventKind>.new(at: now)), \(assessment), \(kind), \(person), \(now),
                    \(String(decoding: marks, as: UTF8.self)), \(reason))
            """)
        try Journal.write(
            .assessment(kind), by: person, of: .assessment(assessment),
            details: ["marks": String(decoding: marks, as: UTF8.self)], in: connection)
    }
}

extension ReadingWindow {
    /// The reading phase under way, or the next one, or the last, with the end that is this person's own.
    static func find(of edition: Edition.ID, for person: Person.ID, in connection: any Connection) throws
        -> ReadingWindow?
    {
        guard let edition = try EditionStore.find(edition, in: connection) else { return nil }
        return try of(edition, for: person, in: connection)
    }

    /// The same of an edition as it is given: as it was, or as it would be.
    static func of(_ edition: Edition, for person: Person.ID, in connection: any Connection) throws -> ReadingWindow? {
        guard edition.status == .running else { return nil }
        let phases = edition.phases.filter { $0.kind == .jury }.sorted { $0.startsAt < $1.startsAt }
        let ends = try phases.map { try EditionStore.end(of: $0, for: person.description, in: connection) }
        return zip(phases, ends).map { ReadingWindow(opensAt: $0.startsAt, closesAt: $1) }.joined
    }
}

extension [ReadingWindow] {
    /// One span from the first opening to the last end: between two reading phases jurors may go on.
    fileprivate var joined: ReadingWindow? {
        guard let first, let end = map(\.closesAt).max() else { return nil }
        return ReadingWindow(opensAt: first.opensAt, closesAt: end)
    }
}

extension Mark {
    enum Kind: String, Storable {
        case level
        case notApplicable = "not-applicable"
        case notDocumented = "not-documented"
    }

    var kind: Kind {
        switch self {
        case .level: .level
        case .notApplicable: .notApplicable
        case .notDocumented: .notDocumented
        }
    }

    /// From the columns `kind` and `points`.
    init?(_ row: Row) throws {
        let (kind, points): (Kind?, Int?) = (try row["kind"], try row["points"])
        switch kind {
        case .level: self = .level(points ?? 0)
        case .notApplicable: self = .notApplicable
        case .notDocumented: self = .notDocumented
        case nil: return nil
        }
    }
}
