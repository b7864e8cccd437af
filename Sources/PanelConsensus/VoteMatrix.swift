import Foundation

/// Votes by participant, statements without vote left out of each row: what axes and groups are computed from.
struct VoteMatrix: Sendable {
    /// The number of statements.
    let width: Int
    /// Row r holds the votes `starts[r]..<starts[r + 1]`.
    private(set) var starts = [0]
    private(set) var columns: [Int32] = []
    private(set) var votes: [Int8] = []

    /// The votes on statements that are not rejected.
    init(_ conversation: Conversation) {
        let kept = (0..<conversation.statements).filter { !conversation.rejected.contains($0) }
        var places = [Int32](repeating: -1, count: conversation.statements)
        for (place, statement) in kept.enumerated() { places[statement] = Int32(place) }
        width = kept.count
        for marks in conversation.marks {
            for mark in marks where places[mark.statement] >= 0 {
                columns.append(places[mark.statement])
                votes.append(mark.value)
            }
            starts.append(votes.count)
        }
    }

    private init(width: Int) { self.width = width }

    var height: Int { starts.count - 1 }

    func length(of row: Int) -> Int { starts[row + 1] - starts[row] }

    func taking(_ rows: [Int]) -> VoteMatrix {
        var taken = VoteMatrix(width: width)
        for row in rows {
            taken.columns += columns[starts[row]..<starts[row + 1]]
            taken.votes += votes[starts[row]..<starts[row + 1]]
            taken.starts.append(taken.votes.count)
        }
        return taken
    }

    /// The mean vote on each statement; 0 where nobody voted.
    func means() -> [Double] {
        var (sums, counts) = ([Int](repeating: 0, count: width), [Int](repeating: 0, count: width))
        for (column, vote) in zip(columns, votes) {
            sums[Int(column)] += Int(vote)
            counts[Int(column)] += 1
        }
        return zip(sums, counts).map { $1 == 0 ? 0 : Double($0) / Double($1) }
    }

    /// For each statement, where its votes stand in `votes`.
    func placesByColumn() -> [[Int32]] {
        var places = [[Int32]](repeating: [], count: width)
        for (place, column) in columns.enumerated() { places[Int(column)].append(Int32(place)) }
        return places
    }

    /// The votes on each statement dealt anew among those who voted on it: whatever linked people is gone, while who
    /// voted where, and what was said of each statement, stay.
    func shuffled(_ places: [[Int32]], using generator: inout some RandomNumberGenerator) -> VoteMatrix {
        var shuffled = self
        for column in places where column.count > 1 {
            for last in stride(from: column.count - 1, to: 0, by: -1) {
                let other = Int(generator.next(upperBound: UInt64(last + 1)))
                shuffled.votes.swapAt(Int(column[last]), Int(column[other]))
            }
        }
        return shuffled
    }
}
