import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import World

@testable import Sheets

private let trials = World.root + "/../shared/trials"
private let areTrialsThere = FileManager.default.fileExists(atPath: trials)

/// Lists as people really send them, read where they lie beside the project.
@Suite(.enabled(if: areTrialsThere, "the trials are not beside the project"))
struct TrialListTests {
    private static let folder = trials

    @Test(arguments: Engine.available, ["i01_macroman_cr", "i03a_sep_line", "i03b_title_lines"])
    func `accents, a line that names the separator and titles above the header are read`(
        engine: Engine, name: String
    ) async throws {
        let (answer, folder) = try await take(name, engine)
        #expect(answer.exit == .complete, "\(answer.text)")
        #expect(
            try await folder.titles() == [
                "Bénévoles et « cœur à cœur »", "Garage à vélos", "Prévention à l’hôpital de Besançon",
            ])
        if name.hasPrefix("i01") { #expect(answer.text.contains("Read as Mac OS Roman.")) }
        if name.hasPrefix("i03b") { #expect(answer.text.contains("The header was found at line 4")) }
    }

    @Test func `semicolons part cells full of commas`() async throws {
        let (answer, folder) = try await take("i04_separator", mapping: "i04_mapping")
        #expect(answer.text.contains("Line 3, refused: 5 fields where 4 are expected."))
        #expect(try await folder.titles() == ["Jardin", "Épicerie du coin"])
    }

    @Test(arguments: Engine.available)
    func `a SIRET that a spreadsheet spoilt costs no practice`(engine: Engine) async throws {
        let (answer, folder) = try await take("i05_siret", engine)
        #expect(answer.text.contains("Created: 10\n"), "\(answer.text)")
        let remarks = answer.text.split(separator: "\n").filter { $0.contains("[") }.map { $0.prefix { $0 != ":" } }
        #expect(remarks.map(String.init) == [2, 3, 4, 7, 11].map { "Line \($0), created" })
        #expect(answer.text.contains("was rounded by the spreadsheet"))
        #expect(answer.text.contains("“999123458” is a SIREN"))
        #expect(answer.text.contains("“999123300017” read as 00999123300017"))
        let known = try await folder.world.database.read { connection in
            try connection.rows(
                "SELECT siret FROM organisation WHERE siret LIKE '%9991%' OR siret = '35600000099995' ORDER BY siret"
            ).map { row -> String in try row["siret"] }
        }
        #expect(known == ["00099912800010", "00999123300017", "35600000099995", "99912345800013"])
    }

    @Test func `a day is read with its day first, and one that cannot be read costs no practice`() async throws {
        let (answer, folder) = try await take("i07_dates")
        #expect(answer.text.contains("Created: 15\n"), "\(answer.text)")
        let expected: [String: String?] = [
            "1": "2014-06-05", "2": "2018-04-01", "3": nil, "4": "2018-04-01", "5": nil, "6": nil, "7": "2018-04",
            "8": nil, "9": "2018", "10": "2018-04", "11": nil, "12": "2018-04-01", "13": nil, "14": nil, "15": nil,
        ]
        for (key, date) in expected {
            let sheet = try #require(try await folder.content(of: "essais/\(key)"))
            #expect(sheet["steps"] == date.map { .steps([Told.Step(date: $0, text: "Début.")]) }, "\(key)")
        }
        #expect(answer.text.contains("the year 2207 cannot be meant"))
        #expect(answer.text.contains("Cells left out: 8\n"))
    }

    @Test func `a bad row is refused alone, with its line`() async throws {
        let (first, folder) = try await take("i08_quotes")
        #expect(first.text.contains("Line 4, refused: a quotation mark stands in the wrong place."), "\(first.text)")
        #expect(first.text.contains("Line 7, refused: a quotation mark stands in the wrong place."))
        #expect(first.text.contains("Created: 5\n"))
        #expect(try await folder.titles().contains("Voisine"))
        let (second, other) = try await take("i08b_unclosed_quote")
        #expect(second.text.contains("Line 7, refused: the quotation mark opened at line 7 is never closed."))
        #expect(
            try await other.titles() == [
                "Autre voisine", "Bon", "Le 12\" vinyle", "Un titre sur deux lignes", "Voisine",
            ])
    }

    @Test func `a doubled column that nobody needs is a remark`() async throws {
        let (answer, folder) = try await take("i09b_doubled_unused_column", mapping: "i09_mapping")
        #expect(answer.exit == .complete, "\(answer.text)")
        #expect(answer.text.contains("Two columns are called “Commentaire”"))
        #expect(try await folder.titles() == ["Jardin"])
    }

    @Test(arguments: Engine.available)
    func `terms in other forms are understood, unknown ones counted, a total refused`(engine: Engine) async throws {
        let (answer, folder) = try await take("i11_themes_blank_rows", engine)
        #expect(answer.text.contains("Column “themes”, unknown term “Culture”: 1"), "\(answer.text)")
        #expect(answer.text.contains("Column “themes”, unknown term “Logement”: 1"))
        #expect(answer.text.contains("Line 11, refused: it adds up other rows."))
        #expect(answer.text.contains("Created: 6\n"))
        for key in ["1", "2", "3"] {
            #expect(try await folder.tags(of: "essais/\(key)") == ["need": ["employment", "health"]])
        }
        #expect(try await folder.tags(of: "essais/4") == ["need": ["health", "mobility"]])
        #expect(try await folder.tags(of: "essais/5") == [:])
        #expect(try await folder.tags(of: "essais/6") == ["need": ["health"]])
    }

    @Test func `a vocabulary or a term that does not exist is named with its line`() async throws {
        let (answer, folder) = try await take("i12_unknown_vocabulary", mapping: "i12_unknown_vocabulary")
        #expect(answer.exit == .badArguments)
        #expect(answer.text.contains(".yaml:8: tags.neeed "), "\(answer.text)")
        #expect(answer.text.contains(".yaml:13: tags.need.values.SANTE "))
        #expect(answer.text.contains("health, employment"))
        #expect(try await folder.titles().isEmpty)
    }

    private func take(
        _ name: String, _ engine: Engine = .sqlite, mapping: String = "mapping"
    ) async throws -> (ImportCommand.Answer, ImportFolder) {
        let folder = try await ImportFolder(engine)
        let answer = try await folder.run("\(Self.folder)/\(name).csv", mapping: "\(Self.folder)/\(mapping).yaml")
        return (answer, folder)
    }
}

extension ImportFolder {
    /// Of imported sheets, by their letters.
    func titles() async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT title FROM sheet WHERE source_key <> ''").map { row -> String in
                try row["title"]
            }
        }.sorted()
    }

    func content(of key: String) async throws -> SheetContent? {
        try await world.database.read { connection in
            try connection.row("SELECT content FROM sheet WHERE source_key = \(key)").map {
                try SheetContent(sheetJSON: $0["content"])
            }
        }
    }

    func tags(of key: String) async throws -> [String: [String]]? {
        try await world.database.read { connection in
            try connection.row("SELECT tags FROM sheet WHERE source_key = \(key)").map {
                try [String: [String]](sheetJSON: $0["tags"])
            }
        }
    }
}
