import ArgumentParser
import Assembly
import Foundation
import Sheets
import Storage
import Words

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes lists in from files, and takes them back.",
        subcommands: [
            ImportInitiatives.self, ImportOrganisations.self, ImportPartners.self, ImportPeople.self, ListImports.self,
            ReadLeft.self, PublishImport.self, UndoImport.self,
        ])
}

struct ImportInitiatives: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "initiatives",
        abstract: "Takes a list of initiatives in, as sheets of an edition: drafts, or public at once.",
        discussion: """
            Reads CSV (comma, semicolon or tab; UTF-8, UTF-16, Windows-1252, Mac OS Roman or MS-DOS 850) or XLSX (the first sheet \
            that has anything in it) under a mapping, reports every row and everything that was not taken, and changes only what \
            the list changed when it is run again. See docs/importing.md.

            Exit codes: 0 every row is in; 1 some rows were refused, the others are in; 2 no such file, mapping or edition; \
            3 the file is no table or lacks a column, nothing was written; 4 a question is to be answered first, nothing was \
            written.
            """)

    @OptionGroup var place: Place
    @OptionGroup var manner: ImportManner

    @Argument(help: "The file.") var file: String

    @Option(help: "Which column says what (default: Reference/imports/<the file's stem>.yaml).") var mapping: String?

    @Option(help: "The edition, by the word in its address.") var edition: String

    @Flag(help: "New sheets are public at once; without it they are drafts.") var publish = false

    @Flag(help: "New sheets count towards the targets of the edition; without it they do not.") var counted = false

    @Option(help: "Rows under new keys whose practice is known by its title: new, same or leave.")
    var knownTitles: KnownTitles?

    func run() async throws {
        var arguments = ImportCommand.Arguments(
            file: file, mapping: mapping, edition: edition, isDryRun: manner.dryRun)
        (arguments.isPublic, arguments.isCounted, arguments.knownTitles) = (publish, counted, knownTitles)
        try await answer(place, manner.language) { [arguments, manner] database, phrasebook in
            try await ImportCommand(database: database, phrasebook: phrasebook, root: place.rootFolder)
                .run(arguments, now: Date(), confirm: manner.confirm)
        }
    }
}

/// How a list is taken in.
struct ImportManner: ParsableArguments {
    @Flag(help: "Says what would happen, and writes nothing.") var dryRun = false

    @Flag(help: "Does not ask before writing. Nothing is asked where nobody sits at a terminal.") var yes = false

    @Option(help: "The language of the report: fr or en.") var language = "fr"

    /// Shows what is about to be done, and asks whoever sits there.
    var confirm: ImportCommand.Confirmation {
        let (isSilent, ask) = (
            yes || dryRun || isatty(STDIN_FILENO) == 0, language == "en" ? "Go on? [y/N] " : "Continuer ? [o/N] "
        )
        return { words in
            FileHandle.standardError.write(Data((words + "\n").utf8))
            guard !isSilent else { return true }
            FileHandle.standardError.write(Data(ask.utf8))
            return "oy".contains(readLine()?.lowercased().first ?? "n")
        }
    }
}

extension KnownTitles: ExpressibleByArgument {}

struct ImportOrganisations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisations", abstract: "Takes a list of organisations in; what is known of them stays.",
        discussion: listDiscussion)

    @OptionGroup var place: Place
    @OptionGroup var manner: ImportManner
    @OptionGroup var list: ImportedList

    func run() async throws { try await list.take(.organisations, place, manner) }
}

struct ImportPartners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partners",
        abstract: "Takes a list of partners in, and engages them in an edition where one is given.",
        discussion: listDiscussion)

    @OptionGroup var place: Place
    @OptionGroup var manner: ImportManner
    @OptionGroup var list: ImportedList

    @Option(help: "The edition that they engage themselves for.") var edition: String?

    func run() async throws { try await list.take(.partners, place, manner, edition: edition) }
}

struct ImportPeople: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Takes a list of people in, with a role where one is given. Nobody is written to.",
        discussion: listDiscussion)

    @OptionGroup var place: Place
    @OptionGroup var manner: ImportManner
    @OptionGroup var list: ImportedList

    @Option(help: "The edition that roles are for (default: all of them).") var edition: String?

    @Option(help: "The role of all of them, where no column says it: juror, coach…") var role: String?

    func run() async throws { try await list.take(.people, place, manner, edition: edition, role: role) }
}

private let listDiscussion = """
    Columns are known by their names, or by a mapping: see docs/importing.md.

    Exit codes: 0 every row is in; 1 some rows were refused, the others are in; 2 no such file, mapping, edition or role; \
    3 the file is no table or lacks a column, nothing was written; 4 a question is to be answered first, or nothing was \
    written, as was answered.
    """

/// The file of a list, and what says its columns.
struct ImportedList: ParsableArguments {
    @Argument(help: "The file.") var file: String

    @Option(help: "Which column says what (default: the columns' own names).") var mapping: String?

    @Option(help: "Rows whose name is nearly that of something known: new, same or leave.")
    var knownNames: KnownTitles?

    func take(
        _ kind: ImportRun.Kind, _ place: Place, _ manner: ImportManner, edition: String? = nil, role: String? = nil
    ) async throws {
        var arguments = ListCommand.Arguments(kind, file: file, isDryRun: manner.dryRun)
        (arguments.mapping, arguments.edition, arguments.role) = (mapping, edition, role)
        arguments.knownNames = knownNames
        try await answer(place, manner.language) { [arguments, manner] database, phrasebook in
            let other = try House.phrasebook(manner.language == "en" ? "fr" : "en", in: place.rootFolder)
            let roles = House.roles(in: database)
            return try await ListCommand(
                database: database, phrasebook: phrasebook, other: other, roles: roles, root: place.rootFolder
            ).run(arguments, now: Date(), confirm: manner.confirm)
        }
    }
}
