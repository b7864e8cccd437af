import Analysis
import ArgumentParser
import Assembly
import Foundation

@main
struct Rallynov: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rallynov",
        abstract: "Runs a social-innovation campaign, from the shared definition to the award.",
        subcommands: [
            Serve.self, Demo.self, Migrate.self, BackUp.self, Restore.self, Verify.self, Import.self,
            EditionCommands.self, GridCommands.self,
            AccountCommands.self, AuditCommands.self, AnalyseCommands.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch  where exitCode(for: error) == .validationFailure {
            // One line, where the library would add the usage.
            let line = message(for: error).split(separator: "\n").joined(separator: " ")
            say("\(line) (see rallynov --help)")
            exit(withError: ExitCode(2))
        } catch {
            exit(withError: error)
        }
    }
}

/// Where the data is and where the program's own files are.
struct Place: ParsableArguments {
    @Option(help: "sqlite:PATH or postgres://… (default: $RALLYNOV_DATABASE, then var/rallynov.sqlite).")
    var database: String?

    @Option(help: "The folder with Site, Locale, Migrations and Reference (default: $RALLYNOV_ROOT, then this one).")
    var root: String?

    var databaseAddress: String {
        database ?? ProcessInfo.processInfo.environment["RALLYNOV_DATABASE"] ?? Databases.usual
    }

    var rootFolder: String { Self.rootFolder(root) }

    static func rootFolder(_ root: String?) -> String {
        root ?? ProcessInfo.processInfo.environment["RALLYNOV_ROOT"] ?? "."
    }
}

/// One plain line on standard error, and a non-zero exit.
func stop(_ error: any Error) -> ExitCode {
    // What Foundation throws describes itself in a dozen lines, and in one to people.
    say(error is CocoaError ? error.localizedDescription : "\(error)")
    return .failure
}

private func say(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data("rallynov: \(line)\n".utf8))
}
