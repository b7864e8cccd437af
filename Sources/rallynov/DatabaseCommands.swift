import ArgumentParser
import Assembly
import Foundation

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database to what this program needs; one that holds something is copied first.")

    @OptionGroup var place: Place

    @Option(help: "The folder for the copy (default: the database's own; for PostgreSQL, the current one).")
    var copies: String?

    func run() async throws {
        try await answer { try await place.command.migrate(copies: copies, now: Date()) }
    }
}

struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the database and what people sent, while others use them, and reads the copy again.")

    @OptionGroup var place: Place
    @Argument(help: "The file to make; its digest goes beside it, into FILE.sha256, and files into FILE.files.")
    var file: String

    func run() async throws {
        try await answer { try await place.command.backup(to: file) }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Puts a copy in the place of the database, with its files, whole or not at all. Stop the server first.")

    @OptionGroup var place: Place
    @Argument(help: "A copy that `backup` made.") var file: String
    @Flag(help: "Replaces the database that is there.") var replace = false
    @Option(help: "Puts back one part alone: database or files.") var only: DatabaseCommand.Part?

    func run() async throws {
        try await answer { try await place.command.restore(from: file, replacing: replace, only: only) }
    }
}

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: """
            Reads a copy from end to end and compares it with its digest and with what the migrations make; without a copy, the \
            files that people sent, and names those that are missing, altered or too much.
            """)

    @OptionGroup var place: Place
    @Argument(help: "A copy that `backup` made.") var file: String?

    func run() async throws {
        try await answer {
            guard let file else { return try await place.command.verifyFiles() }
            return try await DatabaseCommand.verify(file, root: place.rootFolder)
        }
    }
}

extension DatabaseCommand.Part: ExpressibleByArgument {}

extension Place {
    fileprivate var command: DatabaseCommand {
        get throws {
            DatabaseCommand(
                address: databaseAddress, root: rootFolder, files: try FileSettings(database: databaseAddress))
        }
    }
}

private func answer(_ text: () async throws -> String) async throws {
    do {
        try FileHandle.standardOutput.write(contentsOf: Data(try await text().utf8))
    } catch {
        throw stop(error)
    }
}
