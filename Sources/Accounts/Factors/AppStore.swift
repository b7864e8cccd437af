import Foundation
import Identifiers
import SecondFactor
import Secrets
import Storage

/// The SQL of the app that makes somebody's codes.
struct AppStore: Sendable {
    /// In seconds: so long a secret waits for its first code, a fresh link in between included.
    static let patience: TimeInterval = 15 * 60

    let factors: FactorStore

    private var database: any Database { factors.database }

    /// A new secret, which opens nothing before a first code of it was typed. Refuses whoever has an app already, and whoever
    /// must first show another factor.
    func begin(for holder: FactorHolder, at time: Date) async throws -> TimeCode {
        guard let keys = factors.keys else { throw FactorRefusal.noKey }
        let secret = TimeCode()
        let sealed = try keys.seal(secret.base32, for: Self.purpose(holder.person))
        let browser = Secret.digest(of: holder.formToken)
        try await database.write(for: .insiders) { connection in
            guard try factors.maySetUp(holder, in: connection) else { throw FactorRefusal.nothingBegun }
            let begun = try connection.run(
                """
                INSERT INTO authenticator_app (person, secret, created_at, begun_in)
                VALUES (\(holder.person), \(sealed), \(time), \(browser))
                ON CONFLICT (person) DO UPDATE SET secret = \(sealed), created_at = \(time), begun_in = \(browser)
                WHERE authenticator_app.confirmed_at IS NULL
                """)
            guard begun == 1 else { throw FactorRefusal.nothingBegun }
        }
        return secret
    }

    /// The secret that waits for its first code, to be shown again where it was begun.
    func waiting(for holder: FactorHolder, at time: Date) async throws -> TimeCode? {
        guard let keys = factors.keys else { return nil }
        return try await database.read { connection in
            try Self.secret(
                of: holder.person, where: Self.waits(for: holder, at: time), keys, in: connection)?.secret
        }
    }

    /// The first code of a new secret: from now on the app is asked for.
    func confirm(
        _ typed: String, by holder: FactorHolder, next: OwnPath, at times: FactorTimes
    ) async throws -> Proven {
        guard let keys = factors.keys else { throw FactorRefusal.noKey }
        return try await database.write(for: .insiders) { connection -> Result<Proven, FactorRefusal> in
            guard try factors.maySetUp(holder, in: connection),
                let app = try Self.secret(
                    of: holder.person, where: Self.waits(for: holder, at: times.time), keys, in: connection)
            else { return .failure(.nothingBegun) }
            // Of whoever has the secret before their eyes: it is no guess, and no trial is counted.
            guard let step = app.secret.step(of: typed, at: times.machine, after: app.lastStep) else {
                return .failure(.wrong(left: Trials.most))
            }
            let confirmed = try connection.run(
                """
                UPDATE authenticator_app SET confirmed_at = \(times.time), last_step = \(step)
                WHERE person = \(holder.person) AND confirmed_at IS NULL
                """)
            guard confirmed == 1 else { return .failure(.nothingBegun) }
            return .success(
                try factors.added(.app, by: holder, next: next, at: times.time, keys, in: connection))
        }.get()
    }

    /// Whether it is the app's code of this half minute or of one beside it, and no later one was taken.
    static func uses(
        _ typed: String, of person: Person.ID, at machine: Date, _ keys: KeyRing, in connection: any Connection
    ) throws -> Bool {
        guard let app = try secret(of: person, where: "confirmed_at IS NOT NULL", keys, in: connection),
            let step = app.secret.step(of: typed, at: machine, after: app.lastStep)
        else { return false }
        return try connection.run(
            "UPDATE authenticator_app SET last_step = \(step) WHERE person = \(person) AND last_step < \(step)") == 1
    }

    /// Nil as well where the key that sealed it is gone: such an app opens nothing, and is set up anew.
    private static func secret(
        of person: Person.ID, where state: SQL, _ keys: KeyRing, in connection: any Connection
    ) throws -> (secret: TimeCode, lastStep: Int)? {
        let row = try connection.row(
            "SELECT secret, last_step FROM authenticator_app WHERE person = \(person) AND \(state)")
        guard let row, let text = try? keys.open(try row["secret"], for: purpose(person)) else { return nil }
        return try TimeCode(base32: text).map { ($0, try row["last_step"]) }
    }

    /// Begun a moment ago, and in that browser: what an old session finds there is not its own.
    private static func waits(for holder: FactorHolder, at time: Date) -> SQL {
        """
        confirmed_at IS NULL AND begun_in = \(Secret.digest(of: holder.formToken))
            AND created_at > \(time - patience)
        """
    }

    static func forgetOld(at time: Date, in connection: any Connection) throws {
        try connection.run(
            "DELETE FROM authenticator_app WHERE confirmed_at IS NULL AND created_at <= \(time - patience)")
    }

    /// Bound to the person: in another's row it does not open.
    private static func purpose(_ person: Person.ID) -> String { "second factor of \(person)" }
}
