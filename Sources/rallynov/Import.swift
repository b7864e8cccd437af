import ArgumentParser
import Assembly
import Foundation
import Sheets
import Submissions
import Words

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes lists in from files.", subcommands: [ImportInitiatives.self])
}

struct ImportInitiatives: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "initiatives",
        abstract: "Takes a list of initiatives in, as published sheets of an edition.",
        discussion: """
            Reads CSV (comma, semicolon or tab; UTF-8 or Windows-1252) under a mapping, reports every row, and changes only \
            what the list changed when it is run again.

            Exit codes: 0 every row is in; 1 some rows were refused, the others are in; 2 no such file, mapping or edition; \
            3 the file is no table or lacks a column, nothing was written.
            """)

    @OptionGroup var place: Place

    @Argument(help: "The file.") var file: String

    @Option(help: "Which column says what (default: Reference/imports/<the file's stem>.yaml).") var mapping: String?

    @Option(help: "The edition, by the word in its address.") var edition: String

    @Flag(help: "Says what would happen, and writes nothing.") var dryRun = false

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        do {
            let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
            let command = ImportCommand(
                database: database, phrasebook: try House.phrasebook(language, in: place.rootFolder),
                root: place.rootFolder)
            let answer = try await command.run(
                ImportCommand.Arguments(file: file, mapping: mapping, edition: edition, isDryRun: dryRun), now: Date())
            try await database.close()
            let output: FileHandle = answer.isReport ? .standardOutput : .standardError
            output.write(Data((answer.text + "\n").utf8))
            throw ExitCode(answer.exit.rawValue)
        } catch let exit as ExitCode {
            throw exit
        } catch {
            throw stop(error)
        }
    }
}
