/// The scale: its levels and the two answers that are no level.
extension GridFileEntry {
    /// From 0 to 2, 3 or 4: fewer say too little, more are not told apart.
    private static let ends = 2...4

    /// The highest level that is written, nil when it cannot be read: levels are then not checked against it.
    var highestLevel: Int? {
        node.scalar(under: "max").flatMap { Int($0) }.flatMap { Self.ends.contains($0) ? $0 : nil }
    }

    func scale() -> GridScale? {
        let keys = keys(["min", "max", "labels", "special"])
        if let start = keys["min"], start.number() != 0 { start.note(.scaleStart) }
        let highest = keys["max"]?.scaleEnd()
        let labels = keys["labels"]?.levels(upTo: highest) ?? []
        let special = keys["special"]?.specialAnswers() ?? [:]
        guard let notApplicable = special["not-applicable"],
            let notDocumented = special["not-documented"]
        else { return nil }
        return GridScale(labels: labels.map(\.descriptor), notApplicable: notApplicable, notDocumented: notDocumented)
    }

    private func scaleEnd() -> Int? {
        let end = number()
        guard Self.ends.contains(end) else {
            if node.scalar.flatMap({ Int($0.string) }) != nil { note(.scaleEnd(allowed: Self.ends)) }
            return nil
        }
        return end
    }

    /// A text for each level, in their order.
    func levels(upTo highest: Int?) -> [Level] {
        let items = list()
        var levels: [Int: Level] = [:]
        for item in items {
            let keys = item.keys(["value"], optional: ["fr", "en"])
            guard let value = keys["value"]?.level(upTo: highest), let text = item.localized(in: keys) else { continue }
            if levels.updateValue(Level(value: value, descriptor: text), forKey: value) != nil {
                item.note(.duplicate("\(value)"))
            }
        }
        let said = items.map { $0.node.scalar(under: "value") }
        for value in 0..<(highest.map { $0 + 1 } ?? 0) where node.sequence != nil && !said.contains("\(value)") {
            note(.levelMissing(value))
        }
        return levels.values.sorted { $0.value < $1.value }
    }

    private func level(upTo highest: Int?) -> Int? {
        let before = log.faults.count
        let value = number()
        guard log.faults.count == before else { return nil }
        if let highest, !(0...highest).contains(value) {
            note(.levelOffScale(value, highest: highest))
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
    func levelSet(upTo highest: Int?) -> Set<Int> { Set(list().compactMap { $0.level(upTo: highest) }) }
}
