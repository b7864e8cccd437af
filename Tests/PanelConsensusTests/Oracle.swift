import Foundation
import PanelConsensus

/// What `Fixtures/oracle.py` wrote.
struct Oracle: Decodable {
    struct Axes: Decodable {
        let points: [[Double]]
        let extremities: [Double]
    }

    let votes: [[Int8?]]
    let groups: [Int]
    let statistics: [[Double]]
    let axes: Axes
    let forecasts: [[Double]]
    let shares: [[Double]]

    static func read() throws -> Oracle {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/oracle.json")
        return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: file))
    }

    var conversation: Conversation { Conversation(votes) }
}

extension Conversation {
    /// One row a person, nil where there is no vote.
    init(_ rows: [[Int8?]]) {
        self.init(participants: rows.count, statements: rows.first?.count ?? 0)
        for (person, row) in rows.enumerated() {
            for (statement, value) in row.enumerated() {
                if let vote = value.flatMap(Vote.init) { record(vote, by: person, on: statement) }
            }
        }
    }
}
