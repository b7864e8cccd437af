import ArgumentParser
import Assembly
import Foundation

struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Verifies and seals the journal of who did what.",
        subcommands: [VerifyAudit.self, SealAudit.self, MakeAuditKey.self])
}

struct VerifyAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the whole journal and names the first row that is not what was written.",
        discussion: """
            A journal that was cut, or rewritten from end to end, is found by seals only: keep them on another machine.

            Exit codes: 0 the journal is whole; 1 it was altered; 2 no such file; 3 a seal is damaged or of another key.
            """)

    @OptionGroup var place: Place

    @Option(parsing: .upToNextOption, help: "Seals that `audit seal` made.") var seals: [String] = []

    @Option(help: "The key that the seals must have been made with: the file, or its public part.") var key: String?

    func run() async throws {
        try await answer(at: place) { try await $0.verify(seals: seals, key: key) }
    }
}

struct SealAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Verifies the journal, then signs its last row into a new file (Ed25519).",
        discussion: """
            Exit codes: 0 the seal is made; 1 the journal was altered, or is empty; 2 no such file; 3 the key is none, or the \
            file is there already.
            """)

    @OptionGroup var place: Place

    @Option(help: "The key that `audit key` made.") var key: String

    @Option(help: "The file to make.") var out: String

    func run() async throws {
        try await answer(at: place) { try await $0.seal(key: key, to: out, now: Date()) }
    }
}

struct MakeAuditKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Makes a key to seal the journal with, and its public part in FILE.pub.",
        discussion: "Exit codes: 0 the key is made; 2 it cannot be written; 3 a file is there already.")

    @Argument(help: "The file to make; nobody but its owner may read it.") var file: String

    func run() async throws { try say(AuditCommand.makeKey(file)) }
}

private func answer(
    at place: Place, _ work: (AuditCommand) async throws -> AuditCommand.Answer
) async throws {
    let said: AuditCommand.Answer
    do {
        let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
        said = try await work(AuditCommand(database: database))
        try await database.close()
    } catch {
        throw stop(error)
    }
    try say(said)
}

private func say(_ answer: AuditCommand.Answer) throws {
    let isGood = answer.exit == .good
    let output: FileHandle = isGood ? .standardOutput : .standardError
    output.write(Data("\(isGood ? "" : "rallynov: ")\(answer.text)\n".utf8))
    throw ExitCode(answer.exit.rawValue)
}
