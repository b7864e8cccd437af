import Campaigns
import Foundation
import Identifiers
import Journal
import Mail
import Storage
import Submissions

// What goes out next is changed below as well: by a letter that is edited or dropped, by a sheet made ready or withdrawn, by a
// file that is found eligible or not. As when a decision is kept back, what somebody has confirmed is something else then.
extension ReleaseStore {
    /// What goes out has changed, or who gets it: the second one's word is taken back, and a request with it. `isVoid` says that
    /// the moment is none any more, until somebody plans one again: whoever planned it spoke for what stood then, by one as by two.
    static func takeBack(
        of edition: Edition.ID, by person: Person.ID?, isVoid: Bool = true, in connection: any Connection
    ) throws {
        try connection.run("UPDATE release SET asked_by = NULL, confirmed_by = NULL WHERE edition = \(edition)")
        let stands: SQL = """
            edition = \(edition) AND planned_for IS NOT NULL AND missed_why IS NULL AND is_changed = 0
            """
        let planned = try connection.row("SELECT planned_for FROM release WHERE \(stands)")
        guard isVoid, let planned else { return }
        let moment: Date = try planned["planned_for"]
        try connection.run("UPDATE release SET is_changed = 1 WHERE edition = \(edition)")
        try Journal.write(
            .releaseVoid, by: person, of: .edition(edition), edition: edition,
            details: ["moment": Details.moment(moment)], in: connection)
    }

    /// Before a file is decided, decided anew or withdrawn: locks its release, and takes back what was confirmed unless the file is
    /// out, or kept back.
    @discardableResult static func claim(
        _ edition: Edition.ID, changing file: Submission.ID, by person: Person.ID?, in connection: any Connection
    ) throws -> Release {
        let release = try claim(edition, keepsConfirmation: true, in: connection)
        let isApart = try connection.row(
            """
            SELECT submission.id FROM submission LEFT JOIN decision ON decision.submission = submission.id
            WHERE submission.id = \(file) AND (submission.announced_at IS NOT NULL OR decision.is_left_out = 1)
            """)
        if isApart == nil { try takeBack(of: edition, by: person, in: connection) }
        return release
    }

    /// Before these letters change, in the same transaction.
    @Sendable public static func noteLetters(_ messages: [Message.ID], in connection: any Connection) throws {
        let editions = try connection.rows(
            """
            SELECT DISTINCT submission.edition AS edition FROM letter
            JOIN submission ON submission.id = letter.submission WHERE letter.message IN \(list: messages)
            """
        ).map { row -> Edition.ID in try row["edition"] }
        for edition in editions {
            let goesOut = try connection.row(
                """
                SELECT decision.submission FROM letter JOIN submission ON submission.id = letter.submission
                JOIN decision ON decision.submission = letter.submission
                WHERE letter.message IN \(list: messages) AND \(isNext(in: edition)) LIMIT 1
                """)
            if goesOut != nil { _ = try claim(edition, in: connection) }
        }
    }

    /// After the eligibility of a file was said again, in the same transaction: decided, it joins what goes out next, or leaves it.
    @Sendable public static func noteJudged(_ file: Submission.ID, in connection: any Connection) throws {
        let edition: Edition.ID? = try connection.row(
            """
            SELECT submission.edition FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.id = \(file) AND decision.release_set IS NULL AND decision.is_left_out = 0
            """)?["edition"]
        if let edition { _ = try claim(edition, in: connection) }
    }

    /// When what was decided of a file goes out; nil while no moment stands, or it does not go out then.
    @Sendable public static func plannedMoment(of file: Submission.ID, in connection: any Connection) throws -> Date? {
        let edition: Edition.ID? = try connection.row("SELECT edition FROM submission WHERE id = \(file)")?["edition"]
        guard let edition, let moment = try plannedMoment(of: edition, in: connection) else { return nil }
        let goesOut = try connection.row(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.id = \(file) AND \(isNext(in: edition))
            """)
        return goesOut == nil ? nil : moment
    }

    /// When the next release of an edition goes out; nil while no moment stands.
    @Sendable public static func plannedMoment(of edition: Edition.ID, in connection: any Connection) throws -> Date? {
        let row = try connection.row(
            """
            SELECT planned_for FROM release
            WHERE edition = \(edition) AND planned_for IS NOT NULL AND missed_why IS NULL AND is_changed = 0
            """)
        return try row?["planned_for"]
    }

    /// After the sheet of a file was made ready or withdrawn, in the same transaction.
    @Sendable public static func noteSheet(of file: Submission.ID, in connection: any Connection) throws {
        let edition: Edition.ID? = try connection.row("SELECT edition FROM submission WHERE id = \(file)")?["edition"]
        guard let edition else { return }
        let goesOut = try connection.row(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.id = \(file) AND \(isNext(in: edition))
            """)
        if goesOut != nil { _ = try claim(edition, in: connection) }
    }
}
