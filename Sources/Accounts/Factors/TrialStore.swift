import Foundation
import Identifiers
import SecondFactor
import Storage

/// The SQL of wrong codes in a row.
enum TrialStore {
    /// What nobody added to for so long is forgotten; a day's pause is over long before.
    static let life: TimeInterval = 7 * 86_400

    static func find(_ kind: Trials.Kind, of person: Person.ID, in connection: any Connection) throws -> Trials {
        let (failures, pausedUntil) = columns(kind)
        return try connection.row(
            """
            SELECT \(failures) AS failures, \(pausedUntil) AS paused_until FROM factor_trial WHERE person = \(person)
            """
        ).map {
            Trials(kind, failures: try $0["failures"], pausedUntil: try $0["paused_until"])
        } ?? Trials(kind)
    }

    private static func columns(_ kind: Trials.Kind) -> (failures: SQL, pausedUntil: SQL) {
        switch kind {
        case .app: ("failures", "paused_until")
        case .paper: ("paper_failures", "paper_paused_until")
        }
    }

    /// Holds somebody's row until the transaction ends: of twenty codes at once each is counted.
    static func claim(
        _ kind: Trials.Kind, of person: Person.ID, at time: Date, in connection: any Connection
    ) throws -> Trials {
        try connection.run(
            """
            INSERT INTO factor_trial (person, failures, failed_at) VALUES (\(person), 0, \(time))
            ON CONFLICT (person) DO UPDATE SET failures = factor_trial.failures
            """)
        return try find(kind, of: person, in: connection)
    }

    static func save(_ trials: Trials, of person: Person.ID, at time: Date, in connection: any Connection) throws {
        let (failures, pausedUntil) = columns(trials.kind)
        try connection.run(
            """
            UPDATE factor_trial SET \(failures) = \(trials.failures), \(pausedUntil) = \(trials.pausedUntil), failed_at = \(time)
            WHERE person = \(person)
            """)
    }

    static func forget(_ person: Person.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM factor_trial WHERE person = \(person)")
    }

    static func forgetOld(at time: Date, in connection: any Connection) throws {
        try connection.run("DELETE FROM factor_trial WHERE failed_at < \(time - life)")
    }
}
