import Foundation
import Identifiers
import SecondFactor
import Storage

/// The SQL of passkeys, and of what they are asked to sign.
struct PasskeyStore: Sendable {
    /// In seconds: as long as browsers wait for a finger.
    static let patience: TimeInterval = 300

    let factors: FactorStore
    let site: RelyingParty

    private var database: any Database { factors.database }

    static func all(of person: Person.ID, in connection: any Connection) throws -> [Passkey] {
        try connection.rows(
            "SELECT id, name, created_at, used_at FROM passkey WHERE person = \(person) ORDER BY created_at, id"
        ).map {
            Passkey(
                id: try $0["id"], name: try $0["name"], createdAt: try $0["created_at"], usedAt: try $0["used_at"])
        }
    }

    /// What is to be signed next in a session, and the passkeys that somebody has.
    func ask(_ holder: FactorHolder, at time: Date) async throws -> (challenge: String, known: [String]) {
        let challenge = Base64URL.text(of: RelyingParty.challenge())
        let (session, endsAt) = (Secret.digest(of: holder.cookie), time + Self.patience)
        return try await database.write(for: .insiders) { connection in
            try connection.run(
                """
                INSERT INTO passkey_challenge (session, challenge, ends_at) VALUES (\(session), \(challenge), \(endsAt))
                ON CONFLICT (session) DO UPDATE SET challenge = \(challenge), ends_at = \(endsAt)
                """)
            let known = try connection.rows(
                "SELECT credential FROM passkey WHERE person = \(holder.person) ORDER BY created_at, id"
            ).map { row -> String in try row["credential"] }
            return (challenge, known)
        }
    }

    /// Keeps a passkey that was just made.
    func add(
        _ answer: NewPasskeyAnswer, named name: String, by holder: FactorHolder, next: OwnPath, at time: Date
    ) async throws -> Proven {
        guard let keys = factors.keys else { throw FactorRefusal.noKey }
        return try await database.write(for: .insiders) { connection -> Result<Proven, FactorRefusal> in
            guard try factors.maySetUp(holder, in: connection) else { return .failure(.nothingBegun) }
            guard let challenge = try Self.takeChallenge(of: holder, at: time, in: connection),
                let facts = try? site.register(answer, challenge: challenge),
                try Self.insert(facts, named: name, of: holder.person, at: time, in: connection)
            else { return .failure(.passkey) }
            return .success(
                try factors.added(.passkey(name), by: holder, next: next, at: time, keys, in: connection))
        }.get()
    }

    /// Lets in whoever signed with one of their passkeys. Nobody guesses a signature, so that no trial is counted, and a pause
    /// of codes does not keep out whoever has one.
    func prove(
        _ answer: PasskeyAnswer, by credential: String, _ holder: FactorHolder, next: OwnPath, at time: Date
    ) async throws -> Proven {
        try await database.write(for: .insiders) { connection -> Result<Proven, FactorRefusal> in
            guard let challenge = try Self.takeChallenge(of: holder, at: time, in: connection),
                let facts = try Self.find(credential, of: holder.person, in: connection),
                let counter = try? site.check(answer, by: facts, challenge: challenge)
            else { return .failure(.passkey) }
            try connection.run(
                """
                UPDATE passkey SET counter = \(counter), used_at = \(time)
                WHERE credential = \(credential) AND person = \(holder.person)
                """)
            try TrialStore.forget(holder.person, in: connection)
            let session = try HalfSessionStore.open(for: holder, next: next, at: time, in: connection)
            return .success(Proven(session: session))
        }.get()
    }

    static func forgetOld(at time: Date, in connection: any Connection) throws {
        try connection.run("DELETE FROM passkey_challenge WHERE ends_at < \(time)")
    }

    /// What was asked last in this session, which nothing is answered to again. Its row is locked by being taken away first.
    private static func takeChallenge(
        of holder: FactorHolder, at time: Date, in connection: any Connection
    ) throws -> [UInt8]? {
        let session = Secret.digest(of: holder.cookie)
        let row = try connection.row(
            "SELECT challenge FROM passkey_challenge WHERE session = \(session) AND ends_at > \(time)")
        let taken = try connection.run("DELETE FROM passkey_challenge WHERE session = \(session)")
        guard taken == 1, let row else { return nil }
        return Base64URL.bytes(of: try row["challenge"])
    }

    private static func find(
        _ credential: String, of person: Person.ID, in connection: any Connection
    ) throws -> PasskeyFacts? {
        let row = try connection.row(
            """
            SELECT credential, public_key, counter, is_verified FROM passkey
            WHERE credential = \(credential) AND person = \(person)
            """)
        guard let row, let id = Base64URL.bytes(of: try row["credential"]),
            let key = Base64URL.bytes(of: try row["public_key"])
        else { return nil }
        return PasskeyFacts(
            id: id, publicKey: key, counter: try row["counter"], isVerified: try row["is_verified"])
    }

    /// False where somebody has it already.
    private static func insert(
        _ facts: PasskeyFacts, named name: String, of person: Person.ID, at time: Date, in connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO passkey (id, person, credential, public_key, counter, is_verified, name, created_at)
            VALUES (\(Passkey.ID.new(at: time)), \(person), \(Base64URL.text(of: facts.id)),
                    \(Base64URL.text(of: facts.publicKey)), \(facts.counter), \(facts.isVerified), \(name), \(time))
            ON CONFLICT (credential) DO NOTHING
            """) == 1
    }
}
