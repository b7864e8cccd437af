import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A tab that was opened before something happened to the file.
struct OldTabTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let need = "\(file)/parties/besoin"
    private static let json: HTTPFields = [.accept: "application/json"]

    @Test(arguments: Engine.available)
    func `an autosave from a draft's tab never changes the file once it is sent, and the page is told`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        let old = try await romain.get(Self.need)
        #expect(try await romain.post("\(Self.file)/transmettre", ["token": "token-of-romain"]).status == .seeOther)
        let before = try await answers(in: world)
        let answer = try await romain.post(
            Self.need,
            [
                ("token", "token-of-romain"), ("revision", old.fields(of: Self.need)["revision"] ?? ""),
                ("need", "Écrit trop tard"),
            ], Self.json)
        #expect(answer.status == .conflict)
        #expect(answer.html.contains("\"kind\":\"sent\"") && answer.html.contains("Transmis le"))
        #expect(answer.html.contains("a été transmis depuis"))
        #expect(try await answers(in: world) == before)

        let shown = try await romain.submit(Self.need, on: old, ["need": "Écrit trop tard"])
        #expect(shown.status == .conflict)
        #expect(shown.html.contains("Écrit trop tard</textarea>") && shown.html.contains("band sent"))
        #expect(try await answers(in: world) == before)
        // Said once more by somebody who has seen it, it is a change of a file that is sent.
        #expect(try await romain.submit(Self.need, on: shown, ["need": "Écrit exprès"]).status == .seeOther)
        #expect(try await romain.get(Self.need).html.contains("Écrit exprès</textarea>"))
    }

    @Test func `a tab of a file that is sent does not write in one that was taken back`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        _ = try await romain.post("\(Self.file)/transmettre", ["token": "token-of-romain"])
        let old = try await romain.get(Self.need)
        _ = try await romain.post("\(Self.file)/retirer", ["token": "token-of-romain", "reason": "Une erreur"])
        let answer = try await romain.submit(Self.need, on: old, ["need": "Autre chose"], Self.json)
        #expect(answer.status == .conflict && answer.html.contains("\"kind\":\"draft\""))
    }

    @Test func `one person with two tabs is not somebody else, two people are`() async throws {
        let world = try await World()
        let nursery = "/dossiers/\(World.nursery)/parties/besoin"
        let (coralie, edith) = (world.visitor(.coralie), world.visitor(.edith))
        let (first, second) = try await (coralie.get(nursery), coralie.get(nursery))
        _ = try await coralie.submit(nursery, on: first, ["need": "Premier"])
        let own = try await coralie.post(
            nursery,
            [
                ("token", "token-of-coralie"), ("revision", second.fields(of: nursery)["revision"] ?? ""),
                ("need", "Second"),
            ], Self.json)
        #expect(own.status == .conflict && own.html.contains("Vous avez modifié la même réponse"))
        let compare = try await coralie.submit(nursery, on: second, ["need": "Second"])
        #expect(compare.text.contains("Enregistré par vous dans une autre fenêtre"))
        #expect(compare.text.contains("La même réponse a été changée dans une autre fenêtre"))
        let theirs = try await edith.get(nursery)
        _ = try await coralie.submit(nursery, on: coralie.get(nursery), ["need": "Troisième"])
        let other = try await edith.post(
            nursery,
            [
                ("token", "token-of-edith"), ("revision", theirs.fields(of: nursery)["revision"] ?? ""),
                ("need", "Quatrième"),
            ], Self.json)
        #expect(other.html.contains("Coralie a modifié la même réponse"))
        let page = try await edith.submit(nursery, on: theirs, ["need": "Quatrième"])
        #expect(page.status == .conflict && page.text.contains("La même réponse a été changée par Coralie"))
        #expect(!page.text.contains("dans une autre fenêtre"))
    }

    @Test(arguments: Engine.available)
    func `an author whose role was taken back finds the file nowhere`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.need)
        for path in ["/dossiers", Self.file] { #expect(try await romain.get(path).text.contains("Un pain qui attend")) }
        let taken = try await world.visitor(.mireille).post(
            "/agence/personnes/\(Somebody.romain.id)/roles/retirer",
            ["token": "token-of-mireille", "role": "submitter", "edition": World.edition2014.description])
        #expect(taken.status == .seeOther)
        for path in [Self.file, Self.need, "\(Self.file)/transmettre", "\(Self.file)/auteurs"] {
            #expect(try await romain.get(path).status == .notFound, "\(path)")
        }
        for path in ["/dossiers", "/ma-page"] {
            #expect(try await !romain.get(path).text.contains("Un pain qui attend"), "\(path)")
        }
        let refused = try await romain.submit(Self.need, on: page, ["need": "Un texte à garder"])
        #expect(refused.status == .notFound && refused.html.contains("Un texte à garder</textarea>"))
        let duty = "Donner un autre porteur à « Un pain qui attend le matin »"
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(duty))
        _ = try await world.visitor(.mireille).post(
            "/agence/personnes/\(Somebody.romain.id)/roles",
            ["token": "token-of-mireille", "role": "submitter", "edition": World.edition2014.description])
        #expect(try await romain.get(Self.file).status == .ok)
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(duty))
    }

    private func answers(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                "SELECT field, value FROM submission_answer WHERE submission = \(World.ovens) ORDER BY field"
            ).map { "\(try $0["field"] as String) \(try $0["value"] as String)" }
        }
    }
}
