import Foundation

/// Marks sorted by entry, juror, criterion and sitting, and averaged over sittings.
struct MarkBook {
    private(set) var pairs: [(entry: Int, juror: Int)] = []
    /// Pair by pair, criterion by criterion; NaN where no mark was given.
    private(set) var averages: [Double] = []
    private var sorted: [Place] = []
    private let criteria: Int

    private struct Place {
        let entry: Int
        let juror: Int
        let sitting: String
        let criterion: Int
        let source: Int
        let value: Double

        func comes(before other: Place) -> Bool {
            if entry != other.entry { return entry < other.entry }
            if juror != other.juror { return juror < other.juror }
            if criterion != other.criterion { return criterion < other.criterion }
            if sitting != other.sitting { return sitting < other.sitting }
            return source < other.source
        }

        func saysAgain(_ other: Place) -> Bool {
            (entry, juror, criterion) == (other.entry, other.juror, other.criterion) && sitting == other.sitting
        }
    }

    init(_ marks: [Mark], entries: [String], jurors: [String], criteria: [String]) throws(MarkFault) {
        self.criteria = criteria.count
        let (entryPlaces, jurorPlaces) = (Self.places(entries), Self.places(jurors))
        let criterionPlaces = Self.places(criteria)
        sorted = marks.indices.map { source in
            let mark = marks[source]
            return Place(
                entry: entryPlaces[mark.entry] ?? 0, juror: jurorPlaces[mark.juror] ?? 0, sitting: mark.sitting,
                criterion: criterionPlaces[mark.criterion] ?? 0, source: source, value: mark.value)
        }
        sorted.sort { $0.comes(before: $1) }
        let repeats = sorted.indices.dropFirst().filter { sorted[$0].saysAgain(sorted[$0 - 1]) }
        if let first = repeats.map({ sorted[$0].source }).min() { throw .repeated(at: first) }
        average()
    }

    private static func places(_ names: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    private mutating func average() {
        var counts: [Double] = []
        for place in sorted {
            if pairs.last.map({ $0 != (place.entry, place.juror) }) ?? true {
                pairs.append((place.entry, place.juror))
                averages.append(contentsOf: repeatElement(0, count: criteria))
                counts.append(contentsOf: repeatElement(0, count: criteria))
            }
            let cell = (pairs.count - 1) * criteria + place.criterion
            counts[cell] += 1
            averages[cell] += (place.value - averages[cell]) / counts[cell]
        }
        for cell in averages.indices where counts[cell] == 0 { averages[cell] = .nan }
    }

    /// The pooled deviation of weighted scores between sittings on one entry, for each juror who read one twice.
    func repeatDeviations(jurors: Int, _ scale: CriterionScale) -> [Double?] {
        var (squares, freedom) = ([Double](repeating: 0, count: jurors), [Double](repeating: 0, count: jurors))
        for pair in Self.runs(sorted, where: { ($0.entry, $0.juror) == ($1.entry, $1.juror) }) {
            guard sorted[pair].contains(where: { $0.sitting != sorted[pair.lowerBound].sitting }) else { continue }
            let sittings = Dictionary(grouping: sorted[pair], by: \.sitting).sorted { $0.key < $1.key }
            let scores = sittings.compactMap { scale.score(marks(of: $0.value), 0) }
            guard scores.count > 1, let juror = sorted[pair].first?.juror else { continue }
            let mean = scores.reduce(0, +) / Double(scores.count)
            squares[juror] += scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            freedom[juror] += Double(scores.count - 1)
        }
        return zip(squares, freedom).map { $1 > 0 ? ($0 / $1).squareRoot() : nil }
    }

    private func marks(of places: [Place]) -> [Double] {
        var row = [Double](repeating: .nan, count: criteria)
        for place in places { row[place.criterion] = place.value }
        return row
    }

    private static func runs(_ places: [Place], where same: (Place, Place) -> Bool) -> [Range<Int>] {
        var (runs, start) = ([Range<Int>](), 0)
        for place in places.indices where place + 1 == places.count || !same(places[place], places[place + 1]) {
            runs.append(start..<place + 1)
            start = place + 1
        }
        return runs
    }
}

/// How marks on several criteria become one score: weights, and the level of each criterion for what is left blank.
struct CriterionScale {
    let weights: [Double]
    let means: [Double]
    var count: Int { weights.count }

    init(_ averages: [Double], weights: [Double]) {
        let count = weights.count
        means = weights.indices.map { criterion in
            let marks = stride(from: criterion, to: averages.count, by: max(count, 1)).lazy.map { averages[$0] }
            let given = marks.filter { !$0.isNaN }
            return given.reduce(0, +) / max(given.reduce(0) { sum, _ in sum + 1 }, 1)
        }
        self.weights = weights
    }

    init(weights: [Double], means: [Double]) { (self.weights, self.means) = (weights, means) }

    /// The score of one row of marks; nil when no criterion that counts was marked.
    func score(_ marks: [Double], _ row: Int) -> Double? {
        var (above, weight, plain, level) = (0.0, 0.0, 0.0, 0.0)
        var whole = true
        for criterion in 0..<count {
            let mark = marks[row * count + criterion]
            level += weights[criterion] * means[criterion]
            guard !mark.isNaN else {
                whole = whole && weights[criterion] == 0
                continue
            }
            above += weights[criterion] * (mark - means[criterion])
            plain += weights[criterion] * mark
            weight += weights[criterion]
        }
        guard weight > 0 else { return nil }
        return whole ? plain / weight : above / weight + level
    }
}
