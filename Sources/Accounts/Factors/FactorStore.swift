import Foundation
import Identifiers
import Mail
import SecondFactor
import Secrets
import Storage

/// The SQL of second factors: what somebody has, and the codes they type.
struct FactorStore: Sendable {
    let database: any Database
    /// Nil where the machine has none: nobody can add a factor there.
    let keys: KeyRing?
    let isRequired: FactorDuty
    let letters: Correspondence

    func find(of person: Person.ID) async throws -> Factors {
        try await database.read { try find(of: person, in: $0) }
    }

    func find(of person: Person.ID, in connection: any Connection) throws -> Factors {
        var factors = try Self.held(by: person, in: connection)
        factors.isRequired = try isRequired(person, connection)
        return factors
    }

    /// What somebody has, whether or not a role of theirs asks for it.
    static func held(by person: Person.ID, in connection: any Connection) throws -> Factors {
        var factors = Factors()
        factors.appSince = try connection.row(
            "SELECT confirmed_at FROM authenticator_app WHERE person = \(person) AND confirmed_at IS NOT NULL"
        ).map { try $0["confirmed_at"] }
        factors.passkeys = try PasskeyStore.all(of: person, in: connection)
        factors.codesLeft = try RecoveryCodeStore.count(of: person, in: connection)
        factors.trials = try TrialStore.find(.app, of: person, in: connection)
        factors.paperTrials = try TrialStore.find(.paper, of: person, in: connection)
        return factors
    }

    /// Lets in whoever typed a code of their app or of their paper.
    func prove(
        _ typed: String, by holder: FactorHolder, next: OwnPath, at times: FactorTimes
    ) async throws -> Proven {
        try await database.write(for: .insiders) { connection -> Result<Proven, FactorRefusal> in
            if case .failure(let refusal) = try accept(typed, of: holder.person, at: times, in: connection) {
                return .failure(refusal)
            }
            let session = try HalfSessionStore.open(for: holder, next: next, at: times.time, in: connection)
            return .success(Proven(session: session))
        }.get()
    }

    /// Looks at a code of the app or of the paper, and uses it up. A wrong one is counted: what refuses it must be kept.
    func accept(
        _ typed: String, of person: Person.ID, at times: FactorTimes, in connection: any Connection
    ) throws -> Result<Void, FactorRefusal> {
        // Whatever is typed, it cannot be looked at: that is no fault of whoever typed it.
        guard let keys else { return .failure(.noKey) }
        let paper = RecoveryCode(typed)
        let trials = try TrialStore.claim(
            paper == nil ? .app : .paper, of: person, at: times.time, in: connection)
        do throws(Trials.Paused) { try trials.check(at: times.time) } catch {
            return .failure(.paused(until: error.until))
        }
        if try uses(typed, of: person, at: times, keys, in: connection) {
            try TrialStore.forget(person, in: connection)
            return .success(())
        }
        if let paper, try RecoveryCodeStore.isSpent(paper, of: person, keys, in: connection) {
            return .failure(.wrong(left: trials.left))
        }
        return .failure(try fail(trials, of: person, at: times.time, in: connection))
    }

    private func fail(
        _ before: Trials, of person: Person.ID, at time: Date, in connection: any Connection
    ) throws -> FactorRefusal {
        var trials = before
        trials.fail(at: time)
        try TrialStore.save(trials, of: person, at: time, in: connection)
        let left = before.left - 1
        guard left == 0, let until = trials.pausedUntil else { return .wrong(left: left) }
        // Pauses of a minute are not told one by one.
        if trials.kind == .app || trials.failures == trials.kind.most {
            try tell(person, .tried, at: time, in: connection)
        }
        return .paused(until: until)
    }

    private func uses(
        _ typed: String, of person: Person.ID, at times: FactorTimes, _ keys: KeyRing, in connection: any Connection
    ) throws -> Bool {
        if TimeCode.code(in: typed) != nil {
            return try AppStore.uses(typed, of: person, at: times.machine, keys, in: connection)
        }
        guard let code = RecoveryCode(typed),
            try RecoveryCodeStore.uses(code, of: person, at: times.time, keys, in: connection)
        else { return false }
        let left = try RecoveryCodeStore.count(of: person, in: connection)
        try tell(person, .recovered(left: left), at: times.time, in: connection)
        try FactorNote(.recoveryCodeUsed, "recovery-code", of: person, by: person).write(in: connection)
        return true
    }

    /// By a letter that always leaves: whoever has somebody's session must not be able to keep it back.
    func tell(_ person: Person.ID, _ news: FactorNews, at time: Date, in connection: any Connection) throws {
        guard let account = try AccountStore.find(person, in: connection) else { return }
        let manner = Correspondence.Manner(about: "\(Message.warning)\(person)")
        try letters.fromHouse.write(to: person, manner, now: time, in: connection) {
            $0.factorLetter(news, to: account.name)
        }
    }
}

/// The site's clock, and that of the machine: a telephone makes its codes by the world's, whatever a demonstration shows.
struct FactorTimes: Sendable {
    let time: Date
    let machine: Date
}
