import Foundation

/// One mark: what a juror gave an entry on a criterion, possibly one of several times.
public struct Mark: Sendable, Hashable {
    public let entry: String
    public let juror: String
    public let criterion: String
    /// Tells repeated readings of one entry by one juror apart; empty when there is one.
    public let sitting: String
    public let value: Double

    public init(entry: String, juror: String, criterion: String = "", sitting: String = "", value: Double) {
        (self.entry, self.juror, self.criterion, self.sitting) = (entry, juror, criterion, sitting)
        self.value = value
    }
}

/// Why marks cannot be used at all.
public enum MarkFault: Error, Equatable, Sendable {
    /// The mark at this place says again what an earlier one of the same juror, entry, criterion and sitting says.
    case repeated(at: Int)
    /// Not a number, infinite, or above 10¹⁰⁰ in size: its square could not be told.
    case outOfRange(at: Int)
    case negativeWeight(criterion: String)
    case withoutWeight(criterion: String)
    /// A weight for a criterion that nobody marked.
    case unknownCriterion(String)
    /// No criterion counts.
    case noWeight
    case entryWithoutPool(String)
}

/// One reading: the weighted mark of one juror for one entry, repeated readings averaged.
public struct Reading: Sendable, Equatable {
    public let entry: Int
    public let juror: Int
    public let mark: Double

    public init(entry: Int, juror: Int, mark: Double) { (self.entry, self.juror, self.mark) = (entry, juror, mark) }
}
