import ArgumentParser
import Assembly
import Foundation

@main
struct Rallynov: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rallynov",
        abstract: "Runs a social-innovation campaign, from the shared definition to the award.",
        subcommands: [Serve.self, Demo.self, Migrate.self, Import.self, GridCommands.self])
}

/// Where the data is and where the program's own files are.
struct Place: ParsableArguments {
    @Option(help: "sqlite:PATH or postgres://… (default: $RALLYNOV_DATABASE, then var/rallynov.sqlite).")
    var database: String?

    @Option(help: "The folder with Site, Locale, Migrations and Reference (default: $RALLYNOV_ROOT, then this one).")
    var root: String?

    var databaseAddress: String {
        database ?? ProcessInfo.processInfo.environment["RALLYNOV_DATABASE"] ?? "var/rallynov.sqlite"
    }

    var rootFolder: String { root ?? ProcessInfo.processInfo.environment["RALLYNOV_ROOT"] ?? "." }
}

/// One plain line on standard error, and a non-zero exit.
func stop(_ error: any Error) -> ExitCode {
    FileHandle.standardError.write(Data("rallynov: \(error)\n".utf8))
    return .failure
}
