import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A receipt is read for months: what it says comes next follows what has become of the file.
struct ReceiptStateTests {
    private static let file = "/dossiers/\(World.nursery)"
    private static let change = "vous pouvez le modifier"
    private static let jury = "le jury le lit avec les points de repère"

    private func receipt(_ change: SQL, _ world: World) async throws -> String {
        try await world.database.write { try $0.run("UPDATE submission SET \(change) WHERE id = \(World.nursery)") }
        return try await world.visitor(.coralie).get(Self.file + "/accuse").text.lowercased()
    }

    @Test(arguments: Engine.available)
    func `a receipt promises a change and a jury only to a file that both still concern`(engine: Engine) async throws {
        let world = try await World(engine)
        let pending = try await receipt("eligibility = 'pending'", world)
        #expect(pending.contains(Self.change) && pending.contains("dès qu’il est trouvé recevable, " + Self.jury))
        let eligible = try await receipt("eligibility = 'eligible'", world)
        #expect(eligible.contains(Self.jury) && !eligible.contains("dès qu’il est trouvé recevable"))
        let refused = try await receipt("eligibility = 'not-eligible', eligibility_note = 'Hors du territoire.'", world)
        #expect(refused.contains("non recevable"))
        #expect(!refused.contains(Self.change) && !refused.contains(Self.jury))
        let out = try await receipt("eligibility = 'eligible', announced_at = \(World.monday - 3_600)", world)
        #expect(!out.contains(Self.change) && !out.contains(Self.jury))
    }

    @Test(arguments: Engine.available)
    func `the receipt of a file that nobody owns promises no letter`(engine: Engine) async throws {
        let world = try await World(engine)
        let promise = "vous écrit dans tous les cas"
        #expect(try await receipt("eligibility = 'pending'", world).contains(promise))
        try await world.database.write { connection in
            try connection.run("DELETE FROM submission_author WHERE submission = \(World.nursery)")
        }
        let text = try await world.visitor(.julien).get(Self.file + "/accuse").text
        #expect(text.contains("aucune lettre ne part") && !text.contains(promise))
    }

    @Test(arguments: Engine.available)
    func `after the last part of a file to be completed its owner finds where to say that it is complete`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.nursery, in: world)
        let text = try await receipt("eligibility = 'to-complete', eligibility_note = 'Dites avec qui.'", world)
        #expect(text.contains("c’est complet : regardez-le de nouveau"))
        let coralie = world.visitor(.coralie)
        let last = try #require(CompleteFile.form.sections.last?.word)
        let part = try await coralie.get("\(Self.file)/parties/\(last)")
        #expect(part.html.contains("\(Self.file)#complete\""))
        let saved = try await coralie.submit("\(Self.file)/parties/\(last)", on: part, ["go": "next"])
        #expect(saved.location == "\(Self.file)?ok=part#complete")
        let whole = try await coralie.get("\(Self.file)?ok=part")
        #expect(whole.text.contains("C’est enregistré.") && whole.html.contains("id=\"complete\""))
        #expect(try await coralie.submit(Self.file + "/completer", on: whole, [:]).status == .seeOther)
        #expect(try await !coralie.get("\(Self.file)/parties/\(last)").html.contains("#complete\""))
    }
}
