import Documents
import Foundation
import Media
import Storage
import StorageTesting
import Testing
import WebTesting
import Workers
import World

@testable import Submissions

/// Pictures, files and agreements of a file, on its paper and on its receipt.
struct PrintedMediaTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    private static let fields = """
              - {id: views, kind: picture, most: 3, label: {fr: Images}}
              - {id: inside, kind: file, kinds: [pdf], most: 2, jury: false, label: {fr: Pièces}}
              - {id: read, kind: explanation, label: {fr: À lire avant}, hint: {fr: Lisez ceci.}}
              - {id: agreed, kind: consent, label: {fr: Accord}, text: {fr: Nous cédons ces images.}, version: "1"}
              - {id: many, kind: number, label: {fr: Combien}}
              - {id: price, kind: money, label: {fr: Coût}}
              - {id: since, kind: date, label: {fr: Depuis}}
              - {id: span, kind: period, label: {fr: Durée}}
              - {id: sums, kind: budget, label: {fr: Budget}}
        """

    /// What it was asked to say, and how many bytes of each picture it could read.
    private static let maker = """
        import base64, json, sys
        for line in sys.stdin:
            asked = json.loads(line)
            seen = {name: len(open(path, "rb").read()) for name, path in asked["files"].items()}
            said = json.dumps({"seen": seen, "data": asked["data"]}, ensure_ascii=False, sort_keys=True)
            print(json.dumps({"bytes": base64.b64encode(said.encode()).decode()}), flush=True)
        """

    private let nursery = "/dossiers/\(World.nursery)"
    private var part: String { nursery + "/parties/demande" }

    private func withWorld(_ engine: Engine = .sqlite, _ body: (World) async throws -> Void) async throws {
        let papers = Papers(worker: LineWorker("python3", ["-c", Self.maker]))
        try await body(try await AskedForm.world(asking: Self.fields, engine).making(papers))
        await papers.stop()
    }

    @Test(arguments: Engine.available)
    func `a picture stands on paper with its words and its credit, a file by its name and size`(engine: Engine)
        async throws
    {
        try await withWorld(engine) { world in
            let coralie = world.visitor(.coralie)
            let id = try await Self.bringPicture(to: nursery, part, by: coralie, in: world)
            let paper = try await coralie.get(nursery + "/dossier.pdf").html
            #expect(paper.contains("\"\(id).jpg\": \(Self.photo.count)"))
            #expect(paper.contains("\"alternative\": \"Un four\""))
            #expect(paper.contains("\"caption\": \"Un four – Image de Edith\""))
            #expect(paper.contains(/"bail\.pdf \([0-9]+.octets/))
            // A text to read is no question without an answer.
            #expect(!paper.contains("À lire avant"))
            // A juror has the picture, and not what is not for the jury.
            let jurors = try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)/dossier.pdf").html
            #expect(jurors.contains("\"\(id).jpg\": \(Self.photo.count)") && !jurors.contains("bail.pdf"))
        }
    }

    @Test func `where no paper is made, the page to print shows the picture`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        let id = try await Self.bringPicture(to: nursery, part, by: coralie, in: world)
        let page = try await coralie.get(nursery + "/dossier.pdf")
        #expect(page.html.contains("<img src=\"\(nursery)/fichiers/\(id)/400.jpg\" alt=\"Un four\""))
    }

    @Test func `a receipt lists the files that came, the form, and what was agreed to in its own words`() async throws {
        try await withWorld { world in
            let coralie = world.visitor(.coralie)
            _ = try await Self.bringPicture(to: nursery, part, by: coralie, in: world)
            try await Self.answer("agreed", "1", in: world)
            let page = try await coralie.get(nursery + "/accuse")
            #expect(page.text.contains("bail.pdf") && page.text.contains("une.jpg"))
            #expect(page.html.contains(/<code class="small">[0-9a-f]{16}<\/code>/))
            #expect(page.text.contains("Nous cédons ces images.") && page.text.contains("Demandé, version 1.0.0"))
            let paper = try await coralie.get(nursery + "/accuse.pdf").html
            #expect(paper.contains("Nous cédons ces images.") && paper.contains("bail.pdf"))
            // Letters stay small: pictures are told by their words there.
            #expect(paper.contains("\"seen\": {}"))
        }
    }

    @Test func `answers leave as what they are: numbers, amounts, days, and sentences`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        for (field, value) in [
            ("many", "1 250"), ("price", "7,5"), ("since", "30/09/2014"),
            ("span", #"{"from":"2014-02-01","to":"2014-03-01"}"#),
            ("sums", #"[{"what":"Farine","side":"expense","amount":"1200"}]"#),
        ] { try await Self.answer(field, value, in: world) }
        let list = try await world.visitor(.julien).get("/agence/editions/2014/dossiers.csv").html
        #expect(list.contains(";1250;7,50;2014-09-30;"))
        #expect(
            list.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").contains("Dépense : Farine, 1 200"))
        #expect(!list.contains("2014-02-01 – 2014-03-01"))
    }

    private static func answer(_ field: String, _ value: String, in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                """)
        }
    }

    /// One picture with its words, and one paper, as if all were looked at.
    private static func bringPicture(
        to file: String, _ part: String, by visitor: Visitor, in world: World
    ) async throws -> Medium.ID {
        for (field, bytes, name) in [
            ("views", photo, "une.jpg"), ("inside", Array("%PDF-1.7\n%%EOF\n".utf8), "bail.pdf"),
        ] {
            let sent = try await visitor.send(
                bytes, called: name, to: "\(file)/pieces/\(field)/fichiers", ["token": "token-of-coralie"])
            #expect(sent.status == .seeOther)
        }
        let ids: [Medium.ID] = try await world.database.write { connection in
            try connection.run("UPDATE media SET state = 'ready', scan = 'clean'")
            try connection.run(
                """
                INSERT INTO media_form (media, variant, digest, size, type, width, height)
                SELECT id, '400.jpg', digest, size, 'image/jpeg', 400, 300 FROM media WHERE kind = 'picture'
                """)
            return try connection.rows("SELECT media FROM answer_media WHERE field = 'views'").map { try $0["media"] }
        }
        let id = try #require(ids.first)
        _ = try await visitor.submit(
            part, on: try await visitor.get(part),
            ["views.\(id).alternative": "Un four", "views.\(id).credit": "Edith", "row": "views.\(id).up"])
        return id
    }
}
