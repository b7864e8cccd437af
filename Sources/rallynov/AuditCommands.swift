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

    func run() async throws {
        let said = AuditCommand.makeKey(file)
        try conclude(said.text, said.exit.rawValue)
    }
}

private func answer(at place: Place, _ work: (AuditCommand) async throws -> AuditCommand.Answer) async throws {
    try await conclude(at: place) { database in
        let said = try await work(AuditCommand(database: database))
        return (said.text, said.exit.rawValue)
    }
}
