import Foundation
import ArgumentParser
import Tables
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

    @Option(help: "How many texts to list for each.") var neighbours = 5

    @Option(help: "Lists the texts that answer these words instead, misspelt or not; may be given several times.")
    var query: [String] = []

    func validate() throws {
        guard (1...1000).contains(neighbours) else { throw ValidationError("--neighbours takes 1 to 1000") }
        guard !columns.isEmpty else { throw ValidationError("--text names no column") }
    }

    private var columns: [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    func run() throws {
        try Answer.write {
            try SimilarAnswer(DataFile(texts), id: id, columns: columns, language: language)
                .neighbours(neighbours, queries: query)
        }
    }
}

extension TextAnalysis.Language: ExpressibleByArgument {}

/// The texts of a file, compared.
struct SimilarAnswer {
    private var collection: TextCollection

    init(_ file: DataFile, id: String, columns: [String], language: TextAnalysis.Language) throws {
        let idColumn = try file.column(id)
        let places = try columns.map { try file.column($0) }
        var collection = TextCollection(language: language)
        try file.forEachRow { row in
            let id = try row.name(idColumn)
            guard !collection.contains(id) else { throw row.refusal(idColumn, "«\(id.prefix(40))» stands twice") }
            collection.add(places.map(row.text).joined(separator: "\n"), id: id)
        }
        self.collection = collection
    }

    func neighbours(_ limit: Int, queries: [String]) -> [UInt8] {
        let index = collection.index()
        var writer = TableWriter(columns: ["id", "other_id", "score", "reasons"], dialect: .machine)
        func write(_ id: String, _ neighbours: [TextIndex.Neighbour]) {
            for other in neighbours {
                let score = (other.score * 1e6).rounded() / 1e6
                writer.append([
                    .text(id), .text(other.id), .decimal(score), .text(other.reasons.joined(separator: "|")),
                ])
            }
        }
        if queries.isEmpty { index.forEachText(limit: limit, write) }
        for query in queries { write(query, index.texts(answering: query, limit: limit)) }
        return writer.bytes
    }
}
