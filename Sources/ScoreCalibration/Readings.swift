import Foundation

/// The marks of a campaign as readings, in an order that does not depend on the order they came in.
public struct Readings: Sendable {
    /// Identifiers in alphabetical order; everything else counts by their places.
    public let entries: [String]
    public let jurors: [String]
    public let criteria: [String]
    /// Adding up to 1, in the order of `criteria`.
    public let weights: [Double]
    /// By entry, then by juror; one for each pair.
    public let list: [Reading]
    /// Mean mark of each reading on each criterion, reading by reading; NaN where none was given.
    let criterionMarks: [Double]
    /// Of each juror, the standard deviation between repeated readings of the same entry; nil without any.
    public let repeatDeviations: [Double?]
    public private(set) var pools: Pools?

    /// Without weights all criteria count alike; a criterion of weight 0 is left out as if never marked.
    ///
    /// A criterion left blank is filled in at the level of the criterion: Σ w·(mark − mean of the criterion) / Σ w over
    /// what is there, plus Σ w·(mean of the criterion). With nothing blank this is the weighted mean.
    public init(_ marks: [Mark], weights: [String: Double]? = nil) throws(MarkFault) {
        if let place = marks.firstIndex(where: { !(abs($0.value) <= 1e100) }) { throw .outOfRange(at: place) }
        let all = Set(marks.lazy.map(\.criterion)).sorted()
        let shares = try Self.shares(of: all, weights)
        let criteria = shares.map(\.criterion)
        self.weights = shares.map(\.weight)
        let marks = shares.count == all.count ? marks : marks.filter { criteria.contains($0.criterion) }
        let (entries, jurors) = (Set(marks.lazy.map(\.entry)).sorted(), Set(marks.lazy.map(\.juror)).sorted())
        let book = try MarkBook(marks, entries: entries, jurors: jurors, criteria: criteria)
        let scale = CriterionScale(book.averages, weights: self.weights)
        list = book.pairs.indices.map { pair in
            let (entry, juror) = book.pairs[pair]
            return Reading(entry: entry, juror: juror, mark: scale.score(book.averages, pair) ?? 0)
        }
        criterionMarks = book.averages
        repeatDeviations = book.repeatDeviations(jurors: jurors.count, scale)
        (self.entries, self.jurors, self.criteria) = (entries, jurors, criteria)
    }

    /// Says which pool — a territory, a network — each entry and juror belongs to.
    ///
    /// A juror without a pool belongs where most of what the juror reads comes from.
    public func pooled(_ poolOf: [String: String]) throws(MarkFault) -> Readings {
        var pooled = self
        pooled.pools = try Pools(poolOf, of: self)
        return pooled
    }

    private static func shares(of criteria: [String], _ weights: [String: Double]?) throws(MarkFault)
        -> [(criterion: String, weight: Double)]
    {
        guard let weights else { return criteria.map { ($0, 1 / Double(criteria.count)) } }
        for (criterion, weight) in weights.sorted(by: { $0.key < $1.key }) {
            guard weight >= 0, weight.isFinite else { throw .negativeWeight(criterion: criterion) }
            guard criteria.contains(criterion) else { throw .unknownCriterion(criterion) }
        }
        if let without = criteria.first(where: { weights[$0] == nil }) { throw .withoutWeight(criterion: without) }
        let largest = weights.values.max() ?? 0
        guard largest > 0 else { throw .noWeight }
        let scaled = criteria.map { ($0, (weights[$0] ?? 0) / largest) }.filter { $0.1 > 0 }
        let total = scaled.reduce(0) { $0 + $1.1 }
        return scaled.map { ($0.0, $0.1 / total) }
    }
}

/// Which pool each entry and each juror belongs to.
public struct Pools: Sendable {
    public let names: [String]
    public let ofEntry: [Int]
    public let ofJuror: [Int]

    init(_ poolOf: [String: String], of readings: Readings) throws(MarkFault) {
        for entry in readings.entries where poolOf[entry] == nil { throw .entryWithoutPool(entry) }
        let used = Set((readings.entries + readings.jurors).compactMap { poolOf[$0] }).sorted()
        let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
        let ofEntry = readings.entries.map { poolOf[$0].flatMap { places[$0] } ?? 0 }
        var counts = readings.jurors.map { _ in [Int: Int]() }
        for reading in readings.list { counts[reading.juror][ofEntry[reading.entry], default: 0] += 1 }
        ofJuror = readings.jurors.indices.map { juror in
            poolOf[readings.jurors[juror]].flatMap { places[$0] }
                ?? counts[juror].max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        }
        (names, self.ofEntry) = (used, ofEntry)
    }
}
