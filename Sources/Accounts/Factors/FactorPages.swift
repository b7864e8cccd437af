import Foundation
import Logging
import SecondFactor
import Web

/// The pages between a link that was opened and a session that opens something.
struct FactorPages: Sendable {
    let store: FactorStore
    /// Nil where browsers give this site no passkeys.
    let site: RelyingParty?
    let clock: SiteClock

    func show(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorHolder else { return .seeOther("/connexion") }
        guard holder.isHalf else { return .seeOther("/mon-compte/second-facteur") }
        return .page(try await page(for: holder, visit))
    }

    /// The six digits of the app.
    func prove(_ visit: Visit) async throws -> Answer { try await prove(visit, field: "code") }

    /// A code on paper.
    func recover(_ visit: Visit) async throws -> Answer { try await prove(visit, field: "recovery") }

    private func prove(_ visit: Visit, field: String) async throws -> Answer {
        guard let holder = visit.factorSender, holder.isHalf else { return .seeOther("/second-facteur") }
        let trial = FactorTrial(field: field, typed: visit.fields.text(field) ?? "")
        guard trial.isCode else { return .refused(try await page(for: holder, visit, trial)) }
        do {
            let proven = try await store.prove(
                trial.typed, by: holder, next: visit.wantedPage, at: clock.times(of: visit))
            return proven.answer(otherwise: "/connexion")
        } catch let refusal as FactorRefusal {
            visit.log.notice("a wrong second factor of \(holder.person)")
            return .refused(try await page(for: holder, visit, trial.refused(refusal)))
        }
    }

    /// What the passkey is to sign, for the script.
    func ask(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender, holder.isHalf, let site else { throw WebError.forbidden }
        let (challenge, known) = try await PasskeyStore(factors: store, site: site).ask(holder, at: visit.time)
        return .data(try JSONAnswer(.saved, PasskeyQuestion(challenge: challenge, site: site, known: known)))
    }

    func sign(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender, holder.isHalf else { return .seeOther("/second-facteur") }
        guard let site, let answer = PasskeyAnswer(visit.fields) else { throw WebError.unreadable }
        do {
            let proven = try await PasskeyStore(factors: store, site: site).prove(
                answer, by: visit.fields["id"] ?? "", holder, next: visit.wantedPage, at: visit.time)
            return proven.answer(otherwise: "/connexion")
        } catch let refusal as FactorRefusal {
            visit.log.notice("a passkey that does not hold, of \(holder.person)")
            let trial = FactorTrial(field: "passkey", typed: "").refused(refusal)
            return .refused(try await page(for: holder, visit, trial))
        }
    }

    private func page(for holder: FactorHolder, _ visit: Visit, _ trial: FactorTrial? = nil) async throws -> HTML {
        let factors = try await store.find(of: holder.person)
        let screen = FactorScreen(
            holder: holder, factors: factors, next: visit.wantedPage, now: visit.time, takesPasskeys: site != nil,
            hasKey: store.keys != nil, trial: trial)
        return visit.reader.halfPage(screen)
    }
}

/// What was typed as a code, and what stands against it.
struct FactorTrial: Sendable {
    let field: String
    let typed: String
    private(set) var refusal: FactorRefusal?

    init(field: String, typed: String) { (self.field, self.typed) = (field, typed) }

    /// Anything else is a slip of the finger, and no wrong code.
    var isCode: Bool { TimeCode.code(in: typed) != nil || RecoveryCode(typed) != nil }

    func refused(_ refusal: FactorRefusal) -> FactorTrial {
        var trial = self
        trial.refusal = refusal
        return trial
    }
}

/// What the pages of the second factor are made of.
struct FactorScreen: Sendable {
    let holder: FactorHolder
    let factors: Factors
    let next: OwnPath
    let now: Date
    let takesPasskeys: Bool
    /// Of the machine, to seal with.
    let hasKey: Bool
    var trial: FactorTrial?

    /// No code of the app is looked at before that.
    var pausedUntil: Date? { factors.trials.pausedUntil.flatMap { $0 > now ? $0 : nil } }
    /// The same of codes on paper.
    var paperPausedUntil: Date? { factors.paperTrials.pausedUntil.flatMap { $0 > now ? $0 : nil } }

    /// During a pause there is no field that a fault could lead to: the notice says it.
    func isShown(_ fault: Fault) -> Bool {
        switch fault.field {
        case "code": pausedUntil == nil && factors.appSince != nil
        case "recovery": paperPausedUntil == nil
        default: true
        }
    }
}

extension Visit {
    /// Whoever sent a form of theirs. The tokens of open sessions were looked at before the page was asked.
    var factorSender: FactorHolder? { factorHolder.flatMap { fields["token"] == $0.formToken ? $0 : nil } }
}

extension SiteClock {
    func times(of visit: Visit) -> FactorTimes { FactorTimes(time: visit.time, machine: machine()) }
}

extension Proven {
    /// In, and on to the page that was wanted.
    func answer(otherwise path: String) -> Answer {
        guard let session else { return .seeOther(path) }
        return .signedIn(cookie: session.cookie, until: session.endsAt, then: session.next.description)
    }
}
