import Foundation
import Tables

/// A list on its way in, whatever it is kept in: text, or a workbook.
public enum ListSource: Sendable {
    case text(Data)
    case workbook(ReadWorkbook)

    /// By what the bytes are, whatever the file is called.
    public init(_ data: Data, by reader: WorkbookReader) async throws(WorkbookRefusal) {
        guard WorkbookReader.isMeant(by: data) else {
            self = .text(data)
            return
        }
        self = .workbook(try await reader.read(Array(data)))
    }

    /// Why it is no list.
    public enum Refusal: Error, Equatable {
        case workbook(WorkbookRefusal)
        case table(TableRefusal)
    }

    /// What it is, and the table that it holds under the columns that must be there.
    public static func read(
        _ data: Data, needing needed: Set<String>, by reader: WorkbookReader
    ) async throws(Refusal) -> (ListSource, Table) {
        let source: ListSource
        do { source = try await ListSource(data, by: reader) } catch { throw .workbook(error) }
        do { return (source, try source.table(needing: needed)) } catch { throw .table(error) }
    }

    /// See `Table.init(data:needing:worth:)`.
    public func table(
        needing needed: Set<String>? = nil, worth: (([String]) -> Int)? = nil
    ) throws(TableRefusal) -> Table {
        switch self {
        case .text(let data): try Table(data: data, needing: needed, worth: worth)
        case .workbook(let book): try Table(sheet: book.text, needing: needed, worth: worth)
        }
    }

    /// The same as somebody would paste it: its rows as text, one line each.
    public func pasted() throws(TableRefusal) -> String {
        switch self {
        case .text(let data): try Table.text(of: data)
        case .workbook(let book): book.text.text
        }
    }

    /// Nil for text.
    public var workbook: ReadWorkbook? {
        if case .workbook(let book) = self { book } else { nil }
    }
}
