import Campaigns
import Foundation
import Jury
import Organisations
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// What spreadsheets of the agency hold: words that people know, days that sort, a line for each thing.
struct ExportTests {
    private static let files = "/agence/editions/2014/dossiers.csv"

    @Test(arguments: Engine.available)
    func `answers stand in the words of the form and of the grid`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.nursery, in: world)
        let text = try await world.visitor(.julien).get(Self.files).html
        #expect(text.contains("Entreprise") && text.contains("Conditions de travail"))
        for word in [";company;", "working-conditions", ";on;"] { #expect(!text.contains(word), "\(word)") }
        let english = try await world.visitor(.julien).get("/en" + Self.files).html
        #expect(english.contains(";Company;") && !english.contains(";company;"))
    }

    @Test func `moments are written as spreadsheets sort them`() async throws {
        let world = try await World()
        let text = try await world.visitor(.julien).get(Self.files).html
        #expect(text.contains(";2014-09-21 09:00;"))
        let long = /(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \d/
        for path in [Self.files, "/agence/editions/2014/jury.csv", "/agence/messages.csv"] {
            #expect(try await world.visitor(.julien).get(path).html.firstMatch(of: long) == nil, "\(path)")
        }
    }

    @Test func `a part of the list says in its name that it is one`() async throws {
        let julien = try await World().visitor(.julien)
        let name = { (path: String) in try await julien.get(path).headers[.contentDisposition] ?? "" }
        #expect(try await name(Self.files).contains("dossiers-2014.csv"))
        #expect(try await name(Self.files + "?etat=draft").contains("dossiers-2014-selection.csv"))
    }

    @Test func `a part of the sheets is named so too, and the table says which were imported`() async throws {
        let world = try await World()
        let (sabine, path) = (world.visitor(.sabine), "/agence/editions/2014/fiches.csv")
        let key: Initiative.ID = World.key("0c25", 1)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO initiative (id, slug, title, created_at) VALUES (\(key), 'venue', 'Venue', \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, state, title, updated_at)
                VALUES (\(World.key("0c25", 2) as Initiative.ID), \(key), \(World.edition2014), 'draft', 'Venue',
                    \(World.monday))
                """)
        }
        let whole = try await sabine.get(path)
        #expect(whole.headers[.contentDisposition]?.contains("fiches-2014.csv") == true)
        let lines = whole.html.split(whereSeparator: \.isNewline)
        #expect(lines[0].hasSuffix(";Importée"), "\(lines[0])")
        #expect(lines.dropFirst().contains { $0.contains(";Venue;") && $0.hasSuffix(";Oui") }, "\(lines)")
        for query in ["?etat=draft", "?q=venue"] {
            let part = try await sabine.get(path + query).headers[.contentDisposition]
            #expect(part?.contains("fiches-2014-selection.csv") == true, "\(query)")
        }
    }

    @Test(arguments: Engine.available)
    func `results hold one line a file, and nothing that awaits one's own reading`(engine: Engine) async throws {
        let world = try await World(engine)
        let text = try await world.visitor(.genevieve).get("/jury/2014/dossiers.csv").html
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(lines.count == 2)
        #expect(lines[0].contains("Moyenne") && lines[1].contains("2014-001;Composer les tournées en équipe"))
        #expect(try await world.visitor(.awa).get("/jury/2014/dossiers.csv").status == .forbidden)
    }

    @Test func `the state of a juror is said in words`() async throws {
        let text = try await World().visitor(.julien).get("/agence/editions/2014/jury.csv").html
        #expect(text.contains(";en fonction;") && !text.contains(";active;"))
    }
}
