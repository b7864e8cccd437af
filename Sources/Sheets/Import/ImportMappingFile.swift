import Forms
import Grids
import Organisations
import Submissions
import TextSimilarity
import Yams

extension ImportMapping {
    static let schema = "rallynov.import/1"

    /// Reads a mapping to its end, and throws everything that is wrong in it. The vocabularies are those of the edition's grid; nil
    /// when it has none to hold the terms against.
    public init(yaml: String, for form: Form, vocabularies: [Vocabulary]? = nil) throws(ImportMappingFaults) {
        let log = MappingLog()
        let mapping = try Self.root(of: yaml, log).map { Self.mapping($0, form, vocabularies) }
        guard log.faults.isEmpty, let mapping else { throw ImportMappingFaults(faults: log.faults) }
        self = mapping
    }

    static func root(of yaml: String, _ log: MappingLog) throws(ImportMappingFaults) -> MappingEntry? {
        do {
            guard let node = try compose(yaml: yaml) else {
                log.note(.keys, line: 1, path: "")
                return nil
            }
            return MappingEntry(node: node, line: 1, path: "", log: log)
        } catch {
            let fault = ImportMappingFault(
                line: (error as? YamlError)?.line ?? 1, path: "", expected: .yaml("\(error)"))
            throw ImportMappingFaults(faults: [fault])
        }
    }

    private static func mapping(_ root: MappingEntry, _ form: Form, _ vocabularies: [Vocabulary]?) -> ImportMapping {
        let keys = root.keys(
            ["schema", "id", "language", "source", "key", "fields"], optional: ["steps", "organisation", "tags"])
        _ = keys["schema"]?.word(among: [schema])
        let fields = keys["fields"].map { Self.fields($0, parts(of: form)) } ?? (texts: [:], website: nil)
        return ImportMapping(
            id: keys["id"]?.text() ?? "", language: language(keys["language"]),
            source: keys["source"].map(source) ?? SheetSource(name: "", address: "", licence: ""),
            key: keys["key"]?.text() ?? "", texts: fields.texts,
            stepsPart: form.sheetLines.first { $0.kind == .steps }?.id,
            website: fields.website,
            steps: keys["steps"]?.list().map(step) ?? [], organisation: keys["organisation"].map(carrier),
            tags: keys["tags"].map { tags($0, vocabularies) } ?? [:])
    }

    /// One language for all rows, or the column that says it.
    private static func language(_ entry: MappingEntry?) -> LanguageColumn {
        guard let entry else { return LanguageColumn(column: nil, values: [:], usual: "") }
        let names = ["fr", "en"]
        guard !entry.isText else { return LanguageColumn(column: nil, values: [:], usual: entry.word(among: names)) }
        let keys = entry.keys(["column", "otherwise"], optional: ["values"])
        let values = keys["values"]?.openKeys().map { (fold($0.name), $0.value.word(among: names)) } ?? []
        return LanguageColumn(
            column: keys["column"]?.text(),
            values: LanguageColumn.known.merging(values, uniquingKeysWith: { _, mapped in mapped }),
            usual: keys["otherwise"]?.word(among: names) ?? "")
    }

    private static func tags(_ entry: MappingEntry, _ vocabularies: [Vocabulary]?) -> [String: TermColumn] {
        var tags: [String: TermColumn] = [:]
        for (name, value) in entry.openKeys() {
            let vocabulary = vocabularies?.first { $0.id.description == name }
            if let vocabularies, vocabulary == nil { value.note(.knownKey(among: vocabularies.map(\.id.description))) }
            tags[name] = terms(value, of: vocabulary)
        }
        return tags
    }

    private static func source(_ entry: MappingEntry) -> SheetSource {
        let keys = entry.keys(["name", "address", "licence"])
        return SheetSource(
            name: keys["name"]?.publicName() ?? "", address: keys["address"]?.text() ?? "",
            licence: keys["licence"]?.text() ?? "")
    }

    private static func fields(_ entry: MappingEntry, _ parts: [String]) -> (
        texts: [String: TextColumn], website: String?
    ) {
        let keys = entry.keys(["title"], optional: parts + ["website"])
        var texts: [String: TextColumn] = [:]
        for part in ["title"] + parts { texts[part] = keys[part].map(column) }
        return (texts, keys["website"]?.text())
    }

    /// A column's name alone, or with how it is written.
    private static func column(_ entry: MappingEntry) -> TextColumn {
        if entry.isText { return TextColumn(column: entry.text(), isMarkdown: false, without: []) }
        let keys = entry.keys(["column"], optional: ["format", "without"])
        return TextColumn(
            column: keys["column"]?.text() ?? "",
            isMarkdown: keys["format"]?.word(among: ["text", "markdown"]) == "markdown",
            without: keys["without"]?.texts() ?? [])
    }

    private static func step(_ entry: MappingEntry) -> StepColumn {
        let keys = entry.keys(["column", "text"])
        return StepColumn(column: keys["column"]?.text() ?? "", text: keys["text"]?.text() ?? "")
    }

    static func terms(_ entry: MappingEntry, of vocabulary: Vocabulary? = nil) -> TermColumn {
        // Without values of its own, a source is taken to say our terms, or their names.
        let own = vocabulary?.terms.flatMap { term in
            [term.id.description, term.label.french, term.label.english ?? term.label.french].map {
                (ImportCells.termKey($0), [term.id.description])
            }
        }
        let names = Dictionary(own ?? [], uniquingKeysWith: { first, _ in first })
        if entry.isText { return TermColumn(column: entry.text(), separator: nil, values: names, always: []) }
        let keys = entry.keys([], optional: ["column", "separator", "values", "always"])
        func known(_ entry: MappingEntry) -> [String] {
            let terms = entry.texts()
            if let known = vocabulary?.terms.map(\.id.description), !terms.allSatisfy(known.contains) {
                entry.note(.oneOf(known))
            }
            return terms
        }
        let values = keys["values"]?.openKeys().map { (ImportCells.termKey($0.name), known($0.value)) }
        return TermColumn(
            column: keys["column"]?.text(), separator: keys["separator"]?.text(),
            values: values.map { Dictionary($0, uniquingKeysWith: { first, _ in first }) } ?? names,
            always: keys["always"].map(known) ?? [])
    }

    private static func carrier(_ entry: MappingEntry) -> Carrier {
        let keys = entry.keys(
            ["name"],
            optional: [
                "separator", "siret", "rna", "kind", "size", "commune_code", "commune_name", "department", "country",
                "latitude", "longitude", "website",
            ])
        func text(_ name: String) -> String? { keys[name]?.text() }
        return Carrier(
            name: text("name") ?? "", separator: text("separator"), siret: text("siret"), rna: text("rna"),
            kind: keys["kind"].map { terms($0) }, size: keys["size"].map { terms($0) },
            communeCode: text("commune_code"),
            communeName: text("commune_name"), department: text("department"),
            country: keys["country"].map { terms($0) },
            latitude: text("latitude"), longitude: text("longitude"), website: text("website"))
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }
}
