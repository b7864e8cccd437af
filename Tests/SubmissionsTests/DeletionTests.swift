import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

struct DeletionTests {
    private static let path = "/dossiers/\(World.ovens)/supprimer"

    @Test(arguments: Engine.available)
    func `an owner deletes a draft, and nothing of it is left`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        let (romain, drafts) = (world.visitor(.romain), try await drafts(in: world))
        #expect(try await romain.get("/dossiers/\(World.ovens)").html.contains(Self.path))
        let page = try await romain.get(Self.path)
        let gone = try await romain.submit(Self.path, on: page, [:])
        #expect(gone.location == "/dossiers?ok=deleted")
        #expect(try await romain.follow(gone).text.contains("Le brouillon est supprimé"))
        let lost = try await romain.get("/dossiers/\(World.ovens)")
        #expect(lost.status == .notFound && lost.text.contains("le dossier a peut-être été supprimé"))
        #expect(!lost.text.contains("Rien n’est perdu"))
        #expect(try await romain.post(Self.path, ["token": "token-of-romain"]).status == .notFound)
        #expect(try await self.drafts(in: world) == drafts - 1)
        let left = try await world.database.read { connection in
            try ["submission_answer", "submission_author", "submission_event", "file_progress"].map { table in
                try connection.rows(Self.all[table] ?? "").count
            }
        }
        #expect(left == [0, 0, 0, 0])
        let title = try await world.database.read {
            try $0.row("SELECT id FROM initiative WHERE title = 'Un pain qui attend le matin'")
        }
        #expect(title == nil)
    }

    @Test(arguments: Engine.available)
    func `letters about a draft that is deleted leave no more`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await world.invite("zoe@example.org")
        func letters(_ state: String) async throws -> Int {
            let isSent: SQL = "address = 'zoe@example.org' AND state = \(state)"
            return try await world.database.read {
                try $0.count("SELECT count(*) AS count FROM message WHERE \(isSent)")
            }
        }
        #expect(try await letters("waiting") == 1)
        let romain = world.visitor(.romain)
        #expect(try await romain.submit(Self.path, on: romain.get(Self.path), [:]).location == "/dossiers?ok=deleted")
        #expect(try await letters("cancelled") == 1)
    }

    @Test func `a page about one act says which file it is about`() async throws {
        let world = try await World()
        let (romain, coralie) = (world.visitor(.romain), world.visitor(.coralie))
        let acts = [
            try await romain.get(Self.path), try await romain.get("/dossiers/\(World.ovens)/transmettre"),
            try await coralie.get("/dossiers/\(World.nursery)/retirer"),
        ]
        for act in acts {
            #expect(act.status == .ok)
            let main = act.html.split(separator: "<h1>").last ?? ""
            #expect(main.contains("Un pain qui attend le matin") || main.contains("Composer les tournées en équipe"))
        }
    }

    @Test func `nobody else deletes it, nor anybody what was sent once`() async throws {
        let world = try await World()
        for somebody in [Somebody.mireille, .julien, .coralie, .awa, .edith] {
            let answer = try await world.visitor(somebody).post(Self.path, ["token": "token-of-\(somebody)"])
            #expect(answer.location != "/dossiers?ok=deleted", "\(somebody)")
        }
        let sent = "/dossiers/\(World.nursery)"
        let coralie = world.visitor(.coralie)
        for state in ["transmitted", "withdrawn", "draft"] {
            try await world.database.write {
                try $0.run("UPDATE submission SET state = \(state) WHERE id = \(World.nursery)")
            }
            #expect(!(try await coralie.get(sent)).html.contains(sent + "/supprimer"))
            #expect(try await coralie.post(sent + "/supprimer", ["token": "token-of-coralie"]).location == sent)
            #expect(try await coralie.get(sent).status == .ok)
        }
    }

    private static let all: [String: SQL] = [
        "submission_answer": "SELECT 1 AS one FROM submission_answer WHERE submission = \(World.ovens)",
        "submission_author": "SELECT 1 AS one FROM submission_author WHERE submission = \(World.ovens)",
        "submission_event": "SELECT 1 AS one FROM submission_event WHERE submission = \(World.ovens)",
        "file_progress": "SELECT 1 AS one FROM file_progress WHERE submission = \(World.ovens)",
    ]

    private func drafts(in world: World) async throws -> Int {
        try await world.database.read { connection in
            try connection.count("SELECT coalesce(sum(files), 0) AS count FROM file_count WHERE state = 'draft'")
        }
    }
}
