import Foundation
import World

/// The tables that statements leave behind, with their columns and the tables that these point to.
struct Schema: Equatable {
    struct Table: Equatable {
        /// In the order they were declared.
        var columns: [String] = []
        /// By column.
        var references: [String: String] = [:]
    }

    private(set) var tables: [String: Table] = [:]

    /// What the migrations leave on one engine, and the tables that the program makes by itself.
    static func ofTheHouse(without other: String) throws -> Schema {
        var schema = Schema()
        let folder = World.root + "/Migrations"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let variants = Set(files.filter { $0.split(separator: ".").count > 2 && !$0.hasSuffix(other) }.map(stem))
        for file in files where file.hasSuffix(".sql") && !file.hasSuffix(other) {
            let isVariant = file.split(separator: ".").count > 2
            guard isVariant || !variants.contains(stem(file)) else { continue }
            schema.run(try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8))
        }
        for source in SourceFile.all(in: "Sources") where source.text.contains("CREATE TABLE IF NOT EXISTS") {
            schema.run(source.text)
        }
        return schema
    }

    private static func stem(_ file: String) -> Substring { file.prefix { $0 != "." } }

    /// Reads CREATE, DROP and ALTER TABLE; all else is passed over.
    mutating func run(_ script: String) {
        let text = script.replacing(/--[^\n]*/, with: "").replacing(/'[^']*'/, with: "''")
        for match in text.matches(of: /(?i)\b(CREATE (?:VIRTUAL )?TABLE|DROP TABLE|ALTER TABLE)\s+/) {
            let rest = text[match.range.upperBound...].replacing(/(?i)^IF (NOT )?EXISTS\s+/, with: "")
            let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
            switch match.1.uppercased() {
            case "DROP TABLE": tables[name] = nil
            case "ALTER TABLE": alter(name, String(rest.dropFirst(name.count).prefix { $0 != ";" }))
            default: tables[name] = Table(Self.body(of: rest))
            }
        }
    }

    private mutating func alter(_ name: String, _ change: String) {
        if let match = change.firstMatch(of: /(?i)RENAME TO (\w+)/) {
            tables[String(match.1)] = tables.removeValue(forKey: name)
        } else if let match = change.firstMatch(of: /(?i)RENAME (?:COLUMN )?(\w+) TO (\w+)/) {
            tables[name]?.rename(String(match.1), String(match.2))
        } else if let match = change.firstMatch(of: /(?i)DROP (?:COLUMN )?(\w+)/) {
            tables[name]?.drop(String(match.1))
        } else if let match = change.firstMatch(of: /(?i)ADD (?:COLUMN )?(.+)/.dotMatchesNewlines()) {
            tables[name]?.add(String(match.1))
        }
    }

    /// What stands in the first parentheses.
    private static func body(of text: Substring) -> Substring {
        let start = text.firstIndex(of: "(").map { text.index(after: $0) } ?? text.endIndex
        var depth = 1
        let end = text[start...].firstIndex { character in
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            return depth == 0
        }
        return text[start..<(end ?? text.endIndex)]
    }
}

extension Schema.Table {
    fileprivate init(_ body: Substring) {
        var (depth, parts) = (0, [""])
        for character in body {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        for part in parts { add(part) }
    }

    fileprivate mutating func add(_ part: String) {
        guard let column = part.firstMatch(of: /\w+/).map({ String($0.0) }),
            !["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"].contains(column.uppercased())
        else { return }
        columns.append(column)
        if let target = part.firstMatch(of: /(?i)REFERENCES\s+(\w+)/) { references[column] = String(target.1) }
    }

    fileprivate mutating func drop(_ column: String) {
        columns.removeAll { $0 == column }
        references[column] = nil
    }

    fileprivate mutating func rename(_ column: String, _ new: String) {
        columns = columns.map { $0 == column ? new : $0 }
        references[new] = references.removeValue(forKey: column)
    }
}
