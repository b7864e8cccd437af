import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Organisations
import Storage
import Submissions
import Web

struct InterestStore: Sendable {
    let database: any Database

    /// Nil for somebody who is not of that jury.
    func sheet(of slug: String, _ part: Part, for person: Person.ID) async throws -> InterestSheet? {
        try await database.read { try Self.sheet(of: slug, part, for: person, in: $0) }
    }

    /// Which files are asked about.
    enum Part: Equatable, Sendable {
        case page(Int?)
        /// Those that a form showed, on a page of that number.
        case these([Submission.ID], onPage: Int?)
    }

    /// Records what a juror says; a strong tie takes the file away at once. Files that are not in question are left out.
    /// False for somebody who is not of that jury.
    func state(
        _ statements: [InterestStatement], agrees: Bool, of slug: String, by person: Person.ID, now: Date
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            let part = Part.these(statements.map(\.submission), onPage: nil)
            guard let sheet = try Self.sheet(of: slug, part, for: person, in: connection),
                let juror = try Self.juror(of: slug, person, in: connection)
            else { return false }
            let asked = Set(sheet.lines.filter { !$0.isFrozen }.map(\.submission))
            for statement in statements where asked.contains(statement.submission) {
                try Self.record(statement, of: juror, by: person, now: now, in: connection)
                try Self.recordBeside(statement, by: person, now: now, in: connection)
            }
            if agrees { try Self.agree(juror, now: now, in: connection) }
            return true
        }
    }

    /// A juror gives a file back: for a tie, or for another reason. Nil when it isn't theirs; `Assessment.Refusal.announced`
    /// once the decision on it is out.
    func abstain(
        from id: Assessment.ID, for reason: AbstentionForm, by person: Person.ID, now: Date
    ) async throws -> String? {
        try await database.write(for: .insiders) { connection in
            guard let found = try AssessmentStore.find(id, by: .juror(person), in: connection) else { return nil }
            guard found.announcedAt == nil else { throw Assessment.Refusal.announced }
            let row = try connection.row(
                """
                SELECT assessment.juror, assessment.submission, edition.slug FROM assessment
                JOIN juror ON juror.id = assessment.juror JOIN edition ON edition.id = juror.edition
                WHERE assessment.id = \(id)
                """
            ).orMissing()
            if reason.isTie {
                let tie = InterestStatement(submission: try row["submission"], degree: .strong, words: reason.words)
                try Self.record(tie, of: row["juror"], by: person, now: now, in: connection)
                try Self.recordBeside(tie, by: person, now: now, in: connection)
            } else {
                try AssessmentStore.end(
                    "id = \(id)", because: reason.words, by: person, now: now, in: connection)
            }
            try connection.run("UPDATE assessment SET abstained_at = \(now) WHERE id = \(id)")
            return try row["slug"]
        }
    }

    private static func record(
        _ statement: InterestStatement, of juror: Juror.ID, by person: Person.ID, now: Date,
        in connection: any Connection
    ) throws {
        guard let degree = statement.degree else { return }
        try connection.run(
            """
            INSERT INTO interest (juror, submission, degree, words, declared_at)
            VALUES (\(juror), \(statement.submission), \(degree), \(statement.words), \(now))
            ON CONFLICT (juror, submission) DO UPDATE SET degree = excluded.degree, words = excluded.words,
                declared_at = excluded.declared_at
            """)
        try Journal.write(
            .tieStated, by: person, of: .file(statement.submission),
            details: ["degree": degree.rawValue, "words": statement.words], in: connection)
        guard degree == .strong else { return }
        // A chair who says so after the decision came out sees nothing of it any more; what was read stays.
        let which: SQL = """
            juror = \(juror) AND submission IN (
                SELECT id FROM submission WHERE id = \(statement.submission) AND announced_at IS NULL)
            """
        try AssessmentStore.end(which, because: statement.words, by: person, now: now, in: connection)
    }

    /// What is said of one part of a file holds for the other.
    private static func recordBeside(
        _ statement: InterestStatement, by person: Person.ID, now: Date, in connection: any Connection
    ) throws {
        guard let other = try SubmissionStore.otherPart(of: statement.submission, in: connection),
            let seat = try connection.row(
                """
                SELECT juror.id FROM juror JOIN submission ON submission.edition = juror.edition
                WHERE submission.id = \(other) AND juror.person = \(person)
                """)
        else { return }
        let same = InterestStatement(submission: other, degree: statement.degree, words: statement.words)
        try record(same, of: seat["id"], by: person, now: now, in: connection)
    }

    private static func agree(_ juror: Juror.ID, now: Date, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE juror SET agreed_at = \(now), state = 'active', revision = revision + 1
            WHERE id = \(juror) AND agreed_at IS NULL
            """)
    }

    private static func juror(of slug: String, _ person: Person.ID, in connection: any Connection) throws -> Juror.ID? {
        try connection.row(
            """
            SELECT juror.id FROM juror JOIN edition ON edition.id = juror.edition
            WHERE edition.slug = \(slug) AND juror.person = \(person) AND \(Seats.isHeld())
            """
        ).map { try $0["id"] }
    }

    private static func sheet(of slug: String, _ part: Part, for person: Person.ID, in connection: any Connection)
        throws -> InterestSheet?
    {
        let found = try connection.row(
            """
            SELECT juror.id, juror.edition, juror.agreed_at, edition.name FROM juror JOIN edition ON edition.id = juror.edition
            WHERE edition.slug = \(slug) AND juror.person = \(person) AND \(Seats.isHeld())
            """)
        guard let row = found else { return nil }
        let juror: Juror.ID = try row["id"]
        let count = try Ties.count(of: row["edition"], for: person, in: connection)
        let page = ListPage(part.page, of: count)
        return InterestSheet(
            slug: slug, editionName: try row["name"], agreedAt: try row["agreed_at"],
            lines: try lines(of: juror, person, part, page, in: connection), page: page,
            recused: try recused(juror, in: connection))
    }

    private static func lines(
        of juror: Juror.ID, _ person: Person.ID, _ part: Part, _ page: ListPage, in connection: any Connection
    ) throws -> [InterestSheet.Line] {
        try connection.rows(
            """
            SELECT submission.id, submission.title, \(FileWords.organisation()) AS organisation, interest.degree, interest.words,
                CASE WHEN \(isAsked(of: person)) THEN 0 ELSE 1 END AS is_frozen,
                \(record("submission")) AS record, CASE WHEN \(isTiedBeside) THEN 1 ELSE 0 END AS is_tied_beside
            FROM submission JOIN juror ON juror.edition = submission.edition
            LEFT JOIN organisation ON organisation.id = submission.organisation
            LEFT JOIN interest ON interest.juror = juror.id AND interest.submission = submission.id
            WHERE juror.id = \(juror) AND \(Ties.isInCompetition) AND NOT \(Ties.binds(person, to: "submission.id"))
            AND \(part.condition)
            ORDER BY CASE WHEN interest.degree IS NULL AND \(isAsked(of: person)) THEN 0 ELSE 1 END, submission.number,
                submission.id \(part.bounds(page))
            """
        ).map { row in
            let id: Submission.ID = try row["id"]
            let (degree, words): (InterestDegree?, String?) = (try row["degree"], try row["words"])
            let organisation: String? = try row["organisation"]
            return InterestSheet.Line(
                submission: id, title: try row["title"], organisation: organisation ?? "",
                said: degree.map { InterestStatement(submission: id, degree: $0, words: words ?? "") },
                isFrozen: try row["is_frozen"], record: try row["record"], isTiedBeside: try row["is_tied_beside"])
        }
    }

    /// The record of a file's organisation: confirmed, or as the file says.
    private static func record(_ file: SQL) -> SQL {
        "coalesce(\(file).confirmed_organisation, \(file).organisation)"
    }

    /// True of a file, beside its juror, of whose organisation the juror has a tie with another file. From the few that are tied.
    private static let isTiedBeside: SQL = """
        \(record("submission")) IN (SELECT \(record("beside")) FROM interest AS tie JOIN submission AS beside
            ON beside.id = tie.submission WHERE tie.juror = juror.id AND tie.degree <> 'none'
            AND tie.submission <> submission.id)
        """

    /// True of a file whose decision is not out; and of one whose decision is, while whoever chairs has said nothing of it.
    private static func isAsked(of person: Person.ID) -> SQL {
        """
        (submission.announced_at IS NULL
            OR interest.degree IS NULL AND \(Rights.holds([.chair], person, in: "submission.edition")))
        """
    }

    private static func recused(_ juror: Juror.ID, in connection: any Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT submission.number FROM interest JOIN submission ON submission.id = interest.submission
            WHERE interest.juror = \(juror) AND degree = 'strong' AND submission.number IS NOT NULL
            ORDER BY submission.number
            """
        ).map { try $0["number"] }
    }
}

extension InterestStore.Part {
    fileprivate var page: Int? {
        switch self {
        case .page(let page), .these(_, let page): page
        }
    }

    fileprivate var condition: SQL {
        if case .these(let files, _) = self { "submission.id IN \(list: files)" } else { "1 = 1" }
    }

    fileprivate func bounds(_ page: ListPage) -> SQL {
        if case .page = self { "LIMIT \(page.size) OFFSET \(page.offset)" } else { "" }
    }
}

extension AssessmentStore {
    /// Takes assessments from their juror: what was marked is kept, and counts no more.
    static func end(
        _ which: SQL, because reason: String, by person: Person.ID, now: Date, in connection: any Connection
    ) throws {
        let files = try files("ended_at IS NULL AND \(which)", in: connection)
        let rows = try connection.rows("SELECT id FROM assessment WHERE ended_at IS NULL AND \(which)")
        for row in rows {
            let id: Assessment.ID = try row["id"]
            try connection.run(
                """
                UPDATE assessment SET ended_at = \(now), ended_reason = \(reason), revision = revision + 1 WHERE id = \(id)
                """)
            try record(.ended, id, try lines(of: id, in: connection), by: person, now: now, in: connection)
        }
        try FileSummaryStore.keep(files, in: connection)
    }
}
