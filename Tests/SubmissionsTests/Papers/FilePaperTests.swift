import Documents
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import Workers
import World

@testable import Submissions

struct FilePaperTests {
    private static let draft = "/dossiers/\(World.ovens)"
    private static let sent = "/dossiers/\(World.nursery)"

    /// Papers whose bytes are what they were asked to say.
    private static let echo = """
        import base64, json, sys
        for line in sys.stdin:
            data = base64.b64encode(("%PDF " + json.loads(line)["make"] + " " + line).encode()).decode()
            print(json.dumps({"bytes": data}), flush=True)
        """

    private func withPapers(_ world: World, _ body: (World) async throws -> Void) async throws {
        let papers = Papers(worker: LineWorker("python3", ["-c", Self.echo]))
        try await body(try world.making(papers))
        await papers.stop()
    }

    @Test(arguments: Engine.available)
    func `a file, its receipt and the empty form leave as files, each noted once`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await withPapers(world) { world in
            let romain = world.visitor(.romain)
            let file = try await romain.get(Self.draft + "/dossier.pdf")
            #expect(file.headers[.contentType] == "application/pdf")
            #expect(file.headers[.contentDisposition]?.contains("attachment; filename=\"dossier.pdf\"") == true)
            #expect(file.html.contains("La nuit est rendue") && file.html.contains("Les deux boulangers"))
            let receipt = try await world.visitor(.coralie).get(Self.sent + "/accuse.pdf")
            #expect(receipt.headers[.contentDisposition]?.contains("accuse-de-reception-2014-001.pdf") == true)
            let word = try await romain.get("/dossiers/nouveau/2014/formulaire.docx")
            #expect(word.html.hasPrefix("%PDF docx"))
            #expect(word.headers[.contentType]?.contains("wordprocessingml") == true)
            #expect(try await world.noted("exported").count == 3)
            // Everybody reads what is asked, and nobody is noted who is not in.
            #expect(try await world.stranger.get("/dossiers/nouveau/2014/formulaire.pdf").status == .ok)
            #expect(try await world.noted("exported").count == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `only those who may read a file have it on paper`(engine: Engine) async throws {
        let world = try await World(engine)
        for path in ["/dossier.pdf", "/accuse.pdf"] {
            for somebody in [Somebody.romain, .awa, .genevieve, .damien, .thierry] {
                #expect(
                    try await world.visitor(somebody).get(Self.sent + path).status == .notFound, "\(somebody) \(path)")
            }
            #expect(try await world.visitor(.coralie).get(Self.sent + path).status == .ok)
            #expect(try await world.stranger.get(Self.sent + path).status == .seeOther)
        }
        let desk = "/agence\(Self.sent)/dossier.pdf"
        #expect(try await world.visitor(.julien).get(desk).status == .ok)
        #expect(try await world.visitor(.coralie).get(desk).status == .forbidden)
        // A draft was received by nobody.
        #expect(try await world.visitor(.romain).get(Self.draft + "/accuse.pdf").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `staff with a tie to a file have neither its page nor its paper`(engine: Engine) async throws {
        let world = try await World(engine)
        let desk = "/agence\(Self.sent)/dossier.pdf"
        #expect(try await world.visitor(.julien).get(desk).status == .ok)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO former_author (submission, person) VALUES (\(World.nursery), \(Somebody.julien.id))
                """)
        }
        #expect(try await world.visitor(.julien).get(desk).status == .notFound)
    }

    @Test func `the empty form is everybody's while files are received, and the agency's at any time`() async throws {
        let world = try await World()
        for ending in ["pdf", "docx"] {
            let path = "/dossiers/nouveau/2014/formulaire.\(ending)"
            #expect(try await world.stranger.get(path).text.contains("Nom de l’organisation"))
            #expect(try await world.stranger.get("/dossiers/nouveau/2013/formulaire.\(ending)").status == .notFound)
        }
        let late = try await World(now: World.monday + 300 * 86_400)
        #expect(try await late.stranger.get("/dossiers/nouveau/2014/formulaire.pdf").status == .notFound)
        #expect(try await late.visitor(.julien).get("/agence/editions/2014/formulaire.pdf").status == .ok)
        #expect(try await late.visitor(.romain).get("/agence/editions/2014/formulaire.pdf").status == .forbidden)
    }

    @Test func `without a maker each paper is the page to print, which says why`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        let page = try await world.visitor(.romain).get(Self.draft + "/dossier.pdf")
        #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
        #expect(
            page.text.contains("imprimez cette page") && page.text.contains("La nuit est rendue à ceux qui dorment."))
        #expect(try await world.noted("exported").isEmpty)
        let english = try await world.visitor(.romain).get("/en" + Self.draft + "/dossier.pdf")
        #expect(english.html.contains("<p lang=\"fr\">La nuit est rendue"))
        #expect(english.text.contains("Without an answer"))
    }

    @Test func `pages lead to their papers`() async throws {
        let world = try await World()
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get(Self.sent).html.contains("href=\"\(Self.sent)/dossier.pdf\""))
        #expect(try await coralie.get(Self.sent + "/accuse").html.contains("href=\"\(Self.sent)/accuse.pdf\""))
        let desk = try await world.visitor(.julien).get("/agence\(Self.sent)").html
        #expect(desk.contains("href=\"/agence\(Self.sent)/dossier.pdf\""))
        let begin = try await world.stranger.get("/dossiers/nouveau").html
        #expect(begin.contains("/dossiers/nouveau/2014/formulaire.docx"))
    }
}
