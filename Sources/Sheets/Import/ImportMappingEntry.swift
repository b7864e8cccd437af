import Forms
import Organisations
import Submissions
import Yams

/// Where the faults of a mapping are noted while it is read to its end.
final class MappingLog {
    private(set) var faults: [ImportMappingFault] = []

    func note(_ expected: ImportMappingFault.Expected, line: Int, path: String) {
        faults.append(ImportMappingFault(line: line, path: path, expected: expected))
    }
}

/// One place of a mapping. What stands there wrongly is noted and read as something harmless, so that reading goes on.
struct MappingEntry {
    let node: Node
    let line: Int
    let path: String
    let log: MappingLog

    func note(_ expected: ImportMappingFault.Expected) { log.note(expected, line: line, path: path) }

    /// What stands under each key; keys that are missing or unknown are noted.
    func keys(_ required: [String], optional: [String] = []) -> [String: MappingEntry] {
        let entries = openKeys()
        for entry in entries where !(required + optional).contains(entry.name) {
            entry.value.note(.knownKey(among: required + optional))
        }
        for name in required where node.mapping != nil && !entries.contains(where: { $0.name == name }) {
            note(.key(name))
        }
        return Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Keys that the author chooses, in their order.
    func openKeys() -> [(name: String, value: MappingEntry)] {
        guard let mapping = node.mapping else {
            note(.keys)
            return []
        }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            let path = path.isEmpty ? name : "\(path).\(name)"
            return (name, MappingEntry(node: value, line: key.mark?.line ?? line, path: path, log: log))
        }
    }

    var isText: Bool { node.scalar != nil }

    func text() -> String {
        guard let text = node.scalar?.string, text.contains(where: { !$0.isWhitespace }) else {
            note(.text)
            return ""
        }
        return text
    }

    /// A text that the public reads: the name of a file tells it nothing.
    func publicName() -> String {
        let name = text()
        let plain = name.lowercased()
        if Self.files.contains(where: { plain.hasSuffix($0) }) { note(.readableName) }
        return name
    }

    private static let files = [".yaml", ".yml", ".csv", ".tsv", ".json", ".xls", ".xlsx", ".ods", ".txt"]

    func word(among words: [String]) -> String {
        let word = text()
        if !words.contains(word) { note(.oneOf(words)) }
        return word
    }

    func list() -> [MappingEntry] {
        guard let items = node.sequence else {
            note(.list)
            return []
        }
        return items.enumerated().map { place, item in
            MappingEntry(node: item, line: item.mark?.line ?? line, path: "\(path)[\(place + 1)]", log: log)
        }
    }

    /// One text, or a list of them.
    func texts() -> [String] { isText ? [text()] : list().map { $0.text() } }
}
