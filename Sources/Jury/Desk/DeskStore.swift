import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import Submissions

/// A chair of somebody in the jury of an edition under way.
struct JurySeat: Equatable, Sendable {
    let juror: Juror.ID
    let edition: Edition.ID
    let slug: String
    let editionName: String
    let isChair: Bool
    /// Nil until the undertaking of confidentiality is accepted.
    let agreedAt: Date?
    /// Files of which this juror has said nothing yet.
    let unstated: Int
    let window: ReadingWindow?
    let files: [DeskFile]

    var toRead: [DeskFile] { files.filter { $0.state == .draft } }
    var sent: [DeskFile] { files.filter { $0.state == .sent } }
}

/// A file on a juror's desk.
struct DeskFile: Equatable, Sendable {
    let assessment: Assessment.ID
    let number: String
    let title: String
    let organisation: String
    let state: Assessment.State
    let sentAt: Date?
    /// Checkpoints that have a mark.
    let read: Int
    let asked: Int
    /// When it was last worked on.
    let savedAt: Date?
}

/// What a juror has before them.
struct DeskStore: Sendable {
    let database: any Database

    /// Where this person sits, in editions under way; the newest first.
    func seats(of person: Person.ID) async throws -> [JurySeat] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT juror.id, juror.is_chair, juror.agreed_at, edition.id AS edition, edition.slug, edition.name
                FROM juror JOIN edition ON edition.id = juror.edition
                WHERE juror.person = \(person) AND juror.state <> 'left' AND edition.status = 'running'
                ORDER BY edition.created_at DESC, edition.slug DESC
                """)
            return try rows.map { try Self.seat($0, of: person, in: connection) }
        }
    }

    private static func seat(_ row: Row, of person: Person.ID, in connection: any Connection) throws -> JurySeat {
        let (juror, edition): (Juror.ID, Edition.ID) = (try row["id"], try row["edition"])
        return JurySeat(
            juror: juror, edition: edition, slug: try row["slug"], editionName: try row["name"],
            isChair: try row["is_chair"], agreedAt: try row["agreed_at"],
            unstated: try unstated(by: juror, person, in: connection),
            window: try ReadingWindow.find(of: edition, for: person, in: connection),
            files: try files(of: juror, by: .juror(person), in: connection))
    }

    private static func unstated(by juror: Juror.ID, _ person: Person.ID, in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM submission JOIN juror ON juror.edition = submission.edition
            WHERE juror.id = \(juror) AND \(Ties.isInCompetition) AND NOT \(Ties.binds(person, to: "submission.id"))
            AND NOT EXISTS (SELECT 1 FROM interest WHERE interest.juror = juror.id AND interest.submission = submission.id)
            """)
    }

    /// In the order of their numbers, so that a position stays the same while work goes on.
    static func files(of juror: Juror.ID, by writer: Writer, in connection: any Connection) throws -> [DeskFile] {
        let rows = try connection.rows(
            """
            SELECT assessment.id, submission.number, submission.title, organisation.name AS organisation, assessment.state,
                assessment.sent_at, submission.edition,
                (SELECT count(*) FROM mark WHERE mark.assessment = assessment.id AND kind IS NOT NULL) AS read_count,
                (SELECT max(updated_at) FROM mark WHERE mark.assessment = assessment.id) AS saved_at
            FROM assessment JOIN juror ON juror.id = assessment.juror
            JOIN submission ON submission.id = assessment.submission
            LEFT JOIN organisation ON organisation.id = submission.organisation
            WHERE juror.id = \(juror) AND assessment.ended_at IS NULL AND juror.state <> 'left'
            AND \(Ties.isInCompetition) AND \(writer.mayOpen)
            ORDER BY submission.number, submission.id
            """)
        guard let first = rows.first, let grid = try GridStore.grid(of: first["edition"], in: connection) else {
            return []
        }
        return try rows.map { try DeskFile($0, asked: grid.checkpoints.count) }
    }
}

extension DeskFile {
    fileprivate init(_ row: Row, asked: Int) throws {
        let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
        self.init(
            assessment: try row["id"], number: number ?? "", title: try row["title"], organisation: organisation ?? "",
            state: try row["state"], sentAt: try row["sent_at"], read: try row["read_count"], asked: asked,
            savedAt: try row["saved_at"])
    }
}
