// Checkpoints that files of some categories alone are read by. Grid and edition name a category by its code.

extension Checkpoint {
    /// Whether a file of that category is read by it; one without any is read by what is for all.
    public func concerns(_ category: String?) -> Bool { only.isEmpty || category.map(only.contains) ?? false }
}

extension Grid {
    /// As files of that category are read: weights count among the checkpoints that are left, and a dimension of which none is left is
    /// not applicable. Nil for a file that has none. A grid of which nothing would be left stays whole.
    public func concerning(_ category: String?) -> Grid {
        let concerned = checkpoints.filter { $0.concerns(category) }
        guard concerned.count < checkpoints.count, !concerned.isEmpty else { return self }
        let known = Set(concerned.map(\.id))
        let sets = rules.oneOfSets.map { set in
            MarkingRules.OneOfSet(id: set.id, members: set.members.filter(known.contains))
        }
        return Grid(
            name: name, version: version, languages: languages, title: title, summary: summary, definition: definition,
            scale: scale,
            rules: MarkingRules(
                levelsNeedingReason: rules.levelsNeedingReason, oneOfSets: sets.filter { !$0.members.isEmpty }),
            gates: gates, vocabularies: vocabularies, sources: sources, dimensions: dimensions, checkpoints: concerned)
    }

    /// The codes that its checkpoints name, in their order.
    public var categories: [String] {
        checkpoints.flatMap(\.only).reduce(into: []) { codes, code in if !codes.contains(code) { codes.append(code) } }
    }
}
