import ArgumentParser
import Assembly
import Foundation

struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Adds people, lets them in without mail, and shuts them out.",
        subcommands: [
            AddAccount.self, LinkAccount.self, ListAccounts.self, EndSessions.self, DisableAccount.self,
            EnableAccount.self, ResetFactor.self,
        ])
}

struct AddAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds somebody, or gives a role to somebody who is there.",
        discussion: "Exit codes: 0 it is done; 1 it was refused, nothing is changed.")

    @OptionGroup var place: Place

    @Option(help: "Their mail address.") var email: String

    @Option(help: "Their name.") var name: String

    @Option(help: "What they do, in words.") var function = ""

    @Option(help: "The language they are written to in: fr or en.") var language = "fr"

    @Option(help: "A role, as agency-administrator.") var role: String?

    @Option(help: "The edition the role is for, by the word in its address (default: all of them).") var edition:
        String?

    func run() async throws {
        var addition = AccountCommand.Addition(email: email, name: name)
        (addition.function, addition.language) = (function, language)
        (addition.role, addition.edition) = (role, edition)
        try await answer(at: place) { [addition] in try await $0.add(addition, now: Date()) }
    }
}

struct LinkAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Prints a link that lets somebody in once, in the next ten minutes.",
        discussion: """
            The second line holds the six digits that its page asks for: give both to the one they are for, by two ways if you can.
            Exit codes: 0 the link is on standard output; 1 nobody has this address.
            """)

    @OptionGroup var place: Place

    @Option(help: "Their mail address.") var email: String

    @Option(help: "The site's public address.") var address = "http://127.0.0.1:8080"

    func run() async throws {
        try await answer(at: place) { try await $0.link(email: email, address: address, now: Date()) }
    }
}

struct ResetFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-factor",
        abstract: "Takes somebody's second factor away and ends their sessions; they are told by letter.",
        discussion: """
            For whoever has lost telephone, key and recovery codes. Be sure whom you do it for: after it, the link of a letter \
            lets them in alone. Exit codes: 0 it is done; 1 nobody has this address, or they have no second factor.
            """)

    @OptionGroup var place: Place

    @Option(help: "Their mail address.") var email: String

    func run() async throws {
        try await conclude(at: place) { database in
            let command = try FactorCommand(database: database, root: place.rootFolder)
            let said = try await command.reset(email: email, now: Date())
            return (said.text, said.exit)
        }
    }
}

struct ListAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints everybody: address, name and roles, between tabs.")

    @OptionGroup var place: Place

    func run() async throws { try await answer(at: place) { try await $0.list() } }
}

struct EndSessions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-sessions", abstract: "Signs somebody out everywhere, at once.",
        discussion: "Exit codes: 0 it is done; 1 nobody has this address.")

    @OptionGroup var place: Place

    @Argument(help: "Their mail address.") var address: String?

    @Flag(help: "Everybody, in place of an address.") var all = false

    func validate() throws {
        guard all != (address != nil) else { throw ValidationError("give an address, or --all") }
    }

    func run() async throws {
        try await answer(at: place) { command in
            guard let address else { return try await command.endAllSessions() }
            return try await command.turn(.endSessions, email: address, now: Date())
        }
    }
}

struct DisableAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Signs somebody out everywhere, and lets them in no more.",
        discussion: "Exit codes: 0 it is done; 1 nobody has this address, or it is the last administrator's.")

    @OptionGroup var place: Place

    @Argument(help: "Their mail address.") var address: String

    func run() async throws {
        try await answer(at: place) { try await $0.turn(.disable, email: address, now: Date()) }
    }
}

struct EnableAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Lets somebody in again whose account was disabled.",
        discussion: "Exit codes: 0 it is done; 1 nobody has this address.")

    @OptionGroup var place: Place

    @Argument(help: "Their mail address.") var address: String

    func run() async throws {
        try await answer(at: place) { try await $0.turn(.enable, email: address, now: Date()) }
    }
}

private func answer(at place: Place, _ work: (AccountCommand) async throws -> AccountCommand.Answer) async throws {
    try await conclude(at: place) { database in
        let said = try await work(AccountCommand(database: database))
        return (said.text, said.exit)
    }
}
