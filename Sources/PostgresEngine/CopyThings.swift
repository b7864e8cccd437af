import Foundation

/// The tables, indexes, triggers, functions and other things that a script makes, by kind and name: a step of ours, or what
/// `pg_restore` writes out. The two spell definitions differently; what is compared is what acts by itself (the body of each
/// function, which function a trigger calls and where), the columns of each table, and that nothing is added or lacking. The
/// rest is for the server to compare: see `ServerThings`.
struct CopyThings {
    private(set) var things: [String: String] = [:]
    /// Whose they are: they go with their table.
    private var tables: [String: String] = [:]
    /// Of each table, by their names.
    private var columns: [String: [String: CopyColumn]] = [:]
    /// A copy makes things and fills them; whatever else it does is a thing, too. A step may do more.
    private let isOfCopy: Bool

    init(ofCopy: Bool = false) { isOfCopy = ofCopy }

    /// What the engine keeps by itself.
    private static let own: Set<String> = ["table public_version", "table schema_step"]

    mutating func take(_ script: String) {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        let said = lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("--") }.joined(separator: "\n")
        for statement in takeFunctions(of: said).split(separator: ";") {
            takeStatement(Self.oneLine(String(statement)))
        }
    }

    private mutating func takeFunctions(of script: String) -> String {
        // Whatever is no such function stays, and is taken as a statement.
        let function =
            /CREATE (?:OR REPLACE )?FUNCTION\s+(?:public\.)?(\w+)\s*\([^)]*\)[^$;]*?AS\s+(\$\w*\$)([\s\S]*?)\2[^;]*;/
        for found in script.matches(of: function) {
            things["function \(found.output.1)"] = Self.oneLine(String(found.output.3))
        }
        return script.replacing(function, with: "")
    }

    private mutating func takeStatement(_ statement: String) {
        let made =
            #/
            CREATE\ (?:OR\ REPLACE\ )?(?:UNIQUE\ |CONSTRAINT\ |UNLOGGED\ )?
            (EVENT\ TRIGGER|MATERIALIZED\ VIEW|\w+)\ (?:IF\ NOT\ EXISTS\ )?(?:public\.)?"?([\w-]+)"?(.*)
            /#
        if let found = statement.prefixMatch(of: made) {
            take(found.output.1.lowercased(), String(found.output.2), String(found.output.3))
        } else if let found = statement.wholeMatch(of: /ALTER TABLE (\w+) ADD COLUMN (.+)/) {
            add(String(found.output.2), to: String(found.output.1))
        } else if let found = statement.prefixMatch(of: /ALTER TABLE (\w+) DROP COLUMN (\w+)/) {
            columns[String(found.output.1)]?[String(found.output.2)] = nil
        } else if let found = statement.prefixMatch(of: /ALTER TABLE (\w+) RENAME TO (\w+)/) {
            rename(String(found.output.1), String(found.output.2))
        } else if let found = statement.prefixMatch(of: /DROP TABLE (?:IF EXISTS )?(\w+)/) {
            drop(String(found.output.1))
        } else if statement.contains(/(DISABLE|REPLICA|ALWAYS) TRIGGER|ROW LEVEL SECURITY/) {
            things[statement] = ""
        } else if isOfCopy, !Self.isUsual(statement) {
            things["statement \(statement.prefix(80))"] = ""
        }
    }

    /// What `pg_dump` writes between the things: settings, where a counter stands, what is added to a table that is made.
    private static func isUsual(_ statement: String) -> Bool {
        let usual = /(?:SET|ALTER TABLE|ALTER SEQUENCE|ALTER INDEX|COMMENT ON) .*/
        let counter = /SELECT pg_catalog\.(?:set_config|setval)\('[^']*', [^()]*\)/
        return statement.isEmpty || statement.wholeMatch(of: usual) != nil || statement.wholeMatch(of: counter) != nil
    }

    private mutating func take(_ kind: String, _ name: String, _ rest: String) {
        let key = "\(kind) \(name)"
        switch kind {
        case "sequence", "schema": break
        case "table":
            guard !Self.own.contains(key) else { break }
            (things[key], columns[name]) = ("", CopyColumn.all(in: rest))
        case "index", "trigger":
            let table = rest.firstMatch(of: /\bON (?:ONLY )?(?:public\.)?(\w+)/).map { String($0.output.1) }
            let called = rest.firstMatch(of: /EXECUTE (?:FUNCTION|PROCEDURE) (?:public\.)?([^ ]+)/)
            (tables[key], things[key]) = (table, called.map { String($0.output.1) } ?? "")
        default: things[key] = rest
        }
    }

    private mutating func add(_ definition: String, to table: String) {
        guard let column = CopyColumn(definition) else { return }
        columns[table, default: [:]][column.name] = column
    }

    private mutating func rename(_ table: String, _ name: String) {
        guard let said = things.removeValue(forKey: "table \(table)") else { return }
        let known = columns.removeValue(forKey: table)
        (things["table \(name)"], columns[name]) = (said, known)
        for (key, home) in tables where home == table { tables[key] = name }
    }

    private mutating func drop(_ table: String) {
        (things["table \(table)"], columns[table]) = (nil, nil)
        for (key, home) in tables where home == table { (tables[key], things[key]) = (nil, nil) }
    }

    /// All of them, each with its table.
    var all: [String: String] {
        var all = things.merging(tables.map { ($0.key, "on \($0.value) \(things[$0.key] ?? "")") }) { $1 }
        for (table, columns) in columns {
            for column in columns.values { all["column \(table).\(column.name)"] = column.said }
        }
        return all
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
