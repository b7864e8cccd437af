import Foundation
import Identifiers
import Journal
import SecondFactor
import Secrets
import Storage

// What is added to somebody's factors, and what is taken away.
extension FactorStore {
    /// Whoever has one must show it before they add another: a session that is half open may set up the first one only.
    func maySetUp(_ holder: FactorHolder, in connection: any Connection) throws -> Bool {
        try Self.hold(holder.person, in: connection)
        return try !holder.isHalf || !find(of: holder.person, in: connection).hasAny
    }

    /// Of two who add or take away at once, one waits for the other: what the first has left is what the second counts.
    private static func hold(_ person: Person.ID, in connection: any Connection) throws {
        try connection.run("UPDATE person SET id = id WHERE id = \(person)")
    }

    /// What follows when a factor was added: codes for paper with the first, an open session, a letter, a row of the journal.
    func added(
        _ kind: FactorKind, by holder: FactorHolder, next: OwnPath, at time: Date, _ keys: KeyRing,
        in connection: any Connection
    ) throws -> Proven {
        var proven = Proven()
        if try RecoveryCodeStore.count(of: holder.person, in: connection) == 0 {
            proven.codes = try RecoveryCodeStore.renew(of: holder.person, at: time, keys, in: connection)
        }
        proven.session = try HalfSessionStore.open(for: holder, next: next, at: time, in: connection)
        try tell(holder.person, .added(kind), at: time, in: connection)
        try FactorNote(.factorAdded, kind.word, of: holder.person, by: holder.person).write(in: connection)
        return proven
    }

    /// Takes the app away, for whoever types one more code.
    func removeApp(_ typed: String, of person: Person.ID, at times: FactorTimes) async throws {
        try await change(typed, of: person, at: times) { connection in
            let removed = try connection.run(
                "DELETE FROM authenticator_app WHERE person = \(person) AND confirmed_at IS NOT NULL")
            guard removed == 1 else { throw FactorRefusal.nothingBegun }
            try gone(.app, of: person, at: times.time, in: connection)
        }
    }

    func remove(_ passkey: Passkey.ID, _ typed: String, of person: Person.ID, at times: FactorTimes) async throws {
        try await change(typed, of: person, at: times) { connection in
            guard let known = try PasskeyStore.all(of: person, in: connection).first(where: { $0.id == passkey }) else {
                throw FactorRefusal.nothingBegun
            }
            try connection.run("DELETE FROM passkey WHERE id = \(passkey) AND person = \(person)")
            try gone(.passkey(known.name), of: person, at: times.time, in: connection)
        }
    }

    /// False where they have no such passkey.
    func rename(_ id: Passkey.ID, _ name: String, of person: Person.ID) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run("UPDATE passkey SET name = \(name) WHERE id = \(id) AND person = \(person)") == 1
        }
    }

    /// Ten new codes for paper, for whoever types one more code.
    func renewCodes(_ typed: String, of person: Person.ID, at times: FactorTimes) async throws -> [RecoveryCode] {
        guard let keys else { throw FactorRefusal.noKey }
        return try await database.write(for: .insiders) { connection -> Result<[RecoveryCode], FactorRefusal> in
            if case .failure(let refusal) = try accept(typed, of: person, at: times, in: connection) {
                return .failure(refusal)
            }
            let codes = try RecoveryCodeStore.renew(of: person, at: times.time, keys, in: connection)
            try tell(person, .renewed, at: times.time, in: connection)
            try FactorNote(.recoveryCodesMade, "recovery-code", of: person, by: person).write(in: connection)
            return .success(codes)
        }.get()
    }

    /// Only what refuses a code is kept when it refuses; what goes wrong behind it undoes the use of the code as well.
    private func change(
        _ typed: String, of person: Person.ID, at times: FactorTimes,
        _ work: @escaping @Sendable (any Connection) throws -> Void
    ) async throws {
        try await database.write(for: .insiders) { connection -> Result<Void, FactorRefusal> in
            try Self.hold(person, in: connection)
            guard try find(of: person, in: connection).mayGo else { return .failure(.required) }
            let accepted = try accept(typed, of: person, at: times, in: connection)
            if case .success = accepted { try work(connection) }
            return accepted
        }.get()
    }

    private func gone(
        _ kind: FactorKind, of person: Person.ID, at time: Date, in connection: any Connection
    ) throws {
        if try !find(of: person, in: connection).hasAny { try Self.forgetAll(of: person, in: connection) }
        try tell(person, .removed(kind), at: time, in: connection)
        try FactorNote(.factorRemoved, kind.word, of: person, by: person).write(in: connection)
    }

    /// For whoever lost everything: all of it goes, every session and link with it, and they are told. False where nothing was.
    /// Nil as `actor` is the command line.
    func reset(
        _ person: Person.ID, by actor: Person.ID?, at time: Date, in connection: any Connection
    ) throws -> Bool {
        try Self.hold(person, in: connection)
        guard try find(of: person, in: connection).hasAny else { return false }
        try Self.forgetAll(of: person, in: connection)
        // One that was half open would be whole now, whoever opened it.
        try connection.run("DELETE FROM session WHERE person = \(person)")
        try SignInStore.forgetLinks(of: person, in: connection)
        try SessionStore.forgetBeginnings(of: person, in: connection)
        try tell(person, .reset, at: time, in: connection)
        try FactorNote(.factorsReset, "all", of: person, by: actor).write(in: connection)
        return true
    }

    private static func forgetAll(of person: Person.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM authenticator_app WHERE person = \(person)")
        try connection.run("DELETE FROM passkey WHERE person = \(person)")
        try connection.run("DELETE FROM recovery_code WHERE person = \(person)")
        try TrialStore.forget(person, in: connection)
    }
}
