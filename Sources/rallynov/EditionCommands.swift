import ArgumentParser
import Assembly
import Campaigns
import Foundation

struct EditionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edition", abstract: "Adds editions, lists them, and removes one in preparation.",
        subcommands: [AddEdition.self, ListEditions.self, RemoveEdition.self])
}

struct AddEdition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds an edition with the standard calendar, which can then be changed on its pages.",
        discussion: "Exit codes: 0 it is done; 1 it was refused, nothing is changed.")

    @OptionGroup var place: Place

    @Option(help: "The word in its address and before file numbers, as 2014.") var slug: String

    @Option(help: "Its name, as people read it.") var name: String

    @Option(help: "The first day of its calendar, as 2014-03-03.") var firstDay: String

    @Option(help: "Its campaign, by its name; on a blank installation, the name of the first.") var campaign: String?

    @Option(help: "Its state: draft, running or closed.") var status = Edition.Status.draft

    func run() async throws {
        var addition = EditionCommand.Addition(slug: slug, name: name, firstDay: firstDay)
        (addition.campaign, addition.status) = (campaign, status)
        try await answer(at: place) { [addition] in try await $0.add(addition, now: Date()) }
    }
}

struct ListEditions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints the editions: word, name and state, between tabs.")

    @OptionGroup var place: Place

    func run() async throws { try await answer(at: place) { try await $0.list() } }
}

struct RemoveEdition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes an edition in preparation in which there is no file, no sheet and no list.",
        discussion: """
            Without --confirm it says what would go. Whoever loses a role with it is named, and written to by nobody. \
            Exit codes: 0 it is removed; 1 it is not, nothing is changed.
            """)

    @OptionGroup var place: Place

    @Argument(help: "The word in its address, as 2015.") var slug: String

    @Option(help: "The same word once more, to remove it.") var confirm: String?

    func run() async throws {
        try await answer(at: place) { [slug, confirm] in
            try await $0.remove(slug, confirmedBy: confirm, now: Date())
        }
    }
}

extension Edition.Status: ExpressibleByArgument {}

private func answer(at place: Place, _ work: (EditionCommand) async throws -> EditionCommand.Answer) async throws {
    try await conclude(at: place) { database in
        let said = try await work(EditionCommand(database: database, roles: House.roles(in: database)))
        return (said.text, said.exit)
    }
}
