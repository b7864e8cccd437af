import Foundation
import Tables

@testable import Workbooks

/// Workbooks as tests make them, by hand or by the writer, and what becomes of them.
enum TestedWorkbook {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let reader = WorkbookReader.beside(root)
    static let noon = CellTime(year: 2014, month: 9, day: 30, minute: 720)

    static let words = WorkbookWords(
        language: "fr", dayFormat: "dd/mm/yyyy", longTexts: "Textes longs",
        longTextColumns: ["N°", "Feuille", "Ligne", "Colonne", "Partie", "Texte"], goesOn: { " … (suite \($0))" })

    static func written(
        _ columns: [String], _ rows: [[Cell]], sheet: String = "Dossiers", rowLimit: Int = 1_048_576
    ) throws -> [UInt8] {
        let writer = try WorkbookWriter(
            title: "Essai", words: words, created: Date(timeIntervalSince1970: 1_411_369_200), rowLimit: rowLimit)
        try writer.begin(sheet, columns: columns)
        for row in rows { try writer.append(row) }
        return try writer.finish()
    }

    /// A workbook of one sheet, whose rows are given as XML; `more` are further parts.
    static func made(rows: String, relations ofBook: String? = nil, more: [(String, [UInt8])] = []) throws -> [UInt8] {
        let sheet = "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
        return try archive(
            [
                ("[Content_Types].xml", types), ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
                ("xl/workbook.xml", book),
                ("xl/_rels/workbook.xml.rels", ofBook ?? relations("worksheet", "worksheets/sheet1.xml")),
                ("xl/worksheets/sheet1.xml", sheet),
            ].map { ($0.0, Array($0.1.utf8)) } + more)
    }

    static func archive(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
        let writer = ZipWriter()
        var bytes: [UInt8] = []
        for (name, content) in parts {
            bytes += try writer.begin(path: name, at: noon, isPacked: true)
            bytes += try writer.write(content)
        }
        return try bytes + writer.finish()
    }

    /// One part of an archive, unpacked.
    static func part(_ name: String, of bytes: [UInt8]) throws -> String {
        let entry = try ArchiveEntries(of: bytes, atMost: 1_000).entries.first { $0.name == name }
        guard let entry else { return "" }
        var content: [UInt8] = []
        guard entry.isDeflated else { return String(decoding: bytes[entry.packed], as: UTF8.self) }
        try Inflater.inflate(bytes[entry.packed], broken: WorkbookRefusal.damaged) { share throws(WorkbookRefusal) in
            content += share
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let types = """
        <Types xmlns="\(package)/content-types"><Default Extension="rels" ContentType="application/xml"/>\
        <Default Extension="xml" ContentType="application/xml"/></Types>
        """
    private static let book = """
        <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>
        """

    private static func relations(_ kind: String, _ target: String) -> String {
        """
        <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" Type="\(office)/\(kind)" Target="\(target)"/>\
        </Relationships>
        """
    }
}
