/// What a checkpoint may name.
struct CheckpointNames {
    /// Nil when the scale cannot be read.
    let scale: ClosedRange<Int>?
    let dimensions: [String]
    let sets: [String]
    let sources: [String]
    let vocabularies: [Vocabulary]
}

extension GridFileEntry {
    func checkpoints(naming names: CheckpointNames) -> [GridParts.Placed<Checkpoint>] {
        distinctItems().compactMap { item in item.checkpoint(naming: names).map { ($0, item) } }
    }

    /// Nil when it cannot be told what or where it is.
    private func checkpoint(naming names: CheckpointNames) -> Checkpoint? {
        let keys = keys(
            ["id", "dimension", "weight", "title", "question", "levels"],
            optional: [
                "core", "optional", "one_of", "informs", "tags", "guidance", "evidence", "crosswalk", "only",
            ])
        let texts = keys.checkpointTexts(on: names.scale)
        let informs = keys["informs"]?.list().compactMap { $0.vocabulary(naming: names)?.id } ?? []
        let tags = keys["tags"]?.tags(naming: names) ?? []
        let notions = keys["crosswalk"]?.notions(naming: names) ?? []
        let oneOf: MarkingRules.OneOfSet.ID? = keys["one_of"]?.known(names.sets, as: .set)
        guard let id: Checkpoint.ID = keys["id"]?.name(), let texts,
            let dimension: Dimension.ID = keys["dimension"]?.known(names.dimensions, as: .dimension)
        else { return nil }
        // Which categories there are is the edition's to say.
        let only = keys["only"]?.list().compactMap { $0.name(of: Checkpoint.self)?.description } ?? []
        return Checkpoint(
            id: id, dimension: dimension, weight: keys["weight"]?.weight() ?? 0, isCore: keys["core"]?.flag() ?? false,
            isOptional: keys["optional"]?.flag() ?? false, oneOf: oneOf, informs: informs, tags: tags,
            title: texts.title, question: texts.question, guidance: texts.guidance, evidence: texts.evidence,
            levels: texts.levels, crosswalk: notions, only: only)
    }

    private func vocabulary(naming names: CheckpointNames) -> Vocabulary? {
        let id: Vocabulary.ID? = known(names.vocabularies.map(\.id.description), as: .vocabulary)
        return names.vocabularies.first { $0.id == id }
    }

    private func tags(naming names: CheckpointNames) -> [Checkpoint.Tag] {
        openKeys().entries.compactMap { name, entry in
            let vocabularies = names.vocabularies.map(\.id.description)
            guard let vocabulary = names.vocabularies.first(where: { $0.id.description == name }) else {
                entry.note(.unknownName(name.shortened, .vocabulary, nearest: nearest(to: name, among: vocabularies)))
                return nil
            }
            let terms = vocabulary.terms.map(\.id.description)
            return Checkpoint.Tag(
                vocabulary: vocabulary.id, terms: entry.list().compactMap { $0.known(terms, as: .term) })
        }
    }

    private func notions(naming names: CheckpointNames) -> [Checkpoint.Notion] {
        openKeys().entries.compactMap { name, entry in
            guard names.sources.contains(name), let source = Grid.Source.ID(name) else {
                entry.note(.unknownName(name.shortened, .source, nearest: nearest(to: name, among: names.sources)))
                return nil
            }
            return Checkpoint.Notion(source: source, text: entry.text())
        }
    }
}

extension GridFileKeys {
    fileprivate typealias Texts = (
        title: Localized, question: Localized, guidance: Localized?, evidence: [Localized], levels: [Level]
    )

    fileprivate func checkpointTexts(on scale: ClosedRange<Int>?) -> Texts? {
        let title = self["title"]?.localized()
        let question = self["question"]?.localized()
        let guidance = self["guidance"]?.localized()
        let evidence = self["evidence"]?.localizedList() ?? []
        let levels = self["levels"]?.levels(on: scale) ?? []
        guard let title, let question else { return nil }
        return (title, question, guidance, evidence, levels)
    }
}
