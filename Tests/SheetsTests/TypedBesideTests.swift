import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// The acts of a sheet's page are buttons of the form in which its text stands: what is typed is never lost by pressing one.
struct TypedBesideTests {
    private static let list = "/agence/editions/2014/fiches"
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let typed = "Composer les tournées, ensemble"

    @Test(arguments: Engine.available)
    func `what was typed is saved before approval is asked for, and the owner reads it`(engine: Engine) async throws {
        let world = try await World(engine)
        let (editor, sheet) = (world.visitor(.sabine), try await world.beginSheet())
        let desk = try await editor.get(sheet)
        #expect(desk.forms.filter { $0.path.hasPrefix(sheet) }.count == 1)
        let asked = try await editor.submit(sheet + "/accord", on: desk, ["title": Self.typed])
        #expect(asked.status == .seeOther)
        #expect(try await world.visitor(.coralie).get(Self.owned).text.contains(Self.typed))
        let trace = try await editor.get(sheet).text
        #expect(trace.contains("Récrite, version 1") && trace.contains("Accord demandé, version 1"))
    }

    @Test(arguments: Engine.available)
    func `what cannot be saved keeps the act from being done, and stays typed`(engine: Engine) async throws {
        let world = try await World(engine)
        let (editor, sheet) = (world.visitor(.sabine), try await world.beginSheet())
        let faulty: KeyValuePairs = ["title": Self.typed, "website": "sans adresse"]
        let refused = try await editor.submit(sheet + "/accord", on: editor.get(sheet), faulty)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("value=\"sans adresse\"") && refused.html.contains(Self.typed))
        #expect(try await world.visitor(.coralie).get(Self.owned).status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `an approved text is published as it was approved, never with another one typed beside`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (editor, owner, sheet) = (world.visitor(.sabine), world.visitor(.coralie), try await world.beginSheet())
        _ = try await editor.submit(sheet + "/accord", on: editor.get(sheet), [:])
        _ = try await owner.submit(Self.owned + "/accord", on: owner.get(Self.owned), ["function": "Directrice"])
        let desk = try await editor.get(sheet)
        let refused = try await editor.submit(sheet + "/publier", on: desk, ["title": Self.typed])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Vous avez changé le texte") && refused.html.contains(Self.typed))
        #expect(try await editor.get(sheet).text.contains("Approuvée"))
        // Nothing typed: it goes out.
        #expect(try await editor.submit(sheet + "/publier", on: desk, [:]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `what the owner asks for stands above the text, with its day and its name, and its duty leads there`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (editor, owner, sheet) = (world.visitor(.sabine), world.visitor(.coralie), try await world.beginSheet())
        _ = try await editor.submit(sheet + "/accord", on: editor.get(sheet), [:])
        try await world.pass()
        _ = try await owner.submit(
            Self.owned + "/reprise", on: owner.get(Self.owned), ["words": "Ajoutez la difficulté"])
        try await world.pass()
        let home = try await editor.get("/ma-page").html
        #expect(home.contains("href=\"\(sheet)#remark\""))
        let desk = try await editor.get(sheet)
        let (notice, text) = (desk.html.firstRange(of: "id=\"remark\""), desk.html.firstRange(of: "id=\"title\""))
        let above = try #require(notice), below = try #require(text)
        #expect(above.lowerBound < below.lowerBound)
        #expect(
            desk.text.contains("Le lundi 22 septembre 2014, Coralie demande un autre texte : Ajoutez la difficulté"))
        _ = try await editor.submit(sheet + "/accord", on: desk, ["title": Self.typed])
        #expect(try await !editor.get(sheet).html.contains("id=\"remark\""))
    }

    @Test(arguments: Engine.available)
    func `once everybody reads a sheet, each page that speaks of it leads to it, and so does the letter`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let sheet = try await world.publishSheet()
        let link = "href=\"/initiatives/initiative-1\""
        let pages: [(Somebody, String)] = [
            (.sabine, sheet), (.julien, World.nursery.deskPath), (.coralie, World.nursery.path),
            (.coralie, Self.owned),
        ]
        for (somebody, path) in pages {
            #expect(try await world.visitor(somebody).get(path).html.contains(link), "\(path)")
        }
        try await world.expectLetter("Publiée", World.address + "/initiatives/initiative-1")
        let editor = world.visitor(.sabine)
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir"])
        for (somebody, path) in pages {
            #expect(try await !world.visitor(somebody).get(path).html.contains(link), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `files without a sheet are counted as on the home page, and say what was decided`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.list).text.contains("1 dossier sans fiche"))
        #expect(try await julien.get(Self.list).text.contains("Pas décidé, ou pas encore publié"))
        try await world.putDecision("retained")
        #expect(try await julien.get(Self.list).text.contains("1 dossier retenu sans fiche"))
        // Whoever does not decide knows nothing of it before it is out.
        #expect(try await world.visitor(.sabine).get(Self.list).text.contains("Pas décidé, ou pas encore publié"))
        try await world.database.write { connection in
            try connection.run("UPDATE decision SET outcome = 'not-retained'")
        }
        let refused = try await julien.get(Self.list).text
        #expect(refused.contains("1 dossier sans fiche") && refused.contains("Non retenu"))
    }
}

extension World {
    /// The nursery's sheet, begun from a file that says what is needed.
    fileprivate func beginSheet() async throws -> String {
        try await database.write { connection in
            for field in ["need", "response"] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), 'Des équipes composent les tournées.', \(World.monday))
                    """)
            }
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
        }
        let (sabine, list) = (visitor(.sabine), "/agence/editions/2014/fiches")
        let begun = try await sabine.submit(list, on: sabine.get(list), [:])
        return String(begun.location?.split(separator: "?").first ?? "")
    }
}
