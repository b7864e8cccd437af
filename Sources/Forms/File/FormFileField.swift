import Grids

// One question as it is written in a form's file.
extension GridFileEntry {
    /// Nil only after something was noted.
    func formField(in section: String) -> FormField? {
        let keys = keys(["id", "kind", "label"], optional: FormFile.fieldKeys + FormField.Kind.keys)
        let id = keys["id"]?.fieldName()
        let kind = keys["kind"]?.kind(keys, of: id ?? "")
        let label = keys["label"]?.localized()
        var field = FormField(
            id: id ?? "", section: section, kind: kind ?? .tick, label: label ?? Localized(id ?? ""))
        field.readTexts(keys)
        field.readUse(keys)
        field.readTimes(keys)
        return id == nil || kind == nil || label == nil ? nil : field
    }

    /// A name, or two with a dot between them: `need`, `contact.name`.
    func fieldName() -> String? {
        let name = text()
        guard !name.isEmpty else { return nil }
        return FormField.isName(name) ? name : expected(.name, nil)
    }

    func fieldChoices() -> [FormField.Choice] {
        distinctItems().compactMap { item in
            let keys = item.keys(["id"], optional: ["fr", "en"])
            guard let id = keys["id"]?.text(), let label = item.localized(in: keys) else { return nil }
            return FormField.Choice(id: id, label: label)
        }
    }

    /// Codes of categories; which there are is the edition's to say.
    func categories() -> [String] { list().compactMap { $0.name(of: FormSection.self)?.description } }

    fileprivate func moment() -> FieldMoment? { FieldMoment(text()) ?? expected(.moment, nil) }

    fileprivate func condition(_ joint: GridFileEntry?) -> Condition? {
        joint?.isOne(of: Condition.Joint.allCases.map(\.rawValue))
        let parts = distinctItems().compactMap { item -> Condition.Part? in
            let keys = item.keys(["field", "test"], optional: ["value"])
            let (field, test) = (keys["field"]?.fieldName(), keys["test"]?.test())
            let values = keys["value"]?.texts() ?? []
            guard let field, let test else { return nil }
            return Condition.Part(field: field, test: test, values: values)
        }
        return parts.isEmpty ? nil : Condition(joint?.text() == "any" ? .any : .all, parts)
    }

    fileprivate func test() -> Condition.Test? {
        isOne(of: Condition.Test.allCases.map(\.rawValue)) ? Condition.Test(rawValue: text()) : nil
    }

    fileprivate func pass(_ otherwise: GridFileEntry?) -> EligibilityPass? {
        let keys = keys(["test"], optional: ["value"])
        let (test, values) = (keys["test"]?.test(), keys["value"]?.texts() ?? [])
        guard let otherwise else {
            note(.missingKey("otherwise"))
            return nil
        }
        guard let test, let words = otherwise.localized() else { return nil }
        return EligibilityPass(test: test, values: values, otherwise: words)
    }
}

extension FormFile {
    /// What every question may say, whatever its kind.
    static let fieldKeys = [
        "hint", "example", "needed", "wished", "unless", "feeds", "choices", "jury", "sheet", "open", "tables", "card",
        "only", "when", "join", "from", "until", "passes", "otherwise",
    ]
}

extension FormField {
    fileprivate mutating func readTexts(_ keys: GridFileKeys) {
        hint = keys["hint"]?.localized()
        example = keys["example"]?.localized()
        card = keys["card"]?.localized()
        choices = keys["choices"]?.fieldChoices() ?? []
    }

    fileprivate mutating func readUse(_ keys: GridFileKeys) {
        feeds = keys["feeds"]?.list().compactMap { $0.name(of: Checkpoint.self)?.description } ?? []
        (isNeeded, isWished) = (keys["needed"]?.flag() ?? false, keys["wished"]?.flag() ?? false)
        unless = keys["unless"]?.fieldName()
        only = keys["only"]?.categories() ?? []
        (isForJury, isForSheet) = (keys["jury"]?.flag() ?? true, keys["sheet"]?.flag() ?? true)
        (isOpen, isInTables) = (keys["open"]?.flag() ?? true, keys["tables"]?.flag() ?? true)
        if isNeeded, isWished || !kind.isAsked { keys["needed"]?.note(.unknownKey("needed", nearest: nil)) }
    }

    fileprivate mutating func readTimes(_ keys: GridFileKeys) {
        when = keys["when"]?.condition(keys["join"])
        if keys["when"] == nil { keys["join"]?.note(.unknownKey("join", nearest: nil)) }
        (from, until) = (keys["from"]?.moment(), keys["until"]?.moment())
        if case .day(let start) = from, case .day(let end) = until, start >= end { keys["until"]?.note(.neverAsked) }
        if let from, from == until { keys["until"]?.note(.neverAsked) }
        pass = keys["passes"]?.pass(keys["otherwise"])
        if keys["passes"] == nil { keys["otherwise"]?.note(.unknownKey("otherwise", nearest: nil)) }
    }
}
