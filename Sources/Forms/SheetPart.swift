import Grids

/// A part of a public sheet: what stands under one heading.
public struct SheetPart: Equatable, Sendable {
    /// A presentation in its own words, of a sheet that came without the form's parts.
    public static let description = "description"

    /// A field of the form, as a sheet tells it.
    public struct Line: Equatable, Sendable {
        /// Of the form's field, or `description`.
        public let id: String
        public let kind: FormField.Kind
        public let choices: [FormField.Choice]
        /// What the desk calls it.
        public let label: Localized
        /// Said before each entry of a list.
        public let beforeEach: Localized?
        /// What a reader would miss without it; nil where nobody would.
        public let missed: Localized?
        /// Without it, nor a presentation, there is nothing to agree to.
        public let isNeeded: Bool
    }

    /// Nil for a part without heading.
    public let title: Localized?
    /// It is what others come for.
    public let standsOut: Bool
    public let lines: [Line]
}

extension Form {
    /// What a sheet tells, in its order.
    public var sheetLines: [SheetPart.Line] { sheet.flatMap(\.lines) }
}
