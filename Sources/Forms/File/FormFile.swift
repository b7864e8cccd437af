import Grids

/// Reads a form from the YAML that its authors write, telling everything that is wrong at once.
public enum FormFile {
    public static let schema = "rallynov.form/1"
    static let mostCharacters = 20_000

    public static func form(from yaml: String) throws(GridFaults) -> Form {
        try GridFile.read(yaml) { $0.form() }
    }

    /// A form that somebody gives: held as well against what those that are kept may have.
    static func given(_ yaml: String) throws(GridFaults) -> Form {
        try GridFile.read(yaml) { $0.form(isGiven: true) }
    }

    /// A working copy as `yaml` wrote it, though something in it is missing still; nil where the text is no form at all.
    static func unfinished(_ yaml: String) -> Form? { GridFile.readUnfinished(yaml) { $0.form() } }

    /// What the program itself acts on, and the kinds it can be; the first two must be there.
    static let known: KeyValuePairs<String, [String]> = [
        "title": ["line"], "organisation.name": ["line"], "strapline": ["line", "text"],
        "organisation.kind": ["choice"],
        "organisation.siret": ["siret"], "organisation.rna": ["rna"], "organisation.commune": ["line"],
        "organisation.department": ["line"], "organisation.activity": ["line", "text"],
        "organisation.size_bracket": ["choice"], "organisation.website": ["website"], "contact.name": ["line"],
        "contact.role": ["line"], "contact.email": ["email"], "contact.phone": ["line"], "rules_accepted": ["tick"],
        "publication_agreed": ["tick"],
    ]
}

extension GridFileEntry {
    fileprivate func form(isGiven: Bool = false) -> Form? {
        let keys = keys(["schema", "form", "sections", "sheet"])
        keys["schema"]?.schema(FormFile.schema)
        let about = keys["form"]?.keys(["id", "version", "title"])
        let sections = keys["sections"]?.sections() ?? []
        let fields = sections.flatMap(\.fields)
        keys["sections"]?.check(sections, fields, isGiven: isGiven)
        let sheet = keys["sheet"]?.sheet(of: fields) ?? []
        guard let about, let name: Form.Name = about["id"]?.name(), let version = about["version"]?.version(),
            let title = about["title"]?.localized(), !sections.isEmpty
        else { return nil }
        return Form(name: name, version: version, title: title, sections: sections, sheet: sheet)
    }

    private func sections() -> [FormSection] {
        var words: Set<String> = []
        return distinctItems().compactMap { item in
            let keys = item.keys(
                ["id", "address", "title", "fields"], optional: ["dimension", "lead", "told", "eligibility", "only"])
            let dimension: Dimension.ID? = keys["dimension"]?.name()
            let title = keys["title"]?.localized()
            let lead = keys["lead"]?.localized()
            let (isTold, isEligibility) = (keys["told"]?.flag() ?? true, keys["eligibility"]?.flag() ?? false)
            guard let id: Slug<FormSection> = keys["id"]?.name(), let word: Slug<FormSection> = keys["address"]?.name()
            else { return nil }
            if !words.insert(word.description).inserted { keys["address"]?.note(.duplicate(word.description)) }
            let fields = keys["fields"]?.distinctItems().compactMap { $0.formField(in: id.description) } ?? []
            let only = keys["only"]?.categories() ?? []
            return title.map { title in
                var section = FormSection(
                    id: id.description, word: word.description, dimension: dimension, title: title, lead: lead,
                    isTold: isTold, isEligibility: isEligibility, fields: fields)
                section.only = only
                return section
            }
        }
    }

    /// What no field can see by itself.
    private func check(_ sections: [FormSection], _ fields: [FormField], isGiven: Bool) {
        let names = fields.map(\.id)
        for name in Form.doubles(names).sorted() { note(.duplicate(name)) }
        for name in ["title", "organisation.name"] where !names.contains(name) { note(.missingKey(name)) }
        for field in fields {
            guard let other = field.unless, !names.contains(other) else { continue }
            note(.unsupported(other, allowed: names))
        }
        if fields.count > Form.mostFields { note(.tooMany(most: Form.mostFields)) }
        let places = places
        let known = Set(places.keys.compactMap(\.field))
        let links = FormLinks(sections, known: known)
        for flaw in links.linkFlaws + (isGiven ? links.excuseFlaws : []) {
            (places[Place(section: flaw.section, field: flaw.field)]?.keys[flaw.key] ?? self).note(flaw.kind)
        }
    }

    private struct Place: Hashable {
        let section: String?
        let field: String?
    }

    /// Where each part and each question is written, by its names.
    private var places: [Place: (entry: GridFileEntry, keys: [String: GridFileEntry])] {
        var places: [Place: (entry: GridFileEntry, keys: [String: GridFileEntry])] = [:]
        for (section, keys) in written() {
            let id = section.written("id")
            places[Place(section: id, field: nil)] = (section, keys)
            for (field, keys) in keys["fields"]?.written() ?? [] {
                places[Place(section: id, field: field.written("id"))] = (field, keys)
            }
        }
        return places
    }
}
