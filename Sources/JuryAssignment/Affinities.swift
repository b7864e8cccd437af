/// How well each juror fits each entry: a table of jurors × entries, any finite unit, higher is better.
///
/// Kept in single precision, 4 bytes a pair: seven digits, of which `AssignmentProblem.solve` uses what `unit` says.
public struct Affinities: Sendable {
    public let entryCount: Int
    public private(set) var jurorCount = 0
    /// Juror after juror. Not-a-number is a conflict, minus infinity an affinity that nobody gave.
    private(set) var values: [Float] = []

    /// One pair of the table.
    public enum Value: Equatable, Sendable {
        case affinity(Float)
        /// The juror must not read the entry.
        case conflict
        /// Nobody said how well they fit: the pair is not proposed, and this is not a conflict.
        case unknown

        var isAffinity: Bool { if case .affinity = self { true } else { false } }
    }

    /// The largest size of an affinity; beyond it a number is refused by `isAllowed`.
    public static let limit: Double = 1e30

    public static func isAllowed(_ number: Double) -> Bool { number.magnitude <= limit }

    public init(entries: Int, reservingJurors jurors: Int = 0) {
        entryCount = entries
        values.reserveCapacity(entries * jurors)
    }

    /// Rows are jurors, nil is a conflict. Every row must have one number an entry.
    public init(_ rows: [[Double?]]) {
        self.init(entries: rows.first?.count ?? 0, reservingJurors: rows.count)
        for row in rows { append(row.map { $0.map { .affinity(Float($0)) } ?? .conflict }) }
    }

    /// Adds a juror with one value an entry; entries that are missing at the end are unknown.
    /// `jurors` guesses how many there will be in the end, so that a large table is not copied as it grows.
    public mutating func append(_ row: [Value], expecting jurors: Int = 0) {
        if jurorCount == 0, jurors > 0 { values.reserveCapacity(entryCount * (jurors + jurors / 8 + 8)) }
        values.append(contentsOf: row.prefix(entryCount).lazy.map(Self.coded))
        values.append(contentsOf: repeatElement(-.infinity, count: max(0, entryCount - row.count)))
        jurorCount += 1
    }

    /// Adds a juror whose affinities nobody gave yet.
    public mutating func appendJuror() {
        values.append(contentsOf: repeatElement(-.infinity, count: entryCount))
        jurorCount += 1
    }

    public subscript(juror: Int, entry: Int) -> Value {
        get {
            let value = values[juror * entryCount + entry]
            return value.isNaN ? .conflict : value == -.infinity ? .unknown : .affinity(value)
        }
        set { values[juror * entryCount + entry] = Self.coded(newValue) }
    }

    private static func coded(_ value: Value) -> Float {
        switch value {
        case .affinity(let number): number.isFinite ? number : .nan
        case .conflict: .nan
        case .unknown: -.infinity
        }
    }

    /// The affinity as it was written, if with seven digits or less; nil when there is none.
    func decimal(_ juror: Int, _ entry: Int) -> Double? {
        guard case .affinity(let number) = self[juror, entry] else { return nil }
        return Double(number.description)
    }

    /// The largest size among the affinities.
    var magnitude: Float {
        var largest: Float = 0
        for value in values where value.isFinite { largest = max(largest, value.magnitude) }
        return largest
    }
}

/// The decimal step in which affinities are counted: everything after it is integer.
///
/// Single precision tells apart all integers up to 2²³, so an affinity written with few decimals is counted exactly.
struct Unit: Sendable, Hashable {
    /// A step is 10 to the power of minus this.
    let decimals: Int

    /// 2²³ steps: as many as single precision tells apart.
    static let finest = 8_388_608.0

    /// The finest step under which `magnitude` is at most `limit` steps; at most 12 decimals.
    init(magnitude: Double, limit: Double) {
        var decimals = 12
        while decimals > -30, magnitude * Self.power(decimals) > limit { decimals -= 1 }
        self.decimals = magnitude == 0 ? 0 : decimals
    }

    func steps(_ number: Double) -> Int64 { Int64((number * Self.power(decimals)).rounded(.toNearestOrEven)) }

    @inline(__always)
    func steps(_ number: Float, factor: Double) -> Int32 {
        // Adding 1.5 × 2⁵² rounds to an integer, which then stands in the low bits: safe for less than 2³¹ steps.
        Int32(truncatingIfNeeded: (Double(number) * factor + 0x1.8p52).bitPattern)
    }

    /// Steps in a unit of affinity.
    var factor: Double { Self.power(decimals) }

    /// The nearest number to so many steps.
    func number(_ steps: Int64) -> Double {
        decimals >= 0 ? Double(steps) / Self.power(decimals) : Double(steps) * Self.power(-decimals)
    }

    private static func power(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<exponent.magnitude { power *= 10 }
        return exponent < 0 ? 1 / power : power
    }
}
