import Campaigns
import Grids

// Questions that concern files of some categories alone. Form and edition name a category by its code.

extension FormField {
    /// Whether files of that category are asked it; a file without any is asked what is for all.
    public func concerns(_ category: String?) -> Bool { only.isEmpty || category.map(only.contains) ?? false }
}

extension FormSection {
    public func concerns(_ category: String?) -> Bool { only.isEmpty || category.map(only.contains) ?? false }
}

extension Form {
    /// All questions are for all files.
    var isForAll: Bool { sections.allSatisfy { $0.only.isEmpty && $0.fields.allSatisfy(\.only.isEmpty) } }

    /// As files of that category answer it: what does not concern them is not there. Nil for a file that has none.
    public func concerning(_ category: String?) -> Form {
        guard !isForAll else { return self }
        let concerned = sections.filter { $0.concerns(category) }.compactMap { section -> FormSection? in
            var part = section
            part.fields.removeAll { !$0.concerns(category) }
            // A part of which nothing is left is none.
            return part.fields.isEmpty && !section.fields.isEmpty ? nil : part
        }
        return concerned.isEmpty ? self : with(sections: concerned)
    }

    /// The categories whose files are asked that question alone; empty for all files.
    public func only(of field: FormField) -> [String] {
        let part = section(of: field)?.only ?? []
        guard !part.isEmpty, !field.only.isEmpty else { return part.isEmpty ? field.only : part }
        return part.filter(field.only.contains)
    }

    /// The codes that its parts and questions name.
    public var categories: Set<String> {
        sections.reduce(into: []) { codes, section in
            codes.formUnion(section.only)
            for field in section.fields { codes.formUnion(field.only) }
        }
    }

    /// Where it names a category that its edition does not have, and questions that no file would be asked.
    func categoryFlaws(among codes: [String]) -> [FormFlaw] {
        sections.flatMap { section in
            Self.unknown(section.only, codes).map { FormFlaw(section: section.id, key: "only", $0) }
                + section.fields.flatMap { field -> [FormFlaw] in
                    let unknown = Self.unknown(field.only, codes).map { field.flaw("only", $0) }
                    let isNobodys = !field.only.isEmpty && only(of: field).isEmpty
                    return unknown + (isNobodys ? [field.flaw("only", .forNobody)] : [])
                }
        }
    }

    /// All that keeps it from being used in an edition, which may lack a category that it names.
    func flaws(in edition: Edition?) -> [FormFlaw] {
        flaws + categoryFlaws(among: edition?.categories.map(\.code) ?? [])
    }

    private static func unknown(_ named: [String], _ codes: [String]) -> [GridFault.Kind] {
        named.filter { !codes.contains($0) }.map { .noCategory($0) }
    }
}

extension FormLinks {
    /// What the program itself cannot do without is asked of all files.
    var indispensable: [FormFlaw] {
        sections.flatMap { section in
            section.fields.filter { Form.indispensable.contains($0.id) }.flatMap { field -> [FormFlaw] in
                let part = FormFlaw(section: section.id, key: "only", .askedOfAll(field.id))
                return (section.only.isEmpty ? [] : [part])
                    + (field.only.isEmpty ? [] : [field.flaw("only", .askedOfAll(field.id))])
            }
        }
    }
}
