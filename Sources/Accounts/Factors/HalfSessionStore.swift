import Foundation
import Identifiers
import Storage

/// The SQL that tells an open session from a half open one, and opens it.
public enum HalfSessionStore {
    /// Whether somebody has a second factor; `person` is a column or a value: `"person.id"`.
    public static func hasFactor(_ person: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM authenticator_app
            WHERE authenticator_app.person = \(person) AND authenticator_app.confirmed_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM passkey WHERE passkey.person = \(person)))
        """
    }

    /// Whether a session opens nothing yet: somebody has a second factor, or must have one, and has not shown it in this session.
    public static func isHalf(
        _ cookie: String, in connection: any Connection, isRequired: () throws -> Bool
    ) throws -> Bool {
        let row = try connection.row(
            """
            SELECT factor_at, CASE WHEN \(hasFactor("session.person")) THEN 1 ELSE 0 END AS has_factor
            FROM session WHERE digest = \(Secret.digest(of: cookie))
            """)
        guard let row else { return true }
        let shownAt: Date? = try row["factor_at"]
        guard shownAt == nil else { return false }
        let hasOne: Bool = try row["has_factor"]
        return try hasOne || isRequired()
    }

    /// A second factor was shown. A half open session ends, and an open one with another cookie begins: whoever knew the old
    /// one knows nothing. Nil where it was open already, or is no more.
    static func open(
        for holder: FactorHolder, next: OwnPath, at time: Date, in connection: any Connection
    ) throws -> NewSession? {
        let digest = Secret.digest(of: holder.cookie)
        let shown = try connection.run(
            "UPDATE session SET factor_at = \(time) WHERE digest = \(digest) AND person = \(holder.person)")
        guard shown == 1, holder.isHalf else { return nil }
        let provedAt: Date? = try connection.row("SELECT proved_at FROM session WHERE digest = \(digest)")?["proved_at"]
        let age: Date = provedAt ?? .distantPast
        let session = try SessionStore.begin(
            for: holder.person, next: next, endingSession: holder.cookie, at: time, in: connection)
        // A link of weeks ago is no fresher for a factor that is shown, or set up, behind it.
        try connection.run(
            """
            UPDATE session SET factor_at = \(time), proved_at = \(age)
            WHERE digest = \(Secret.digest(of: session.cookie))
            """)
        return session
    }
}
