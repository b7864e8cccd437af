import Foundation

/// What the agency asked the owners of a file: about which points of the grid, and in which words.
struct AskedPrecisions: Equatable, Sendable {
    let at: Date
    /// By their names in the grid.
    let points: [String]
    /// As the letter said it; empty of what was asked before it was kept.
    let words: String

    init(at: Date, note: String) {
        let parts = note.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        self.at = at
        points = (parts.first ?? "").split(separator: " ").map(String.init)
        words = parts.count > 1 ? String(parts[1]) : ""
    }

    /// As the history of the file keeps it: the points on the first line, then the words.
    static func note(_ points: [String], _ words: String) -> String { points.joined(separator: " ") + "\n" + words }
}

/// Why an answer to what was asked is not taken.
enum PrecisionRefusal: Error, Equatable {
    case nothingSaid, tooLong
    /// It was answered or taken back meanwhile, or no jury reads the file any more.
    case notAsked
}
