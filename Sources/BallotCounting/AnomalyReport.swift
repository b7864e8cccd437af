import Foundation

/// Which ballots stand out, by the published rules. It decides nothing: a person does, and both counts are published.
public struct AnomalyReport: Sendable, Equatable {
    /// Voters in the order of their bytes, with their reasons.
    public let flagged: [Flagged]
    public let rules: AnomalyRules

    public struct Flagged: Sendable, Equatable {
        public let voter: String
        public let reasons: [Anomaly]
    }

    /// Who is proposed for quarantine: several different reasons.
    public var proposed: [String] { flagged.filter { $0.reasons.count >= rules.reasonsToPropose }.map(\.voter) }

    /// - Parameter favourites: for voters who favour one entry alone, which.
    public init(_ envelopes: [Envelope], favourites: [String: String], rules: AnomalyRules = AnomalyRules()) {
        let search = AnomalySearch(
            envelopes.sorted { ($0.time, $0.voter) < ($1.time, $1.voter) }, favourites: favourites, rules: rules)
        flagged = search.flags.sorted { $0.key < $1.key }.map { voter, reasons in
            Flagged(voter: voter, reasons: Anomaly.allCases.filter(reasons.contains))
        }
        self.rules = rules
    }
}

extension Ballots {
    /// For voters who favour one entry alone, which: the only one they mark or, with grades, mark above the worst.
    public func favourites(isGraded: Bool) -> [String: String] {
        voters.indices.reduce(into: [:]) { favourites, voter in
            let liked = marks(of: voter).filter { !isGraded || $0.value > 0 }
            guard liked.count == 1, let only = liked.first else { return }
            favourites[voters[voter]] = entries[Int(only.entry)]
        }
    }
}

private struct AnomalySearch {
    // By time.
    private let envelopes: [Envelope]
    private let favourites: [String: String]
    private let rules: AnomalyRules
    private(set) var flags: [String: Set<Anomaly>] = [:]

    init(_ envelopes: [Envelope], favourites: [String: String], rules: AnomalyRules) {
        (self.envelopes, self.favourites, self.rules) = (envelopes, favourites, rules)
        let bursts = bursts()
        let concentrations = concentrations()
        for group in bursts { flag(group, .burst) }
        for group in concentrations { flag(group, .domain) }
        for group in bursts + concentrations { flagOneEntry(group) }
        for group in series() { flag(group, .sequence) }
    }

    private mutating func flag(_ group: [Int], _ reason: Anomaly) {
        for place in group { flags[envelopes[place].voter, default: []].insert(reason) }
    }

    /// Runs of slots that hold far more than the same hour does on other days.
    private func bursts() -> [[Int]] {
        guard let first = envelopes.first?.time, let last = envelopes.last?.time else { return [] }
        let bySlot = Dictionary(grouping: envelopes.indices) { floored(envelopes[$0].time, rules.slot) }
        let profile = HourProfile(envelopes.map(\.time), from: first, to: last, slot: rules.slot)
        var groups: [(slot: Int, members: [Int])] = []
        for (slot, members) in bySlot.sorted(by: { $0.key < $1.key }) {
            guard rules.isUnlikely(members.count, expected: profile.expected(at: slot * rules.slot)) else { continue }
            if let end = groups.last?.slot, end + 1 == slot {
                groups[groups.count - 1] = (slot, groups[groups.count - 1].members + members)
            } else {
                groups.append((slot, members))
            }
        }
        return groups.map(\.members)
    }

    /// For each domain, windows in which it voted as all the others did not.
    private func concentrations() -> [[Int]] {
        let times = envelopes.map(\.time)
        return Dictionary(grouping: envelopes.indices) { envelopes[$0].domain }
            .filter { !rules.declaredDomains.contains($0.key) }
            .sorted { $0.key < $1.key }
            .flatMap { concentrations($0.value, times) }
    }

    private func concentrations(_ members: [Int], _ times: [Int]) -> [[Int]] {
        var (left, found): ([Int], [[Int]]) = (members, [])
        while let window = fullest(left), window.count >= rules.groupSize {
            let start = envelopes[left[window.lowerBound]].time
            let all = times.count { (start...start + rules.window).contains($0) }
            let inside = members.count { (start...start + rules.window).contains(times[$0]) }
            let share = Double(all - inside + 1) / Double(times.count - members.count + 2)
            guard rules.isUnlikely(window.count, of: left.count, share: share) else { break }
            found.append(Array(left[window]))
            left.removeSubrange(window)
        }
        return found
    }

    /// The places in a list by time that fall into one window, where most do.
    private func fullest(_ members: [Int]) -> Range<Int>? {
        var (best, start): (Range<Int>?, Int) = (nil, 0)
        for end in members.indices {
            while envelopes[members[end]].time - envelopes[members[start]].time > rules.window { start += 1 }
            if end - start >= best?.count ?? 0 { best = start..<end + 1 }
        }
        return best
    }

    /// In a group, ballots for one entry alone that are far more than the share of such ballots outside.
    private mutating func flagOneEntry(_ group: [Int]) {
        guard group.count >= rules.groupSize else { return }
        let inside = Dictionary(grouping: group) { favourites[envelopes[$0].voter] }
        for (entry, members) in inside where entry != nil {
            let all = envelopes.count { favourites[$0.voter] == entry }
            let share = Double(all - members.count + 1) / Double(envelopes.count - group.count + 2)
            if rules.isUnlikely(members.count, of: group.count, share: share) { flag(members, .oneEntry) }
        }
    }

    /// Addresses that differ by a number alone and follow each other, with gaps of one at most.
    private func series() -> [[Int]] {
        let numbered = envelopes.indices.compactMap { place -> (stem: String, number: Int, place: Int)? in
            let envelope = envelopes[place]
            let digits = envelope.local.reversed().prefix { ("0"..."9").contains($0) }.reversed()
            guard let number = Int(String(digits)) else { return nil }
            return ("\(envelope.local.dropLast(digits.count))@\(envelope.domain)", number, place)
        }
        return Dictionary(grouping: numbered, by: \.stem).values.flatMap { runs(Array($0)) }
    }

    private func runs(_ numbered: [(stem: String, number: Int, place: Int)]) -> [[Int]] {
        var runs: [[(stem: String, number: Int, place: Int)]] = []
        for one in numbered.sorted(by: { ($0.number, $0.place) < ($1.number, $1.place) }) {
            if let last = runs.last?.last, one.number - last.number <= 2 {
                runs[runs.count - 1].append(one)
            } else {
                runs.append([one])
            }
        }
        return runs.filter { $0.count >= rules.seriesLength }.map { $0.map(\.place) }
    }
}

/// How many ballots a slot lets expect: what came at the same hour on the other days, drawn a little towards the mean.
private struct HourProfile {
    private let slot: Int
    private let total: Int
    private let slots: Int
    private let days: Int
    private var byHour: [Int: Int] = [:]
    private var byDayAndHour: [Int: Int] = [:]

    init(_ times: [Int], from first: Int, to last: Int, slot: Int) {
        (self.slot, total) = (slot, times.count)
        slots = floored(last, slot) - floored(first, slot) + 1
        days = floored(last, 86_400) - floored(first, 86_400) + 1
        for time in times {
            let hour = floored(time, 3_600)
            byHour[hour - floored(hour, 24) * 24, default: 0] += 1
            byDayAndHour[hour, default: 0] += 1
        }
    }

    func expected(at time: Int) -> Double {
        let hour = floored(time, 3_600)
        let here = byDayAndHour[hour] ?? 0
        let others = (byHour[hour - floored(hour, 24) * 24] ?? 0) - here
        let perHour = 3_600 / slot
        let mean = Double(total - here) / Double(max(1, slots - perHour))
        return (Double(others) + mean * Double(perHour)) / Double(perHour * (days - 1) + perHour)
    }
}

/// Whole parts, rounded down below zero as well.
private func floored(_ number: Int, _ part: Int) -> Int { (number - (number % part + part) % part) / part }
