import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import Submissions
import Web

/// A chair of somebody in the jury of an edition under way.
struct JurySeat: Equatable, Sendable {
    let juror: Juror.ID
    let edition: Edition.ID
    let slug: String
    let editionName: String
    let isChair: Bool
    /// Nil until the undertaking of confidentiality is accepted.
    let agreedAt: Date?
    /// Files that wait for this juror's statement: see `DeskStore.unstated`.
    let unstated: Int
    let window: ReadingWindow?
    /// How many files are to read, and how many are sent.
    let toRead: Int
    let sent: Int
    /// Of those sent, how many are of a file that has changed since, and may still be said to stand.
    let changed: Int
    /// Files with results that whoever chairs may see now; none for the others.
    let shown: Int
    /// When decisions of the edition came out last.
    let releasedAt: Date?
    /// Decisions came out, and no file waits for one any more.
    let isDone: Bool
    /// Of all files that whoever chairs may know, the decision is taken and some are not out; never true of the others.
    let awaitsRelease: Bool
}

/// A page of the files on a juror's desk.
struct DeskFiles: Equatable, Sendable {
    let toRead: [DeskFile]
    let sent: [DeskFile]
    let page: ListPage
}

/// A file on a juror's desk.
struct DeskFile: Equatable, Sendable {
    let assessment: Assessment.ID
    let number: String
    let title: String
    let organisation: String
    /// The name of its category; empty where its edition has none, or nobody wrote one in English.
    let categoryFR: String
    let categoryEN: String
    let state: Assessment.State
    let sentAt: Date?
    /// Checkpoints that have a mark.
    let read: Int
    let asked: Int
    /// The decision on it is out: nothing of it is typed any more.
    let isOut: Bool
    /// It was sent before the file changed.
    let isEarlier: Bool
}

/// What a juror has before them.
struct DeskStore: Sendable {
    let database: any Database

    /// Where this person sits, in editions under way; the newest first.
    func seats(of person: Person.ID) async throws -> [JurySeat] {
        try await database.read { try Self.seats(of: person, in: $0) }
    }

    /// The same, each with a page of its files.
    func desk(of person: Person.ID, page: Int?) async throws -> [(JurySeat, DeskFiles)] {
        try await database.read { connection in
            try Self.seats(of: person, in: connection).map { seat in
                let longest = max(seat.toRead, seat.sent)
                return (seat, try Self.files(of: seat.juror, by: .juror(person), page, of: longest, in: connection))
            }
        }
    }

    private static func seats(of person: Person.ID, in connection: any Connection) throws -> [JurySeat] {
        let rows = try connection.rows(
            """
            SELECT juror.id, juror.is_chair, juror.agreed_at, edition.id AS edition, edition.slug, edition.name,
                (SELECT max(released_at) FROM release_set WHERE release_set.edition = edition.id) AS released_at,
                CASE WHEN EXISTS (SELECT 1 FROM submission WHERE submission.edition = edition.id AND \(Work.isOpen))
                    THEN 1 ELSE 0 END AS is_open
            FROM juror JOIN edition ON edition.id = juror.edition
            WHERE juror.person = \(person) AND \(Seats.isHeld()) AND edition.status = 'running'
            ORDER BY \(EditionStore.newestFirst())
            """)
        return try rows.map { try seat($0, of: person, in: connection) }
    }

    private static func seat(_ row: Row, of person: Person.ID, in connection: any Connection) throws -> JurySeat {
        let (juror, edition): (Juror.ID, Edition.ID) = (try row["id"], try row["edition"])
        let (toRead, sent) = try counts(of: juror, by: .juror(person), in: connection)
        let (isChair, isOpen): (Bool, Bool) = (try row["is_chair"], try row["is_open"])
        let releasedAt: Date? = try row["released_at"]
        return JurySeat(
            juror: juror, edition: edition, slug: try row["slug"], editionName: try row["name"],
            isChair: isChair, agreedAt: try row["agreed_at"],
            unstated: try connection.count(
                "SELECT \(unstated(by: "juror", in: "\(edition)")) AS count FROM juror WHERE juror.id = \(juror)"),
            window: try ReadingWindow.find(of: edition, for: person, in: connection), toRead: toRead, sent: sent,
            changed: try connection.count(
                """
                SELECT count(*) AS count \(listed(of: juror, by: .juror(person))) AND submission.announced_at IS NULL
                AND \(EarlierReadingStore.isEarlier)
                """),
            shown: isChair ? try ResultsStore.shown(to: person, in: edition, connection) : 0,
            releasedAt: releasedAt, isDone: releasedAt != nil && !isOpen,
            awaitsRelease: try isChair && isOpen && isAllDecided(in: edition, for: person, connection))
    }

    /// Sought no further than the first file that waits for its decision.
    private static func isAllDecided(in edition: Edition.ID, for person: Person.ID, _ connection: any Connection) throws
        -> Bool
    {
        let open: SQL = """
            SELECT 1 FROM submission WHERE submission.edition = \(edition) AND \(Work.isOpen)
            AND NOT \(Ties.binds(person, to: "submission.id"))
            """
        let isDecided: SQL = "EXISTS (SELECT 1 FROM decision WHERE decision.submission = submission.id)"
        return try connection.row(
            """
            SELECT 1 AS yes WHERE NOT EXISTS (\(open) AND NOT \(isDecided)) AND EXISTS (\(open) AND \(isDecided))
            """) != nil
    }

    /// How many files wait for a juror's statement; `juror` is an alias of the table. All of an edition that fits one page: then
    /// everybody says something of every file. Of a larger one, where nobody can, those that were given to this juror.
    /// `edition` is a value where all jurors are of one: its files are then counted once.
    static func unstated(by juror: SQL, in edition: SQL) -> SQL {
        let (given, all) = (given(to: juror), all(of: edition, for: juror))
        return "CASE WHEN \(isLarge(edition)) THEN (SELECT count(*) \(given)) ELSE (SELECT count(*) \(all)) END"
    }

    /// True of a juror for whose statement any of them waits.
    static func isSilent(_ juror: SQL, in edition: SQL) -> SQL {
        let (given, all) = (given(to: juror), all(of: edition, for: juror))
        return "CASE WHEN \(isLarge(edition)) THEN EXISTS (SELECT 1 \(given)) ELSE EXISTS (SELECT 1 \(all)) END"
    }

    private static func isLarge(_ edition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission WHERE submission.edition = \(edition)
            AND \(Ties.isInCompetition) LIMIT 1 OFFSET \(ListPage.size))
        """
    }

    /// Of most the juror has said something: that is looked at first. SQLite takes the tables of a CROSS JOIN in their order.
    private static func given(to juror: SQL) -> SQL {
        """
        FROM assessment CROSS JOIN submission WHERE assessment.juror = \(juror).id AND assessment.ended_at IS NULL
            AND assessment.state = 'draft' AND NOT \(isStated("assessment.submission", by: juror))
            AND submission.id = assessment.submission AND \(isAsked(of: juror))
        """
    }

    private static func all(of edition: SQL, for juror: SQL) -> SQL {
        """
        FROM submission WHERE submission.edition = \(edition) AND NOT \(isStated("submission.id", by: juror))
            AND \(isAsked(of: juror))
        """
    }

    private static func isStated(_ submission: SQL, by juror: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM interest WHERE interest.juror = \(juror).id AND interest.submission = \(submission))
        """
    }

    private static func isAsked(of juror: SQL) -> SQL {
        "\(Work.isOpen) AND NOT \(Ties.binds("\(juror).person", to: "submission.id"))"
    }
}

// A juror's files, in the order of their numbers, so that a position stays the same while work goes on.
extension DeskStore {
    static func opened(of juror: Juror.ID, by writer: Writer) -> SQL {
        """
        FROM assessment JOIN juror ON juror.id = assessment.juror
        JOIN submission ON submission.id = assessment.submission
        WHERE assessment.juror = \(juror) AND assessment.ended_at IS NULL AND \(Seats.isHeld())
        AND \(Ties.isInCompetition) AND \(writer.mayOpen)
        """
    }

    /// The same, without those that nobody waits for: the decision came out before they were sent.
    static func listed(of juror: Juror.ID, by writer: Writer) -> SQL {
        "\(opened(of: juror, by: writer)) AND \(Work.stands)"
    }

    static func counts(of juror: Juror.ID, by writer: Writer, in connection: any Connection) throws
        -> (toRead: Int, sent: Int)
    {
        let row = try connection.row(
            """
            SELECT count(CASE WHEN assessment.state = 'draft' THEN 1 END) AS to_read,
                count(CASE WHEN assessment.state = 'sent' THEN 1 END) AS sent \(listed(of: juror, by: writer))
            """)
        return (try row?["to_read"] ?? 0, try row?["sent"] ?? 0)
    }

    /// One page of those to read, and one of those sent: as many pages as the longer of the two needs.
    static func files(
        of juror: Juror.ID, by writer: Writer, _ page: Int?, of longest: Int, in connection: any Connection
    ) throws -> DeskFiles {
        let page = ListPage(page, of: longest)
        let grid = try connection.row("SELECT edition FROM juror WHERE id = \(juror)")
            .flatMap { try GridStore.grid(of: $0["edition"], in: connection) }
        guard let grid else { return DeskFiles(toRead: [], sent: [], page: page) }
        let part = { (state: Assessment.State) in
            try connection.rows(list(state, of: juror, by: writer, page))
                .map { try DeskFile($0, on: grid.concerning($0["code"])) }
        }
        return DeskFiles(toRead: try part(.draft), sent: try part(.sent), page: page)
    }

    private static func list(_ state: Assessment.State, of juror: Juror.ID, by writer: Writer, _ page: ListPage) -> SQL
    {
        """
        SELECT shown.*, category.name_fr, category.name_en, category.code, \(FileWords.organisation(of: "shown.submission")) AS organisation,
            (SELECT count(*) FROM mark WHERE mark.assessment = shown.id AND kind IS NOT NULL) AS read_count
        FROM (SELECT assessment.id, submission.number, submission.title, submission.organisation AS organisation_id,
                  assessment.state, assessment.sent_at, submission.id AS submission, submission.category AS category_id,
                  CASE WHEN submission.announced_at IS NULL THEN 0 ELSE 1 END AS is_out,
                  CASE WHEN \(EarlierReadingStore.isEarlier) THEN 1 ELSE 0 END AS is_earlier
              \(listed(of: juror, by: writer)) AND assessment.state = \(state)
              ORDER BY submission.number, submission.id LIMIT \(page.size) OFFSET \(page.offset)) AS shown
        LEFT JOIN organisation ON organisation.id = shown.organisation_id LEFT JOIN category ON category.id = shown.category_id
        ORDER BY shown.number, shown.submission
        """
    }
}

extension DeskFile {
    fileprivate init(_ row: Row, on grid: Grid) throws {
        let (read, asked): (Int, Int) = (try row["read_count"], grid.checkpoints.count)
        let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
        let (french, english): (String?, String?) = (try row["name_fr"], try row["name_en"])
        self.init(
            assessment: try row["id"], number: number ?? "", title: try row["title"], organisation: organisation ?? "",
            categoryFR: french ?? "", categoryEN: english ?? "",
            state: try row["state"], sentAt: try row["sent_at"], read: min(read, asked), asked: asked,
            isOut: try row["is_out"], isEarlier: try row["is_earlier"])
    }
}
