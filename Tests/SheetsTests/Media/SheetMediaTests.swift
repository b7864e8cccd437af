import Foundation
import HTTPTypes
import Media
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Forms
@testable import Sheets

/// Pictures and papers of a sheet: chosen, said, agreed to, public with it and gone with it.
struct SheetMediaTests {
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let address = "/initiatives/initiative-1"

    @Test(arguments: Engine.available)
    func `a picture is public with its sheet, kept by whoever has it, and gone once the sheet is`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.beginSheet()
        let (id, file) = try await world.bringPicture(to: sheet)
        // Nobody reads the sheet yet, and its owner was not asked.
        for path in [Self.address + file, Self.owned + file] {
            #expect(try await world.stranger.get(path).status != .ok, "\(path)")
        }
        #expect(try await owner.get(Self.owned + file).status == .notFound)
        #expect(try await world.show(id, on: sheet).status == .seeOther)
        #expect(try await world.stranger.get(Self.address + file).status == .notFound)

        try await world.agree(on: sheet)
        #expect(try await owner.get(Self.owned).html.contains(Self.owned + file))
        #expect(try await owner.get(Self.owned + file).bytes == World.photo)
        let page = try await world.stranger.get(Self.address).html
        #expect(page.contains("alt=\"Un atelier\"") && page.contains("Image de Edith"))
        #expect(page.contains("property=\"og:image\" content=\"\(World.address)\(Self.address)\(file)\""))
        #expect(page.contains("<figure class=\"shot first\" role=\"figure\" aria-label="))
        let given = try await world.stranger.get(Self.address + file)
        #expect(given.bytes == World.photo && given.headers[.contentType] == "image/jpeg")
        #expect(given.headers[.cacheControl]?.contains("immutable") == true)
        let tag = try #require(given.headers[.eTag])
        #expect(try await world.stranger.get(Self.address + file, [.ifNoneMatch: tag]).status == .notModified)
        for list in ["/catalogue", "/atom.xml"] {
            #expect(try await world.stranger.get(list).html.contains(file), "\(list)")
        }

        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir ensemble"])
        #expect(try await world.stranger.get(Self.address + file).status == .notFound)
        #expect(try await world.stranger.get(Self.address + file, [.ifNoneMatch: tag]).status == .notFound)
        #expect(try await world.stranger.get("/catalogue").html.contains(file) == false)
        #expect(try await editor.get(sheet + file).status == .ok)
    }

    @Test func `another choice is another version, which is agreed to anew; what lies beside changes none`()
        async throws
    {
        let world = try await World()
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.beginSheet()
        _ = try await editor.submit(sheet + "/accord", on: editor.get(sheet), [:])
        _ = try await owner.submit(Self.owned + "/accord", on: owner.get(Self.owned), ["function": "Directrice"])
        let (id, _) = try await world.bringPicture(to: sheet)
        #expect(try await editor.get(sheet).text.contains("version 1"))
        _ = try await world.show(id, on: sheet)
        let desk = try await editor.get(sheet)
        #expect(desk.text.contains("version 2") && desk.html.contains(sheet + "/accord"))
        #expect(try await editor.get(sheet + "/images").text.contains("Sur la fiche"))
    }

    @Test func `a point is chosen in the picture or by one of nine buttons, and an old page chooses nothing`()
        async throws
    {
        let world = try await World()
        let editor = world.visitor(.sabine)
        let sheet = try await world.beginSheet()
        let (id, _) = try await world.bringPicture(to: sheet)
        let (page, point) = ("\(sheet)/image/\(id)", "\(sheet)/image/\(id)/point")
        let first = try await editor.get(page)
        #expect(try await editor.submit(point, on: first, ["at.x": "198", "at.y": "20"]).status == .seeOther)
        #expect(try await editor.get(page).html.contains("fx8 fy1"))
        #expect(try await editor.submit(point, on: first, ["nine": "6"]).status == .conflict)
        #expect(try await editor.submit(point, on: editor.get(page), ["nine": "6"]).status == .seeOther)
        #expect(try await editor.get(page).html.contains("fx2 fy8"))
        // What is typed and not saved yet is kept with the point.
        let typed = ["nine": "0", "words": "Un four à bois", "credit": "Edith"] as KeyValuePairs
        #expect(try await editor.submit(point, on: editor.get(page), typed).status == .seeOther)
        let kept = try await editor.get(page)
        #expect(kept.html.contains("fx2 fy2") && kept.html.contains("Un four à bois</textarea>"))
        #expect(kept.html.contains("value=\"Edith\""))
        _ = try await editor.submit(point, on: kept, ["nine": "6"])
        // The button without a place, as a keyboard presses it.
        _ = try await editor.submit(point, on: editor.get(page), ["at.x": "0", "at.y": "0"])
        #expect(try await editor.get(page).html.contains("fx2 fy8"))
    }

    @Test(arguments: Engine.available)
    func `of a file only what is for sheets, was looked at, and shows nobody who did not agree is offered`(
        engine: Engine
    )
        async throws
    {
        let world = try await World(engine)
        let editor = world.visitor(.sabine)
        try await world.askForPictures()
        let sheet = try await world.beginSheet()
        try await world.answer("views", 1, "Un four", agreed: "nobody")
        try await world.answer("views", 2, "Un visage", agreed: "")
        try await world.answer("inside", 3, "Le coffre", agreed: "nobody")
        let page = try await editor.get(sheet + "/images")
        #expect(page.text.contains("Un four"))
        for words in ["Un visage", "Le coffre"] { #expect(!page.text.contains(words), "\(words)") }
        let taken = try await editor.submit(sheet + "/images/choisir", on: page, [:])
        let one = try await editor.follow(taken)
        #expect(one.html.contains("value=\"Edith\""))
        let other = World.medium(2).description
        #expect(
            try await editor.submit(sheet + "/images/choisir", on: page, ["medium": other]).status == .notFound)
        // What becomes of the answer is nothing to the sheet.
        try await world.database.write { connection in
            try connection.run("DELETE FROM answer_media WHERE media = \(World.medium(1))")
            try MediaStore.remove(World.medium(1), in: connection)
        }
        #expect(try await editor.get(sheet + "/images").text.contains("Un four"))
    }

    @Test func `whoever prepares sheets alone is led to no file, which they may not read`() async throws {
        let world = try await World()
        let sheet = try await world.beginSheet()
        let file = "href=\"/agence/dossiers/\(World.nursery)\""
        #expect(try await world.visitor(.julien).get(sheet + "/images").html.contains(file))
        let page = try await world.visitor(.sabine).get(sheet + "/images")
        #expect(page.text.contains("Dossier 2014-001") && !page.html.contains("/agence/dossiers/"))
    }

    @Test func `nobody else comes to the pictures of a sheet`() async throws {
        let world = try await World()
        let sheet = try await world.beginSheet()
        let (id, file) = try await world.bringPicture(to: sheet)
        for path in [sheet + "/images", "\(sheet)/image/\(id)", sheet + file] {
            #expect(try await world.visitor(.sabine).get(path).status == .ok, "\(path)")
            #expect(try await world.stranger.get(path).status == .seeOther, "\(path)")
            for somebody in [Somebody.romain, .awa, .coralie] {
                #expect(try await world.visitor(somebody).get(path).status == .forbidden, "\(somebody) \(path)")
            }
        }
    }
}

extension World {
    static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    static func medium(_ number: Int) -> Medium.ID { key("0c02", number) }

    func sendPicture(to sheet: String) async throws -> Screen {
        try await visitor(.sabine).send(
            Self.photo, called: "atelier.jpg", to: sheet + "/images/fichiers", ["token": "token-of-sabine"])
    }

    /// It was looked at, and a form was made of the same bytes; where that is given under the path of whoever reads it.
    func bringPicture(to sheet: String) async throws -> (id: Medium.ID, file: String) {
        #expect(try await sendPicture(to: sheet).location == sheet + "/images")
        return try await database.write { connection in
            let row = try #require(try connection.row("SELECT id, digest FROM media"))
            let (id, digest): (Medium.ID, BlobDigest) = (try row["id"], try row["digest"])
            try connection.run("UPDATE media SET state = 'ready', scan = 'clean'")
            try connection.run(
                """
                INSERT INTO media_form (media, variant, digest, size, type, width, height)
                SELECT id, '400.jpg', digest, size, 'image/jpeg', 400, 300 FROM media
                """)
            return (id, "/fichiers/\(digest)")
        }
    }

    func show(_ id: Medium.ID, on sheet: String) async throws -> Screen {
        let (editor, path) = (visitor(.sabine), "\(sheet)/image/\(id)")
        return try await editor.submit(
            path, on: editor.get(path), ["words": "Un atelier", "credit": "Edith", "people": "nobody", "show": "on"])
    }

    /// The edition asks for pictures, some of them for the jury alone.
    fileprivate func askForPictures() async throws {
        try await ask(
            [
                "id: need, kind: text, limit: 900, label: {fr: Besoin}",
                "id: response, kind: text, limit: 900, label: {fr: Réponse}",
                "id: views, kind: picture, most: 5, label: {fr: Images}",
                "id: inside, kind: picture, most: 5, sheet: false, label: {fr: Pour le jury}",
            ], told: [("Besoin", "need")])
    }

    /// A picture that answers a question of the nursery's file, looked at.
    fileprivate func answer(_ field: String, _ number: Int, _ words: String, agreed: String) async throws {
        let (id, digest) = (Self.medium(number), String(repeating: "0\(number)", count: 32))
        try await database.write { connection in
            let before = try connection.row(
                "SELECT value FROM submission_answer WHERE submission = \(World.nursery) AND field = \(field)")
            let was = try before.map { AnswerValue(stored: try $0["value"], kind: .picture(5)) }
            let row = ["id": "\(id)", "name": "a.jpg", "alternative": words, "credit": "Edith", "agreed": agreed]
            let value = AnswerValue.rows((was?.filledRows ?? []) + [row]).stored
            try connection.run("INSERT INTO media_blob (digest, size) VALUES (\(digest), 9)")
            try connection.run(
                """
                INSERT INTO media (id, place, state, name, size, received, digest, kind, type, scan, brought_at, touched_at)
                VALUES (\(id), 'x', 'ready', 'a.jpg', 9, 9, \(digest), 'picture', 'image/jpeg', 'clean', \(World.monday), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO media_form (media, variant, digest, size, type, width, height)
                VALUES (\(id), '400.jpg', \(digest), 9, 'image/jpeg', 400, 300)
                """)
            try connection.run(
                """
                INSERT INTO answer_media (media, submission, field, position)
                VALUES (\(id), \(World.nursery), \(field), \(was?.filledRows.count ?? 0))
                """)
            try connection.run(
                "DELETE FROM submission_answer WHERE submission = \(World.nursery) AND field = \(field)")
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                """)
        }
    }
}
