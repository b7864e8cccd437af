/// Who read what, laid out for the mixed model: one side (the larger) is eliminated, the other stays dense.
///
/// The columns that stay: the inner side (the smaller of entries and jurors), the pools, and the mean last.
struct Design: Sendable {
    let outerCount: Int
    let innerCount: Int
    let poolCount: Int
    /// Whether entries are the eliminated side.
    let entriesOutside: Bool
    /// Readings by outer level; those of level o are at `starts[o]..<starts[o + 1]`.
    let starts: [Int]
    let inner: [Int]
    let pool: [Int]
    /// The place of each reading in `Readings.list`.
    let source: [Int]
    /// Wᵀ·Z for each outer level as a sparse row: columns and counts at `spans[o]..<spans[o + 1]`.
    private(set) var spans: [Int] = [0]
    private(set) var columns: [Int] = []
    private(set) var counts: [Double] = []

    var columnCount: Int { innerCount + poolCount + 1 }
    var meanColumn: Int { innerCount + poolCount }
    var readingCount: Int { inner.count }

    /// `poolOf`: the pool of each entry; nil leaves pools out.
    init(_ list: [Reading], entries: Int, jurors: Int, poolOf: [Int]?, poolCount: Int) {
        let entriesOutside = entries >= jurors
        (outerCount, innerCount) = (max(entries, jurors), min(entries, jurors))
        self.poolCount = poolOf == nil ? 0 : poolCount
        self.entriesOutside = entriesOutside
        let outer = list.map { entriesOutside ? $0.entry : $0.juror }
        // By outer level; within a level the order of the list stays.
        var starts = [Int](repeating: 0, count: outerCount + 1)
        for level in outer { starts[level + 1] += 1 }
        for level in 0..<outerCount { starts[level + 1] += starts[level] }
        var (next, source) = (starts, [Int](repeating: 0, count: list.count))
        for (place, level) in outer.enumerated() {
            source[next[level]] = place
            next[level] += 1
        }
        inner = source.map { entriesOutside ? list[$0].juror : list[$0].entry }
        pool = source.map { poolOf?[list[$0].entry] ?? 0 }
        (self.starts, self.source) = (starts, source)
        crossRows()
    }

    private mutating func crossRows() {
        for level in 0..<outerCount {
            let readings = starts[level]..<starts[level + 1]
            for reading in readings { append(inner[reading], 1) }
            for pool in Set(pool[readings]).sorted() where poolCount > 0 {
                append(innerCount + pool, Double(readings.count { self.pool[$0] == pool }))
            }
            append(meanColumn, Double(readings.count))
            spans.append(columns.count)
        }
    }

    private mutating func append(_ column: Int, _ count: Double) {
        columns.append(column)
        counts.append(count)
    }
}

/// Variances of the random effects as shares of the residual variance.
struct Ratios: Sendable, Equatable {
    var outer: Double
    var inner: Double
    var pool: Double

    subscript(effect: Int) -> Double {
        get { effect == 0 ? outer : effect == 1 ? inner : pool }
        set {
            switch effect {
            case 0: outer = newValue
            case 1: inner = newValue
            default: pool = newValue
            }
        }
    }
}
