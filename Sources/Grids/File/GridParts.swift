/// The parts of a grid's file that name one another, each read once what it names is known.
struct GridParts {
    typealias Placed<Thing> = (value: Thing, place: GridFileEntry)

    let scale: GridScale?
    let vocabularies: [Vocabulary]
    let sources: [Grid.Source]
    let dimensions: [Grid.Dimension]
    let checkpoints: [Placed<Checkpoint>]
    let rules: MarkingRules
    private let dimensionsPlace: GridFileEntry?
    private let checkpointsPlace: GridFileEntry?

    init(_ keys: GridFileKeys) {
        scale = keys["scale"]?.scale()
        vocabularies = keys["vocabularies"]?.vocabularies() ?? []
        sources = keys["crosswalk_sources"]?.sources() ?? []
        dimensionsPlace = keys["dimensions"]
        checkpointsPlace = keys["checkpoints"]
        dimensions = keys["dimensions"]?.dimensions() ?? []
        let scoring = keys["scoring"]?.scoringKeys()
        let range = keys["scale"]?.scaleRange
        let names = CheckpointNames(
            scale: range, dimensions: keys["dimensions"]?.identifiers ?? [],
            sets: scoring?["one_of_sets"]?.openKeys().entries.map(\.name) ?? [],
            sources: sources.map(\.id.description), vocabularies: vocabularies)
        checkpoints = keys["checkpoints"]?.checkpoints(naming: names) ?? []
        rules = MarkingRules(
            levelsNeedingReason: scoring?["comment_required_for"]?.levelSet(on: range) ?? [],
            oneOfSets: scoring?["one_of_sets"]?.oneOfSets(of: keys["checkpoints"]?.identifiers ?? []) ?? [])
    }

    var checkpointsInOrder: [Checkpoint] {
        dimensions.flatMap { dimension in checkpoints.map(\.value).filter { $0.dimension == dimension.id } }
    }

    /// What no part can see by itself.
    func check() {
        checkWeights()
        for (checkpoint, place) in checkpoints {
            guard let set = rules.oneOfSets.first(where: { $0.id == checkpoint.oneOf }) else { continue }
            if !set.members.contains(checkpoint.id) { place.note(.notMember(of: set.id.description)) }
        }
    }

    private func checkWeights() {
        guard let dimensionsPlace, let weights = dimensionsPlace.weights(by: "id"), !weights.isEmpty else { return }
        let total = weights.map(\.weight).reduce(0, +)
        if total != 100 { dimensionsPlace.note(.totalWeight(total)) }
        guard let parts = checkpointsPlace?.weights(by: "dimension"),
            Set(parts.map(\.name)).isSubset(of: weights.map(\.name))
        else { return }
        for (name, weight, place) in weights {
            let sum = parts.filter { $0.name == name }.map(\.weight).reduce(0, +)
            if sum != weight { place.note(.dimensionWeight(said: weight, checkpoints: sum)) }
        }
    }
}

extension GridFileEntry {
    /// The identifiers written in a list, right or wrong.
    fileprivate var identifiers: [String] {
        node.sequence?.compactMap { $0.scalar(under: "id") } ?? []
    }

    /// The weights written in a list; nil when one cannot be read, since no sum then means anything.
    fileprivate func weights(by key: String) -> [(name: String, weight: Int, place: GridFileEntry)]? {
        guard let items = node.sequence else { return nil }
        var weights: [(name: String, weight: Int, place: GridFileEntry)] = []
        for item in items {
            guard let name = item.scalar(under: key), let weight = item.scalar(under: "weight").flatMap({ Int($0) }),
                (1...100).contains(weight)
            else { return nil }
            let place = GridFileEntry(
                node: item, line: item.mark?.line ?? line, path: "\(path)[\(name.shortened)]", log: log)
            weights.append((name, weight, place))
        }
        return weights
    }

    fileprivate func dimensions() -> [Grid.Dimension] {
        distinctItems().compactMap { item in
            let keys = item.keys(["id", "weight", "title"], optional: ["label", "question"])
            guard let id: Grid.Dimension.ID = keys["id"]?.name(), let title = keys["title"]?.localized() else {
                return nil
            }
            return Grid.Dimension(
                id: id, weight: keys["weight"]?.weight() ?? 0, title: title, label: keys["label"]?.localized() ?? title,
                question: keys["question"]?.localized())
        }
    }

    /// Only what is computed here may be asked for.
    fileprivate func scoringKeys() -> GridFileKeys {
        let keys = keys(
            ["method", "comment_required_for"],
            optional: ["rounding", "dimension_scores", "decisive", "quick_profile", "one_of_sets"])
        keys["method"]?.word(among: ["weighted-mean"])
        keys["rounding"]?.word(among: ["one-decimal"])
        keys["dimension_scores"]?.word(among: ["true"])
        keys["decisive"]?.word(among: ["deliberation"])
        keys["quick_profile"]?.word(among: ["core"])
        return keys
    }

    fileprivate func oneOfSets(of checkpoints: [String]) -> [MarkingRules.OneOfSet] {
        openKeys().entries.compactMap { name, entry in
            guard let id = MarkingRules.OneOfSet.ID(name) else { return entry.expected(.name, nil) }
            let members: [Checkpoint.ID] = entry.list().compactMap { $0.known(checkpoints, as: .checkpoint) }
            return MarkingRules.OneOfSet(id: id, members: members)
        }
    }

    func weight() -> Int {
        let before = log.count
        let weight = number()
        if log.count == before, !(1...100).contains(weight) { note(.weightNotPositive(weight)) }
        return min(max(0, weight), 100)
    }
}
