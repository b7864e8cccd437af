/// Why marks are shown as they are, without calibration.
public enum CalibrationRefusal: Error, Equatable, Sendable {
    /// Too few entries, jurors or readings to tell severity from chance.
    case tooFewData(entries: Int, jurors: Int, readings: Int)
    /// The readings fall into parts that no juror links.
    case disconnected(parts: Int)
    /// A pool that fewer than three readings link to the others.
    case barelyLinked(pool: String, crossReadings: Int)
    /// A part of the entries and jurors keeps to itself, and the pools declared, if any, do not say so.
    case secluded(entries: [String], crossShare: Double)
    case noVariance
    /// More entries and more jurors than the equations can hold.
    case tooLarge(entries: Int, jurors: Int)
    /// The equations could not be solved: the marks are too uneven in size.
    case unsolved

    /// A short name that does not change.
    public var code: String {
        switch self {
        case .tooFewData: "too-few-data"
        case .disconnected: "disconnected"
        case .barelyLinked: "pools-barely-linked"
        case .secluded: "secluded"
        case .noVariance: "no-variance"
        case .tooLarge: "too-large"
        case .unsolved: "unsolved"
        }
    }

    /// A sentence for people.
    public var reason: String {
        switch self {
        case .tooFewData(let entries, let jurors, let readings):
            "\(readings) readings of \(entries) entries by \(jurors) jurors are too few to tell severity from chance: "
                + "at least \(GuardRails.fewestEntries) entries, \(GuardRails.fewestJurors) jurors and "
                + "\(GuardRails.fewestSpare) readings more than it takes to link them are needed"
        case .disconnected(let parts):
            "the readings fall into \(parts) parts that no juror links: marks of one part cannot be compared with another's"
        case .barelyLinked(let pool, let readings):
            "pool «\(pool)» is linked to the others by \(readings) readings only; \(GuardRails.fewestCrossReadings) are needed"
        case .secluded(let entries, let share):
            "\(entries.count) entries (\(entries.prefix(3).joined(separator: ", "))…) are read almost only by jurors who read "
                + "nothing else (\(Int((share * 100).rounded())) % of their readings cross that border), and no pool says "
                + "so: severity and worth cannot be told apart there; declare the pools"
        case .noVariance: "every reading gives the same mark"
        case .tooLarge(let entries, let jurors):
            "\(entries) entries and \(jurors) jurors: one of the two must not be above \(GuardRails.largestSide)"
        case .unsolved: "the equations have no stable solution on these marks"
        }
    }
}

/// What must hold before severity is corrected (analysis.md, section 2).
enum GuardRails {
    static let fewestEntries = 3
    static let fewestJurors = 2
    /// Degrees of freedom left for chance once every entry and every juror has a level of its own.
    static let fewestSpare = 5
    static let fewestCrossReadings = Comparability.usualLinks
    /// Two dense triangles of this size take 1 GB.
    static let largestSide = 8_000

    static func check(_ readings: Readings) throws(CalibrationRefusal) {
        try checkLinks(readings)
        guard let first = readings.list.first, readings.list.contains(where: { $0.mark != first.mark }) else {
            throw .noVariance
        }
        let (entries, jurors) = (readings.entries.count, readings.jurors.count)
        guard min(entries, jurors) + (readings.pools?.names.count ?? 0) <= largestSide else {
            throw .tooLarge(entries: entries, jurors: jurors)
        }
    }

    /// What can be told from who reads what, before there is any mark.
    static func checkLinks(_ readings: Readings) throws(CalibrationRefusal) {
        let (entries, jurors) = (readings.entries.count, readings.jurors.count)
        let parts = parts(of: readings)
        let count = readings.list.count
        guard entries >= fewestEntries, jurors >= fewestJurors else {
            throw .tooFewData(entries: entries, jurors: jurors, readings: count)
        }
        guard parts == 1 else { throw .disconnected(parts: parts) }
        guard count - entries - jurors + 1 >= fewestSpare else {
            throw .tooFewData(entries: entries, jurors: jurors, readings: count)
        }
        try checkPools(readings)
        try checkSeclusion(readings)
    }

    /// How many parts the graph of entries and jurors has.
    static func parts(of readings: Readings) -> Int { Set(partLabels(of: readings)).count }

    /// The part of each entry, then of each juror.
    static func partLabels(of readings: Readings) -> [Int] {
        var parent = Array(0..<readings.entries.count + readings.jurors.count)
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for reading in readings.list {
            let (entry, juror) = (root(reading.entry), root(readings.entries.count + reading.juror))
            if entry != juror { parent[max(entry, juror)] = min(entry, juror) }
        }
        return parent.indices.map(root)
    }

    /// A cross reading of a pool: an entry of it read by a juror of another, or the other way round.
    private static func checkPools(_ readings: Readings) throws(CalibrationRefusal) {
        guard let pools = readings.pools, Set(pools.ofEntry).count > 1 else { return }
        var crossed = pools.names.map { _ in 0 }
        for reading in readings.list {
            let (home, away) = (pools.ofEntry[reading.entry], pools.ofJuror[reading.juror])
            guard home != away else { continue }
            crossed[home] += 1
            crossed[away] += 1
        }
        for pool in Set(pools.ofEntry).sorted() where crossed[pool] < fewestCrossReadings {
            throw .barelyLinked(pool: pools.names[pool], crossReadings: crossed[pool])
        }
    }

    /// A part agrees with the pools when they cut off no more than this share of it: where a fifth of the readings cross,
    /// an entry read mostly from outside is found on the other side.
    private static let mostUnexplained = 0.35

    private static func checkSeclusion(_ readings: Readings) throws(CalibrationRefusal) {
        guard let part = ReadingGraph(readings).seclusion() else { return }
        let pools = readings.pools?.ofEntry ?? readings.entries.map { _ in 0 }
        var (inside, outside) = ([Int: Int](), [Int: Int]())
        for (entry, pool) in pools.enumerated() {
            if part.entries.contains(entry) { inside[pool, default: 0] += 1 } else { outside[pool, default: 0] += 1 }
        }
        let split = inside.reduce(0) { $0 + min($1.value, outside[$1.key] ?? 0) }
        let smaller = min(part.entries.count, pools.count - part.entries.count)
        guard Double(split) > mostUnexplained * Double(smaller) else { return }
        let names = part.entries.sorted().map { readings.entries[$0] }
        throw .secluded(entries: names, crossShare: part.crossShare)
    }
}
