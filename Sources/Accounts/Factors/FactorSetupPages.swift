import Foundation
import SecondFactor
import Web

/// Adding a factor: for somebody who is in, and for somebody who must have one before they come in.
struct FactorSetupPages: Sendable {
    let store: FactorStore
    let site: RelyingParty?
    let clock: SiteClock

    private var apps: AppStore { AppStore(factors: store) }

    func beginApp(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender else { return .seeOther("/second-facteur") }
        do {
            let secret = try await apps.begin(for: holder, at: visit.time)
            return .page(visit.reader.appPage(try await screen(holder, visit), secret))
        } catch is FactorRefusal {
            return .seeOther(Self.home(holder))
        }
    }

    func confirmApp(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender else { return .seeOther("/second-facteur") }
        let trial = FactorTrial(field: "code", typed: visit.fields.text("code") ?? "")
        do {
            guard TimeCode.code(in: trial.typed) != nil else { throw FactorRefusal.wrong(left: Trials.most) }
            let proven = try await apps.confirm(
                trial.typed, by: holder, next: visit.wantedPage, at: clock.times(of: visit))
            return Self.answer(proven, to: holder, visit)
        } catch let refusal as FactorRefusal {
            guard case .wrong = refusal, let secret = try await apps.waiting(for: holder, at: visit.time) else {
                return .seeOther(Self.home(holder))
            }
            return .refused(visit.reader.appPage(try await screen(holder, visit, trial.refused(refusal)), secret))
        }
    }

    /// What a new passkey is made for, for the script.
    func askPasskey(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender, let site else { throw WebError.forbidden }
        let (challenge, known) = try await PasskeyStore(factors: store, site: site).ask(holder, at: visit.time)
        let question = NewPasskeyQuestion(
            challenge: challenge, site: site, called: visit.reader.frame.campaign, for: holder, known: known)
        return .data(try JSONAnswer(.saved, question))
    }

    func addPasskey(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender else { return .seeOther("/second-facteur") }
        guard let site, let answer = NewPasskeyAnswer(visit.fields) else { throw WebError.unreadable }
        let name = Passkey.name(visit.fields["name"] ?? "") ?? visit.reader.t("Passkey")
        do {
            let proven = try await PasskeyStore(factors: store, site: site).add(
                answer, named: name, by: holder, next: visit.wantedPage, at: visit.time)
            return Self.answer(proven, to: holder, visit)
        } catch let refusal as FactorRefusal {
            let trial = FactorTrial(field: "passkey", typed: "").refused(refusal)
            let screen = try await screen(holder, visit, trial)
            return .refused(holder.isHalf ? visit.reader.halfPage(screen) : visit.reader.ownFactorsPage(screen))
        }
    }

    private func screen(
        _ holder: FactorHolder, _ visit: Visit, _ trial: FactorTrial? = nil
    ) async throws -> FactorScreen {
        FactorScreen(
            holder: holder, factors: try await store.find(of: holder.person), next: visit.wantedPage, now: visit.time,
            takesPasskeys: site != nil, hasKey: store.keys != nil, trial: trial)
    }

    /// With somebody's first factor come ten codes for paper, on this page and never again.
    private static func answer(_ proven: Proven, to holder: FactorHolder, _ visit: Visit) -> Answer {
        guard !proven.codes.isEmpty else {
            return proven.answer(otherwise: holder.isHalf ? "/connexion" : home(holder) + "?ok=added")
        }
        let onward = holder.isHalf ? visit.wantedPage.description : home(holder)
        let page = visit.reader.recoveryCodesPage(proven.codes, onward: onward)
        return proven.session.map { Answer.entered(cookie: $0.cookie, until: $0.endsAt, page) } ?? .page(page)
    }

    private static func home(_ holder: FactorHolder) -> String {
        holder.isHalf ? "/second-facteur" : "/mon-compte/second-facteur"
    }
}
