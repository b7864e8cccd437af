/// The scale: its levels and the two answers that are no level.
extension GridFileEntry {
    private static let starts = 0...10
    /// How many steps from the lowest level to the highest: yes or no has one, a mark of French schools twenty.
    private static let steps = 1...20

    private static func ends(from lowest: Int) -> ClosedRange<Int> {
        lowest + steps.lowerBound...lowest + steps.upperBound
    }

    /// From the lowest to the highest level as they are written, nil when they cannot be read: levels are then not checked
    /// against them.
    var scaleRange: ClosedRange<Int>? {
        guard let lowest = node.scalar(under: "min").flatMap({ Int($0) }), Self.starts.contains(lowest),
            let highest = node.scalar(under: "max").flatMap({ Int($0) }), Self.ends(from: lowest).contains(highest)
        else { return nil }
        return lowest...highest
    }

    func scale() -> GridScale? {
        let keys = keys(["min", "max", "labels", "special"])
        let lowest = keys["min"]?.scaleStart()
        if let lowest { keys["max"]?.checkScaleEnd(from: lowest) }
        let labels = keys["labels"]?.levels(on: scaleRange) ?? []
        let special = keys["special"]?.specialAnswers() ?? [:]
        guard let notApplicable = special["not-applicable"],
            let notDocumented = special["not-documented"]
        else { return nil }
        return GridScale(
            lowest: lowest ?? 0, labels: labels.map(\.descriptor), notApplicable: notApplicable,
            notDocumented: notDocumented)
    }

    private func scaleStart() -> Int? {
        let start = number()
        guard Self.starts.contains(start) else {
            if node.scalar.flatMap({ Int($0.string) }) != nil { note(.scaleStart(allowed: Self.starts)) }
            return nil
        }
        return start
    }

    private func checkScaleEnd(from lowest: Int) {
        let (end, ends) = (number(), Self.ends(from: lowest))
        guard !ends.contains(end), node.scalar.flatMap({ Int($0.string) }) != nil else { return }
        note(.scaleEnd(allowed: ends))
    }

    /// A text for each level, in their order.
    func levels(on scale: ClosedRange<Int>?) -> [Level] {
        let items = list()
        var levels: [Int: Level] = [:]
        for item in items {
            let keys = item.keys(["value"], optional: ["fr", "en"])
            guard let value = keys["value"]?.level(on: scale), let text = item.localized(in: keys) else { continue }
            if levels.updateValue(Level(value: value, descriptor: text), forKey: value) != nil {
                item.note(.duplicate("\(value)"))
            }
        }
        let said = items.map { $0.node.scalar(under: "value") }
        if let scale, node.sequence != nil {
            for value in scale where !said.contains("\(value)") { note(.levelMissing(value)) }
        }
        return levels.values.sorted { $0.value < $1.value }
    }

    private func level(on scale: ClosedRange<Int>?) -> Int? {
        let before = log.count
        let value = number()
        guard log.count == before else { return nil }
        if let scale, !scale.contains(value) {
            note(.levelOffScale(value, scale: scale))
            return nil
        }
        return value
    }

    private func specialAnswers() -> [String: Localized] {
        let meanings = [
            "not-applicable": ("checkpoint.optional", "excluded-from-weights"),
            "not-documented": ("always", "blocks-final-mark"),
        ]
        var answers: [String: Localized] = [:]
        for item in distinctItems() {
            let keys = item.keys(["id"], optional: ["fr", "en", "allowed_when", "effect"])
            keys["id"]?.word(among: meanings.keys.sorted())
            guard let id = keys["id"]?.node.scalar?.string, let meaning = meanings[id] else { continue }
            keys["allowed_when"]?.word(among: [meaning.0])
            keys["effect"]?.word(among: [meaning.1])
            answers[id] = item.localized(in: keys) ?? Localized("")
        }
        for id in meanings.keys.sorted() where node.sequence != nil && answers[id] == nil { note(.missingKey(id)) }
        return answers
    }

    /// The levels in a list, each on the scale.
    func levelSet(on scale: ClosedRange<Int>?) -> Set<Int> { Set(list().compactMap { $0.level(on: scale) }) }
}
