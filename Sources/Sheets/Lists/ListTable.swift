import Tables
import Workbooks

/// A list of organisations, partners or people as a table, and which of its columns says what.
struct ListTable: Sendable {
    enum Refusal: Error {
        case unreadable(TableRefusal)
        /// Columns that a list of its kind cannot be without, or that its mapping names.
        case lacks([String], of: Table)
    }

    let table: Table
    let fields: ListFields

    /// Without `mapped`, columns are known by their names. `values` are the words of each field that are ours.
    init(
        _ source: ListSource, of kind: ImportRun.Kind, values: [String: [String: [String]]], mapped: ListFields? = nil
    ) throws(Refusal) {
        do {
            if let mapped {
                table = try source.table(needing: Set(mapped.all))
            } else {
                table = try source.table(needing: [], worth: { ListFields.worth(of: $0, for: kind) })
            }
        } catch {
            throw .unreadable(error)
        }
        let table = self.table
        // Of two columns of one name nobody knows which is meant.
        let header = table.header.map { table.doubledColumns.contains($0) ? "" : $0 }
        let fields = mapped ?? ListFields(kind, header: header, values: values)
        let columns = ListFields.needed(for: kind).map { fields[$0] ?? $0 } + fields.all
        let missing = columns.filter { !table.has($0) }
        guard missing.isEmpty else { throw .lacks(missing, of: table) }
        self.fields = fields
    }
}
