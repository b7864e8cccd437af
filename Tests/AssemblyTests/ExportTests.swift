import Campaigns
import Foundation
import Jury
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
