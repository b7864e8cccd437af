import Forms
import Organisations
import Submissions
import TextSimilarity
import Yams

extension ImportMapping {
    static let schema = "rallynov.import/1"

    /// Reads a mapping to its end, and throws everything that is wrong in it.
    public init(yaml: String, for form: Form) throws(ImportMappingFaults) {
        let log = MappingLog()
        let mapping = try Self.root(of: yaml, log).map { Self.mapping($0, form) }
        guard log.faults.isEmpty, let mapping else { throw ImportMappingFaults(faults: log.faults) }
        self = mapping
    }

    private static func root(of yaml: String, _ log: MappingLog) throws(ImportMappingFaults) -> MappingEntry? {
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

    private static func mapping(_ root: MappingEntry, _ form: Form) -> ImportMapping {
        let keys = root.keys(
            ["schema", "id", "language", "source", "key", "fields"], optional: ["steps", "organisation", "tags"])
        _ = keys["schema"]?.word(among: [schema])
        let fields = keys["fields"].map { Self.fields($0, parts(of: form)) } ?? (texts: [:], website: nil)
        return ImportMapping(
            id: keys["id"]?.text() ?? "", language: keys["language"]?.word(among: ["fr", "en"]) ?? "",
            source: keys["source"].map(source) ?? SheetSource(name: "", address: "", licence: ""),
            key: keys["key"]?.text() ?? "", texts: fields.texts,
            stepsPart: form.sheetLines.first { $0.kind == .steps }?.id,
            website: fields.website,
            steps: keys["steps"]?.list().map(step) ?? [], organisation: keys["organisation"].map(carrier),
            tags: Dictionary(
                keys["tags"]?.openKeys().map { ($0.name, terms($0.value)) } ?? [],
                uniquingKeysWith: { first, _ in first }))
    }

    private static func source(_ entry: MappingEntry) -> SheetSource {
        let keys = entry.keys(["name", "address", "licence"])
        return SheetSource(
            name: keys["name"]?.text() ?? "", address: keys["address"]?.text() ?? "",
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

    private static func terms(_ entry: MappingEntry) -> TermColumn {
        if entry.isText { return TermColumn(column: entry.text(), separator: nil, values: [:], always: []) }
        let keys = entry.keys([], optional: ["column", "separator", "values", "always"])
        let values = keys["values"]?.openKeys().map { (fold($0.name), $0.value.texts()) } ?? []
        return TermColumn(
            column: keys["column"]?.text(), separator: keys["separator"]?.text(),
            values: Dictionary(values, uniquingKeysWith: { first, _ in first }), always: keys["always"]?.texts() ?? [])
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
            kind: keys["kind"].map(terms), size: keys["size"].map(terms), communeCode: text("commune_code"),
            communeName: text("commune_name"), department: text("department"), country: keys["country"].map(terms),
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
