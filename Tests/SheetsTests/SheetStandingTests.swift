import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// A sheet says what it waits for, what its file does not say yet, and why it was withdrawn.
struct SheetStandingTests {
    private static let list = "/agence/editions/2014/fiches"
    private static let release = "/agence/editions/2014/publication"
    private static let address = "/initiatives/initiative-1"
    private static let unticked = "n’est pas coché"
    private static let pending = "n’est pas encore déclaré recevable"

    @Test(arguments: Engine.available)
    func `before the decision is out a sheet is made ready, and says so`(engine: Engine) async throws {
        let world = try await World(engine)
        let (editor, julien) = (world.visitor(.sabine), world.visitor(.julien))
        let sheet = try await world.publishSheet(isOut: false)
        let desk = try await editor.get(sheet)
        #expect(desk.text.contains("Prête, attend la décision") && desk.text.contains("elle attend la décision"))
        #expect(desk.text.contains("Tenue prête jusqu’aux résultats, version 1"))
        #expect(desk.text.contains("Ne plus la tenir prête"))
        #expect(!desk.text.contains("Publiée, version 1") && !desk.text.contains("Retirer de la publication"))
        // Approved as it stands, its organisation has agreed to it, whatever its file said.
        #expect(!desk.text.contains(Self.unticked))
        // Whoever approved is named once in the trace.
        #expect(desk.html.contains("<br>Directrice") && !desk.html.contains("<br>Coralie, Directrice"))
        #expect(try await editor.get(Self.list).text.contains("Prête, attend la décision"))
        #expect(try await world.stranger.get(Self.address).status == .notFound)
        let owned = try await world.visitor(.coralie).get("/dossiers/\(World.nursery)/fiche")
        #expect(owned.text.contains("Elle est prête. Personne ne la lit avant"))
        #expect(try await julien.get(Self.release).text.contains("Rien n’est décidé sur son dossier"))
        try await world.putDecision("retained")
        #expect(try await julien.get(Self.release).text.contains("Prêtes, et qui paraissent avec cette publication 1"))

        _ = try await editor.submit(sheet + "/retirer", on: desk, ["reason": "À revoir"])
        let again = try await editor.get(sheet)
        let unmeant = try await editor.submit(
            sheet + "/publier", on: again, ["publish_again": "on", "publish_before": ""])
        #expect(unmeant.status == .unprocessableContent)
        #expect(unmeant.text.contains("La décision sur ce dossier n’est pas publiée"))
        #expect(try await editor.submit(sheet + "/publier", on: again, ["publish_again": "on"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a withdrawn sheet says when, by whom and why, is a duty, and is not published again unread`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let editor = world.visitor(.sabine)
        let sheet = try await world.publishSheet()
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir ensemble"])
        #expect(try await editor.get("/ma-page").text.contains("est retirée de la publication : à reprendre"))
        try await world.pass()
        let desk = try await editor.get(sheet)
        #expect(desk.text.contains("Retirée de la publication le lundi 22 septembre 2014, par Sabine."))
        #expect(desk.text.contains("Elle a été retirée pour cette raison : « À revoir ensemble »"))
        let unread = try await editor.submit(sheet + "/publier", on: desk, [:])
        #expect(unread.status == .unprocessableContent && unread.text.contains("lisez-la"))
        #expect(try await world.stranger.get(Self.address).status == .gone)
        #expect(try await editor.submit(sheet + "/publier", on: desk, ["publish_again": "on"]).status == .seeOther)
        #expect(try await world.stranger.get(Self.address).status == .ok)
        #expect(try await !editor.get("/ma-page").text.contains("à reprendre, ou à laisser"))
    }

    @Test(arguments: Engine.available)
    func `what its file does not say yet stands where a sheet is begun, and on it`(engine: Engine) async throws {
        let world = try await World(engine)
        let (editor, julien) = (world.visitor(.sabine), world.visitor(.julien))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
        }
        let list = try await julien.get(Self.list)
        #expect(list.text.contains(Self.pending) && list.text.contains(Self.unticked))
        #expect(list.html.contains("href=\"/agence/dossiers/\(World.nursery)#agreements\""))
        let begun = try await editor.follow(editor.submit(Self.list, on: editor.get(Self.list), [:]))
        #expect(begun.text.contains(Self.pending) && begun.text.contains(Self.unticked))
        // The file's page is not hers to open.
        #expect(!begun.html.contains("#agreements"))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'eligible' WHERE id = \(World.nursery)")
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'publication_agreed', 'on', \(World.monday))
                """)
        }
        let sheet = String(begun.html.firstMatch(of: /action="(\/agence\/fiches\/[0-9a-f-]{36})"/)?.1 ?? "")
        let desk = try await editor.get(sheet).text
        #expect(!desk.contains(Self.pending) && !desk.contains(Self.unticked))
    }

    @Test(arguments: Engine.available)
    func `dates and amounts stand in the form as people type them, and are read as they were`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let editor = world.visitor(.sabine)
        let begun = try await editor.submit(Self.list, on: editor.get(Self.list), [:])
        let sheet = String(begun.location?.split(separator: "?").first ?? "")
        let content = "{\"cost\":{\"min\":15000},\"steps\":[{\"date\":\"2012-10\",\"text\":\"Essai\"}]}"
        try await world.database.write { try $0.run("UPDATE sheet SET content = \(content)") }
        let desk = try await editor.get(sheet)
        #expect(desk.html.contains("value=\"octobre 2012\"") && desk.html.contains("value=\"15\u{202F}000\""))
        #expect(try await editor.submit(sheet, on: desk, [:]).status == .seeOther)
        let kept: String? = try await world.database.read {
            try $0.row("SELECT content FROM sheet").map { try $0["content"] }
        }
        #expect(kept == content)
        let shown = try await editor.get(sheet + "/apercu")
        #expect(shown.text.contains("Octobre 2012 Essai") && shown.html.contains("15\u{202F}000\u{A0}€"))
    }
}
