import Grids

/// A part of a public sheet: what stands under one heading.
public struct SheetPart: Equatable, Sendable {
    /// A presentation in its own words, of a sheet that came without the form's parts.
    public static let description = "description"

    /// A field of the form, as a sheet tells it.
    public struct Line: Equatable, Sendable {
        /// Of the form's field, or `description`.
        public var id: String
        public var kind: FormField.Kind
        public var choices: [FormField.Choice]
        /// What the desk calls it.
        public var label: Localized
        /// Said before each entry of a list.
        public var beforeEach: Localized?
        /// What a reader would miss without it; nil where nobody would.
        public var missed: Localized?
        /// Without it, nor a presentation, there is nothing to agree to.
        public var isNeeded: Bool

        public init(
            id: String, kind: FormField.Kind, choices: [FormField.Choice] = [], label: Localized,
            beforeEach: Localized? = nil, missed: Localized? = nil, isNeeded: Bool = false
        ) {
            (self.id, self.kind, self.choices, self.label) = (id, kind, choices, label)
            (self.beforeEach, self.missed, self.isNeeded) = (beforeEach, missed, isNeeded)
        }
    }

    /// Nil for a part without heading.
    public var title: Localized?
    /// It is what others come for.
    public var standsOut: Bool
    public var lines: [Line]

    public init(title: Localized?, standsOut: Bool = false, lines: [Line]) {
        (self.title, self.standsOut, self.lines) = (title, standsOut, lines)
    }
}

extension SheetPart {
    /// Its lines are of the kind of the questions that they tell.
    func following(_ field: (String) -> FormField?) -> SheetPart {
        var part = self
        for place in part.lines.indices {
            guard let field = field(part.lines[place].id) else { continue }
            (part.lines[place].kind, part.lines[place].choices) = (field.kind, field.choices)
        }
        return part
    }
}

extension Form {
    /// What a sheet tells, in its order.
    public var sheetLines: [SheetPart.Line] { sheet.flatMap(\.lines) }
}
