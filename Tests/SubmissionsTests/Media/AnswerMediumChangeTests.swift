import Foundation
import HTTPTypes
import Media
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// Files and pictures that answer a question are replaced and taken out, and what was written about them is not lost in silence.
struct AnswerMediumChangeTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    private static let fields = """
              - {id: views, kind: picture, most: 3, label: {fr: Images}}
              - {id: lease, kind: file, kinds: [pdf], most: 1, needed: true, label: {fr: Bail}}
              - {id: said, kind: line, limit: 80, label: {fr: Autre chose}}
        """

    private let nursery = "/dossiers/\(World.nursery)"
    private var part: String { nursery + "/parties/demande" }

    @Test(arguments: Engine.available)
    func `where one file has its place, the next one takes it, and a sent file is never without`(engine: Engine)
        async throws
    {
        let world = try await AskedForm.world(asking: Self.fields, engine)
        let coralie = world.visitor(.coralie)
        #expect(try await send(paper("un"), "un.pdf", to: "lease", by: coralie).status == .seeOther)
        let first = try await ids(of: "lease", in: world)[0]
        _ = try await coralie.submit(part, on: try await coralie.get(part), ["lease.\(first).about": "Le bail signé"])
        let page = try await coralie.get(part)
        #expect(page.text.contains("Enregistrer et remplacer") && !page.html.contains("row-lease.\(first).remove"))
        // Asked for all the same, as by an older page, it is refused, and what is there is shown.
        let removal = "\(nursery)/pieces/lease/retirer/\(first)"
        let asked = try await coralie.get(removal)
        #expect(asked.text.contains("un.pdf") && asked.form(to: removal) == nil)
        let refused = try await coralie.post(removal, [("token", "token-of-coralie")])
        #expect(refused.status == .unprocessableContent && refused.text.contains("un.pdf"))
        #expect(try await ids(of: "lease", in: world) == [first])
        #expect(try await send(paper("deux"), "deux.pdf", to: "lease", by: coralie).status == .seeOther)
        let now = try await ids(of: "lease", in: world)
        #expect(now.count == 1 && now != [first])
        #expect(try await world.database.read { try $0.count("SELECT count(*) AS count FROM media") } == 1)
        let replaced = try await coralie.get(part)
        #expect(replaced.text.contains("deux.pdf") && !replaced.text.contains("un.pdf"))
        #expect(replaced.html.contains("value=\"Le bail signé\""))
    }

    @Test func `a file that is not taken leaves the one that it would replace`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        _ = try await send(paper("un"), "un.pdf", to: "lease", by: coralie)
        let first = try await ids(of: "lease", in: world)
        #expect(try await send(Self.photo, "une.jpg", to: "lease", by: coralie).status == .unprocessableContent)
        #expect(try await ids(of: "lease", in: world) == first)
    }

    @Test(arguments: Engine.available)
    func `words about a picture that somebody took out meanwhile are given back, and all else is saved`(engine: Engine)
        async throws
    {
        let world = try await AskedForm.world(asking: Self.fields, engine)
        let (coralie, edith) = (world.visitor(.coralie), world.visitor(.edith))
        _ = try await send(Self.photo, "une.jpg", to: "views", by: coralie)
        let picture = try await ids(of: "views", in: world)[0]
        let old = try await coralie.get(part)
        try await takeOut(picture, by: edith)
        let typed = ["views.\(picture).credit": "Photo de Gaspard", "said": "Un mot"]
        let revision = try #require(old.fields(of: part)["revision"])
        let shown = old.fields(of: part)["shown"] ?? ""
        let told = try await coralie.post(
            part,
            [("token", "token-of-coralie"), ("revision", revision), ("shown", shown)]
                + typed.map { ($0.key, $0.value) },
            [.accept: "application/json"])
        #expect(told.status == .conflict && told.html.contains("\"compare\":true"))
        #expect(told.html.contains("Edith") && told.html.contains("a retiré ce dont vous parlez"))
        let page = try await coralie.submit(
            part, on: old, ["views.\(picture).credit": "Photo de Gaspard", "said": "Un mot"])
        #expect(page.status == .conflict)
        #expect(page.html.contains("<blockquote>Photo de Gaspard</blockquote>"))
        #expect(page.html.ranges(of: "autofocus").count == 1)
        #expect(page.html.contains("value=\"Un mot\"") && !page.html.contains("name=\"views.\(picture)"))
        #expect(try await edith.get(part).html.contains("value=\"Un mot\""))
        // The page that was given back says nothing of it any more.
        #expect(try await coralie.submit(part, on: page, [:]).status == .seeOther)
    }

    @Test
    func `before a picture goes it is asked, with what was written about it, and that it went is said in its place`()
        async throws
    {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        _ = try await send(Self.photo, "une.jpg", to: "views", by: coralie)
        let picture = try await ids(of: "views", in: world)[0]
        let pressed = try await coralie.submit(
            part, on: try await coralie.get(part),
            ["views.\(picture).credit": "Gaspard", "row": "views.\(picture).remove"])
        let asking = try await coralie.follow(pressed)
        #expect(asking.text.contains("une.jpg") && asking.text.contains("Gaspard"))
        #expect(try await ids(of: "views", in: world) == [picture])
        let gone = try await coralie.submit(try #require(pressed.location), on: asking, [:])
        #expect(try await ids(of: "views", in: world) == [])
        let page = try await coralie.follow(gone)
        let place = try #require(page.html.firstRange(of: "id=\"views\"")?.lowerBound)
        let notice = try #require(page.html.firstRange(of: "role=\"status\" tabindex=\"-1\" autofocus")?.lowerBound)
        #expect(place < notice && page.text.contains("C’est retiré."))
        // Where more is sent, it is opened and taken out too.
        _ = try await send(Self.photo, "deux.jpg", to: "views", by: coralie)
        let other = try await ids(of: "views", in: world)[0]
        #expect(try await coralie.get(nursery + "/pieces/views").html.contains("/pieces/views/retirer/\(other)\""))
    }

    @Test func `three pictures that come into a draft are no faults until it is to be sent`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let (romain, file) = (world.visitor(.romain), "/dossiers/\(World.ovens)")
        for name in ["une.jpg", "deux.jpg", "trois.jpg"] {
            _ = try await romain.send(
                Self.photo, called: name, to: file + "/pieces/views/fichiers", ["token": "token-of-romain"])
        }
        let page = try await romain.get(file + "/parties/demande")
        #expect(page.html.ranges(of: ".credit\"").count >= 3)
        #expect(!page.html.contains("-error\"") && !page.html.contains("#views.0.credit"))
        let check = try await romain.get(file + "/transmettre")
        #expect(check.html.ranges(of: /#views\.\d\.credit/).count == 3)
    }

    @Test(arguments: [("", "« gros.pdf » fait 25 Mo, 20 Mo au plus"), ("/en", "“gros.pdf” is 25 MB: 20 MB at most")])
    func `a file that is too large is told by its name and its size, and the way back is to its question`(
        prefix: String, words: String
    ) async throws {
        let coralie = try await AskedForm.world(asking: Self.fields).visitor(.coralie)
        let path = "\(prefix)\(nursery)/pieces/lease"
        let said = try await coralie.post(
            path + "/fichiers/envois",
            [("token", "token-of-coralie"), ("file", "gros.pdf"), ("size", "25000000")],
            [.accept: "application/json"])
        #expect(Self.plain(said.html).contains(words))
        let head: HTTPFields = [
            .contentType: "multipart/form-data; boundary=edge", .contentLength: "25000400",
        ]
        let form = try await coralie.stream(path + "/fichiers", head) { line in
            await line.send(
                """
                --edge\r\nContent-Disposition: form-data; name="token"\r\n\r\ntoken-of-coralie\r\n--edge\r\n\
                Content-Disposition: form-data; name="file"; filename="gros.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7
                """)
        }
        #expect(form.status == .unprocessableContent)
        #expect(Self.plain(form.text).contains(words) && form.html.contains("href=\"\(path)\""))
    }

    @Test func `beside the grid a part says how many pictures and papers it holds`() async throws {
        let world = try await AskedForm.world(
            asking: Self.fields
                + "\n      - {id: need, kind: line, limit: 80, feeds: [need-established], label: {fr: Besoin}}")
        let coralie = world.visitor(.coralie)
        for name in ["une.jpg", "deux.jpg"] { _ = try await send(Self.photo, name, to: "views", by: coralie) }
        _ = try await send(paper("un"), "un.pdf", to: "lease", by: coralie)
        let desk = try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)?point=need-established")
        #expect(desk.html.contains(/<summary>(?:(?!<\/summary>)[\s\S])*2 images et 1 pièce/))
    }
}

extension AnswerMediumChangeTests {
    private func paper(_ words: String) -> [UInt8] { Array("%PDF-1.7\n%\(words)\n%%EOF\n".utf8) }

    private static func plain(_ text: String) -> String { text.replacing(/[\u{A0}\u{202F}]/, with: " ") }

    private func send(_ bytes: [UInt8], _ name: String, to field: String, by visitor: Visitor) async throws -> Screen {
        try await visitor.send(
            bytes, called: name, to: "\(nursery)/pieces/\(field)/fichiers", ["token": "token-of-coralie"])
    }

    private func takeOut(_ id: Medium.ID, by visitor: Visitor) async throws {
        let way = "\(nursery)/pieces/views/retirer/\(id)"
        #expect(try await visitor.submit(way, on: try await visitor.get(way), [:]).status == .seeOther)
    }

    private func ids(of field: String, in world: World) async throws -> [Medium.ID] {
        try await world.database.read { connection in
            try connection.rows("SELECT media FROM answer_media WHERE field = \(field) ORDER BY position").map {
                try $0["media"]
            }
        }
    }
}
