import Forms
import Media
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// Files that answered what is no longer asked are taken out by whoever sent them.
struct LeftMediaTests {
    private static let fields = """
              - {id: lease, kind: file, kinds: [pdf], most: 2, label: {fr: Bail}}
              - {id: said, kind: line, limit: 80, label: {fr: Autre chose}}
        """

    private let ovens = "/dossiers/\(World.ovens)"

    @Test(arguments: Engine.available)
    func `its owner sees each file that is no longer asked for, and takes it out`(engine: Engine) async throws {
        let world = try await world(engine)
        let (romain, ids) = (world.visitor(.romain), try await ids(in: world))
        let page = try await romain.get(ovens)
        for id in ids { #expect(page.html.contains("href=\"\(way(id))\"")) }
        // The question is gone, and its page with it.
        #expect(try await romain.get("\(ovens)/pieces/lease/retirer/\(ids[0])").status == .notFound)
        let asking = try await romain.get(way(ids[0]))
        #expect(asking.text.contains("un.pdf"))
        let gone = try await romain.submit(way(ids[0]), on: asking, [:])
        let after = try await romain.follow(gone)
        #expect(after.text.contains("C’est retiré.") && !after.html.contains("un.pdf"))
        #expect(after.html.contains("deux.pdf"))
        #expect(try await self.ids(in: world) == [ids[1]])
        #expect(try await world.left(in: World.ovens)["lease"]?.contains("un.pdf") == false)
        #expect(try await romain.get(way(ids[0])).status == .notFound)
        // The page that was open still says the same once more.
        #expect(try await romain.submit(way(ids[0]), on: asking, [:]).location == gone.location)
        _ = try await romain.submit(way(ids[1]), on: romain.get(way(ids[1])), [:])
        #expect(try await world.left(in: World.ovens)["lease"] == nil)
        #expect(try await world.database.read { try $0.count("SELECT count(*) AS count FROM media") } == 0)
    }

    @Test(arguments: Engine.available)
    func `it is given to those who wrote the file, and from then on to nobody else`(engine: Engine) async throws {
        let asked = try await AskedForm.world(asking: Self.fields, engine)
        try await send("un.pdf", in: asked)
        try await setReady(in: asked)
        let path = "\(ovens)/fichiers/\(try await ids(in: asked)[0])/entier"
        #expect(try await asked.visitor(.julien).get(path).status == .ok)
        let world = try await world(engine)
        try await setReady(in: world)
        let left = "\(ovens)/fichiers/\(try await ids(in: world)[0])/entier"
        #expect(try await world.visitor(.romain).get(left).status == .ok)
        #expect(try await world.visitor(.julien).get(left).status == .notFound)
    }

    @Test func `nobody else takes it out, and none that is asked for goes this way`() async throws {
        let world = try await world()
        let id = try await ids(in: world)[0]
        for somebody in [Somebody.coralie, .awa, .julien, .mireille] {
            #expect(try await world.visitor(somebody).get(way(id)).status == .notFound, "\(somebody)")
            let sent = try await world.visitor(somebody).post(way(id), [("token", "token-of-\(somebody.rawValue)")])
            #expect(sent.status == .notFound, "\(somebody)")
        }
        #expect(try await ids(in: world).count == 2)
        let asked = try await AskedForm.world(asking: Self.fields)
        try await send("un.pdf", in: asked)
        let other = try await ids(in: asked)[0]
        #expect(try await asked.visitor(.romain).get(way(other)).status == .notFound)
        #expect(try await asked.visitor(.romain).post(way(other), [("token", "token-of-romain")]).status == .notFound)
        #expect(try await ids(in: asked) == [other])
    }

    /// With two files to a question that the next version does not ask.
    private func world(_ engine: Engine = .sqlite) async throws -> World {
        let world = try await AskedForm.world(asking: Self.fields, engine)
        for name in ["un.pdf", "deux.pdf"] { try await send(name, in: world) }
        let form = try await world.database.read { try FormStore.current(of: World.edition2014, in: $0).form }
        try await world.publish(NextForm(form).without("lease"))
        return world
    }

    private func send(_ name: String, in world: World) async throws {
        let sent = try await world.visitor(.romain).send(
            Array("%PDF-1.7\n%\(name)\n%%EOF\n".utf8), called: name, to: ovens + "/pieces/lease/fichiers",
            ["token": "token-of-romain"])
        #expect(sent.status == .seeOther)
    }

    /// As once they were looked at.
    private func setReady(in world: World) async throws {
        try await world.database.write { try $0.run("UPDATE media SET state = 'ready', scan = 'clean'") }
    }

    private func way(_ id: Medium.ID) -> String { "\(ovens)/plus-demandes/\(id)/retirer" }

    private func ids(in world: World) async throws -> [Medium.ID] {
        try await world.database.read { connection in
            try connection.rows("SELECT media FROM answer_media ORDER BY position").map { try $0["media"] }
        }
    }
}
