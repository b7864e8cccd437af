import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

struct DemonstrationPicturesTests {
    @Test(arguments: Engine.available)
    func `files and sheets of the demonstration have their drawings, once, and each is given to whoever reads them`(
        engine: Engine
    ) async throws {
        let database = try await engine.database()
        let demonstration = try Demonstration(root: World.root)
        try await demonstration.write(to: database)
        var settings = HouseSettings(root: World.root, address: World.address)
        (settings.clock, settings.sendsMail) = (try demonstration.clock(), false)
        let house = try House(database: database, settings: settings)
        let pictures = try DemonstrationPictures(root: World.root)
        for _ in 1...2 { try await pictures.take(into: house, now: demonstration.start()) }
        let (answers, shown) = try await database.read { connection in
            (
                try connection.count("SELECT count(*) AS count FROM answer_media"),
                try connection.count("SELECT count(*) AS count FROM sheet_media WHERE is_shown = 1")
            )
        }
        #expect(answers == 32 && shown == 17, "\(answers) and \(shown)")

        let stranger = Visitor(house.site)
        let list = try await stranger.get("/catalogue")
        let addresses = list.html.matches(of: /src="(\/initiatives\/[^"]+\/fichiers\/[0-9a-f]{64})"/).map {
            String($0.1)
        }
        #expect(addresses.count == 11)
        for address in addresses { #expect(try await stranger.get(address).status == .ok, "\(address)") }
        let sheet = try await stranger.get("/initiatives/faire-le-pain-le-jour")
        #expect(sheet.text.contains(/Dessin\s: Atelier de la démonstration/))
        #expect(sheet.html.contains("alt=\"Un fournil en plein jour"))
    }

    @Test func `no drawing weighs more than a page does, and none says where it comes from`() throws {
        let folder = URL(filePath: World.root + "/Reference/demo/pictures")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let pictures = files.filter { $0.pathExtension == "jpg" }
        #expect(pictures.count == 14)
        for file in pictures {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.count < 120_000, "\(file.lastPathComponent)")
            // Exif, XMP and IPTC each begin a part of their own.
            for mark in ["Exif", "http://ns.adobe.com", "Photoshop"] {
                #expect(bytes.range(of: Data(mark.utf8)) == nil, "\(file.lastPathComponent)")
            }
        }
    }
}
