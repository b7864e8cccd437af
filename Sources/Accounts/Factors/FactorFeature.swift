import Foundation
import SecondFactor
import Secrets
import Storage
import Tasks
import Web

/// The second factor: shown after a link was opened, set up on one's own account.
public struct FactorFeature: Sendable {
    private let proving: FactorPages
    private let setup: FactorSetupPages
    private let own: OwnFactorPages
    private let database: any Database

    /// `address` is the site's public one, which passkeys are bound to; `isRequired` says whose roles ask for a factor.
    public init(
        database: any Database, correspondence: Correspondence, keys: KeyRing?, address: String, clock: SiteClock,
        isRequired: @escaping FactorDuty
    ) {
        let store = FactorStore(database: database, keys: keys, isRequired: isRequired, letters: correspondence)
        let site = RelyingParty(address: address)
        proving = FactorPages(store: store, site: site, clock: clock)
        setup = FactorSetupPages(store: store, site: site, clock: clock)
        own = OwnFactorPages(store: store, site: site, clock: clock)
        self.database = database
    }

    public func addRoutes(to routes: Routes) {
        // For a session that is only half open, which is nobody's for every other policy: each looks at its token.
        routes.get("second-facteur", for: .always, proving.show)
        routes.post("second-facteur", for: .always, seeing: .openSession, proving.prove)
        routes.post("second-facteur/secours", for: .always, seeing: .openSession, proving.recover)
        routes.post("second-facteur/cle/question", for: .always, seeing: .openSession, proving.ask)
        routes.post("second-facteur/cle", for: .always, seeing: .openSession, proving.sign)
        routes.post("second-facteur/application", for: .always, proof: .fresh, seeing: .openSession, setup.beginApp)
        routes.post(
            "second-facteur/application/code", for: .always, proof: .fresh, seeing: .openSession, setup.confirmApp)
        routes.post("second-facteur/cles/question", for: .always, proof: .fresh, seeing: .openSession, setup.askPasskey)
        routes.post("second-facteur/cles", for: .always, proof: .fresh, seeing: .openSession, setup.addPasskey)
        routes.get("mon-compte/second-facteur", for: .signedIn, own.show)
        routes.get("mon-compte/second-facteur/application/retirer", for: .signedIn, own.askAppRemoval)
        routes.post("mon-compte/second-facteur/application/retirer", for: .signedIn, own.removeApp)
        routes.get("mon-compte/second-facteur/codes", for: .signedIn, own.askCodes)
        routes.post("mon-compte/second-facteur/codes", for: .signedIn, own.renewCodes)
        routes.get("mon-compte/second-facteur/cles/:passkey", for: .signedIn, own.showPasskey)
        routes.post("mon-compte/second-facteur/cles/:passkey", for: .signedIn, own.renamePasskey)
        routes.post("mon-compte/second-facteur/cles/:passkey/retirer", for: .signedIn, own.removePasskey)
    }

    /// Forgets wrong codes of long ago, apps that were begun and given up, and questions that no passkey answered.
    public var tasks: [TaskHandler] {
        [
            .every(.seconds(3600), "factors.forget") { [database] task in
                try await database.write(for: .insiders) { connection in
                    try TrialStore.forgetOld(at: task.now, in: connection)
                    try PasskeyStore.forgetOld(at: task.now, in: connection)
                    try AppStore.forgetOld(at: task.now, in: connection)
                }
            }
        ]
    }
}
