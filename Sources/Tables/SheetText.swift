/// A sheet of a workbook, written out as text by whoever read it: semicolons, quotes where needed, UTF-8.
public struct SheetText: Sendable {
    let bytes: [UInt8]
    let rows: [Int]

    /// As it was written out.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// `breaks` says how many line breaks stand in the cells of a row, by its number from 1; the others have none.
    public init(_ bytes: [UInt8], rowCount: Int, breaks: [Int: Int]) {
        self.bytes = bytes
        rows = (1...max(rowCount, 1)).flatMap { row in Array(repeating: row, count: 1 + max(0, breaks[row] ?? 0)) }
    }
}
