import Foundation
import Identifiers
import SecondFactor
import Web

/// What somebody has as second factors, on their own account: looked at, named, taken away, made anew.
struct OwnFactorPages: Sendable {
    let store: FactorStore
    let site: RelyingParty?
    let clock: SiteClock

    private static let home = "/mon-compte/second-facteur"

    func show(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.ownFactorsPage(try await screen(visit), done: visit.query["ok"]))
    }

    func askAppRemoval(_ visit: Visit) async throws -> Answer {
        let screen = try await screen(visit)
        guard screen.factors.appSince != nil else { return .seeOther(Self.home) }
        return .page(visit.reader.removeAppPage(screen))
    }

    func removeApp(_ visit: Visit) async throws -> Answer {
        try await change(visit, done: "removed") { typed in
            try await store.removeApp(typed, of: visit.person, at: clock.times(of: visit))
        } again: {
            visit.reader.removeAppPage($0)
        }
    }

    func askCodes(_ visit: Visit) async throws -> Answer {
        let screen = try await screen(visit)
        guard screen.factors.hasAny else { return .seeOther(Self.home) }
        return .page(visit.reader.renewCodesPage(screen))
    }

    func renewCodes(_ visit: Visit) async throws -> Answer {
        let trial = FactorTrial(field: "code", typed: visit.fields.text("code") ?? "")
        guard trial.isCode else { return .refused(visit.reader.renewCodesPage(try await screen(visit, trial))) }
        do {
            let codes = try await store.renewCodes(trial.typed, of: visit.person, at: clock.times(of: visit))
            return .page(visit.reader.recoveryCodesPage(codes, onward: Self.home))
        } catch let refusal as FactorRefusal {
            return .refused(visit.reader.renewCodesPage(try await screen(visit, trial.refused(refusal))))
        }
    }

    func showPasskey(_ visit: Visit) async throws -> Answer {
        let screen = try await screen(visit)
        return .page(visit.reader.passkeyPage(try passkey(visit, screen), screen))
    }

    func renamePasskey(_ visit: Visit) async throws -> Answer {
        let screen = try await screen(visit)
        let passkey = try passkey(visit, screen)
        let typed = visit.fields["name"] ?? ""
        guard let name = Passkey.name(typed) else {
            return .refused(visit.reader.passkeyPage(passkey, screen, typedName: typed))
        }
        guard try await store.rename(passkey.id, name, of: visit.person) else { throw WebError.notFound }
        return .seeOther(Self.home + "?ok=named")
    }

    func removePasskey(_ visit: Visit) async throws -> Answer {
        let passkey = try passkey(visit, try await screen(visit))
        return try await change(visit, done: "removed") { typed in
            try await store.remove(passkey.id, typed, of: visit.person, at: clock.times(of: visit))
        } again: {
            visit.reader.passkeyPage(passkey, $0)
        }
    }

    /// Does what one more code is typed for, or shows its page again.
    private func change(
        _ visit: Visit, done: String, _ work: (String) async throws -> Void, again: (FactorScreen) -> HTML
    ) async throws -> Answer {
        let trial = FactorTrial(field: "code", typed: visit.fields.text("code") ?? "")
        guard trial.isCode else { return .refused(again(try await screen(visit, trial))) }
        do {
            try await work(trial.typed)
            return .seeOther(Self.home + "?ok=" + done)
        } catch FactorRefusal.nothingBegun {
            // It went meanwhile, in another window.
            return .seeOther(Self.home)
        } catch let refusal as FactorRefusal {
            return .refused(again(try await screen(visit, trial.refused(refusal))))
        }
    }

    private func passkey(_ visit: Visit, _ screen: FactorScreen) throws -> Passkey {
        let id: Passkey.ID = try visit.path("passkey")
        return try screen.factors.passkeys.first { $0.id == id }.orNotFound()
    }

    private func screen(_ visit: Visit, _ trial: FactorTrial? = nil) async throws -> FactorScreen {
        guard let session = visit.session, let cookie = visit.sessionCookie else { throw WebError.forbidden }
        let holder = FactorHolder(
            person: session.person, name: session.name, cookie: cookie, formToken: session.formToken, isHalf: false)
        return FactorScreen(
            holder: holder, factors: try await store.find(of: holder.person), next: OwnPath(Self.home),
            now: visit.time, takesPasskeys: site != nil, hasKey: store.keys != nil, trial: trial)
    }
}
