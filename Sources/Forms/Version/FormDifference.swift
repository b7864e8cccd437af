import Grids

/// What changed between two versions of a form. A question is the same where its identifier and its kind are.
public struct FormDifference: Equatable, Sendable {
    public struct Change: Equatable, Sendable {
        public enum What: Equatable, Sendable {
            case added, removed, kind
            /// Another label.
            case reworded
            /// Another help or another good example.
            case help
            case needed, unneeded
            case limits
            /// Another text to agree to, or another version of it.
            case consent
            case choicesAdded([FormField.Choice]), choicesRemoved([FormField.Choice])
            case choicesReworded
            /// Parts of a row that are asked for no more, or otherwise.
            case cellsRemoved([FormField.Cell])
            case cells
            case condition
            /// Files of which categories are asked it.
            case categories
            /// When it is asked, and until when it may be changed.
            case moments
            case eligibility
            case moved
            /// Who reads it: the jury, a sheet.
            case audience
            /// What staff alone see: the checkpoints it feeds, columns of tables.
            case inside
        }

        public let what: What
        /// As it is; as it was where it is gone.
        public let field: FormField
        /// As it was; nil of a question that is new.
        public let before: FormField?

        /// As it is; nil of one that is gone.
        public var after: FormField? { what == .removed ? nil : field }

        /// It is of no use to whoever answers.
        public var isForStaff: Bool { what == .inside }
    }

    public let before: Form
    public let after: Form
    /// In the order of the newer form, what is gone last.
    public let changes: [Change]
    /// Parts whose title changed, that are new, or are gone; in that order.
    public let retitled: [FormSection]
    public let newParts: [FormSection]
    public let goneParts: [FormSection]
    /// What a public sheet tells, and in which order, is another.
    public let isSheetChanged: Bool

    public init(from before: Form, to after: Form) {
        (self.before, self.after) = (before, after)
        let moved = Self.moved(from: before, to: after)
        let kept = after.fields.flatMap { field -> [Change] in
            guard let old = before[id: field.id] else { return [Change(what: .added, field: field, before: nil)] }
            guard old.kind.likeness == field.kind.likeness else {
                return [Change(what: .kind, field: field, before: old)]
            }
            let isOfOthers = before.only(of: old) != after.only(of: field)
            let whats =
                old.changes(to: field) + (moved.contains(field.id) ? [.moved] : [])
                + (isOfOthers ? [.categories] : [])
            return whats.map { Change(what: $0, field: field, before: old) }
        }
        let gone = before.fields.filter { after[id: $0.id] == nil }
        changes = kept + gone.map { Change(what: .removed, field: $0, before: $0) }
        let (old, new) = (Self.parts(before), Self.parts(after))
        retitled = after.sections.filter { part in
            old[part.id].map { $0.title != part.title || $0.lead != part.lead } ?? false
        }
        newParts = after.sections.filter { old[$0.id] == nil }
        goneParts = before.sections.filter { new[$0.id] == nil }
        isSheetChanged = before.sheet != after.sheet
    }

    public var isEmpty: Bool {
        changes.isEmpty && retitled.isEmpty && newParts.isEmpty && goneParts.isEmpty && !isSheetChanged
            && before.title == after.title
    }

    /// Questions that are new, asked otherwise, or gone: what stood there stands there no more. A text to read is no question.
    public func count(_ what: Change.What) -> Int { changes.count { $0.what == what && $0.field.kind.isAsked } }

    /// Questions of the newer form that the older one had, and that changed in some way.
    public var changedQuestions: Int {
        let changed = changes.filter { $0.what != .added && $0.what != .removed && $0.field.kind.isAsked }
        return Set(changed.map { $0.field.id }).count
    }

    /// What whoever writes a file is told.
    public var ofOwners: [Change] { changes.filter { !$0.isForStaff } }

    /// Nothing of it touches whoever writes a file.
    public var isForStaffAlone: Bool {
        ofOwners.isEmpty && newParts.isEmpty && goneParts.isEmpty && retitled.isEmpty
    }

    /// The questions of the older form whose answers can't stand in the newer one.
    public var left: [FormField] {
        changes.filter { $0.what == .removed || $0.what == .kind }.compactMap(\.before).filter(\.kind.isAsked)
    }

    /// Questions of the newer form to which an older answer may come back.
    public var opened: [FormField] {
        changes.filter { $0.what == .added || $0.what == .kind }.compactMap(\.after).filter(\.kind.isAsked)
    }

    private static func parts(_ form: Form) -> [String: FormSection] {
        Dictionary(form.sections.map { ($0.id, $0) }) { first, _ in first }
    }

    /// In another part than before, or in another order: the fewest that explain it.
    private static func moved(from before: Form, to after: Form) -> Set<String> {
        var moved: Set<String> = []
        for section in after.sections {
            let here = section.fields.filter { before[id: $0.id]?.section == section.id }.map(\.id)
            let places = Dictionary(uniqueKeysWithValues: before.fields.enumerated().map { ($1.id, $0) })
            let kept = longestRise(here.map { places[$0] ?? 0 })
            moved.formUnion(zip(here, here.indices).filter { !kept.contains($0.1) }.map(\.0))
            let others = section.fields.filter { before[id: $0.id].map { $0.section != section.id } ?? false }
            moved.formUnion(others.map(\.id))
        }
        return moved
    }

    /// The places of a longest run of numbers that rise.
    private static func longestRise(_ numbers: [Int]) -> Set<Int> {
        var (lengths, former) = (
            [Int](repeating: 1, count: numbers.count), [Int?](repeating: nil, count: numbers.count)
        )
        for place in numbers.indices {
            for earlier in 0..<place where numbers[earlier] < numbers[place] && lengths[earlier] + 1 > lengths[place] {
                (lengths[place], former[place]) = (lengths[earlier] + 1, earlier)
            }
        }
        var (run, place): (Set<Int>, Int?) = ([], lengths.indices.max { lengths[$0] < lengths[$1] })
        while let here = place {
            run.insert(here)
            place = former[here]
        }
        return run
    }
}

extension FormField.Kind {
    /// Two questions of one likeness hold each other's answers: `text`, `terms:need`.
    public var likeness: String {
        switch self {
        case .terms(let vocabulary): "terms:\(vocabulary)"
        case .checkpoint(let checkpoint): "checkpoint:\(checkpoint)"
        default: word
        }
    }
}

extension FormField {
    /// Of two questions of one kind.
    fileprivate func changes(to new: FormField) -> [FormDifference.Change.What] {
        var changes: [FormDifference.Change.What] = []
        if label != new.label { changes.append(.reworded) }
        if hint != new.hint || example != new.example { changes.append(.help) }
        if isNeeded != new.isNeeded { changes.append(new.isNeeded ? .needed : .unneeded) }
        changes += kindChanges(to: new) + choiceChanges(to: new)
        if when != new.when || unless != new.unless { changes.append(.condition) }
        if from != new.from || until != new.until { changes.append(.moments) }
        if pass != new.pass { changes.append(.eligibility) }
        if [isForJury, isForSheet] != [new.isForJury, new.isForSheet] {
            changes.append(.audience)
        }
        if feeds != new.feeds || isInTables != new.isInTables || card != new.card || isWished != new.isWished {
            changes.append(.inside)
        }
        return changes
    }

    private func kindChanges(to new: FormField) -> [FormDifference.Change.What] {
        guard kind != new.kind else { return [] }
        switch (kind, new.kind) {
        case (.consent, _): return [.consent]
        case (.block(let old), .block(let new)):
            let gone = old.cells(goneIn: new)
            var changes: [FormDifference.Change.What] = gone.isEmpty ? [] : [.cellsRemoved(gone)]
            if old.least != new.least || old.most != new.most { changes.append(.limits) }
            if old.cells.filter({ !gone.contains($0) }) != new.cells || old.row != new.row { changes.append(.cells) }
            return changes
        default: return [.limits]
        }
    }

    private func choiceChanges(to new: FormField) -> [FormDifference.Change.What] {
        guard choices != new.choices else { return [] }
        let added = new.choices.filter { choice in !choices.contains { $0.id == choice.id } }
        let gone = choices.filter { choice in !new.choices.contains { $0.id == choice.id } }
        let isReworded = choices.contains { old in new.choices.contains { $0.id == old.id && $0.label != old.label } }
        return (added.isEmpty ? [] : [.choicesAdded(added)]) + (gone.isEmpty ? [] : [.choicesRemoved(gone)])
            + (isReworded ? [.choicesReworded] : [])
    }
}
