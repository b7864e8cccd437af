import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Jury
import Organisations
import Sheets
import Storage
import Submissions
import Web
import Words

/// Decisions, as those who may see them before the release see them: the chair and those who run the edition, and none of
/// them for a file they are strongly tied to.
public struct DecisionStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// A file with what was decided of it.
    public struct Line: Sendable {
        public let submission: Submission.ID
        public let number: String
        public let title: String
        public let organisation: String
        /// That of the file; nil where its edition has none.
        public let category: Campaigns.Category.ID?
        /// Once the shortlist of its edition is told, whether it is on it; nil before that, and where there is one round.
        public let isShortlisted: Bool?
        public let decision: Decision?
        /// The decision came out then: the file is frozen.
        public let announcedAt: Date?
        /// It is no longer in: withdrawn since.
        public let isWithdrawn: Bool
        /// Other readings count now than when it was recorded.
        public let isOnOtherReadings: Bool
        /// No reading of it is sent and counts.
        public let isUnread: Bool
        public let withdrawnAt: Date?
        /// Its decision was changed then, the last time.
        public let changedAt: Date?
        /// Of one that was asked for by itself: see `seen(of:)`.
        var seen: String?
    }

    /// Which decisions a list shows.
    public enum Filter: String, CaseIterable, Sendable {
        case toDecide = "a-prendre"
        case decided = "prises"

        fileprivate var condition: SQL {
            switch self {
            case .toDecide: "decision.submission IS NULL"
            case .decided: "decision.submission IS NOT NULL"
            }
        }
    }

    /// One page of them, by file number.
    public struct List: Sendable {
        public let lines: [Line]
        public let page: ListPage
        /// Of all files, whatever is shown.
        public let files: Int
        public let decided: Int
        /// Files that wait for the chair's word on their ties: not among the others.
        public let unstated: Int
        /// Files that this person is tied to: not among the others.
        public let tied: Int
        /// Of those that are shown, nothing waits for a release.
        public let areAllOut: Bool
        /// Some file of the edition that is in is not out, be it looked at or not.
        public let isAnyWaiting: Bool
    }

    public func list(in edition: Edition.ID, _ filter: Filter?, page: Int?, for person: Person.ID) async throws -> List
    {
        try await database.read { connection in
            let isSeen: SQL = "submission.edition = \(edition) AND \(Self.mayDecide(person))"
            let files = try Self.count(of: edition, for: person, connection)
            let decided = try connection.count(
                """
                SELECT count(*) AS count FROM decision CROSS JOIN submission
                WHERE submission.id = decision.submission AND \(isSeen)
                """)
            let count = filter.map { $0 == .decided ? decided : files - decided } ?? files
            let page = ListPage(page, of: count)
            let rows = try connection.rows(
                """
                \(Self.lines("\(isSeen) AND \(filter?.condition ?? "1 = 1")")) LIMIT \(page.size) OFFSET \(page.offset)
                """)
            let waiting: SQL = "\(isSeen) AND submission.announced_at IS NULL"
            let first = try connection.row("SELECT submission.id FROM submission WHERE \(waiting) LIMIT 1")
            return List(
                lines: try rows.map(Self.line), page: page, files: files, decided: decided,
                unstated: try Statements.missing(of: person, in: edition, connection),
                tied: try FileCountStore.eligible(in: edition, connection)
                    - Ties.count(of: edition, for: person, in: connection),
                areAllOut: files > 0 && first == nil, isAnyWaiting: try Self.isAnyWaiting(in: edition, connection))
        }
    }

    /// A file that is sent and not out, whoever may decide on it, and whether or not it is looked at.
    private static func isAnyWaiting(in edition: Edition.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT id FROM submission WHERE edition = \(edition) AND state = 'transmitted' AND announced_at IS NULL
            AND eligibility <> 'not-eligible' LIMIT 1
            """) != nil
    }

    private static func count(of edition: Edition.ID, for person: Person.ID, _ connection: any Connection) throws -> Int
    {
        let mayDecide = Rights.holds(.deciders, person, in: "\(edition)")
        guard try connection.row("SELECT 1 AS yes WHERE \(mayDecide)") != nil else { return 0 }
        let gone = try connection.count(
            """
            SELECT count(*) AS count FROM decision CROSS JOIN submission WHERE submission.id = decision.submission
            AND submission.edition = \(edition) AND NOT (\(Ties.isInCompetition))
            AND submission.announced_at IS NOT NULL AND NOT \(Ties.binds(person, to: "submission.id"))
            """)
        return try Ties.count(of: edition, for: person, in: connection) + gone
            - Statements.missing(of: person, in: edition, connection)
    }

    /// All of them, for a table.
    public func lines(in edition: Edition.ID, for person: Person.ID) async throws -> [Line] {
        try await database.read { connection in
            try connection.rows(
                Self.lines("submission.edition = \(edition) AND \(Self.mayDecide(person))")
            ).map(Self.line)
        }
    }

    /// Nil when the file isn't this edition's, or not this person's to decide on.
    public func find(_ submission: Submission.ID, in edition: Edition.ID, for person: Person.ID) async throws -> Line? {
        try await database.read { connection in
            try connection.row(
                Self.lines(
                    "submission.id = \(submission) AND submission.edition = \(edition) AND \(Self.mayDecide(person))")
            ).map(Self.line)
        }
    }

    /// Records a decision in place of an earlier one. `revision` is 0 for the first. Nil when it isn't this person's to decide on.
    ///
    /// One that is out changes with a reason, which `amended` tells of in the same transaction; where two people release, it waits
    /// for the second one, whom `asked` tells, and the answer is false. `isMeant` says that nothing is
    /// to be asked again: see `Decision.Doubt`. `seen` is what the form was shown with, nil for anything.
    public func record(
        _ submission: Submission.ID, at revision: Int, why: String? = nil, by person: Person.ID, isMeant: Bool = true,
        now: Date, amended: @escaping @Sendable (_ why: String, any Connection) throws -> Void = { _, _ in },
        asked: @escaping @Sendable (any Connection) throws -> Void = { _ in }, seen: String? = nil,
        _ verdict: @escaping @Sendable (_ awards: [Award]) throws(Decision.Refusal) -> Verdict
    ) async throws -> Bool? {
        try await database.write { connection in
            let edition: Edition.ID? = try connection.row(
                "SELECT edition FROM submission WHERE id = \(submission) AND \(Self.mayDecide(person))")?["edition"]
            guard let edition else { return nil }
            // Locks the edition's release against a decision that comes while it goes out.
            let release = try ReleaseStore.claim(edition, changing: submission, by: person, in: connection)
            let isOut = try Self.isOut(submission, connection)
            if isOut, why == nil { throw Decision.Refusal.released }
            let verdict = try verdict(AwardStore.all(in: edition, connection))
            try Self.check(verdict, why, of: submission, isOut: isOut, connection)
            try Self.check(seen, of: submission, isOut: isOut, connection)
            if !isMeant { try Self.checkDoubts(on: verdict, of: submission, why: why, for: person, connection) }
            let recording = Recording(
                file: submission, edition: edition, revision: revision, person: person, now: now,
                why: isOut ? why ?? "" : nil)
            if isOut, release.needsTwo {
                try Self.ask(verdict, recording, then: asked, in: connection)
                return false
            }
            try Self.keep(verdict, recording, in: connection)
            if isOut { try amended(why ?? "", connection) }
            return true
        }
    }

    /// What is typed, and that an award goes to the shortlist, where one is told.
    private static func check(
        _ verdict: Verdict, _ why: String?, of file: Submission.ID, isOut: Bool, _ connection: any Connection
    ) throws {
        try Decision.check(verdict.reason, why, isOut: isOut)
        guard try verdict.award == nil || ShortlistStore.mayBeAwarded(file, in: connection) else {
            throw Decision.Refusal.notShortlisted
        }
    }

    /// Staff and chair of the edition, on an eligible file they have no strong tie with; what is out stays. The chair has
    /// said so first.
    static func mayDecide(_ person: Person.ID) -> SQL {
        """
        (\(Ties.isInCompetition) OR submission.announced_at IS NOT NULL) AND \(Rights.holds(.deciders, person, in: "submission.edition"))
        AND NOT \(Ties.binds(person, to: "submission.id"))
        AND NOT \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition"))
        """
    }
}
