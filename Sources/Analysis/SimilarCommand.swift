import ArgumentParser
import Foundation
import Seeds
import TextSimilarity

/// `rallynov analyse similar`: which texts are near, which are copies, which answer a query.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Finds the texts nearest to each, with the words that bring them together.")

    @Option(help: "The CSV file of texts (- for standard input).") var texts: String

    @Option(help: "The column of their names, each once.") var id = "id"

    @Option(help: "The columns of their words, with commas between.") var text: String

    @Option(help: "The language of the texts: fr or en.") var language = TextAnalysis.Language.french

    @Option(help: "How many texts to list for each, at most (default: 5; of duplicates, all).") var neighbours: Int?

    @Option(help: "Lists the texts that answer these words instead, misspelt or not; may be given several times.")
    var query: [String] = []

    @Flag(help: "Lists the pairs that may be copies, edited or cut short; the first of several columns is the title.")
    var duplicates = false

    @Option(help: "What decides by chance which pairs of texts are looked at for duplicates.") var seed = "rallynov"

    @OptionGroup var names: NameOptions

    // For the bench, which compares with cosines of its own.
    @Flag(help: .private) var stems = false

    func validate() throws {
        guard neighbours.map((1...1000).contains) != false else {
            throw ValidationError("--neighbours takes 1 to 1000")
        }
        guard !columns.isEmpty else { throw ValidationError("--text names no column") }
        guard !duplicates || query.isEmpty else { throw ValidationError("--query does not go with --duplicates") }
    }

    private var columns: [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    func run() throws {
        try Answer.tell {
            let data = try DataFile(texts)
            let file = try TextFile(names.read([data], columns: [id])[0] ?? data, id: id, columns: columns)
            return Told(bytes: answer(file), notes: file.notes(of: data.name))
        }
    }

    private func answer(_ file: TextFile) -> [UInt8] {
        if stems { return file.stems(language) }
        if duplicates { return file.duplicates(language, seed: Seed(seed), limit: neighbours) }
        return file.neighbours(language, limit: neighbours ?? 5, queries: query)
    }
}

extension TextAnalysis.Language: ExpressibleByArgument {}
