import ArgumentParser
import Assembly
import Foundation
import Grids

struct GridCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grid", abstract: "Checks grids and takes them in.", subcommands: [CheckGrid.self, AddGrid.self])
}

struct CheckGrid: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads a grid and names every fault with its line.",
        discussion: "Exit codes: 0 no fault; 2 no such file; 3 faults, on standard error as FILE:LINE: …")

    @OptionGroup var place: Place

    @Argument(help: "A YAML file.") var file: String

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        let outcome: GridCommand.Outcome
        do {
            outcome = GridCommand(phrasebook: try House.phrasebook(language, in: place.rootFolder)).check(file)
        } catch {
            throw stop(error)
        }
        try say(outcome)
    }
}

struct AddGrid: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Takes a grid in; the same one given again changes nothing.",
        discussion: "Exit codes: 0 it is in; 2 no such file; 3 faults, or another grid of that name and version is in.")

    @OptionGroup var place: Place

    @Argument(help: "A YAML file.") var file: String

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        let outcome: GridCommand.Outcome
        do {
            let command = GridCommand(phrasebook: try House.phrasebook(language, in: place.rootFolder))
            let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
            outcome = try await command.add(file, to: database, now: Date())
            try await database.close()
        } catch {
            throw stop(error)
        }
        try say(outcome)
    }
}

private func say(_ outcome: GridCommand.Outcome) throws {
    FileHandle.standardOutput.write(Data(outcome.output.utf8))
    FileHandle.standardError.write(Data(outcome.errors.utf8))
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
}
