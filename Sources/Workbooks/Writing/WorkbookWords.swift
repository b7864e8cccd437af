/// What a workbook says in the language of its readers.
public struct WorkbookWords: Sendable {
    /// As documents name it: `fr`, `en`.
    public let language: String
    /// How days are shown, as spreadsheets write it: `dd/mm/yyyy`.
    public let dayFormat: String
    /// The sheet that holds what no cell can.
    public let longTexts: String
    /// Its columns: the sheet, the row, the column, the part and the text.
    public let longTextColumns: [String]
    /// What stands at the end of a cell whose text goes on there, by its number.
    public let goesOn: @Sendable (Int) -> String

    public init(
        language: String, dayFormat: String, longTexts: String, longTextColumns: [String],
        goesOn: @escaping @Sendable (Int) -> String
    ) {
        (self.language, self.dayFormat, self.longTexts) = (language, dayFormat, longTexts)
        (self.longTextColumns, self.goesOn) = (longTextColumns, goesOn)
    }
}
