/// Texts by language: French always, English when there is one.
extension GridFileEntry {
    package func localized() -> Localized? { localized(in: keys([], optional: ["fr", "en"])) }

    /// The languages among other keys: `{id: health, fr: "Santé", en: "Health"}`.
    package func localized(in keys: GridFileKeys) -> Localized? {
        guard let french = keys["fr"] else {
            if !keys.isBroken { note(.noFrench) }
            return nil
        }
        return Localized(french.text(), english: keys["en"]?.text())
    }

    /// A list by language, whose items answer one another.
    func localizedList() -> [Localized] {
        let keys = keys([], optional: ["fr", "en"])
        guard let french = keys["fr"]?.list().map({ $0.text() }) else {
            if !keys.isBroken { note(.noFrench) }
            return []
        }
        guard let english = keys["en"]?.list().map({ $0.text() }) else { return french.map { Localized($0) } }
        guard french.count == english.count else {
            note(.unequalLists(french: french.count, english: english.count))
            return []
        }
        return zip(french, english).map { Localized($0, english: $1) }
    }

    /// Items that have nothing but a name and a text.
    func namedTexts<Thing>(_ thing: Thing.Type) -> [(name: Slug<Thing>, text: Localized)] {
        distinctItems().compactMap { item in
            let keys = item.keys(["id"], optional: ["fr", "en"])
            guard let name: Slug<Thing> = keys["id"]?.name(), let text = item.localized(in: keys) else { return nil }
            return (name, text)
        }
    }

    func gates() -> [EligibilityGate] {
        namedTexts(EligibilityGate.self).map { EligibilityGate(id: $0.name, text: $0.text) }
    }

    func vocabularies() -> [Vocabulary] {
        openKeys().entries.compactMap { name, entry in
            guard let id = Vocabulary.ID(name) else { return entry.expected(.name, nil) }
            let terms = entry.namedTexts(Vocabulary.Term.self)
            return Vocabulary(id: id, terms: terms.map { Vocabulary.Term(id: $0.name, label: $0.text) })
        }
    }

    func sources() -> [Grid.Source] {
        openKeys().entries.compactMap { name, entry in
            guard let id = Grid.Source.ID(name) else { return entry.expected(.name, nil) }
            return Grid.Source(id: id, title: entry.text())
        }
    }

    /// The items of a list that must not be empty, whose identifiers must differ.
    package func distinctItems() -> [GridFileEntry] {
        let items = list()
        if items.isEmpty, node.sequence != nil { note(.noItem) }
        var seen: Set<String> = []
        for item in items {
            guard let id = item.node.scalar(under: "id") else { continue }
            if !seen.insert(id).inserted { item.note(.duplicate(id.shortened)) }
        }
        return items
    }
}
