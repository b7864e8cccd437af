import Seeds

/// Entries and jurors joined by readings, searched for a part that keeps to itself. Marks are not looked at.
///
/// Jurors who read one territory only cannot be told kind from their territory good: unless the territory is declared, a
/// correction of severity does harm there. Groups are found by moving nodes to where the bipartite modularity grows
/// (Barber, 2007, «Modularity and community detection in bipartite networks»), then merged, the closest first.
struct ReadingGraph {
    /// A part: which entries, and the share of its readings that cross its border.
    struct Part {
        let entries: Set<Int>
        let crossShare: Double
    }

    private var list: [Reading]
    private let entries: Int
    private let jurors: Int
    private var groupOfEntry: [Int]
    private var groupOfJuror: [Int]

    /// A part crosses its border this seldom, or it is none.
    static let widestBorder = 0.12
    private static let widestOfChance = 0.6
    private static let deals = 3
    private static let fewestEntries = 3
    private static let fewestJurors = 2
    private static let looksFrom = 12
    /// Merging takes the cube of this at most.
    private static let mostGroups = 600

    init(_ readings: Readings) {
        (list, entries, jurors) = (readings.list, readings.entries.count, readings.jurors.count)
        groupOfJuror = Array(0..<jurors)
        groupOfEntry = [Int](repeating: 0, count: entries)
    }

    /// The part that keeps most to itself; nil where none does, or where the same readings dealt out by chance would leave
    /// one almost as secluded (few readings always do).
    func seclusion() -> Part? {
        guard let found = mostSecluded(), found.crossShare <= Self.widestBorder else { return nil }
        var chance = Seed("reading graph").generator("dealt out by chance")
        let byChance = (0..<Self.deals).compactMap { _ in dealt(&chance).mostSecluded()?.crossShare }
        return found.crossShare < Self.widestOfChance * (byChance.min() ?? 1) ? found : nil
    }

    /// The same numbers of readings for each entry and each juror, who reads what drawn anew.
    private func dealt(_ chance: inout SeededGenerator) -> ReadingGraph {
        var graph = self
        let jurors = list.map(\.juror).shuffled(using: &chance)
        graph.list = zip(list, jurors).map { Reading(entry: $0.entry, juror: $1, mark: 0) }
        return graph
    }

    private func mostSecluded() -> Part? {
        var graph = self
        graph.settle()
        return graph.closest()
    }

    private mutating func settle() {
        let ofEntry = neighbours(entries) { ($0.entry, $0.juror) },
            ofJuror = neighbours(jurors) { ($0.juror, $0.entry) }
        for _ in 0..<30 {
            let before = (groupOfEntry, groupOfJuror)
            groupOfEntry = Self.moved(groupOfEntry, ofEntry, groupOfJuror, degrees: ofJuror.map(\.count))
            groupOfJuror = Self.moved(groupOfJuror, ofJuror, groupOfEntry, degrees: ofEntry.map(\.count))
            if before == (groupOfEntry, groupOfJuror) { break }
        }
    }

    private func neighbours(_ count: Int, _ ends: (Reading) -> (Int, Int)) -> [[Int]] {
        var lists = [[Int]](repeating: [], count: count)
        for reading in list {
            let (one, other) = ends(reading)
            lists[one].append(other)
        }
        return lists
    }

    /// Each node goes to the group of the other side it has most readings with, beyond what chance would give.
    private static func moved(_ groups: [Int], _ neighbours: [[Int]], _ others: [Int], degrees: [Int]) -> [Int] {
        var volumes: [Int: Int] = [:]
        for (group, degree) in zip(others, degrees) { volumes[group, default: 0] += degree }
        let total = Double(max(degrees.reduce(0, +), 1))
        return groups.indices.map { node in
            var counts: [Int: Int] = [:]
            for other in neighbours[node] { counts[others[other], default: 0] += 1 }
            let degree = Double(neighbours[node].count)
            let gains = counts.map { ($0.key, Double($0.value) - degree * Double(volumes[$0.key] ?? 0) / total) }
            return gains.max { ($0.1, $1.0) < ($1.1, $0.0) }?.0 ?? groups[node]
        }
    }

    private func closest() -> Part? {
        let names = Set(groupOfEntry + groupOfJuror).sorted()
        guard names.count > 1, names.count <= Self.mostGroups else { return nil }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var merging = Merging(
            entryGroups: groupOfEntry.map { places[$0] ?? 0 }, jurorGroups: groupOfJuror.map { places[$0] ?? 0 },
            count: names.count, list)
        var best = merging.alive.count <= Self.looksFrom ? part(merging) : nil
        while merging.alive.count > 2 {
            merging.mergeClosest()
            // A secluded part is among the last to be merged.
            guard merging.alive.count <= Self.looksFrom else { continue }
            if let part = part(merging), part.crossShare < best?.crossShare ?? 1 { best = part }
        }
        return best
    }

    private func part(_ merging: Merging) -> Part? {
        var best: Part?
        for group in merging.alive {
            let (inside, seats) = (merging.members(group), merging.jurorCount(group))
            guard inside.count >= Self.fewestEntries, seats >= Self.fewestJurors,
                entries - inside.count >= Self.fewestEntries, jurors - seats >= Self.fewestJurors,
                let share = merging.crossShare(group), share < best?.crossShare ?? 1
            else { continue }
            best = Part(entries: inside, crossShare: share)
        }
        return best
    }
}

/// Groups joined two by two, those with most readings between them beyond chance first.
private struct Merging {
    private(set) var alive: [Int]
    private var entryGroups: [Int]
    private var jurorGroups: [Int]
    /// Readings of entries of one group by jurors of another, row by row.
    private var readings: [Double]
    private let count: Int

    init(entryGroups: [Int], jurorGroups: [Int], count: Int, _ list: [Reading]) {
        (self.entryGroups, self.jurorGroups, self.count) = (entryGroups, jurorGroups, count)
        alive = Array(0..<count)
        readings = [Double](repeating: 0, count: count * count)
        for reading in list { readings[entryGroups[reading.entry] * count + jurorGroups[reading.juror]] += 1 }
    }

    func members(_ group: Int) -> Set<Int> { Set(entryGroups.indices.filter { entryGroups[$0] == group }) }

    func jurorCount(_ group: Int) -> Int { jurorGroups.count { $0 == group } }

    private func volumes(_ group: Int) -> (entries: Double, jurors: Double) {
        alive.reduce(into: (0.0, 0.0)) { sum, other in
            sum.0 += readings[group * count + other]
            sum.1 += readings[other * count + group]
        }
    }

    /// Readings over the border as a share of all that touch the smaller side.
    func crossShare(_ group: Int) -> Double? {
        let (own, total) = (volumes(group), alive.reduce(0) { $0 + volumes($1).entries })
        let crossing = own.entries + own.jurors - 2 * readings[group * count + group]
        let volume = min(own.entries + own.jurors, 2 * total - own.entries - own.jurors)
        return volume > 0 ? crossing / volume : nil
    }

    mutating func mergeClosest() {
        let volumes = alive.map { self.volumes($0) }
        var best = (gain: -1.0, one: alive[0], other: alive[1])
        for (place, one) in alive.enumerated() {
            for (further, other) in alive.enumerated().dropFirst(place + 1) {
                let between = readings[one * count + other] + readings[other * count + one]
                let chance =
                    volumes[place].entries * volumes[further].jurors + volumes[further].entries * volumes[place].jurors
                let gain = chance > 0 ? between / chance : 0
                if gain > best.gain { best = (gain, one, other) }
            }
        }
        absorb(best.other, into: best.one)
    }

    private mutating func absorb(_ other: Int, into one: Int) {
        for group in alive { readings[one * count + group] += readings[other * count + group] }
        for group in alive { readings[group * count + one] += readings[group * count + other] }
        alive.removeAll { $0 == other }
        for place in entryGroups.indices where entryGroups[place] == other { entryGroups[place] = one }
        for place in jurorGroups.indices where jurorGroups[place] == other { jurorGroups[place] = one }
    }
}
