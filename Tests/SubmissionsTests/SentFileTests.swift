import Forms
import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A file that is sent is never made incomplete, and every text has its bound at each save (ASVS 2.3.1, 2.2.1).
struct SentFileTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let json: HTTPFields = [.accept: "application/json"]
    /// What a page types against a file that is sent: the part, the control, what it says, and what its owner is told.
    private static let worse = [
        ("besoin", "need", "", "Il reste à remplir ceci"), ("accords", "rules_accepted", "", "transmis"),
        ("organisation", "organisation.siret", "000 010 041 0001", "Un SIRET a 14 chiffres"),
        ("organisation", "contact.email", "romain", "Une adresse électronique"),
        ("besoin", "need", String(repeating: "a", count: 1_501), "1 signe de trop"),
    ]

    private func sent(_ engine: Engine) async throws -> (world: World, romain: Visitor) {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        #expect(try await romain.post("\(Self.file)/transmettre", ["token": "token-of-romain"]).status == .seeOther)
        return (world, romain)
    }

    private func answers(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                "SELECT field, value FROM submission_answer WHERE submission = \(World.ovens) ORDER BY field"
            )
            .map { row in
                let (field, value): (String, String) = (try row["field"], try row["value"])
                return "\(field)=\(value)"
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what would make a sent file incomplete is refused by the page, shown as typed, and told`(engine: Engine)
        async throws
    {
        let (world, romain) = try await sent(engine)
        let before = try await answers(in: world)
        for (part, control, typed, words) in Self.worse {
            let path = "\(Self.file)/parties/\(part)"
            let refused = try await romain.submit(path, on: romain.get(path), [control: typed])
            #expect(refused.status == .unprocessableContent, "\(control)")
            #expect(refused.text.contains("Non enregistré, car ce dossier est transmis"), "\(control)")
            #expect(refused.text.contains(words), "\(control)")
            #expect(refused.html.contains("<a href=\"#\(control)\">"), "\(control)")
            #expect((refused.fields(of: path)[control] ?? "") == typed, "\(control)")
            #expect(try await answers(in: world) == before, "\(control)")
        }
    }

    @Test func `of several answers that come in together, the one that is refused is told apart from those saved`()
        async throws
    {
        let (_, romain) = try await sent(.sqlite)
        let need = "\(Self.file)/parties/besoin"
        let revision = try await romain.get(need).fields(of: need)["revision"] ?? ""
        let known = [("token", "token-of-romain"), ("revision", revision)]
        let both = try await romain.post(need, known + [("need", ""), ("before", "Une nuit sur deux")], Self.json)
        #expect(both.status == .unprocessableContent)
        #expect(both.html.contains("Enregistré, sauf 1 réponse") && both.html.contains("\"need\":\"Non enregistré"))
        #expect(try await romain.get(need).fields(of: need)["before"] == "Une nuit sur deux")
        let alone = try await romain.post(need, known + [("need", "")], Self.json)
        #expect(alone.status == .unprocessableContent && !alone.html.contains("Enregistré, sauf"))
    }

    @Test(arguments: Engine.available)
    func `the page's script is refused the same, and the rest of the form is saved`(engine: Engine) async throws {
        let (world, romain) = try await sent(engine)
        let before = try await answers(in: world)
        for (part, control, typed, _) in Self.worse {
            let path = "\(Self.file)/parties/\(part)"
            let revision = try await romain.get(path).fields(of: path)["revision"] ?? ""
            let script = try await romain.post(
                path, [("token", "token-of-romain"), ("revision", revision), (control, typed)], Self.json)
            #expect(script.status == .unprocessableContent, "\(control)")
            #expect(script.html.contains("\"\(control)\":\"Non enregistré, car"), "\(control)")
        }
        #expect(try await answers(in: world) == before)
        let need = "\(Self.file)/parties/besoin"
        let both = try await romain.submit(need, on: romain.get(need), ["need": "", "before": "Une nuit sur deux"])
        #expect(both.status == .unprocessableContent)
        let saved = try await romain.get(need).fields(of: need)
        #expect(saved["need"] == "On pétrissait à deux heures." && saved["before"] == "Une nuit sur deux")
    }

    @Test(arguments: Engine.available)
    func `a row that is typed cell by cell is said to be kept on the device, and saved once it is complete`(
        engine: Engine
    ) async throws {
        let (world, romain) = try await sent(engine)
        let before = try await answers(in: world)
        let path = "\(Self.file)/parties/nouveaute"
        let revision = try await romain.get(path).fields(of: path)["revision"] ?? ""
        let common = [("token", "token-of-romain"), ("revision", revision)]
        let date = [("steps.0.date", "mars 2012")]
        let begun = try await romain.post(path, common + date, Self.json)
        #expect(begun.status == .unprocessableContent)
        #expect(begun.html.contains("Pas encore complet"), "\(begun.html)")
        #expect(begun.html.contains("\"steps.0.text\":\"Il reste à remplir ceci"), "\(begun.html)")
        #expect(try await answers(in: world) == before)
        // What is wrong, and not only begun, is refused as before.
        let wrong = try await romain.post(
            path, common + [("steps.0.date", "hier"), ("steps.0.text", "Essai")], Self.json)
        #expect(wrong.status == .unprocessableContent && !wrong.html.contains("Pas encore complet"))
        let whole = try await romain.post(path, common + date + [("steps.0.text", "Premier essai")], Self.json)
        #expect(whole.status == .ok)
        #expect(try await answers(in: world).contains { $0.contains("Premier essai") })
    }

    @Test(arguments: Engine.available)
    func `one answer may take the place of another that it makes unneeded, and not leave a gap`(engine: Engine)
        async throws
    {
        let (_, romain) = try await sent(engine)
        let path = "\(Self.file)/parties/organisation"
        let swapped = try await romain.submit(
            path, on: romain.get(path), ["organisation.siret": "", "organisation.rna": "W391000123"])
        #expect(swapped.status == .seeOther)
        let gap = try await romain.submit(path, on: romain.get(path), ["organisation.rna": ""])
        #expect(gap.status == .unprocessableContent && gap.text.contains("Non enregistré, car ce dossier est transmis"))
        #expect(try await romain.get(path).fields(of: path)["organisation.rna"] == "W391000123")
    }

    @Test(arguments: Engine.available)
    func `a sent file that had a gap may be filled, and a draft may be emptied`(engine: Engine) async throws {
        let world = try await World(engine)
        let coralie = world.visitor(.coralie)
        let nursery = "/dossiers/\(World.nursery)/parties/organisation"
        let begun = try await coralie.submit(nursery, on: coralie.get(nursery), ["contact.email": "coralie"])
        #expect(begun.status == .seeOther)
        let mended = try await coralie.submit(
            nursery, on: coralie.get(nursery), ["contact.email": "coralie@example.org"])
        #expect(mended.status == .seeOther)
        let again = try await coralie.submit(nursery, on: coralie.get(nursery), ["contact.email": ""])
        #expect(again.status == .unprocessableContent)

        let (romain, draft) = (world.visitor(.romain), "\(Self.file)/parties/besoin")
        try await CompleteFile.fill(World.ovens, in: world)
        #expect(try await romain.submit(draft, on: romain.get(draft), ["need": ""]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a draft keeps what is somewhat too long, and not what is far too long`(engine: Engine) async throws {
        let world = try await World(engine)
        let (romain, path) = (world.visitor(.romain), "\(Self.file)/parties/organisation")
        for (control, kept) in [("organisation.name", 1_000), ("organisation.siret", 1_000)] {
            let long = String(repeating: "7", count: kept)
            #expect(try await romain.submit(path, on: romain.get(path), [control: long]).status == .seeOther)
            let refused = try await romain.submit(path, on: romain.get(path), [control: long + "7"])
            #expect(refused.status == .unprocessableContent && refused.fields(of: path)[control] == long + "7")
            #expect(try await romain.get(path).fields(of: path)[control] == long)
        }
    }

    @Test(arguments: Engine.available)
    func `parts that a question does not have are not kept, nor read where they stand already`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let typed = [
            ("nouveaute", "steps", ["steps.0.evil", "steps.0.text.x", "steps.0", "steps.0."]),
            ("avenir", "cost", ["cost.evil", "cost.min.x", "cost."]),
        ]
        for (part, field, controls) in typed {
            let path = "\(Self.file)/parties/\(part)"
            let page = try await romain.get(path)
            let own = [(field == "steps" ? "steps.0.text" : "cost.per", "Essai")]
            let fields = page.fields(of: path).map { ($0.key, $0.value) }.filter { $0.0 != own[0].0 }
            #expect(try await romain.post(path, fields + own + controls.map { ($0, "intrus") }).status == .seeOther)
        }
        let kept = try await answers(in: world)
        #expect(kept.contains { $0.contains("Essai") } && !kept.contains { $0.contains("intrus") })
        let old = AnswerValue(stored: #"{"min": 1, "evil": "intrus"}"#, kind: .cost)
        #expect(old == .parts(["min": "1"]))
        #expect(AnswerValue(stored: #"[{"text": "a", "evil": "intrus"}]"#, kind: .steps) == .rows([["text": "a"]]))
    }
}
