import Yams

/// Reads a grid from the YAML that its authors write, telling everything that is wrong at once.
public enum GridFile {
    public static let schema = "rallynov.grid/1"
    /// In bytes; the default grid has 38,000.
    public static let limit = 1_000_000

    public static func grid(from bytes: [UInt8]) throws(GridFaults) -> Grid { try grid(from: text(of: bytes)) }

    /// The text of a file of this kind, whatever it describes, without the mark that some editors put before it.
    package static func text(of bytes: [UInt8]) throws(GridFaults) -> String {
        guard bytes.count <= limit else { throw whole(.tooLarge(limit: limit)) }
        guard !bytes.isEmpty else { throw whole(.empty) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw whole(.notUTF8) }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    public static func grid(from yaml: String) throws(GridFaults) -> Grid {
        try read(yaml) { $0.grid() }
    }

    /// Reads a file of this kind to its end, whatever it describes. `part` is nil only after something was noted.
    package static func read<Thing>(_ yaml: String, _ part: (GridFileEntry) -> Thing?) throws(GridFaults) -> Thing {
        guard yaml.utf8.count <= limit else { throw whole(.tooLarge(limit: limit)) }
        let log = FaultLog()
        let thing = part(GridFileEntry(node: try node(of: yaml), line: 1, path: "", log: log))
        guard let thing, log.count == 0 else { throw GridFaults(log.faults, of: log.count) }
        return thing
    }

    /// What can be read of a file that is not whole yet, as a working copy is; nil where it is no YAML at all.
    package static func readUnfinished<Thing>(_ yaml: String, _ part: (GridFileEntry) -> Thing?) -> Thing? {
        guard yaml.utf8.count <= limit, let node = try? node(of: yaml) else { return nil }
        return part(GridFileEntry(node: node, line: 1, path: "", log: FaultLog()))
    }

    private static func node(of yaml: String) throws(GridFaults) -> Node {
        if let line = lineOfAnchor(in: yaml) { throw whole(.reference, line: line) }
        do {
            guard let node = try compose(yaml: yaml + padding) else { throw whole(.empty) }
            return node
        } catch let faults as GridFaults {
            throw faults
        } catch let error as YamlError {
            throw GridFaults([error.fault])
        } catch {
            throw whole(.notYAML(""))
        }
    }

    // Looked for before the file is parsed: the parser expands what anchors repeat, and a chain of them is as deep as it is
    // long. Where an anchor can start, no letter or digit stands before it («R&D» is text).
    private static func lineOfAnchor(in yaml: String) -> Int? {
        var line = 1
        var previous: Unicode.Scalar = "\n"
        var ampersand = false
        for scalar in yaml.unicodeScalars {
            if ampersand, scalar.isASCII,
                scalar.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains(scalar)
            {
                return line
            }
            ampersand = scalar == "&" && !previous.isPartOfWord
            if scalar == "\n" { line += 1 }
            previous = scalar
        }
        return nil
    }

    // The parser keeps a pointer into the text, which a text short enough to stand inside its own value does not have.
    private static let padding = String(repeating: "\n", count: 16)

    private static func whole(_ kind: GridFault.Kind, line: Int = 1) -> GridFaults {
        GridFaults([GridFault(line: line, path: "", kind: kind)])
    }
}

extension Unicode.Scalar {
    fileprivate var isPartOfWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}

extension YamlError {
    fileprivate var fault: GridFault {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            GridFault(line: mark.line, path: "", kind: .notYAML(problem))
        case .composer(_, let problem, let mark, _):
            GridFault(line: mark.line, path: "", kind: problem.contains("alias") ? .reference : .notYAML(problem))
        case .reader(let problem, let offset, _, let yaml):
            GridFault(line: yaml.prefix(offset ?? 0).count(where: \.isNewline) + 1, path: "", kind: .notYAML(problem))
        case .duplicatedKeysInMapping(let names, let context):
            GridFault(line: context.mark.line, path: "", kind: .duplicateKey(names.first?.shortened ?? ""))
        default: GridFault(line: 1, path: "", kind: .notYAML(""))
        }
    }
}

extension GridFileEntry {
    /// Nil only after something was noted.
    fileprivate func grid() -> Grid? {
        let keys = keys(
            ["schema", "id", "version", "title", "scale", "scoring", "dimensions", "checkpoints"],
            optional: ["languages", "summary", "definition", "crosswalk_sources", "eligibility", "vocabularies"])
        keys["schema"]?.schema(GridFile.schema)
        let parts = GridParts(keys)
        parts.check()
        guard let name: Grid.Name = keys["id"]?.name(), let version = keys["version"]?.version(),
            let title = keys["title"]?.localized(), let scale = parts.scale
        else { return nil }
        return Grid(
            name: name, version: version, languages: keys["languages"]?.languages() ?? ["fr"], title: title,
            summary: keys["summary"]?.localized(), definition: keys["definition"]?.localized(), scale: scale,
            rules: parts.rules, gates: keys["eligibility"]?.gates() ?? [], vocabularies: parts.vocabularies,
            sources: parts.sources, dimensions: parts.dimensions,
            checkpoints: parts.checkpointsInOrder)
    }

    package func schema(_ expected: String) {
        guard node.scalar?.string != expected else { return }
        note(.wrongSchema(expected: expected))
    }

    package func version() -> String? {
        guard let text = node.scalar?.string, (1...20).contains(text.utf8.count),
            text.utf8.allSatisfy({ "0123456789abcdefghijklmnopqrstuvwxyz.-".utf8.contains($0) })
        else { return expected(.version, nil) }
        return text
    }

    private func languages() -> [String] {
        let languages = list().map { entry in
            entry.word(among: ["fr", "en"])
            return entry.node.scalar?.string ?? ""
        }
        if !languages.contains("fr") { note(.noFrench) }
        return languages
    }
}
