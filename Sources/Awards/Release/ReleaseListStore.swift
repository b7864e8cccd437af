import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import Submissions
import Words

/// What the next release of an edition lets out, what it does not and why, and what came out before.
struct ReleaseList: Sendable {
    /// A file on one of the lists.
    struct Line: Sendable {
        let submission: Submission.ID
        let number: String
        let title: String
        let outcome: Decision.Outcome?
        let awardFR: String
        let awardEN: String
        /// Owners, who get the letter.
        let owners: Int
        /// Letters on this decision that were dropped, and count as not said.
        let cancelled: Int
        /// Of a withdrawal: when and why.
        let at: Date?
        let why: String
        /// What its reason says of marks or of other files.
        let relative: [String]
        /// Other readings count now than when it was decided; or none does.
        let isOnOtherReadings: Bool
        /// That of the file; nil where its edition has none.
        let category: Campaigns.Category.ID?
    }

    /// The first of them by number, and how many there are.
    struct Part: Sendable {
        let lines: [Line]
        let count: Int
    }

    /// A release that is over.
    struct Past: Sendable {
        let at: Date
        let by: String?
        let confirmedBy: String?
        let decisions: Int
        /// That everybody reads now.
        let sheets: Int
        /// Letters by what became of them.
        let letters: [(state: String, count: Int)]
    }

    let next: Part
    let leftOut: Part
    let undecided: Part
    /// Withdrawn since they were decided: their decisions and letters are void.
    let withdrawn: Part
    /// Withdrawn since their decision came out, which is shown to nobody outside any more.
    let withdrawnOut: Part
    /// Decided, and not eligible any more.
    let ineligible: Part
    let past: [Past]
    /// Of what is named of the next: retained files, and those whose sheet is published. With the others, they would tell what
    /// was decided of a file that somebody is tied to.
    let retained: Int
    let sheets: Int
    /// Files whose award goes to others as well, with their numbers: of those that whoever looks is not tied to.
    let sharing: [Submission.ID: [String]]
    /// Approved ones that are not out, whatever becomes of them.
    let approvedSheets: [ReleaseSheet]
    /// Those that changed since their decision was recorded, of files that whoever looks may decide on.
    let changed: [ChangedFile]
    /// Letters that are held for a release, and those that are missing or out of date.
    let prepared: Int
    let stale: Int
    /// Of the prepared, those on decisions that go out next, and that say them: what is kept back keeps its letters.
    let leaving: Int
    /// Letters on what goes out next that somebody changed by hand.
    let edited: [EditedLetter]
    /// Whether whoever looks may take it back that two people are needed.
    let isAdministration: Bool
    /// Somebody else than whoever looks could be the second person.
    let hasSecond: Bool
    /// Whoever asked for it, and waits for a second person.
    let asker: String?
    let planner: String?
    let second: String?
}

extension ReleaseStore {
    private static let shown = 200

    /// Decisions that somebody keeps back, of files that this person is not tied to.
    func keptBack(in edition: Edition.ID, for person: Person.ID) async throws -> Int {
        try await database.read { connection in
            // From the few that are: SQLite takes the tables of a CROSS JOIN in their order.
            try connection.count(
                """
                SELECT count(*) AS count FROM decision CROSS JOIN submission
                WHERE decision.is_left_out = 1 AND submission.id = decision.submission
                AND submission.edition = \(edition) AND submission.announced_at IS NULL
                AND \(Ties.isInCompetition) AND NOT \(Ties.binds(person, to: "submission.id"))
                """)
        }
    }

    /// Nil when the edition isn't this person's to run. Files they are tied to are counted, and not named.
    func list(of edition: Edition.ID, for person: Person.ID) async throws -> (Release, ReleaseList)? {
        try await database.read { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            let release = try Self.find(edition, in: connection)
            return (release, try Self.list(of: edition, release, for: person, connection))
        }
    }

    private static func list(
        of edition: Edition.ID, _ release: Release, for person: Person.ID, _ connection: any Connection
    ) throws -> ReleaseList {
        let isOpen: SQL = "submission.edition = \(edition) AND submission.announced_at IS NULL"
        let next = isNext(in: edition)
        let retained: SQL = "\(next) AND \(isRetained(for: person))"
        func part(_ condition: SQL) throws -> ReleaseList.Part { try Self.part(condition, for: person, connection) }
        return ReleaseList(
            next: try part(next),
            leftOut: try part("\(isOpen) AND decision.is_left_out = 1 AND \(Ties.isInCompetition)"),
            undecided: try part("\(isOpen) AND decision.submission IS NULL AND \(Ties.isInCompetition)"),
            withdrawn: try withdrawn(from: edition, for: person, connection),
            withdrawnOut: try part(isWithdrawnOut(of: edition)),
            ineligible: try part("\(isOpen) AND decision.submission IS NOT NULL AND NOT (\(Ties.isInCompetition))"),
            past: try past(of: edition, connection),
            retained: try count(retained, connection),
            sheets: try count("\(retained) AND \(isSheetPublished)", connection),
            sharing: try sharing(in: edition, for: person, connection),
            approvedSheets: try Self.sheets(of: edition, for: person, connection),
            changed: try DecisionDutyStore.changedFiles(in: edition, for: person, connection),
            prepared: try LetterStore.prepared(in: edition, connection),
            stale: try LetterStore.stale(in: edition, connection),
            leaving: try LetterStore.leaving(in: edition, connection),
            edited: try LetterStore.edited(in: edition, for: person, connection),
            isAdministration: try isAdministration(person, of: edition, connection),
            hasSecond: try !LetterStore.others(than: person, in: edition, connection).isEmpty,
            asker: try name(of: release.askedBy, connection),
            planner: try name(of: release.plannedBy, connection),
            second: try name(of: release.confirmedBy, connection))
    }

    private static func isRetained(for person: Person.ID) -> SQL {
        "NOT \(Ties.binds(person, to: "submission.id")) AND decision.outcome <> 'not-retained'"
    }

    private static func isWithdrawnOut(of edition: Edition.ID) -> SQL {
        "submission.edition = \(edition) AND submission.announced_at IS NOT NULL AND submission.state = 'withdrawn'"
    }

    private static let isSheetPublished: SQL = """
        EXISTS (SELECT 1 FROM sheet WHERE sheet.submission = submission.id AND sheet.state = 'published')
        """

    private static let files: SQL = """
        FROM submission LEFT JOIN decision ON decision.submission = submission.id
        LEFT JOIN award ON award.id = decision.award
        """

    private static func count(_ condition: SQL, _ connection: any Connection) throws -> Int {
        try connection.count("SELECT count(*) AS count \(files) WHERE \(condition)")
    }

    private static func part(_ condition: SQL, for person: Person.ID, _ connection: any Connection) throws
        -> ReleaseList.Part
    {
        let lines = try connection.rows(
            """
            SELECT submission.id, submission.number, submission.title, submission.category, decision.outcome, decision.reason, award.name_fr,
                award.name_en, (SELECT count(*) FROM submission_author AS author WHERE author.submission = submission.id
                    AND author.role = 'owner' AND \(SubmissionStore.hasRole("author"))) AS owners,
                (SELECT count(*) FROM letter JOIN message ON message.id = letter.message
                    WHERE letter.submission = submission.id AND message.state IN ('cancelled', 'failed')) AS cancelled,
                CASE WHEN \(DecisionStore.isOnOtherReadings) THEN 1 ELSE 0 END AS is_on_others,
                submission.withdrawn_at AS at, submission.withdrawn_reason AS why
            \(files) WHERE \(condition) AND NOT \(Ties.binds(person, to: "submission.id"))
            ORDER BY submission.number, submission.id LIMIT \(shown)
            """
        ).map(ReleaseList.Line.init)
        return ReleaseList.Part(lines: lines, count: try count(condition, connection))
    }

    /// Their decisions are gone; what is kept of them says that there was one.
    private static func withdrawn(from edition: Edition.ID, for person: Person.ID, _ connection: any Connection) throws
        -> ReleaseList.Part
    {
        try part(
            """
            submission.edition = \(edition) AND submission.state = 'withdrawn' AND submission.id IN (
                SELECT void.submission FROM decision_event AS void WHERE void.kind = 'void')
            """, for: person, connection)
    }

    private static func past(of edition: Edition.ID, _ connection: any Connection) throws -> [ReleaseList.Past] {
        // A letter on a decision that changed since leaves when staff let it go, with no release.
        let states = try connection.rows(
            """
            SELECT decision.release_set, message.state, count(*) AS count FROM letter
            JOIN decision ON decision.submission = letter.submission JOIN message ON message.id = letter.message
            WHERE decision.release_set IN (SELECT id FROM release_set WHERE edition = \(edition))
            AND message.held_for IS NOT NULL
            GROUP BY decision.release_set, message.state ORDER BY message.state
            """)
        var letters: [Release.ID: [(state: String, count: Int)]] = [:]
        for row in states { letters[try row["release_set"], default: []].append((try row["state"], try row["count"])) }
        return try connection.rows(
            """
            SELECT release_set.id, release_set.released_at, person.name AS person, second.name AS second,
                (SELECT count(*) FROM decision WHERE decision.release_set = release_set.id) AS decisions,
                (SELECT count(*) FROM decision JOIN sheet ON sheet.submission = decision.submission
                    WHERE decision.release_set = release_set.id AND sheet.state = 'published') AS sheets
            FROM release_set LEFT JOIN person ON person.id = release_set.released_by
            LEFT JOIN person AS second ON second.id = release_set.confirmed_by
            WHERE release_set.edition = \(edition) ORDER BY release_set.released_at DESC, release_set.id DESC
            """
        ).map { row in
            ReleaseList.Past(
                at: try row["released_at"], by: try row["person"], confirmedBy: try row["second"],
                decisions: try row["decisions"], sheets: try row["sheets"], letters: letters[try row["id"]] ?? [])
        }
    }

    private static func name(of person: Person.ID?, _ connection: any Connection) throws -> String? {
        guard let person else { return nil }
        return try connection.row("SELECT name FROM person WHERE id = \(person)")?["name"]
    }
}

extension ReleaseList.Line {
    fileprivate init(_ row: Row) throws {
        let (number, reason): (String?, String?) = (try row["number"], try row["reason"])
        let (french, english): (String?, String?) = (try row["name_fr"], try row["name_en"])
        self.init(
            submission: try row["id"], number: number ?? "", title: try row["title"], outcome: try row["outcome"],
            awardFR: french ?? "", awardEN: english ?? "", owners: try row["owners"],
            cancelled: try row["cancelled"], at: try row["at"], why: try row["why"],
            relative: RelativeWords.found(in: reason ?? "", own: number), isOnOtherReadings: try row["is_on_others"],
            category: try row["category"])
    }
}
