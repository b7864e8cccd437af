import ArgumentParser
import Assembly
import Foundation
import Sheets
import Storage
import Words

struct ListImports: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Prints the imports that were made: key, time, kind, file and how many things it touched.")

    @OptionGroup var place: Place

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        try await answer(place, language) {
            try await ImportRunCommand(database: $0, phrasebook: $1, roles: House.roles(in: $0)).list()
        }
    }
}

struct ReadLeft: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "left", abstract: "Prints what an import did not take as it stood, as its report said.",
        discussion: "Exit codes: 0 it is on standard output; 2 no such import.")

    @OptionGroup var place: Place

    @Argument(help: "The import's key, or the letters it begins with.") var key: String

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        try await answer(place, language) { [key] in
            try await ImportRunCommand(database: $0, phrasebook: $1, roles: House.roles(in: $0)).left(key)
        }
    }
}

struct PublishImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publishes the drafts that an import made.",
        discussion: "Exit codes: 0 they are published; 2 no such import.")

    @OptionGroup var place: Place

    @Argument(help: "The import's key, or the letters it begins with.") var key: String

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        try await answer(place, language) { [key] in
            try await ImportRunCommand(database: $0, phrasebook: $1, roles: House.roles(in: $0)).publish(
                key, now: Date())
        }
    }
}

struct UndoImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Takes back what an import made and changed; what was changed or used since stays.",
        discussion: "Exit codes: 0 all of it is taken back; 1 something stays; 2 no such import.")

    @OptionGroup var place: Place

    @Argument(help: "The import's key, or the letters it begins with.") var key: String

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    func run() async throws {
        try await answer(place, language) { [key] in
            try await ImportRunCommand(database: $0, phrasebook: $1, roles: House.roles(in: $0)).undo(key, now: Date())
        }
    }
}

/// Reports go to standard output; why nothing was done goes to standard error.
func answer(
    _ place: Place, _ language: String,
    _ work: (any Database, Phrasebook) async throws -> ImportCommand.Answer
) async throws {
    do {
        let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
        let answer = try await work(database, try House.phrasebook(language, in: place.rootFolder))
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
