import Foundation
import Identifiers
import Storage

/// A file's answers, read as the parts of a sheet that have the same names.
struct SheetAnswers: Sendable {
    private let values: [String: String]

    init(of submission: Submission.ID, in connection: any Connection) throws {
        let rows = try connection.rows("SELECT field, value FROM submission_answer WHERE submission = \(submission)")
        values = Dictionary(
            try rows.map { row -> (String, String) in (try row["field"], try row["value"]) },
            uniquingKeysWith: { first, _ in first })
    }

    func text(_ field: String) -> String? { values[field]?.tidied.ifFilled }

    var content: SheetContent {
        var content = SheetContent()
        (content.need, content.before, content.response) = (text("need"), text("before"), text("response"))
        (content.whoWith, content.effects, content.risk) = (text("who_with"), text("effects"), text("risk"))
        (content.reuse, content.website) = (text("reuse"), text("organisation.website"))
        (content.difficulties, content.levers) = (list("difficulties"), list("levers"))
        content.reuseConditions = list("reuse_conditions")
        let steps = rows("steps").map { SheetContent.Step(date: $0.date("date"), text: $0["text"] ?? "") }
        content.steps = steps.isEmpty ? nil : steps
        let indicators = rows("indicators").map(SheetContent.Indicator.init(typed:))
        content.indicators = indicators.isEmpty ? nil : indicators
        content.cost = SheetContent.Cost(parts: parts("cost"))
        content.quote = SheetContent.Quote(parts: parts("quote"))
        return content
    }

    /// Terms by vocabulary, from fields such as `tags.need`.
    var tags: [String: [String]] {
        var tags: [String: [String]] = [:]
        for field in values.keys where field.hasPrefix("tags.") { tags[String(field.dropFirst(5))] = list(field) }
        return tags
    }

    private func list(_ field: String) -> [String]? {
        guard let value = values[field]?.ifFilled else { return nil }
        let items = (try? [String](sheetJSON: value)) ?? value.split(separator: "\n").map(String.init)
        let filled = items.map(\.tidied).filter { !$0.isEmpty }
        return filled.isEmpty ? nil : filled
    }

    private func rows(_ field: String) -> [[String: String]] {
        let rows = values[field].flatMap { try? [[String: String]](sheetJSON: $0) } ?? []
        return rows.filter { row in row.contains { $0.key != "direction" && !$0.value.tidied.isEmpty } }
    }

    private func parts(_ field: String) -> [String: String] {
        values[field].flatMap { try? [String: String](sheetJSON: $0) } ?? [:]
    }
}
