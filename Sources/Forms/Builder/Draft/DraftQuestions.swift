import Grids

/// The words of a question.
public struct QuestionWords: Equatable, Sendable {
    public var label: Localized
    public var hint: Localized?
    public var example: Localized?
    /// What a sheet's card calls its terms.
    public var card: Localized?

    public init(label: Localized, hint: Localized? = nil, example: Localized? = nil, card: Localized? = nil) {
        (self.label, self.hint, self.example, self.card) = (label, hint, example, card)
    }
}

// Questions: added, worded, moved, taken out.
extension FormDraft {
    /// A new question at the end of a part, with a name made of its label that never changes after.
    @discardableResult
    public mutating func add(
        _ word: String, _ label: Localized, to part: String, named given: String? = nil
    ) throws(Refusal) -> String {
        let place = try self.part(part)
        guard form.fields.count < Form.mostFields else { throw .tooManyQuestions(most: Form.mostFields) }
        guard let kind = FormField.Kind.fresh.first(where: { $0.word == word }) else {
            throw .notThatKind(allowed: FormField.Kind.words)
        }
        let label = try Self.line(label)
        let name = given ?? Self.name(from: label.french, unlike: taken(among: form.fields.map(\.id) + Self.known))
        var field = FormField(id: name, section: part, kind: kind, label: label)
        // Told to the public only once somebody says where, and of pictures and papers, which.
        field.isForSheet = kind.goesToSheets
        var sections = form.sections
        sections[place].fields.append(field)
        form = form.with(sections: sections)
        return name
    }

    private static var known: [String] { FormFile.known.map(\.key) }

    /// Neither `contact` beside `contact.name`: one is no control of the other.
    private func taken(among names: [String]) -> Set<String> {
        let stems = names.filter { $0.contains(".") }.map { String($0.prefix { $0 != "." }) }
        return Set(names + stems + Self.reserved)
    }

    /// Whether a new question may have a name that somebody gives it.
    func mayName(_ name: String) -> Bool {
        guard FormField.isName(name) else { return false }
        let names = form.fields.map(\.id)
        if Self.known.contains(name) { return !names.contains(name) }
        // What has a dot is another's part, where the whole is a question.
        return !taken(among: names).contains(name) && !names.contains(String(name.prefix { $0 != "." }))
    }

    /// Names that controls of the program have on the same page.
    private static let reserved = [
        "token", "revision", "shown", "more", "go", "row", "description", "website", "mark", "way", "kind", "part",
        "main",
        "preview", "moved", "form",
    ]

    public mutating func word(_ id: String, _ words: QuestionWords) throws(Refusal) {
        try change(id) { field throws(Refusal) in
            field.label = try Self.line(words.label)
            field.hint = try Self.text(words.hint)
            field.example = try Self.text(words.example)
            field.card = try Self.text(words.card)
        }
    }

    /// Past the end of its part it goes on into the next one.
    public mutating func move(_ id: String, _ way: DraftWay) throws(Refusal) {
        let field = try question(id)
        let part = try self.part(field.section)
        var sections = form.sections
        let place = try self.place(of: id, in: part)
        let other = way == .up ? place - 1 : place + 1
        if sections[part].fields.indices.contains(other) {
            sections[part].fields.swapAt(place, other)
            form = form.with(sections: sections)
            return
        }
        let next = way == .up ? part - 1 : part + 1
        guard sections.indices.contains(next) else { throw .atEnd }
        take(id, from: part, to: next, at: way == .up ? sections[next].fields.count : 0, in: &sections)
        form = form.with(sections: sections)
    }

    /// To the end of another part.
    public mutating func move(_ id: String, to part: String) throws(Refusal) {
        let field = try question(id)
        let (old, new) = (try self.part(field.section), try self.part(part))
        guard old != new else { throw .atEnd }
        var sections = form.sections
        take(id, from: old, to: new, at: sections[new].fields.count, in: &sections)
        form = form.with(sections: sections)
    }

    private func take(_ id: String, from old: Int, to new: Int, at place: Int, in sections: inout [FormSection]) {
        guard let here = sections[old].fields.firstIndex(where: { $0.id == id }) else { return }
        var field = sections[old].fields.remove(at: here)
        field.section = sections[new].id
        sections[new].fields.insert(field, at: place)
    }

    private func place(of id: String, in part: Int) throws(Refusal) -> Int {
        guard let place = form.sections[part].fields.firstIndex(where: { $0.id == id }) else { throw .noSuchQuestion }
        return place
    }

    /// With what others say of it: see `references`.
    public mutating func remove(_ id: String) throws(Refusal) {
        let field = try question(id)
        guard !Form.indispensable.contains(id) else { throw .actedOn(id) }
        forget([id])
        var sections = form.sections
        sections[try part(field.section)].fields.removeAll { $0.id == id }
        form = form.with(sections: sections)
    }
}
