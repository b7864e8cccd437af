import Grids

// One question as it is written in a form's file.
extension GridFileEntry {
    /// Nil only after something was noted.
    func formField(in section: String) -> FormField? {
        let keys = keys(
            ["id", "kind", "label"],
            optional: [
                "hint", "limit", "needed", "unless", "feeds", "vocabulary", "choices", "jury", "tables", "card",
            ])
        let id = keys["id"]?.fieldName()
        let kind = keys["kind"]?.kind(keys, of: id ?? "")
        let label = keys["label"]?.localized()
        let hint = keys["hint"]?.localized()
        let card = keys["card"]?.localized()
        let feeds = keys["feeds"]?.list().compactMap { $0.name(of: Checkpoint.self)?.description } ?? []
        let choices = keys["choices"]?.fieldChoices() ?? []
        let (isNeeded, unless) = (keys["needed"]?.flag() ?? false, keys["unless"]?.fieldName())
        let (isForJury, isInTables) = (keys["jury"]?.flag() ?? true, keys["tables"]?.flag() ?? true)
        guard let id, let kind, let label else { return nil }
        return FormField(
            id: id, section: section, kind: kind, isNeeded: isNeeded, unless: unless, feeds: feeds, label: label,
            hint: hint, choices: choices, isForJury: isForJury, isInTables: isInTables, card: card)
    }

    /// A name, or two with a dot between them: `need`, `contact.name`.
    func fieldName() -> String? {
        let name = text()
        guard !name.isEmpty else { return nil }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ Slug<FormField>(String($0)) != nil }) else {
            return expected(.name, nil)
        }
        return name
    }

    private func kind(_ keys: GridFileKeys, of id: String) -> FormField.Kind? {
        let word = text()
        let allowed = FormFile.known.first { $0.key == id }?.value ?? FormField.Kind.words
        guard allowed.contains(word) else {
            note(.unsupported(word, allowed: allowed))
            return nil
        }
        noteMissing(in: keys, for: word)
        switch word {
        case "line": return .line(keys["limit"]?.number(in: 1...FormFile.mostCharacters) ?? 0)
        case "text": return .text(keys["limit"]?.number(in: 1...FormFile.mostCharacters) ?? 0)
        case "terms": return .terms(keys["vocabulary"]?.name(of: Vocabulary.self)?.description ?? "")
        default: return FormField.Kind.plain[word]
        }
    }

    /// What that kind needs, and what says nothing of it.
    private func noteMissing(in keys: GridFileKeys, for word: String) {
        let needs: [String: [String]] = [
            "limit": ["line", "text"], "vocabulary": ["terms"], "choices": ["choice", "choices"],
        ]
        for (key, kinds) in needs.sorted(by: { $0.key < $1.key }) {
            if kinds.contains(word), keys[key] == nil { note(.missingKey(key)) }
            if !kinds.contains(word) { keys[key]?.note(.unknownKey(key, nearest: nil)) }
        }
    }

    private func fieldChoices() -> [FormField.Choice] {
        distinctItems().compactMap { item in
            let keys = item.keys(["id"], optional: ["fr", "en"])
            guard let id = keys["id"]?.text(), let label = item.localized(in: keys) else { return nil }
            return FormField.Choice(id: id, label: label)
        }
    }
}

extension FormField.Kind {
    /// Those that their word says all of.
    fileprivate static let plain: [String: FormField.Kind] = [
        "siret": .siret, "rna": .rna, "email": .email, "website": .website, "choice": .choice, "choices": .choices,
        "list": .list, "steps": .steps, "indicators": .indicators, "cost": .cost, "quote": .quote, "tick": .tick,
    ]
    fileprivate static let words = ["line", "text", "terms"] + plain.keys.sorted()
}
