import Foundation
import World

/// A table of `docs/audit/`: what a standard asks for, row by row, whether it holds, and what shows it.
struct Audit: Sendable {
    struct Row: Equatable, Sendable {
        let id: String
        let level: String
        let state: String
        let proof: String
        let date: String
        let note: String
    }

    enum State: String, CaseIterable, Sendable {
        case holds
        /// It is for whoever runs the site, whom a sentence of a document tells so.
        case `operator`
        case fails
        case notApplicable = "not-applicable"
    }

    let rows: [Row]

    init(_ name: String) throws {
        self.init(text: try String(contentsOfFile: "\(World.root)/docs/audit/\(name).csv", encoding: .utf8))
    }

    init(text: String) {
        rows = Self.records(text).dropFirst().map { cells in
            let cells = cells + Array(repeating: "", count: max(0, 6 - cells.count))
            return Row(
                id: cells[0], level: cells[1], state: cells[2], proof: cells[3], date: cells[4], note: cells[5])
        }
    }

    /// How many rows of each level a chapter has: `["1": ["1": 8, "2": 19]]`.
    var counts: [String: [String: Int]] {
        Dictionary(grouping: rows, by: \.chapter).mapValues { Dictionary(grouping: $0, by: \.level).mapValues(\.count) }
    }

    /// What is wrong with its rows, in words; none when all is well. `sources` are texts by their path.
    func problems(in sources: (String) -> String?) -> [String] {
        let twice = Dictionary(grouping: rows, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
        return twice.map { "\($0): it stands there twice" } + rows.flatMap { $0.problems(in: sources) }
    }

    /// RFC 4180: commas, quotes where needed, no line end within a cell.
    private static func records(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map { line in
            // Every second part is within quotes; where nothing stands between two of them, there is a quote.
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
            var cells = [""]
            for (place, part) in parts.enumerated() {
                if place.isMultiple(of: 2) {
                    let pieces = part.components(separatedBy: ",")
                    cells[cells.count - 1] += pieces[0]
                    cells += pieces.dropFirst()
                } else {
                    if place > 1, parts[place - 1].isEmpty { cells[cells.count - 1] += "\"" }
                    cells[cells.count - 1] += part
                }
            }
            return cells
        }
    }
}

extension Audit.Row {
    /// `V1` of `V1.2.3`, `4` of `4.13`.
    var chapter: String { String(id.prefix { $0 != "." }) }

    /// What shows it: files of the project, each with what is to be found in it.
    var proofs: [(path: String, anchor: String?)] {
        proof.split(separator: " | ").map { place in
            let parts = place.split(separator: "#", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : nil)
        }
    }

    fileprivate func problems(in sources: (String) -> String?) -> [String] {
        var problems: [String] = []
        let known = Audit.State(rawValue: state)
        if known == nil { problems.append("its state is none: «\(state)»") }
        if date.wholeMatch(of: /20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) == nil {
            problems.append("its day is none: «\(date)»")
        }
        if proofs.isEmpty { problems.append("nothing shows it") }
        if known == .notApplicable || known == .fails, note.isEmpty { problems.append("it is not said why") }
        if known == .operator, !proofs.contains(where: { $0.path == "docs/deploying.md" && $0.anchor != nil }) {
            problems.append("docs/deploying.md says no word of it")
        }
        problems += proofs.compactMap { Self.problem(of: $0.path, $0.anchor, in: sources) }
        return problems.map { "\(id): \($0)" }
    }

    private static func problem(of path: String, _ anchor: String?, in sources: (String) -> String?) -> String? {
        guard let text = sources(path) else { return "there is no file «\(path)»" }
        let isTest = path.hasPrefix("Tests/")
        guard let anchor else { return isTest ? "no test of «\(path)» is named" : nil }
        let isThere =
            if isTest {
                text.contains("func `\(anchor)`(")
            } else if path.hasSuffix(".md") {
                Markdown(text: text).anchors.contains(anchor) || Markdown(text: text).says(anchor)
            } else {
                text.contains(anchor)
            }
        return isThere ? nil : "«\(path)» has nothing of «\(anchor)»"
    }
}
