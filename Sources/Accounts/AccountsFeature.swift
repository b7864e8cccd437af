import Foundation
import Identifiers
import Storage
import Tasks
import Web

/// People, how they sign in and out, and what they say of themselves.
public struct AccountsFeature: Sendable {
    let signIn: SignInPages
    let account: AccountPages
    let proof: ProofPages
    let links: SignInStore
    let sessions: SessionStore

    public init(database: any Database, correspondence: Correspondence) {
        self.init(database: database, send: correspondence.send)
    }

    /// `send` puts the letter with a link among the mail that leaves.
    init(database: any Database, send: @escaping LetterSender) {
        links = SignInStore(database: database)
        sessions = SessionStore(database: database)
        signIn = SignInPages(links: links, sessions: sessions, send: send)
        let accounts = AccountStore(database: database)
        account = AccountPages(accounts: accounts, sessions: sessions)
        proof = ProofPages(links: links, accounts: accounts, send: send)
    }

    public func addRoutes(to routes: Routes) {
        routes.get("connexion", for: .always, signIn.show)
        routes.post("connexion", for: .always, bounds: .own, signIn.ask)
        routes.get("connexion/:token", for: .always, signIn.showLink)
        routes.post("connexion/:token", for: .always, signIn.enter)
        // Whoever has no session any more is out: what their browser keeps of it goes all the same.
        routes.post("deconnexion", for: .always, seeing: .openSession, signIn.leave)
        routes.get("mon-compte", for: .signedIn, account.show)
        routes.post("mon-compte", for: .signedIn, bounds: .own, account.save)
        routes.post("mon-compte/quitter-partout", for: .signedIn, proof: .fresh, account.leaveEverywhere)
        routes.post("mon-compte/sessions/autres", for: .signedIn, proof: .fresh, account.endOthers)
        routes.post("mon-compte/sessions/fin", for: .signedIn, proof: .fresh, account.endOne)
        routes.get("mon-compte/confirmation", for: .signedIn, proof.show)
        routes.post("mon-compte/confirmation", for: .signedIn, proof.ask)
        // For a session that is only half open, as the pages of the second factor are.
        routes.get("second-facteur/confirmation", for: .always, proof.showHalf)
        routes.post("second-facteur/confirmation", for: .always, seeing: .openSession, proof.askHalf)
    }

    /// Whether somebody is known by their address alone.
    public func isNameless(_ person: Person.ID) async throws -> Bool {
        try await account.accounts.find(person)?.isNameless ?? false
    }

    /// Forgets what is over: links, counts of requests, sessions.
    public var tasks: [TaskHandler] {
        [
            .every(.seconds(3600), "accounts.forget") { [links, sessions] task in
                try await links.forget(at: task.now)
                try await sessions.forget(at: task.now)
            }
        ]
    }
}
