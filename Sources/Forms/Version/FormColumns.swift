import Grids

/// A column of a table of files that answer several versions of a form.
public struct FormColumn: Equatable, Sendable {
    /// As the newest version asks it.
    public let field: FormField
    /// The version that asked it last, where the newest does not.
    public let version: String?
    /// How older versions called it, where they did otherwise.
    public let formerLabels: [Localized]

    /// As templates of columns keep it: the question, and its kind where only an older version asks it so.
    public var key: String { version == nil ? field.id : "\(field.id):\(field.kind.likeness)" }

    /// The same question of a file's own version; nil where that does not ask it.
    public func field(in form: Form) -> FormField? {
        form[id: field.id].flatMap { $0.kind.likeness == field.kind.likeness ? $0 : nil }
    }
}

extension FormColumn {
    /// All that is asked by some version: in the order of the newest, then what older ones alone asked. `forms` are the newest first.
    public static func union(_ forms: [Form]) -> [FormColumn] {
        var columns: [FormColumn] = []
        var places: [String: Int] = [:]
        for (age, form) in forms.enumerated() {
            for field in form.columns {
                let key = "\(field.id) \(field.kind.likeness)"
                guard let place = places[key] else {
                    places[key] = columns.count
                    columns.append(FormColumn(field: field, version: age == 0 ? nil : form.version, formerLabels: []))
                    continue
                }
                let known = columns[place]
                guard field.label != known.field.label, !known.formerLabels.contains(field.label) else { continue }
                columns[place] = FormColumn(
                    field: known.field, version: known.version, formerLabels: known.formerLabels + [field.label])
            }
        }
        return columns
    }
}
