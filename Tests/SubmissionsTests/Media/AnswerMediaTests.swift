import Foundation
import HTTPTypes
import Media
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// Files and pictures that answer questions: sent, said, moved, taken out, and given to those who may read them.
struct AnswerMediaTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    private static let fields = """
              - {id: views, kind: picture, most: 3, needed: true, jury: true, label: {fr: Images}}
              - {id: inside, kind: file, kinds: [pdf], most: 2, jury: false, label: {fr: Pièces}}
        """

    private let nursery = "/dossiers/\(World.nursery)"
    private var part: String { nursery + "/parties/demande" }
    private var views: String { nursery + "/pieces/views" }

    @Test(arguments: Engine.available)
    func `a picture comes by a plain form or in pieces, and what it shows is asked in the form`(engine: Engine)
        async throws
    {
        let world = try await AskedForm.world(asking: Self.fields, engine)
        let coralie = world.visitor(.coralie)
        let way = try await coralie.submit(part, on: try await coralie.get(part), ["files": "views"])
        #expect(way.location == views)
        #expect(try await send("une.jpg", by: coralie).location == views)
        #expect(try await sendInPieces("deux.jpg", by: coralie).status == .ok)
        let there = try await coralie.get(views)
        #expect(there.text.contains("une.jpg") && there.text.contains("deux.jpg"))
        let (ids, page) = (try await ids(in: world), try await coralie.get(part))
        for id in ids {
            for text in ["alternative", "credit", "agreed"] {
                #expect(page.html.contains("name=\"views.\(id).\(text)\""), "\(text)")
            }
        }
        let up = try await coralie.submit(
            part, on: page,
            ["views.\(ids[1]).alternative": "Un four", "views.\(ids[1]).credit": "Edith", "row": "views.\(ids[1]).up"])
        #expect(up.location?.hasSuffix("#views") == true)
        #expect(try await self.ids(in: world) == [ids[1], ids[0]])
        #expect(try await coralie.get(part).html.contains("value=\"Un four\""))
        _ = try await coralie.submit(part, on: try await coralie.get(part), ["row": "views.\(ids[1]).remove"])
        #expect(try await self.ids(in: world) == [ids[0]])
        #expect(try await count("media", in: world) == 1)
    }

    @Test func `a tab that was open before a picture came, or went, takes nothing away and brings nothing back`()
        async throws
    {
        let world = try await AskedForm.world(asking: Self.fields)
        let (coralie, edith) = (world.visitor(.coralie), world.visitor(.edith))
        _ = try await send("une.jpg", by: coralie)
        let (first, old) = (try await ids(in: world)[0], try await coralie.get(part))
        _ = try await send("deux.jpg", by: edith)
        let saved = try await coralie.submit(part, on: old, ["views.\(first).credit": "Coralie"])
        #expect(saved.status == .seeOther)
        #expect(try await ids(in: world).count == 2)
        #expect(try await edith.get(part).html.contains("value=\"Coralie\""))
        _ = try await edith.submit(part, on: try await edith.get(part), ["row": "views.\(first).remove"])
        // Said once more in the old tab, where it was the first: the other one stays.
        _ = try await coralie.submit(part, on: old, ["row": "views.\(first).remove"])
        let left = try await ids(in: world)
        #expect(left.count == 1 && left != [first])
    }

    @Test func `a picture is given to those who may read its answer, and is not there for anybody else`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        _ = try await send("une.jpg", by: coralie)
        let path = nursery + "/fichiers/\(try await ids(in: world)[0])/400.jpg"
        // Nobody has looked at it, and nothing is made of it.
        #expect(try await world.visitor(.edith).get(path).status == .notFound)
        try await prepare(world)
        for somebody in [Somebody.coralie, .edith, .julien, .mireille, .awa] {
            let given = try await world.visitor(somebody).get(path)
            #expect(given.status == .ok && given.bytes == Self.photo, "\(somebody)")
        }
        // The chair reads results, and files by their readings alone: without one none is shown, nor what answers it.
        for somebody in [Somebody.romain, .benoit, .lucie, .genevieve] {
            #expect(try await world.visitor(somebody).get(path).status == .notFound, "\(somebody)")
            #expect(try await world.visitor(somebody).get(views).status == .notFound, "\(somebody)")
        }
        #expect(try await world.stranger.get(path).status == .seeOther)
        // Under another file it is not there, not even for whoever writes both.
        let other = "/dossiers/\(World.ovens)/fichiers/\(try await ids(in: world)[0])/400.jpg"
        #expect(try await world.visitor(.mireille).get(other).status == .notFound)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.awa)) AND submission = \(World.nursery)"
            )
        }
        #expect(try await world.visitor(.awa).get(path).status == .notFound)
    }

    @Test func `what is not for the jury is given to no juror`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        let paper = Array("%PDF-1.7\n%%EOF\n".utf8)
        let sent = try await coralie.send(
            paper, called: "bail.pdf", to: nursery + "/pieces/inside/fichiers", ["token": "token-of-coralie"])
        #expect(sent.status == .seeOther)
        try await prepare(world)
        let path = nursery + "/fichiers/\(try await ids(in: world)[0])/entier"
        #expect(try await coralie.get(path).bytes == paper)
        #expect(try await world.visitor(.awa).get(path).status == .notFound)
    }

    @Test func `nobody sends to a file of others, to a question that takes none, or more than it takes`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        let theirs = try await world.visitor(.romain).send(
            Self.photo, called: "une.jpg", to: views + "/fichiers", ["token": "token-of-romain"])
        #expect(theirs.status == .notFound)
        for (field, bytes) in [("views", Array("%PDF-1.7\n".utf8)), ("inside", Self.photo)] {
            let refused = try await coralie.send(
                bytes, called: "une.jpg", to: nursery + "/pieces/\(field)/fichiers", ["token": "token-of-coralie"])
            #expect(refused.status == .unprocessableContent, "\(field)")
        }
        #expect(try await coralie.get(nursery + "/pieces/title").status == .notFound)
        for name in ["a", "b", "c"] { #expect(try await send(name + ".jpg", by: coralie).status == .seeOther) }
        #expect(try await send("d.jpg", by: coralie).status == .unprocessableContent)
        #expect(try await count("answer_media", in: world) == 3)
    }

    @Test(arguments: Engine.available)
    func `one that is refused when it is looked at is missing in the list at once`(engine: Engine) async throws {
        let world = try await AskedForm.world(asking: Self.fields, engine)
        let coralie = world.visitor(.coralie)
        _ = try await send("une.jpg", by: coralie)
        let row = "views.\(try await ids(in: world)[0])."
        _ = try await coralie.submit(
            part, on: try await coralie.get(part),
            ["\(row)alternative": "Un four", "\(row)credit": "Edith", "\(row)agreed": "nobody"])
        let before = try await percent(in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE media SET state = 'refused', reason = 'damaged', digest = NULL")
            for id in try connection.rows("SELECT id FROM media").map({ try $0["id"] as Medium.ID }) {
                try SubmissionsFeature.refusalFollower(id, connection)
            }
        }
        let after = try await percent(in: world)
        #expect(after < before, "\(before) \(after)")
    }

    @Test func `one that was refused answers nothing, and says why`() async throws {
        let world = try await AskedForm.world(asking: Self.fields)
        let coralie = world.visitor(.coralie)
        _ = try await send("une.jpg", by: coralie)
        try await world.database.write { connection in
            try connection.run("UPDATE media SET state = 'refused', reason = 'damaged', digest = NULL")
        }
        let page = try await coralie.get(part)
        #expect(page.text.contains("Ce fichier n’a pas été accepté"))
        #expect(page.text.contains(/ne peut pas être lu|illisible|ne se lit pas/))
        let file = try #require(
            try await SubmissionStore(database: world.database).find(World.nursery, by: Somebody.coralie.id))
        #expect(file.faults.contains { $0.field.id == "views" && $0.fault == .missing })
    }
}

extension AnswerMediaTests {
    private func send(_ name: String, by visitor: Visitor) async throws -> Screen {
        let token = try #require(try await visitor.get(views).form(to: views + "/fichiers")?.first { $0.0 == "token" })
        return try await visitor.send(Self.photo, called: name, to: views + "/fichiers", ["token": token.1])
    }

    /// As the page's script does, cut once in the middle.
    private func sendInPieces(_ name: String, by visitor: Visitor) async throws -> Screen {
        struct Said: Decodable { let id: String }
        let begun = try await visitor.post(
            views + "/fichiers/envois",
            [("token", "token-of-coralie"), ("file", name), ("size", "\(Self.photo.count)")],
            [.accept: "application/json"])
        let id = try JSONDecoder().decode(Said.self, from: Data(begun.bytes)).id
        let path = views + "/fichiers/envois/\(id)?offset="
        _ = try await visitor.send(bytes: Array(Self.photo[..<4_000]), to: path + "0", token: "token-of-coralie")
        return try await visitor.send(bytes: Array(Self.photo[4_000...]), to: path + "4000", token: "token-of-coralie")
    }

    private func ids(in world: World) async throws -> [Medium.ID] {
        try await world.database.read { connection in
            try connection.rows("SELECT media FROM answer_media ORDER BY position").map { try $0["media"] }
        }
    }

    private func percent(in world: World) async throws -> Int {
        try await world.database.read { connection in
            try connection.row("SELECT percent FROM file_progress WHERE submission = \(World.nursery)")?["percent"]
                ?? -1
        }
    }

    private func count(_ table: String, in world: World) async throws -> Int {
        try await world.database.read { connection in
            table == "media"
                ? try connection.count("SELECT count(*) AS count FROM media")
                : try connection.count("SELECT count(*) AS count FROM answer_media")
        }
    }

    /// As if all were looked at, and of each a form were made, of the same bytes.
    private func prepare(_ world: World) async throws {
        try await world.database.write { connection in
            try connection.run("UPDATE media SET state = 'ready', scan = 'clean'")
            try connection.run(
                """
                INSERT INTO media_form (media, variant, digest, size, type, width, height)
                SELECT id, '400.jpg', digest, size, 'image/jpeg', 400, 300 FROM media
                """)
        }
    }
}
