/// Whether marks given by these readings could be compared, asked before there are any: the checks of `Calibration` on who
/// reads what, and the parts that fail them.
public struct Comparability: Sendable {
    /// Why calibration would be refused, whatever the marks; nil when it would not for want of links.
    public let refusal: CalibrationRefusal?
    /// What keeps to itself, by places in the readings; the largest part that no juror links to the others is not among them.
    public let secluded: [Part]

    /// Entries and jurors that read each other, and how many more readings must cross their border.
    public struct Part: Sendable, Equatable {
        public let entries: Set<Int>
        public let jurors: Set<Int>
        public let lacking: Int
    }

    /// What a declared pool must have, and any part at least.
    public static let usualLinks = 3

    /// `leastLinks`: how many readings must link each part found to the others at least.
    public init(_ readings: Readings, leastLinks: Int = Comparability.usualLinks) {
        var found: CalibrationRefusal?
        do { try GuardRails.checkLinks(readings) } catch { found = error }
        refusal = found
        secluded = Self.parts(readings, found, max(1, leastLinks))
    }

    private static func parts(_ readings: Readings, _ refusal: CalibrationRefusal?, _ least: Int) -> [Part] {
        switch refusal {
        case .barelyLinked(let name, let crossing):
            guard let pools = readings.pools, let pool = pools.names.firstIndex(of: name) else { return [] }
            let entries = Set(pools.ofEntry.indices.filter { pools.ofEntry[$0] == pool })
            let jurors = Set(pools.ofJuror.indices.filter { pools.ofJuror[$0] == pool })
            let needed = max(least, GuardRails.fewestCrossReadings)
            return [Part(entries: entries, jurors: jurors, lacking: max(1, needed - crossing))]
        case .secluded(let names, _):
            let inside = Set(names)
            let entries = Set(readings.entries.indices.filter { inside.contains(readings.entries[$0]) })
            return [part(readings, entries, at: least)]
        default: return linkedParts(readings, least)
        }
    }

    /// The parts that no juror links, each but the largest.
    private static func linkedParts(_ readings: Readings, _ least: Int) -> [Part] {
        let labels = GuardRails.partLabels(of: readings)
        let groups = Dictionary(grouping: readings.entries.indices, by: { labels[$0] })
        guard groups.count > 1 else { return [] }
        let ordered = groups.values.sorted { ($0.count, $1[0]) < ($1.count, $0[0]) }
        return ordered.dropLast().map { part(readings, Set($0), at: least) }
    }

    /// The jurors of a part are those who read mostly in it. So many more readings must cross that it would be none.
    private static func part(_ readings: Readings, _ entries: Set<Int>, at least: Int) -> Part {
        var balance = readings.jurors.map { _ in 0 }
        for reading in readings.list { balance[reading.juror] += entries.contains(reading.entry) ? 1 : -1 }
        let jurors = Set(balance.indices.filter { balance[$0] > 0 })
        var (crossing, volume) = (0, 0)
        for reading in readings.list {
            let (isOurs, isByOurs) = (entries.contains(reading.entry), jurors.contains(reading.juror))
            volume += (isOurs ? 1 : 0) + (isByOurs ? 1 : 0)
            crossing += isOurs != isByOurs ? 1 : 0
        }
        volume = min(volume, 2 * readings.list.count - volume)
        let needed = readings.pools == nil ? Int(ReadingGraph.widestBorder * Double(volume)) + 1 : 0
        return Part(entries: entries, jurors: jurors, lacking: max(1, max(least, needed) - crossing))
    }
}
