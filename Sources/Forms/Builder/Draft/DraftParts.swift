import Grids

/// Which way something goes in its list.
public enum DraftWay: String, Sendable, CaseIterable { case up, down }

/// What staff say of a part of the form.
public struct PartDetails: Equatable, Sendable {
    public var title: Localized
    public var lead: Localized?
    /// The dimension of the grid that it tells.
    public var dimension: Dimension.ID?
    /// Its answers are part of what the file tells.
    public var isTold: Bool
    /// Its questions say at once whether a file may take part.
    public var isEligibility: Bool
    /// The codes of the categories whose files are asked it; empty for all.
    public var only: [String]

    public init(
        title: Localized, lead: Localized? = nil, dimension: Dimension.ID? = nil, isTold: Bool = true,
        isEligibility: Bool = false, only: [String] = []
    ) {
        (self.title, self.lead, self.dimension) = (title, lead, dimension)
        (self.isTold, self.isEligibility, self.only) = (isTold, isEligibility, only)
    }
}

// The parts of the form.
extension FormDraft {
    /// A new part, after the last one; what it is called in the form's file.
    @discardableResult
    public mutating func addPart(_ title: Localized) throws(Refusal) -> String {
        guard form.sections.count < Self.mostParts else { throw .tooManyParts(most: Self.mostParts) }
        let title = try Self.line(title)
        let taken = Set(form.sections.flatMap { [$0.id, $0.word] })
        let name = Self.name(from: title.french, unlike: taken)
        form = form.with(sections: form.sections + [FormSection(id: name, word: name, title: title, fields: [])])
        return name
    }

    /// The part of that title, or of that name; a new one where there is none.
    mutating func part(called title: String) throws(Refusal) -> String {
        let known =
            form.sections.first { $0.id == title }
            ?? form.sections.first { CellSigns.plain($0.title.french) == title }
            ?? form.sections.first { CellSigns.plain($0.title.english ?? "") == title }
        if let known { return known.id }
        return try addPart(Localized(title))
    }

    public mutating func change(part id: String, to details: PartDetails) throws(Refusal) {
        let place = try part(id)
        var sections = form.sections
        sections[place].title = try Self.line(details.title)
        sections[place].lead = try Self.text(details.lead)
        sections[place].dimension = details.dimension
        (sections[place].isTold, sections[place].isEligibility) = (details.isTold, details.isEligibility)
        sections[place].only = details.only
        // Who may take part is asked first of all.
        if details.isEligibility { sections.insert(sections.remove(at: place), at: 0) }
        form = form.with(sections: sections)
    }

    /// After another part; at the beginning for nil.
    public mutating func move(part id: String, after other: String?) throws(Refusal) {
        let place = try part(id)
        guard id != other else { throw .atEnd }
        var sections = form.sections
        let moved = sections.remove(at: place)
        guard let other else {
            sections.insert(moved, at: 0)
            return form = form.with(sections: sections)
        }
        guard let there = sections.firstIndex(where: { $0.id == other }) else { throw .noSuchPart }
        sections.insert(moved, at: there + 1)
        form = form.with(sections: sections)
    }

    public mutating func move(part id: String, _ way: DraftWay) throws(Refusal) {
        let place = try part(id)
        var sections = form.sections
        let other = way == .up ? place - 1 : place + 1
        guard sections.indices.contains(other) else { throw .atEnd }
        sections.swapAt(place, other)
        form = form.with(sections: sections)
    }

    /// With its questions, and what others said of them.
    public mutating func remove(part id: String) throws(Refusal) {
        let place = try part(id)
        guard form.sections.count > 1 else { throw .lastPart }
        let fields = form.sections[place].fields
        if let kept = fields.first(where: { Form.indispensable.contains($0.id) }) { throw .actedOn(kept.id) }
        forget(Set(fields.map(\.id)))
        var sections = form.sections
        sections.remove(at: place)
        form = form.with(sections: sections)
    }
}
