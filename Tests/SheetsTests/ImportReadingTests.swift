import Foundation
import StorageTesting
import Testing
import World

@testable import Sheets

/// What a row says in other forms, and what the report says of all that was not taken.
struct ImportReadingTests {
    @Test func `terms are known in any case, number and separator, by our names too`() async throws {
        let folder = try await ImportFolder()
        try folder.write(
            "plain.yaml",
            Data(
                ImportFolder.mapping.replacing(", values: {Santé: health, Mobilité: [mobility, cohesion]}", with: "")
                    .utf8))
        let rows = [
            "m,Un,,,,,,,MOBILITE", "n,Deux,,,,,,,\"Santé, emplois\"", "o,Trois,,,,,,,health|Mobility",
            "p,Quatre,,,,,,,Santé et logement", "q,Cinq,,,,,,,jardinage|JARDINAGE ",
        ]
        let answer = try await folder.take(
            "\(ImportFolder.header)\n" + rows.joined(separator: "\n"), mapping: "plain.yaml")
        #expect(answer.exit == .complete, "\(answer.text)")
        #expect(try await folder.tags(of: "tests/m") == ["need": ["mobility"]])
        #expect(try await folder.tags(of: "tests/n") == ["need": ["health", "employment"]])
        #expect(try await folder.tags(of: "tests/o") == ["need": ["health", "mobility"]])
        #expect(try await folder.tags(of: "tests/p") == ["need": ["health"]])
        #expect(answer.text.contains("unknown term “logement”: 1"))
        #expect(answer.text.contains("unknown term “jardinage”: 1"))
        #expect(answer.text.contains("Unknown terms: 3\n"))
    }

    @Test(arguments: [
        "TOTAL,12,,,,,,,", "Sous-total : 3,x,,,,,,,", "Somme,,,,,,,,", "Total général,,,,,,,,",
        "Total des fours,6,,,,,,,",
    ])
    func `a row that adds up others is refused by its line`(row: String) async throws {
        let answer = try await ImportFolder().take("\(ImportFolder.header)\nk,Un four,,,,,,,\n\(row)")
        #expect(answer.text.contains("Line 3, refused: it adds up other rows."), "\(answer.text)")
        #expect(answer.text.contains("Created: 1\n"))
    }

    @Test func `a summary of a list that is longer than a sheet holds is cut at a word, and the report says so`()
        async throws
    {
        let folder = try await ImportFolder()
        let need = "need: {column: besoin, format: markdown}"
        try folder.write("plain.yaml", Data(ImportFolder.mapping.replacing(need, with: "strapline: besoin").utf8))
        let (long, fitting) = (String(repeating: "mot ", count: 300), String(repeating: "a", count: 1_000))
        let answer = try await folder.take(
            "\(ImportFolder.header)\nm,Un,\(long),,,,,,\nn,Deux,\(fitting),,,,,,", mapping: "plain.yaml")
        #expect(answer.text.contains("what follows its beginning is left out"), "\(answer.text)")
        let kept = try await folder.world.database.read { connection in
            try connection.rows("SELECT strapline FROM sheet WHERE source_key LIKE 'tests/%' ORDER BY source_key").map {
                try $0["strapline"] as String
            }
        }
        #expect(kept.count == 2 && kept.last == fitting)
        #expect(kept.first?.hasSuffix("mot…") == true && (990...1_000).contains(kept.first?.count ?? 0))
    }

    @Test func `two rows of one title under two keys are told, and taken in as two`() async throws {
        let rows = "a,Un four à pain,,,,,,,\nb,Autre chose,,,,,,,\nc,UN FOUR A PAIN,,,,,,,"
        let folder = try await ImportFolder()
        let answer = try await folder.take("\(ImportFolder.header)\n\(rows)")
        #expect(
            answer.text.contains(
                "Lines 2 and 4 have one title under two keys, and are two practices: “UN FOUR A PAIN”"),
            "\(answer.text)")
        #expect(answer.text.contains("Created: 3\n"))
        #expect(try await !folder.take("\(ImportFolder.header)\n\(rows)").text.contains("have one title"))
    }

    @Test func `an organisation whose name begins like a total is one`() async throws {
        let list = "Nom;Site web\nSomme Énergies;\nMoyenne Durance Habitat;https://durance.example\nTotal;2\n"
        let answer = try await ImportFolder().take(.organisations, list)
        #expect(answer.text.contains("Created: 2\n") && answer.text.contains("Refused: 1\n"), "\(answer.text)")
    }

    @Test func `a practice whose key begins like a total is one`() async throws {
        let answer = try await ImportFolder().take(
            "\(ImportFolder.header)\ntotalement,Un four,Cuire,https://four.example,2019,Les Fours,,25,santé")
        #expect(answer.exit == .complete, "\(answer.text)")
    }

    @Test(arguments: Engine.available)
    func `each row is in the language that it says`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let language = "language: {column: langue, values: {breton: fr}, otherwise: fr}"
        try folder.write(
            "languages.yaml", Data(ImportFolder.mapping.replacing("language: fr", with: language).utf8))
        let rows = [
            "a,One oven,English", "b,Un four,Français", "c,Ur forn,Breton", "d,Ein Ofen,deutsch", "e,Deux fours,",
        ]
        let list =
            "\(ImportFolder.header),langue\n"
            + rows.map { row in
                let cells = row.split(separator: ",", omittingEmptySubsequences: false)
                return "\(cells[0]),\(cells[1]),,,,,,,,\(cells[2])"
            }.joined(separator: "\n")
        let answer = try await folder.take(list, mapping: "languages.yaml")
        #expect(
            answer.text.contains("[column “langue” left out: “deutsch” is no language of this site]"), "\(answer.text)")
        let languages = try await folder.world.database.read { connection in
            try connection.rows("SELECT language FROM sheet WHERE source_key LIKE 'tests/%' ORDER BY source_key").map {
                row -> String in try row["language"]
            }
        }
        #expect(languages == ["en", "fr", "fr", "fr", "fr"])
    }

    @Test func `the report names the encoding, the header's line and the columns that are not read`() async throws {
        let list = "Liste du bureau\n\n\(ImportFolder.header),remarque,remarque\nk,L’été,,,,,,,,x,y"
        let answer = try await ImportFolder().take(list, encoding: .windowsCP1252)
        #expect(answer.text.contains("Read as Windows-1252."), "\(answer.text)")
        #expect(answer.text.contains("The header was found at line 3; what stands above it was left out."))
        #expect(answer.text.contains("Two columns are called “remarque”; neither is read."))
        #expect(answer.text.contains("Columns that are not read: remarque, remarque"))
    }

    @Test func `numbers and places beside several organisations are said to be nobody's`() async throws {
        let answer = try await ImportFolder().take("\(ImportFolder.header)\nk,Un four,,,,Les Fours|La Meule,,25,")
        #expect(answer.text.contains("“25” stands beside several organisations"), "\(answer.text)")
        #expect(answer.text.contains("Cells left out: 1\n"))
    }

    @Test(arguments: [
        ("need: {column: thèmes", "besoin: {column: thèmes", "tags.besoin"),
        ("Mobilité: [mobility, cohesion]", "Mobilité: [mobility, cohésion]", "tags.need.values.Mobilité"),
        ("kind: {always: association}", "kind: {always: association}\ntags2: {}", "tags2"),
    ])
    func `a mapping that names what is not there is refused with its line`(
        right: String, wrong: String, path: String
    ) async throws {
        let folder = try await ImportFolder()
        try folder.write("wrong.yaml", Data(ImportFolder.mapping.replacing(right, with: wrong).utf8))
        let answer = try await folder.take(mapping: "wrong.yaml")
        #expect(answer.exit == .badArguments)
        #expect(answer.text.contains(": \(path) "), "\(answer.text)")
    }
}
