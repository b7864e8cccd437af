import Foundation
import Storage

/// Reads what `pg_restore` writes out: statements, and after each `COPY … FROM stdin;` the rows of a table up to `\.`.
struct CopyScript {
    enum Event {
        /// One or several whole statements.
        case statements(String)
        /// The rows of a table come next.
        case table(name: String, statement: String)
        /// With its line end.
        case row(Data)
        case endOfTable
    }

    private var rest = Data()
    private var statements = Data()
    private var isInTable = false

    /// Takes the next part of the script, which may end anywhere.
    mutating func take(_ part: Data, _ hear: (Event) throws -> Void) throws {
        rest += part
        guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return }
        var start = rest.startIndex
        while start <= end, let stop = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            try takeLine(rest[start...stop], hear)
            start = stop + 1
        }
        rest = Data(rest[start...])
    }

    /// The script is over.
    mutating func end(_ hear: (Event) throws -> Void) throws {
        guard !isInTable, rest.isEmpty else {
            throw StorageError.unavailable(reason: "the copy ends in the middle of a table")
        }
        try say(hear)
    }

    private mutating func takeLine(_ line: Data, _ hear: (Event) throws -> Void) throws {
        if isInTable {
            if line.elementsEqual("\\.\n".utf8) {
                isInTable = false
                try hear(.endOfTable)
            } else {
                try hear(.row(line))
            }
        } else if let table = Self.table(in: line) {
            try say(hear)
            isInTable = true
            try hear(.table(name: table, statement: String(decoding: line, as: UTF8.self)))
        } else if line.first != UInt8(ascii: "\\") {
            // A line that begins so is for psql, which is not here.
            statements += line
        }
    }

    private mutating func say(_ hear: (Event) throws -> Void) throws {
        guard !statements.isEmpty else { return }
        let text = String(decoding: statements, as: UTF8.self)
        statements = Data()
        try hear(.statements(text))
    }

    private static func table(in line: Data) -> String? {
        guard line.starts(with: "COPY public.".utf8), line.suffix(13).elementsEqual(" FROM stdin;\n".utf8) else {
            return nil
        }
        return String(decoding: line.dropFirst(12).prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }
}
