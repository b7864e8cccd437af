import Grids

// What a kind of question needs beside its word, as it is written in a form's file.
extension GridFileEntry {
    func kind(_ keys: GridFileKeys, of id: String) -> FormField.Kind? {
        let word = text()
        let allowed = FormFile.known.first { $0.key == id }?.value ?? FormField.Kind.words
        guard allowed.contains(word) else {
            note(.unsupported(word, allowed: allowed))
            return nil
        }
        FormField.Kind.noteMissing(in: keys, for: word)
        return FormField.Kind(word, keys)
    }

    fileprivate func cells() -> [FormField.Cell] { distinctItems().compactMap { $0.cell() } }

    private func cell() -> FormField.Cell? {
        let keys = keys(
            ["id", "kind", "label"], optional: ["hint", "needed", "choices", "limit", "least", "most", "unit"])
        let id = keys["id"]?.name(of: FormField.self)?.description
        if let id, FormField.presets.contains(id) { keys["id"]?.note(.expected(.name)) }
        let (label, hint) = (keys["label"]?.localized(), keys["hint"]?.localized())
        let (isNeeded, choices) = (keys["needed"]?.flag() ?? false, keys["choices"]?.fieldChoices() ?? [])
        guard let word = keys["kind"]?.smallWord() else { return nil }
        FormField.Kind.noteMissing(in: keys, for: word)
        guard let id, let label, let kind = FormField.Kind(word, keys) else { return nil }
        return FormField.Cell(id: id, kind: kind, label: label, hint: hint, isNeeded: isNeeded, choices: choices)
    }

    private func smallWord() -> String? { isOne(of: FormField.Kind.small) ? text() : nil }

    fileprivate func papers() -> [FormField.Papers.Kind] {
        distinctItems().compactMap { item in
            item.isOne(of: FormField.Papers.Kind.allCases.map(\.rawValue))
                ? FormField.Papers.Kind(rawValue: item.text()) : nil
        }
    }
}

extension FormField.Kind {
    /// The keys that some kinds need or may have.
    static let keys = [
        "limit", "vocabulary", "unit", "least", "most", "cells", "row", "kinds", "text", "version", "checkpoint",
    ]

    /// The kinds that a key belongs to; those that cannot be without it first.
    private static let uses: KeyValuePairs<String, (needed: [String], possible: [String])> = [
        "checkpoint": (["checkpoint"], []), "choices": (["choice", "choices"], []),
        "cells": (["block"], []), "kinds": (["file"], []), "least": ([], ["number", "money", "block"]),
        "limit": (["line", "text"], []), "most": (["picture"], ["number", "money", "block", "file"]),
        "row": (["block"], []), "text": (["consent"], []), "unit": ([], ["number"]), "version": (["consent"], []),
        "vocabulary": (["terms"], []),
    ]

    /// What that kind needs, and what says nothing of it.
    static func noteMissing(in keys: GridFileKeys, for word: String) {
        for (key, kinds) in uses {
            if kinds.needed.contains(word), keys[key] == nil,
                let first = keys.entries.first(where: { $0.name == "kind" })
            {
                first.entry.note(.missingKey(key))
            }
            if !(kinds.needed + kinds.possible).contains(word) { keys[key]?.note(.unknownKey(key, nearest: nil)) }
        }
    }

    /// Nil only after something was noted.
    init?(_ word: String, _ keys: GridFileKeys) {
        switch word {
        case "line": self = .line(keys["limit"]?.number(in: 1...FormFile.mostCharacters) ?? 0)
        case "text": self = .text(keys["limit"]?.number(in: 1...FormFile.mostCharacters) ?? 0)
        case "terms": self = .terms(keys["vocabulary"]?.name(of: Vocabulary.self)?.description ?? "")
        case "number": self = .number(FormField.Figures(unit: keys["unit"]?.localized(), FormField.Bounds(keys)))
        case "money": self = .money(FormField.Bounds(keys))
        case "block": self = .block(FormField.Block(keys))
        case "file": self = .file(FormField.Papers(kinds: keys["kinds"]?.papers() ?? [], most: keys.most(else: 1)))
        case "picture": self = .picture(keys.most(else: 1))
        case "consent":
            let (text, version) = (keys["text"]?.localized(), keys["version"]?.text())
            self = .consent(FormField.Consent(text: text ?? Localized(""), version: version ?? ""))
        case "checkpoint": self = .checkpoint(keys["checkpoint"]?.name(of: Checkpoint.self)?.description ?? "")
        default:
            guard let plain = Self.fresh.first(where: { $0.word == word }) else { return nil }
            self = plain
        }
    }
}

extension FormField.Bounds {
    fileprivate init(_ keys: GridFileKeys) {
        self.init(least: keys["least"]?.decimal(), most: keys["most"]?.decimal())
        if isBackwards { keys["least"]?.note(.leastOverMost) }
    }
}

extension FormField.Block {
    fileprivate init(_ keys: GridFileKeys) {
        let rows = 0...FormField.mostBlockRows
        let cells = keys["cells"]?.cells() ?? []
        self.init(
            row: keys["row"]?.localized() ?? Localized(""), least: keys["least"]?.number(in: rows) ?? 1,
            most: keys["most"]?.number(in: rows) ?? 12, cells: cells)
        if least > most { keys["least"]?.note(.leastOverMost) }
        if cells.count > FormField.mostCells { keys["cells"]?.note(.tooMany(most: FormField.mostCells)) }
    }
}

extension GridFileKeys {
    fileprivate func most(else usual: Int) -> Int { self["most"]?.number(in: 1...FormField.mostFiles) ?? usual }
}
