import Foundation

/// A column as a script makes it: its type, whether it may be empty, and its default, spelled alike whether a step of ours or
/// `pg_restore` says it. What conditions say of it is left to the server.
struct CopyColumn: Equatable {
    let name: String
    private let type: String
    private var isNeeded: Bool
    private let preset: String

    /// Words with which a table says something of several columns, and those that end a column's type.
    private static let parts: Set<String> = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE"]
    private static let ends = parts.union(["NOT", "NULL", "DEFAULT", "REFERENCES", "COLLATE", "GENERATED"])

    /// Nil for what makes no column.
    init?(_ definition: String) {
        guard let found = definition.wholeMatch(of: /"?(\w+)"? (.+)/) else { return nil }
        let first = String(found.output.1)
        guard !Self.parts.contains(first.uppercased()) else { return nil }
        let said = Self.outside(String(found.output.2)).replacing("BY DEFAULT", with: "BY")
        let words = said.split(separator: " ").prefix { !Self.ends.contains($0.uppercased()) }
        name = first
        type = words.joined(separator: " ").lowercased()
        isNeeded = said.contains("NOT NULL") || said.contains("PRIMARY KEY")
        preset = said.firstMatch(of: /DEFAULT ('[^']*'|-?[\w.]+)/).map { String($0.output.1) } ?? ""
    }

    var said: String { type + (isNeeded ? " NOT NULL" : "") + (preset.isEmpty ? "" : " DEFAULT \(preset)") }

    /// Those that stand between the outer parentheses of `CREATE TABLE`, by their names.
    static func all(in body: String) -> [String: CopyColumn] {
        guard let start = body.firstIndex(of: "("), let end = body.lastIndex(of: ")"), start < end else { return [:] }
        var columns: [String: CopyColumn] = [:]
        for part in split(String(body[body.index(after: start)..<end])) {
            if let column = CopyColumn(part) {
                columns[column.name] = column
            } else if let key = part.firstMatch(of: /PRIMARY KEY \(([^)]*)\)/) {
                for name in key.output.1.split(separator: ",") {
                    columns[name.trimmingCharacters(in: CharacterSet(charactersIn: " \""))]?.isNeeded = true
                }
            }
        }
        return columns
    }

    private static func split(_ body: String) -> [String] {
        var (parts, depth, isQuoted) = ([""], 0, false)
        for sign in body {
            if sign == "'" { isQuoted.toggle() }
            if !isQuoted { depth += sign == "(" ? 1 : sign == ")" ? -1 : 0 }
            if sign == ",", depth == 0, !isQuoted { parts.append("") } else { parts[parts.count - 1].append(sign) }
        }
        return parts.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// Without what stands in parentheses.
    private static func outside(_ text: String) -> String {
        var (kept, depth, isQuoted) = ("", 0, false)
        for sign in text {
            if sign == "'" { isQuoted.toggle() }
            if sign == "(", !isQuoted { depth += 1 }
            if depth == 0 { kept.append(sign) }
            if sign == ")", !isQuoted { depth -= 1 }
        }
        return kept
    }
}
