import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// `rallynov account …`: arguments in, text and exit code out. The first administrator comes in by it, without a mail server.
public struct AccountCommand: Sendable {
    public struct Answer: Equatable, Sendable {
        public let text: String
        /// 0 when it is done; 1 when it was refused and nothing is changed, which belongs on standard error.
        public let exit: Int32
    }

    /// Somebody to add, as it was typed.
    public struct Addition: Sendable {
        public var email: String
        public var name: String
        public var function = ""
        public var language = "fr"
        public var role: String?
        /// The word in the edition's address; the role holds in all of them without it.
        public var edition: String?

        public init(email: String, name: String) { (self.email, self.name) = (email, name) }
    }

    private struct Refusal: Error { let text: String }

    private let database: any Database
    private let roles: RoleStore

    public init(database: any Database) { (self.database, roles) = (database, House.roles(in: database)) }

    /// Adds somebody, with a role where one is given. Somebody who is there already is given the role.
    public func add(_ addition: Addition, now: Date) async throws -> Answer {
        try await answering {
            let account = try Self.account(addition, now: now)
            let hat = try await hat(addition)
            return try await database.write { try add(account, hat, now: now, in: $0) }
        }
    }

    /// A link that lets somebody in once, in the next ten minutes, and below it the digits that its page asks for: no browser asked
    /// for it. `address` is the site's public one.
    public func link(email typed: String, address: String, now: Date) async throws -> Answer {
        try await answering {
            let email = try Self.email(typed)
            return try await database.write(for: .insiders) { connection in
                guard let account = try AccountStore.find(email, in: connection) else {
                    throw Refusal(text: "nobody has the address \(email)")
                }
                guard !account.isDisabled else { throw Refusal(text: "the account of \(email) is disabled") }
                try Journal.write(.linkPrinted, by: nil, of: Thing("account", account.id), in: connection)
                let letter = try SignInStore.letter(for: account, at: now, in: connection)
                let link = Self.site(address) + (account.language == .english ? "/en" : "") + letter.path
                return "\(link)\n\(letter.code.filter { !$0.isWhitespace })"
            }
        }
    }

    /// What becomes of somebody's way in.
    public enum AccessAct: Sendable { case endSessions, disable, enable }

    /// Ends the sessions of everybody: who is wanted asks for a link again.
    public func endAllSessions() async throws -> Answer {
        let count = try await AccessStore(database: database).endAllSessions()
        return Answer(text: "ended: \(count) sessions", exit: 0)
    }

    /// Ends all sessions of somebody, or disables or enables their account, by the address.
    public func turn(_ act: AccessAct, email typed: String, now: Date) async throws -> Answer {
        try await answering {
            let email = try Self.email(typed)
            guard let account = try await AccountStore(database: database).find(email) else {
                throw Refusal(text: "nobody has the address \(email)")
            }
            let access = AccessStore(database: database)
            switch act {
            case .endSessions:
                let count = try await access.endSessions(of: account.id, by: nil) ?? 0
                return "ended: \(count) sessions of \(account.email)"
            case .disable:
                do {
                    let isDone = try await access.disable(account.id, by: nil, at: now) ?? false
                    return "\(isDone ? "disabled" : "disabled already"): \(account.email)"
                } catch is Access.Refusal {
                    throw Refusal(text: "\(account.email) is the last administrator: name another one first")
                }
            case .enable:
                let isDone = try await access.enable(account.id, by: nil) ?? false
                return "\(isDone ? "enabled" : "enabled already"): \(account.email)"
            }
        }
    }

    /// One line a person: address, name and roles, and whether the account is disabled, between tabs.
    public func list() async throws -> Answer {
        let editions = try await EditionStore(database: database).all()
        let slugs = Dictionary(uniqueKeysWithValues: editions.map { ($0.id, $0.slug) })
        var lines: [String] = []
        for account in try await AccountStore(database: database).all() {
            let hats = try await roles.grants(of: account.id).map { hat in
                hat.role.description + (hat.edition.flatMap { slugs[$0] }.map { " \($0)" } ?? "")
            }
            let facts = [account.email, account.name, hats.joined(separator: ", ")]
            lines.append((facts + (account.isDisabled ? ["disabled"] : [])).joined(separator: "\t"))
        }
        return Answer(text: lines.joined(separator: "\n"), exit: 0)
    }

    private func answering(_ work: () async throws -> String) async throws -> Answer {
        do {
            return Answer(text: try await work(), exit: 0)
        } catch let refusal as Refusal {
            return Answer(text: refusal.text, exit: 1)
        }
    }

    private func add(_ account: Account, _ hat: Hat?, now: Date, in connection: any Connection) throws -> String {
        let person = try AccountStore.findOrAdd(account, in: connection)
        let isNew = person.id == account.id
        guard isNew || hat != nil else { throw Refusal(text: "\(person.email) is somebody's address already") }
        if let hat {
            do {
                try roles.grant(hat, to: person.id, by: nil, at: now, in: connection)
            } catch Hat.Bar.clash(let role) {
                throw Refusal(text: "\(person.email) is \(role) already, and cannot be \(hat.role) too")
            }
        }
        let role = hat.map { ", \($0.role)" } ?? ""
        let done = "\(isNew ? "added" : "already there"): \(person.name) <\(person.email)>\(role)"
        let near = isNew ? try NearPeopleStore.near(person.name, beside: person.id, in: connection) : []
        return ([done] + near.map(Self.words)).joined(separator: "\n")
    }

    private static func words(for one: NearPerson) -> String {
        "nearly this name stands here under another address: \(one.name) <\(one.email ?? "")>"
    }

    private func hat(_ addition: Addition) async throws -> Hat? {
        let role = try addition.role.map(Self.role)
        guard let slug = addition.edition else { return role.map { Hat($0, in: nil) } }
        guard let role else { throw Refusal(text: "--edition says which edition a role is for: give --role too") }
        guard let edition = try await EditionStore(database: database).find(slug) else {
            throw Refusal(text: "there is no edition «\(slug)»")
        }
        return Hat(role, in: edition.id)
    }

    private static func account(_ addition: Addition, now: Date) throws -> Account {
        guard let language = Language(rawValue: addition.language) else {
            throw Refusal(text: "«\(addition.language)» is no language of this site: fr or en")
        }
        let email = try email(addition.email)
        do {
            return try Account(
                new: email, name: addition.name, function: addition.function, language: language, now: now)
        } catch {
            throw Refusal(text: words(for: error))
        }
    }

    private static func email(_ typed: String) throws -> EmailAddress {
        do {
            return try EmailAddress(typed)
        } catch {
            throw Refusal(text: "«\(typed)» is no mail address, as name@example.org")
        }
    }

    private static func role(_ name: String) throws -> Role {
        guard let role = Role(rawValue: name) else {
            let names = Role.allCases.map(\.description).joined(separator: ", ")
            throw Refusal(text: "«\(name)» is no role; the roles are \(names)")
        }
        return role
    }

    private static func site(_ address: String) -> String {
        address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    private static func words(for flaw: Account.Flaw) -> String {
        switch flaw {
        case .nameMissing: "the name is empty"
        case .nameTooLong: "the name is longer than \(Account.longest) characters"
        case .functionTooLong: "the function is longer than \(Account.longest) characters"
        }
    }
}

extension Act {
    /// Somebody at the machine lets somebody in: by no mailbox, and by no second person.
    static let linkPrinted = Act("link-printed")
}
