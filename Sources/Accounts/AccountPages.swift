import Identifiers
import SecondFactor
import Storage
import Web

struct AccountPages: Sendable {
    let accounts: AccountStore
    let sessions: SessionStore

    func show(_ visit: Visit) async throws -> Answer {
        let done = visit.query["ok"]
        return .page(try await page(for: visit) { visit.reader.accountPage($0, done: done) })
    }

    func save(_ visit: Visit) async throws -> Answer {
        let form = try AccountForm(visit.fields)
        let flaws = Account.flaws(name: form.name, function: form.function)
        guard flaws.isEmpty else {
            return .refused(try await page(for: visit) { visit.reader.accountPage($0, typed: form, flaws: flaws) })
        }
        do {
            try await accounts.save(form.applied(to: account(of: visit)))
            return .seeOther("/mon-compte?ok=saved")
        } catch AccountStore.Refusal.outdated {
            return .outOfDate(
                try await page(for: visit) { visit.reader.accountPage($0, typed: form, isOutdated: true) })
        }
    }

    func leaveEverywhere(_ visit: Visit) async throws -> Answer {
        try await sessions.endAll(of: visit.person)
        visit.note(.sessionsEnded)
        return .signedOut(then: "/connexion?ok=everywhere")
    }

    func endOthers(_ visit: Visit) async throws -> Answer {
        guard let cookie = visit.sessionCookie else { throw WebError.forbidden }
        try await sessions.endOthers(of: visit.person, than: cookie)
        visit.note(.sessionsEnded)
        return .seeOther("/mon-compte?ok=others-ended")
    }

    /// One of one's own by its line; the one in use is left as by signing out.
    func endOne(_ visit: Visit) async throws -> Answer {
        let digest = visit.fields["session"] ?? ""
        guard try await sessions.end(digest: digest, of: visit.person) else {
            return .seeOther("/mon-compte?ok=ended")
        }
        visit.note(.sessionEnded)
        let isThisOne = visit.sessionCookie.map { Secret.digest(of: $0) == digest } ?? false
        return isThisOne ? .signedOut(then: "/connexion?ok=out") : .seeOther("/mon-compte?ok=ended")
    }

    private func account(of visit: Visit) async throws -> Account {
        try await accounts.find(visit.person).orNotFound()
    }

    private func page(for visit: Visit, _ view: (AccountScreen) -> HTML) async throws -> HTML {
        let open = try await sessions.all(of: visit.person, at: visit.time)
        let own = visit.sessionCookie.map { Secret.digest(of: $0) }
        let lines = open.map { SessionLine($0, isThisOne: $0.digest == own) }
        let person = try visit.person
        let factors = try await accounts.database.read { try FactorStore.held(by: person, in: $0) }
        let takesPasskeys = RelyingParty(address: visit.reader.frame.address) != nil
        return view(
            AccountScreen(
                account: try await account(of: visit), sessions: lines, factors: factors, takesPasskeys: takesPasskeys))
    }
}

/// Somebody's account with where they are signed in, and by what.
struct AccountScreen: Sendable {
    let account: Account
    let sessions: [SessionLine]
    let factors: Factors
    let takesPasskeys: Bool
}

/// One place where somebody is signed in.
struct SessionLine: Sendable {
    let session: OpenSession
    let isThisOne: Bool

    init(_ session: OpenSession, isThisOne: Bool) { (self.session, self.isThisOne) = (session, isThisOne) }
}

/// An account as it was typed.
struct AccountForm: Sendable {
    let name: String
    let function: String
    let language: Language
    let revision: Int

    init(_ fields: Fields) throws(WebError) {
        guard fields["revision"] != nil, let language = fields["language"].flatMap(Language.init) else {
            throw .unreadable
        }
        (name, function) = (fields["name"] ?? "", fields["function"] ?? "")
        (self.language, revision) = (language, fields.revision())
    }

    /// The account as it would be; saved only when it is still the one the form was made from.
    func applied(to account: Account) throws -> Account {
        guard account.revision == revision else { throw AccountStore.Refusal.outdated }
        var account = account
        try account.describe(name: name, function: function, language: language)
        return account
    }
}
