import Accounts
import Foundation
import Identifiers
import Storage
import Web

/// Adds people, gives them hats and invites them, each in one transaction.
struct PeopleStore: Sendable {
    let database: any Database
    let mail: Correspondence
    let roles: RoleStore

    /// Whoever has the address already is found, so a form sent twice adds one person.
    func add(
        _ form: PersonForm, as hat: Hat, at email: EmailAddress, by giver: Person.ID, at time: Date
    ) async throws -> AddedPerson {
        try await database.write(for: .insiders) { connection in
            let typed = try Account(
                new: email, name: form.name, function: form.function, language: form.language, now: time)
            let account = try AccountStore.findOrAdd(typed, in: connection)
            let isKept = account.isOtherwise(than: typed)
            // Held before it is asked about: of the same form twice at once, the second finds the role given.
            try RoleStore.hold(account.id, in: connection)
            let isNew = try !RoleStore.grants(of: account.id, in: connection).contains(hat)
            try roles.grant(hat, to: account.id, by: giver, on: form.ground, at: time, in: connection)
            guard isNew else { return AddedPerson(person: account.id, letter: .known, isKept: isKept) }
            guard form.isInvited else { return AddedPerson(person: account.id, letter: .none, isKept: isKept) }
            let isWritten = try invite(account, time, connection)
            return AddedPerson(person: account.id, letter: isWritten ? .invited : .disabled, isKept: isKept)
        }
    }

    /// Takes a role back, and says so to whoever had it.
    func revoke(_ hat: Hat, from person: Person.ID, by taker: Person.ID, at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            guard try roles.revoke(hat, from: person, by: taker, in: connection),
                let account = try AccountStore.find(person, in: connection)
            else { return }
            let edition = try hat.edition.flatMap { try EditionStore.find($0, in: connection) }
            let agency = try AgencyStore.find(in: connection)
            let manner = Correspondence.Manner(about: "role:\(person)", edition: hat.edition?.description)
            // A right is taken back at once, however often that was said.
            try mail.doneAnyway.write(to: person, manner, now: time, in: connection) {
                $0.roleTakenLetter(account.name, hat, edition: edition, agency)
            }
        }
    }

    /// Writes to somebody with a door, by which they ask for a link that lets them in. Nil when there is nobody of that key, or
    /// their account is disabled.
    func invite(_ person: Person.ID, at time: Date) async throws -> LetterFate? {
        try await database.write(for: .insiders) { connection in
            guard let account = try AccountStore.find(person, in: connection), !account.isDisabled else { return nil }
            let subject = Self.subject(of: person)
            if let earlier = try mail.justWritten(to: person, about: subject, now: time, in: connection) {
                return .left(earlier)
            }
            return try invite(account, time, connection) ? .leaves : nil
        }
    }

    /// False where nothing is written to them.
    private func invite(_ account: Account, _ time: Date, _ connection: any Connection) throws -> Bool {
        guard !account.isDisabled else { return false }
        let link = try SignInStore.door(for: account, life: Self.life, at: time, in: connection)
        let hats = try RoleStore.grants(of: account.id, in: connection)
        let editions = try Set(hats.compactMap(\.edition)).compactMap { try EditionStore.find($0, in: connection) }
        let invitation = Invitation(
            hats: hats, editions: editions, agency: try AgencyStore.find(in: connection),
            campaign: try CampaignStore.first(in: connection)?.name ?? "", door: link)
        var manner = Correspondence.Manner(about: Self.subject(of: account.id))
        (manner.isPrivate, manner.link) = (true, link)
        return try mail.write(to: account.id, manner, now: time, in: connection) {
            $0.invitationLetter(account.name, invitation)
        } != nil
    }

    /// A message to oneself, to see that mail leaves.
    func writeTest(to person: Person.ID, at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            let agency = try AgencyStore.find(in: connection)
            // Mail may have been set up since the last one: what waits is looked at in any case.
            try mail.outbox.hurry(now: time, in: connection)
            guard try !mail.isTestWaiting(for: person, in: connection) else { return }
            try mail.write(to: person, .init(about: "test"), now: time, in: connection) { $0.testLetter(agency) }
        }
    }

    private static func subject(of person: Person.ID) -> String { "invitation:\(person)" }

    /// A week: an invitation is not asked for, so nobody waits for it.
    static let life: TimeInterval = 7 * 86_400
}

/// Somebody who was given a role by their address, and what became of the letter that says so. Its words stand in addresses.
struct AddedPerson: Sendable {
    enum Letter: String, Sendable {
        case invited = "added-invited"
        /// Nobody asked for one.
        case none = "added"
        /// Their account lets nobody in.
        case disabled = "added-disabled"
        /// They had the role already: nothing is sent twice.
        case known
    }

    let person: Person.ID
    let letter: Letter
    /// They have an account that says otherwise who they are: it stays as they wrote it.
    let isKept: Bool
}

extension Account {
    /// Whether somebody's account bears another name or function than was typed for them; a function left empty says nothing.
    fileprivate func isOtherwise(than typed: Account) -> Bool {
        name != typed.name || !typed.function.isEmpty && function != typed.function
    }
}

/// What an invitation says.
struct Invitation: Sendable {
    let hats: [Hat]
    /// Those that the hats are of.
    let editions: [Edition]
    let agency: Agency
    let campaign: String
    let door: SignInLetter

    /// What they are asked for: a role in a closed edition is over, where there is another one. The widest first.
    var asked: [Hat] {
        let open = hats.filter { hat in
            hat.edition == nil || editions.contains { $0.id == hat.edition && $0.status != .closed }
        }
        let asked = open.isEmpty ? hats : open
        return Role.allCases.flatMap { role in asked.filter { $0.role == role } }
    }
}
