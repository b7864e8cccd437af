import Foundation
import Identifiers
import SecondFactor
import Storage

/// The SQL of wrong codes in a row.
enum TrialStore {
    /// What nobody added to for so long is forgotten; a day's pause is over long before.
    static let life: TimeInterval = 7 * 86_400

    static func find(_ person: Person.ID, in connection: any Connection) throws -> Trials {
        try connection.row("SELECT failures, paused_until FROM factor_trial WHERE person = \(person)").map {
            Trials(failures: try $0["failures"], pausedUntil: try $0["paused_until"])
        } ?? Trials()
    }

    /// Holds somebody's row until the transaction ends: of twenty codes at once each is counted.
    static func claim(_ person: Person.ID, at time: Date, in connection: any Connection) throws -> Trials {
        try connection.run(
            """
            INSERT INTO factor_trial (person, failures, failed_at) VALUES (\(person), 0, \(time))
            ON CONFLICT (person) DO UPDATE SET failures = factor_trial.failures
            """)
        return try find(person, in: connection)
    }

    static func save(_ trials: Trials, of person: Person.ID, at time: Date, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE factor_trial SET failures = \(trials.failures), paused_until = \(trials.pausedUntil), failed_at = \(time)
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
