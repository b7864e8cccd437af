import Seeds
import Tables
import TextSimilarity

/// The texts of a file, and what is said of their likeness.
struct TextFile {
    private var texts: [(id: String, columns: [String])] = []

    init(_ file: DataFile, id: String, columns: [String]) throws {
        try file.mustHoldRows()
        let idColumn = try file.column(id)
        let places = try columns.map { try file.column($0) }
        var lines: [String: Int] = [:]
        try file.forEachRow { row in
            let id = try row.name(idColumn)
            if let line = lines.updateValue(row.line, forKey: id) {
                throw row.refusal(idColumn, "«\(id.prefix(40))» stands on line \(line) already")
            }
            texts.append((id, places.map(row.text)))
        }
    }

    /// Names that may be one.
    func notes(of file: String) -> [String] { Spellings(texts.lazy.map(\.id)).notes(of: file, "texts") }

    func neighbours(_ language: TextAnalysis.Language, limit: Int, queries: [String]) -> [UInt8] {
        var collection = TextCollection(language: language)
        for text in texts { collection.add(text.columns.joined(separator: "\n"), id: text.id) }
        let index = collection.index()
        var answer = SimilarAnswer()
        if queries.isEmpty {
            index.forEachText(limit: limit) { id, neighbours in answer.add(neighbours, to: id) }
        }
        for query in queries { answer.add(index.texts(answering: query, limit: limit), to: query) }
        return answer.bytes
    }

    func duplicates(_ language: TextAnalysis.Language = .french, seed: Seed, limit: Int?) -> [UInt8] {
        var search = DuplicateSearch(seed: seed, language: language)
        for text in texts {
            let title = text.columns.count > 1 ? text.columns[0] : nil
            search.add(text.columns.dropFirst(title == nil ? 0 : 1).joined(separator: "\n"), title: title, id: text.id)
        }
        var answer = SimilarAnswer()
        var listed: [String: Int] = [:]
        for pair in search.pairs() {
            let isWanted = [pair.id, pair.otherID].contains { listed[$0, default: 0] < limit ?? .max }
            guard isWanted else { continue }
            for id in [pair.id, pair.otherID] { listed[id, default: 0] += 1 }
            answer.add(pair)
        }
        return answer.bytes
    }

    /// The stems of each text, with spaces between.
    func stems(_ language: TextAnalysis.Language) -> [UInt8] {
        let analysis = TextAnalysis(language: language)
        var writer = TableWriter(columns: ["id", "stems"], dialect: .machine)
        for text in texts {
            let stems = analysis.stems(of: text.columns.joined(separator: "\n"))
            writer.append([.text(text.id), .text(stems.joined(separator: " "))])
        }
        return writer.bytes
    }
}

/// `id,other_id,score,reasons`.
private struct SimilarAnswer {
    private var writer = TableWriter(columns: ["id", "other_id", "score", "reasons"], dialect: .machine)

    var bytes: [UInt8] { writer.bytes }

    mutating func add(_ neighbours: [TextIndex.Neighbour], to id: String) {
        for other in neighbours { add(id, other.id, other.score, other.reasons) }
    }

    mutating func add(_ pair: DuplicateSearch.Pair) {
        var reasons = ["resemblance \(percent(pair.resemblance))", "containment \(percent(pair.containment))"]
        if let nearness = pair.nearness { reasons = ["neighbours \(percent(nearness))"] }
        if let title = pair.title { reasons.append("title \(percent(title))") }
        add(pair.id, pair.otherID, pair.score, reasons)
    }

    private mutating func add(_ id: String, _ other: String, _ score: Double, _ reasons: [String]) {
        let rounded = (score * 1e6).rounded() / 1e6
        writer.append([.text(id), .text(other), .decimal(rounded), .text(reasons.joined(separator: "|"))])
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
