import Forms
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// A question that only a form's file knows.
struct AddedFieldTests {
    private static let part = "/dossiers/\(World.nursery)/parties/organisation"

    @Test(arguments: Engine.available)
    func `a field added to a form's file is asked, read, exported and told on the sheet`(engine: Engine) async throws {
        let world = try await World.asking(engine)
        let (coralie, sabine) = (world.visitor(.coralie), world.visitor(.sabine))
        let page = try await coralie.get(Self.part)
        #expect(page.text.contains("Langues parlées dans l’équipe"))
        let saved = try await coralie.submit(Self.part, on: page, ["team_languages": "oc"])
        #expect(saved.status == .seeOther)
        #expect(try await coralie.get(Self.part).html.contains("value=\"oc\" checked"))
        #expect(try await coralie.get("/dossiers/\(World.nursery)").text.contains("Occitan"))

        let table = try await world.visitor(.julien).get("/agence/editions/2014/dossiers.csv").html
        #expect(table.contains(";Langues parlées dans l’équipe;"))
        #expect(table.contains(";Occitan;"))

        let list = "/agence/editions/2014/fiches"
        let sheet = try await sabine.follow(try await sabine.submit(list, on: try await sabine.get(list), [:]))
        let address = try #require(sheet.html.firstMatch(of: /action="(\/agence\/fiches\/[0-9a-f-]{36})"/)).1
        let preview = try await sabine.get(String(address) + "/apercu")
        #expect(preview.html.contains("<h2>On y parle</h2><p>Occitan</p>"))
        // Rewritten on its desk, and read again.
        let rewritten = try await sabine.submit(String(address), on: sheet, ["team_languages": "br"])
        #expect(rewritten.status == .seeOther)
        #expect(try await sabine.get(String(address) + "/apercu").html.contains("<h2>On y parle</h2><p>Breton</p>"))
    }

    @Test func `what another form asked stays with the sheet, out of sight`() throws {
        let former = try SheetContent(sheetJSON: #"{"need":"Avant","team_languages":["oc"],"steps":[],"version":3}"#)
        #expect(former.values.count == 2)
        var typed = SheetContent()
        typed[text: "response"] = "Après"
        let kept = typed.keeping(former, beside: CompleteFile.form)
        #expect(try kept.sheetJSON == #"{"response":"Après","team_languages":["oc"]}"#)
    }

    @Test func `the content of a sheet comes back as it stood`() throws {
        let stored =
            #"{"cost":{"min":1200,"per":"an"},"indicators":[{"baseline":4,"baseline_date":"2013","date":"2014","direction":"down","#
            + #""name":"Nuits","source":"Planning","unit":"","value":1.5}],"levers":["Un","Deux"],"quote":{"role":"Boulanger","#
            + #""text":"Je dors."},"steps":[{"date":"2014-09","text":"Début"}],"who_with":"Tous"}"#
        #expect(try SheetContent(sheetJSON: stored).sheetJSON == stored)
    }
}

extension World {
    /// The world, whose edition of 2014 asks one more question.
    fileprivate static func asking(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        let field = """
                  - id: team_languages
                    kind: choices
                    label: {fr: "Langues parlées dans l’équipe", en: "Languages spoken by the team"}
                    choices:
                      - {id: oc, fr: Occitan, en: Occitan}
                      - {id: br, fr: Breton, en: Breton}
                  - id: contact.name
            """
        let part = """
            sheet:
              - title: {fr: On y parle, en: Spoken there}
                fields:
                  - id: team_languages
            """
        let yaml = try defaultForm().replacing("      - id: contact.name", with: field).replacing(
            "\nsheet:", with: "\n" + part
        )
        .replacing("version: \(CompleteFile.form.version)", with: "version: 9.0.0")
        try await world.database.write { connection in
            let form = try FormStore.adopt(yaml, now: monday, in: connection)
            try FormStore.bind(form, to: edition2014, in: connection)
        }
        return world
    }
}
