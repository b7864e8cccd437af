import Foundation
import Identifiers
import SecondFactor
import Secrets
import Storage

/// The SQL of the codes on paper.
enum RecoveryCodeStore {
    /// Those that have not opened anything yet.
    static func count(of person: Person.ID, in connection: any Connection) throws -> Int {
        try connection.count(
            "SELECT count(*) AS count FROM recovery_code WHERE person = \(person) AND used_at IS NULL")
    }

    /// Ten new ones, the only moment at which they are known; those before open no more.
    static func renew(
        of person: Person.ID, at time: Date, _ keys: KeyRing, in connection: any Connection
    ) throws -> [RecoveryCode] {
        try connection.run("DELETE FROM recovery_code WHERE person = \(person)")
        let codes = RecoveryCode.several()
        for code in codes {
            let digest = try keys.code(code.plain, for: purpose(person))
            try connection.run(
                "INSERT INTO recovery_code (person, code, created_at) VALUES (\(person), \(digest), \(time))")
        }
        return codes
    }

    /// Uses one up; false where it is none of theirs, or was used.
    static func uses(
        _ code: RecoveryCode, of person: Person.ID, at time: Date, _ keys: KeyRing, in connection: any Connection
    ) throws -> Bool {
        let digests = try keys.codes(code.plain, for: purpose(person))
        return try connection.run(
            """
            UPDATE recovery_code SET used_at = \(time)
            WHERE person = \(person) AND code IN \(list: digests) AND used_at IS NULL
            """) == 1
    }

    /// Whether it is one of theirs that has opened already: whoever types it has it, and guesses nothing.
    static func isSpent(
        _ code: RecoveryCode, of person: Person.ID, _ keys: KeyRing, in connection: any Connection
    ) throws -> Bool {
        let digests = try keys.codes(code.plain, for: purpose(person))
        return try connection.count(
            """
            SELECT count(*) AS count FROM recovery_code
            WHERE person = \(person) AND code IN \(list: digests) AND used_at IS NOT NULL
            """) > 0
    }

    private static func purpose(_ person: Person.ID) -> String { "recovery code of \(person)" }
}
