import Foundation
import Media
import Storage
import StorageTesting
import Testing
import WebTesting
import Workers
import World

@testable import Submissions

/// Papers and pictures of files in one archive: for whoever may read them, under names that people know.
struct AttachmentArchiveTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    private static let paper = Array("%PDF-1.7\n%%EOF\n".utf8)
    private static let fields = """
              - {id: views, kind: picture, most: 3, jury: true, label: {fr: 'Images du lieu ?'}}
              - {id: inside, kind: file, kinds: [pdf], most: 2, jury: false, label: {fr: Pièces}}
        """

    private let nursery = "/dossiers/\(World.nursery)"
    private let desk = "/agence/dossiers/\(World.nursery)"
    private let list = "/agence/editions/2014/dossiers/fichiers/pieces.zip"

    /// What Python's own reader says of an archive: names, and the text of its last entry.
    private static func read(_ screen: Screen) async throws -> (names: [String], about: String) {
        let script = """
            import io, sys, zipfile
            z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
            assert z.testzip() is None
            names = z.namelist()
            print("\\n".join(names) + "\\0" + z.read(names[-1]).decode())
            """
        let output = try await Tool("python3").run(["-X", "utf8", "-c", script], input: screen.bytes)
        let parts = String(decoding: output, as: UTF8.self).split(separator: "\0", maxSplits: 1)
        return (parts[0].split(separator: "\n").map(String.init), parts.count > 1 ? String(parts[1]) : "")
    }

    /// With two pictures of one name and a paper.
    private func world(_ engine: Engine = .sqlite) async throws -> World {
        let world = try await AskedForm.world(asking: Self.fields, engine)
        let coralie = world.visitor(.coralie)
        for (field, bytes, name) in [
            ("views", Self.photo, "une.jpg"), ("views", Self.photo, "Une.JPG"), ("inside", Self.paper, "bail.pdf"),
        ] {
            let sent = try await coralie.send(
                bytes, called: name, to: "\(nursery)/pieces/\(field)/fichiers", ["token": "token-of-coralie"])
            #expect(sent.status == .seeOther)
        }
        return world
    }

    /// As if all were looked at, and of each a form were made, of the same bytes.
    private func prepare(_ world: World) async throws {
        try await world.database.write { connection in
            try connection.run("UPDATE media SET state = 'ready', scan = 'clean'")
            try connection.run(
                """
                INSERT INTO media_form (media, variant, digest, size, type, width, height)
                SELECT id, '1600.jpg', digest, size, 'image/jpeg', 1600, 1200 FROM media
                """)
        }
    }

    /// As one who writes it.
    private static func tie(_ somebody: Somebody, to file: Submission.ID, in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                "INSERT INTO submission_author (submission, person, role) VALUES (\(file), \(somebody.id), 'co-author')"
            )
        }
    }

    @Test(arguments: [
        ("Le pain partagé", "Le pain partagé"), ("Le pain partagé au pied de la tour", "Le pain partagé…"),
        ("Le pain partagé, au pied de la tour", "Le pain partagé…"), ("Le pain partagée", "Le pain…"),
        ("Anticonstitutionnellement", "Anticonstitutio…"), ("🥖🥖🥖🥖🥖🥖🥖🥖 🥖🥖🥖🥖🥖🥖🥖🥖", "🥖🥖🥖🥖🥖🥖🥖🥖…"), ("", ""),
    ])
    func `what is too long for the name of a folder is cut where a word ends`(name: String, cut: String) {
        #expect(name.cutAtWord(15) == cut)
    }

    @Test(arguments: Engine.available)
    func `the papers and pictures of a file leave together, each under its question and its own name`(
        engine: Engine
    ) async throws {
        let world = try await world(engine)
        try await prepare(world)
        let given = try await world.visitor(.coralie).get(nursery + "/fichiers/pieces.zip")
        #expect(given.status == .ok && given.headers[.contentType] == "application/zip")
        #expect(given.headers[.contentDisposition]?.contains("filename=\"pieces-2014-001.zip\"") == true)
        #expect(given.headers[.cacheControl]?.contains("no-store") == true)
        let (names, about) = try await Self.read(given)
        #expect(names.count == 4 && names.last == "LISEZMOI.txt", "\(names)")
        let folder = names[0].prefix { $0 != "/" }
        #expect(folder.hasPrefix("2014-001 ") && folder.hasSuffix("Composer les tournées en équipe"), "\(folder)")
        #expect(
            names.dropLast() == [
                "\(folder)/Images du lieu – une.jpg", "\(folder)/Images du lieu – Une (2).jpg",
                "\(folder)/Pièces – bail.pdf",
            ])
        #expect(about.contains("Pièces et images de 1 dossier") && about.contains("Rien n’a été laissé de côté"))
        #expect(try await world.noted("exported").contains { $0.actor == Somebody.coralie.id })
        for page in [nursery, desk] {
            let shown = try await world.visitor(page == desk ? .mireille : .coralie).get(page)
            #expect(shown.html.contains("href=\"\(page)/fichiers/pieces.zip\""), "\(page)")
        }
    }

    @Test func `what is refused, not looked at or lost is named in the text, and nothing else stops`() async throws {
        let world = try await world()
        try await prepare(world)
        try await world.database.write { connection in
            try connection.run("UPDATE media SET state = 'refused', reason = 'virus' WHERE name = 'une.jpg'")
            try connection.run("UPDATE media SET state = 'waiting' WHERE name = 'Une.jpg'")
            try connection.run("UPDATE media SET size = size + 1 WHERE name = 'bail.pdf'")
        }
        let (names, about) = try await Self.read(
            try await world.visitor(.coralie).get(nursery + "/fichiers/pieces.zip"))
        #expect(names == ["LISEZMOI.txt"])
        #expect(about.contains("3 choses ne sont pas ici"), "\(about)")
        for words in [
            "une.jpg – ", "antivirus", "Une.jpg – ", "en cours d’examen", "bail.pdf – ", "n’a pas été trouvé",
        ] {
            #expect(about.contains(words), "\(words): \(about)")
        }
    }

    @Test func `jurors get what is for them, and whoever may not read the file gets nothing`() async throws {
        let world = try await world()
        try await prepare(world)
        let path = nursery + "/fichiers/pieces.zip"
        let jurors = "/jury/fichiers/\(World.nursery)/pieces.zip"
        let (names, _) = try await Self.read(try await world.visitor(.awa).get(jurors))
        #expect(names.count == 3 && !names.contains { $0.contains("bail.pdf") }, "\(names)")
        #expect(try await world.visitor(.benoit).get(jurors).status == .notFound)
        #expect(try await world.visitor(.coralie).get(jurors).status == .forbidden)
        for somebody in [Somebody.awa, .romain, .benoit, .lucie] {
            #expect(try await world.visitor(somebody).get(path).status == .notFound, "\(somebody)")
        }
        #expect(try await world.visitor(.coralie).get(desk + "/fichiers/pieces.zip").status == .forbidden)
        #expect(try await world.stranger.get(path).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `the list gives the papers and pictures of the files that it shows, to those who run the edition`(
        engine: Engine
    ) async throws {
        let world = try await world(engine)
        try await prepare(world)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get("/agence/editions/2014/dossiers?q=tournées")
        #expect(page.html.contains("href=\"\(list)?q="))
        let some = try await mireille.get(list + "?q=tourn%C3%A9es")
        #expect(some.headers[.contentDisposition]?.contains("pieces-2014-selection.zip") == true)
        #expect(try await Self.read(some).names.count == 4)
        #expect(try await Self.read(try await mireille.get(list)).names.count == 4)
        let (none, about) = try await Self.read(try await mireille.get(list + "?q=introuvable"))
        #expect(none == ["LISEZMOI.txt"] && about.contains("Il n’y en a aucune"))
        #expect(try await world.visitor(.coralie).get(list).status == .forbidden)
        try await Self.tie(.mireille, to: World.nursery, in: world)
        #expect(try await Self.read(try await mireille.get(list)).names == ["LISEZMOI.txt"])
    }
}
