import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Forms
@testable import Sheets

/// Who a person is, how they are reached and what they agreed to is asked of a file, and stands on no sheet.
struct PeopleOnSheetsTests {
    private static let address = "/initiatives/initiative-1"
    private static let people = ["Odile Vernerey", "odile@levain.test", "03 81 11 22 33", "Je cède mes images"]

    @Test(arguments: ["who", "agreed", "mail"])
    func `a form that tells a person, an address or an agreement on its sheet is refused`(field: String) throws {
        #expect(throws: Never.self) { try FormFile.form(from: Self.form(telling: "need")) }
        #expect(throws: (any Error).self) { try FormFile.form(from: Self.form(telling: field)) }
    }

    @Test(arguments: Engine.available)
    func `a public sheet tells nobody of whom its file answers about, wherever it is read`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            let form = try FormStore.adopt(Self.form(telling: "need"), now: World.monday, in: connection)
            try FormStore.bind(form, to: World.edition2014, in: connection)
            let person = AnswerValue.parts([
                "name": Self.people[0], "role": "Boulangère", "email": Self.people[1], "phone": Self.people[2],
            ])
            for (field, value) in [("who", person), ("agreed", .text("1")), ("mail", .text(Self.people[1]))] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), \(value.stored), \(World.monday))
                    """)
            }
        }
        // Whoever runs the edition reads them in the file: there is something that could show.
        let file = try await world.visitor(.julien).get("/agence/dossiers/\(World.nursery)")
        #expect(file.text.contains(Self.people[0]) && file.text.contains(Self.people[1]))
        let sheet = try await world.publishSheet()
        #expect(try await world.stranger.get(Self.address).text.contains("Des équipes composent"))
        let pages = [Self.address, "/en" + Self.address, Self.address + "/fiche.pdf", "/catalogue", "/atom.xml"]
        for path in pages {
            let page = try await world.stranger.get(path)
            #expect(page.status == .ok, "\(path)")
            for words in Self.people { #expect(!page.html.contains(words), "\(path) \(words)") }
        }
        for path in [sheet, "/agence/editions/2014/fiches.csv"] {
            let page = try await world.visitor(.sabine).get(path)
            #expect(page.status == .ok, "\(path)")
            for words in Self.people { #expect(!page.html.contains(words), "\(path) \(words)") }
        }
    }

    private static func form(telling field: String) -> String {
        """
        schema: rallynov.form/1
        form: {id: asked, version: 1.0.0, title: {fr: Demandé}}
        sections:
          - id: asked
            address: demande
            title: {fr: Demandé}
            fields:
              - {id: need, kind: text, limit: 900, label: {fr: Besoin}}
              - {id: response, kind: text, limit: 900, label: {fr: Réponse}}
              - {id: who, kind: person, label: {fr: Qui répond}}
              - {id: mail, kind: email, label: {fr: Adresse}}
              - {id: agreed, kind: consent, label: {fr: Accord}, text: {fr: Je cède mes images}, version: "1"}
          - id: who
            address: qui
            title: {fr: Qui}
            fields:
              - {id: title, kind: line, limit: 150, needed: true, label: {fr: Titre}}
              - {id: organisation.name, kind: line, limit: 150, needed: true, label: {fr: Nom}}
        sheet:
          - title: {fr: Besoin}
            fields:
              - {id: \(field)}
        """
    }
}
