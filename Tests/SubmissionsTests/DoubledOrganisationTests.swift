import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations
@testable import Submissions

/// Two records of one organisation, and one number in two of them.
struct DoubledOrganisationTests: SayingOfOrganisation {
    @Test(arguments: Engine.available, ["merge", "leave"])
    func `a file whose numbers are those of two records is sent under its SIRET, and staff merge or part them`(
        engine: Engine, act: String
    ) async throws {
        let world = try await World(engine)
        try await fill(World.ovens, ["organisation.rna": "W39 1000001"], in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna), siret = NULL WHERE id = \(World.homeCare)")
            // Staff have confirmed that the file is this organisation's.
            try connection.run("UPDATE submission SET confirmed_organisation = organisation")
        }
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        #expect(try await organisation(of: World.ovens, in: world) == World.bakery)
        let julien = world.visitor(.julien)
        for page in [Self.desk, "/agence/organisations/\(World.bakery)"] {
            let shown = try await julien.get(page)
            #expect(shown.text.contains("Deux notices"), "\(page)")
            #expect(shown.html.contains("/agence/organisations/\(World.homeCare)"), "\(page)")
        }
        if act == "merge" {
            let merge = "/agence/organisations/\(World.bakery)/reunir"
            #expect(try await julien.get(Self.desk).html.contains("\(merge)?autre=\(World.homeCare)"))
            let question = try await julien.get("\(merge)?autre=\(World.homeCare)")
            #expect(try await julien.submit(merge, on: question, [:]).status == .seeOther)
        } else {
            #expect(try await settle("organisation.rna", "W391000001", act, in: world).status == .seeOther)
        }
        #expect(try await !julien.get(Self.desk).text.contains("Deux notices"))
        let isMerged = act == "merge"
        #expect(try await organisation(of: World.nursery, in: world) == (isMerged ? World.bakery : World.homeCare))
        let records = try await world.database.read { connection in
            try connection.rows("SELECT id, rna FROM organisation ORDER BY name").map { row -> String in
                let (id, rna): (String, String?) = (try row["id"], try row["rna"])
                return "\(id) \(rna ?? "")"
            }
        }
        let merged = ["\(World.bakery) \(Self.rna)"]
        let parted = ["\(World.homeCare) \(Self.rna)", "\(World.bakery) "]
        #expect(records.sorted() == (isMerged ? merged : parted))
        let carriers = try await world.database.read { connection in
            try InitiativeStore.carriers(of: World.key("0008", 1), in: connection).map(\.id)
        }
        #expect(carriers == [isMerged ? World.bakery : World.homeCare])
    }

    @Test(arguments: Engine.available)
    func `two records of one organisation are merged by hand, once, and not by who may change only one`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET siret = NULL WHERE id = \(World.homeCare)")
        }
        let (mireille, path) = (world.visitor(.mireille), "/agence/organisations/\(World.bakery)")
        #expect(try await mireille.get(path).html.contains("\(path)/reunir?q="))
        let page = try await mireille.get("\(path)/reunir?q=pas")
        #expect(page.html.contains("/agence/organisations/\(World.homeCare)\""))
        // Nothing is merged from the list: each of its links names the other record.
        #expect(!page.html.contains("name=\"other\""))
        #expect(page.html.contains("\(path)/reunir?autre=\(World.homeCare)"))
        let question = try await mireille.get("\(path)/reunir?autre=\(World.homeCare)")
        #expect(question.text.contains("ne peut pas être défaite"), "\(question.text)")
        let answer = try await mireille.submit("\(path)/reunir", on: question, [:])
        #expect(answer.location == "\(path)?ok=merged")
        #expect(try await organisation(of: World.nursery, in: world) == World.bakery)
        #expect(try await mireille.get("/agence/organisations/\(World.homeCare)").status == .notFound)
        #expect(try await mireille.submit("\(path)/reunir", on: question, [:]).status == .notFound)
        let noted = try await world.noted("organisations-merged")
        #expect(noted.map(\.thing) == ["organisation \(World.bakery)"])
        #expect(noted.map(\.actor) == [Somebody.mireille.id])
        #expect(noted.first?.holds(["merged": World.homeCare.description]) == true)
    }

    @Test(arguments: Engine.available)
    func `the page before a merge shows both records and lets the other one stay`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET siret = NULL WHERE id = \(World.homeCare)")
        }
        let (mireille, path) = (world.visitor(.mireille), "/agence/organisations/\(World.bakery)/reunir")
        let question = try await mireille.get("\(path)?autre=\(World.homeCare)")
        for id in [World.bakery, World.homeCare] {
            #expect(question.html.contains("/agence/organisations/\(id)\""), "\(id)")
            #expect(question.html.contains("value=\"\(id)\""), "\(id)")
        }
        let answer = try await mireille.submit(path, on: question, ["stays": World.homeCare.description])
        #expect(answer.location == "/agence/organisations/\(World.homeCare)?ok=merged")
        #expect(try await organisation(of: World.nursery, in: world) == World.homeCare)
        #expect(try await mireille.get("/agence/organisations/\(World.bakery)").status == .notFound)
        // Of itself, and of one that is gone, nothing is asked.
        let kept = "/agence/organisations/\(World.homeCare)/reunir?autre="
        #expect(try await mireille.get(kept + World.homeCare.description).status == .notFound)
        #expect(try await mireille.get(kept + World.bakery.description).status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `of a record that is of an edition of others nothing is counted beside one's own`(engine: Engine) async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET edition = \(World.edition2013) WHERE id = \(World.ovens)")
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
        }
        let path = "/agence/organisations/\(World.bakery)/reunir?autre=\(World.homeCare)"
        func sides(_ somebody: Somebody) async throws -> [String] {
            let page = try await world.visitor(somebody).get(path)
            let list = page.html.components(separatedBy: "</dl>").first ?? ""
            return Array(list.components(separatedBy: "<dt>").dropFirst())
        }
        #expect(try await sides(.mireille).map { $0.contains("dossier") } == [true, true])
        #expect(try await sides(.julien).map { $0.contains("dossier") } == [true, false])
    }

    @Test(arguments: Engine.available)
    func `a number that another record has leads there and to the merge`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna), siret = NULL WHERE id = \(World.homeCare)")
        }
        let (mireille, path) = (world.visitor(.mireille), "/agence/organisations/\(World.bakery)")
        let refused = try await mireille.submit(path, on: mireille.get(path), ["rna": Self.rna])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("/agence/organisations/\(World.homeCare)"))
        #expect(refused.html.contains("\(path)/reunir?q=\(Self.rna)"))
    }

    @Test(arguments: Engine.available)
    func `two records that have each a SIRET are not made one`(engine: Engine) async throws {
        let world = try await World(engine)
        try await fill(World.ovens, ["organisation.rna": "W39 1000001"], in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna) WHERE id = \(World.homeCare)")
        }
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        let (julien, merge) = (world.visitor(.julien), "/agence/organisations/\(World.bakery)/reunir")
        let question = try await julien.get("\(merge)?autre=\(World.homeCare)")
        #expect(question.text.contains("deux établissements") && !question.html.contains("name=\"stays\""))
        let revisions = try await world.database.read { connection in
            try connection.rows("SELECT id, revision FROM organisation").reduce(into: [String: Int]()) { known, row in
                known[try row["id"]] = try row["revision"] as Int
            }
        }
        let refused = try await julien.post(
            merge,
            [
                ("token", "token-of-julien"), ("revision", "\(revisions[World.bakery.description] ?? 0)"),
                ("other", "\(World.homeCare).\(revisions[World.homeCare.description] ?? 0)"),
            ])
        #expect(refused.status == .unprocessableContent && refused.text.contains("deux établissements"))
        #expect(try await organisation(of: World.nursery, in: world) == World.homeCare)
    }

    @Test(arguments: Engine.available)
    func `an RNA number beside the SIRET of another body makes another record, without the number`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (claimed, listed) = try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna) WHERE id = \(World.homeCare)")
            var one = Organisation(id: .new(at: World.monday), name: "Un tout autre nom")
            (one.siret, one.rna) = (try Siret("73282932000074"), try Rna(Self.rna))
            let claimed = try OrganisationStore.claimed(as: one, now: World.monday, in: connection)
            return (claimed, try OrganisationStore.find(or: one, now: World.monday, in: connection))
        }
        #expect(claimed != World.homeCare)
        #expect(listed.id == claimed)
        #expect(listed.others.map(\.record.id) == [World.homeCare])
        #expect(try await OrganisationStore(database: world.database).find(claimed)?.rna == nil)
    }
}
