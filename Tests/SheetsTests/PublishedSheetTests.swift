import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// A sheet that is public stays as it is; what its owner wants of it, and another version, are dated acts.
struct PublishedSheetTests {
    private static let list = "/agence/editions/2014/fiches"
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let address = "/initiatives/initiative-1"
    private static let duty = "veut autrement la fiche publiée"

    @Test(arguments: Engine.available)
    func `what an owner wants of a public sheet is noted once, a duty, and answered`(engine: Engine) async throws {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        let read = try await owner.get(Self.owned)
        #expect(
            try await owner.submit(Self.owned + "/reprise", on: read, ["words": " "]).status == .unprocessableContent)
        let sent = try await owner.submit(Self.owned + "/reprise", on: read, ["words": "Le chiffre a changé"])
        #expect(sent.status == .seeOther)
        #expect(try await owner.submit(Self.owned + "/reprise", on: read, ["words": "Encore"]).status == .conflict)
        #expect(try await owner.follow(sent).text.contains("l’agence a vos mots"))
        #expect(try await world.stranger.get(Self.address).status == .ok)
        #expect(try await world.noted("published-sheet-wanted-otherwise").map(\.actor) == [Somebody.coralie.id])
        #expect(try await editor.get("/ma-page").text.contains(Self.duty))
        try await world.pass()

        let desk = try await editor.get(sheet)
        #expect(desk.text.contains("Le chiffre a changé"))
        #expect(try await editor.submit(sheet + "/garder", on: desk, ["answer": ""]).status == .unprocessableContent)
        let kept = try await editor.submit(sheet + "/garder", on: desk, ["answer": "Il est daté de 2014"])
        #expect(kept.status == .seeOther)
        #expect(try await !editor.get("/ma-page").text.contains(Self.duty))
        #expect(try await !editor.get(sheet).html.contains("/garder"))
        #expect(try await owner.get(Self.owned).text.contains("Il est daté de 2014"))
    }

    @Test(arguments: Engine.available)
    func `an owner is written to when the sheet they approved is published, stays or is withdrawn`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        try await world.expectLetter("Publiée", "dans le catalogue")
        _ = try await owner.submit(Self.owned + "/reprise", on: owner.get(Self.owned), ["words": "Le chiffre a changé"])
        try await world.pass()
        _ = try await editor.submit(sheet + "/garder", on: editor.get(sheet), ["answer": "Il est daté de 2014"])
        try await world.expectLetter("reste", "Il est daté de 2014")
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir ensemble"])
        try await world.expectLetter("Retirée", "À revoir ensemble")
    }

    @Test(arguments: Engine.available)
    func `of a sheet that nobody has read yet its owner reads that it is not ready any more`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let editor = world.visitor(.sabine)
        let sheet = try await world.publishSheet(isOut: false)
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir ensemble"])
        try await world.expectLetter("N’est plus prête", "n’est plus prête")
        let page = try await world.visitor(.coralie).get(Self.owned).text
        #expect(page.contains("Elle n’est plus prête") && !page.contains("Elle est retirée de la publication"))
    }

    @Test(arguments: Engine.available)
    func `a word in braces is refused in why it stays or is withdrawn, and the words stay`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        _ = try await owner.submit(Self.owned + "/reprise", on: owner.get(Self.owned), ["words": "Le chiffre a changé"])
        try await world.pass()
        let words = "Cher {prénom}, à revoir."
        for (act, field) in [("/garder", "answer"), ("/retirer", "reason")] {
            let refused = try await editor.submit(sheet + act, on: editor.get(sheet), [field: words])
            #expect(refused.status == .unprocessableContent && refused.text.contains("se lirait tel quel"), "\(act)")
            #expect(refused.html.contains(words + "</textarea>") && refused.html.contains("href=\"#\(field)\""))
        }
        #expect(try await world.stranger.get(Self.address).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `another version after the release says so, with its day, to its owner and to the public`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet()
        _ = try await owner.submit(
            Self.owned + "/reprise", on: owner.get(Self.owned), ["words": "Le chiffre a changé"])
        #expect(try await !world.stranger.get(Self.address).text.contains("Changée depuis"))
        _ = try await editor.submit(
            sheet + "/retirer", on: editor.get(sheet), ["reason": "À la demande de l’association"])
        _ = try await editor.submit(sheet, on: editor.get(sheet), ["title": "Composer en équipe"])
        try await world.agree(on: sheet)
        let shown = try await world.stranger.get(Self.address)
        #expect(shown.text.contains("Composer en équipe"))
        #expect(shown.text.contains("Changée depuis sa première parution : version 2, du lundi 22 septembre 2014"))
        let trace = try await owner.get(Self.owned).text
        for words in ["Changements demandés", "Le chiffre a changé", "À la demande", "version 2"] {
            #expect(trace.contains(words), "\(words)")
        }
    }

    @Test(arguments: Engine.available)
    func `nobody is asked to approve a sheet by an account that is disabled`(engine: Engine) async throws {
        let world = try await World(engine)
        let editor = world.visitor(.sabine)
        let begun = try await editor.submit(Self.list, on: editor.get(Self.list), [:])
        let sheet = String(begun.location?.split(separator: "?").first ?? "")
        let before = try await editor.get(sheet)
        #expect(before.html.contains(sheet + "/accord") && !before.text.contains("n’a pas de porteur"))
        try await world.database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.coralie.id)")
        }
        let after = try await editor.get(sheet)
        #expect(after.text.contains("n’a pas de porteur") && !after.html.contains(sheet + "/accord"))
        #expect(try await editor.submit(sheet + "/accord", on: before, [:]).status == .unprocessableContent)
    }
}

extension World {
    /// The nursery's sheet is agreed to and published, and its decision has been out for an hour, unless it is not.
    func publishSheet(isOut: Bool = true) async throws -> String {
        let sheet = try await beginSheet(isOut: isOut)
        try await agree(on: sheet)
        return sheet
    }

    /// The same, only begun.
    func beginSheet(isOut: Bool = true) async throws -> String {
        try await database.write { connection in
            for field in ["need", "response"] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), 'Des équipes composent les tournées.', \(World.monday))
                    """)
            }
            guard isOut else { return }
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
        }
        let (sabine, list) = (visitor(.sabine), "/agence/editions/2014/fiches")
        let begun = try await sabine.submit(list, on: sabine.get(list), [:])
        return String(begun.location?.split(separator: "?").first ?? "")
    }

    func agree(on sheet: String) async throws {
        let (sabine, coralie) = (visitor(.sabine), visitor(.coralie))
        let owned = "/dossiers/\(World.nursery)/fiche"
        func press(
            _ path: String, on page: String, by visitor: Visitor, _ fields: KeyValuePairs<String, String> = [:]
        ) async throws {
            #expect(try await visitor.submit(path, on: visitor.get(page), fields).status == .seeOther, "\(path)")
        }
        try await press(sheet + "/accord", on: sheet, by: sabine)
        try await press(owned + "/accord", on: owned, by: coralie, ["function": "Directrice"])
        try await press(sheet + "/publier", on: sheet, by: sabine)
        try await pass()
    }

    /// One letter waits to leave, for the owner or somebody else, with these words in its subject and its text.
    func expectLetter(_ subject: String, _ words: String, to somebody: Somebody = .coralie) async throws {
        let waiting = try await database.read { connection in
            let rows = try connection.rows(
                "SELECT subject, plain FROM message WHERE state = 'waiting' AND person = \(somebody.id)")
            return try rows.map { row in (subject: try row["subject"] as String, plain: try row["plain"] as String) }
        }
        let letter = try #require(waiting.count == 1 ? waiting.first : nil, "\(waiting.map(\.subject))")
        #expect(letter.subject.contains(subject) && letter.plain.contains(words), "\(letter)")
    }

    /// What was done until now was done a minute ago.
    func pass() async throws {
        try await database.write { try $0.run("UPDATE sheet_event SET at = at - 60000") }
    }
}
