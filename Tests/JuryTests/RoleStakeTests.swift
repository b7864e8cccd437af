import Campaigns
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// A role is taken back after a question, and whoever had it is told.
struct RoleStakeTests {
    private static let person = "/agence/personnes/\(Somebody.awa.id)"
    private static let path = "\(person)/roles/retirer"
    private static let question = "\(path)?role=juror&edition=\(World.edition2014)"

    @Test(arguments: Engine.available)
    func `what a juror has read and has to read is shown before the role goes`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.person)
        #expect(page.html.contains("href=\"\(Self.question.replacing("&", with: "&amp;"))\""))
        #expect(!page.forms.contains { $0.path == Self.path })
        let unread = try await mireille.get(Self.question)
        #expect(unread.text.contains("1 dossier à lire : confiez-le") && !unread.text.contains("commencée"))
        _ = try await world.visitor(.awa).post(
            "\(World.page)/points/beneficiaries", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        #expect(try await mireille.get(Self.question).text.contains("1 lecture commencée et pas envoyée"))
        try await world.sendAwas()
        let asked = try await mireille.get(Self.question)
        #expect(asked.text.contains("1 lecture envoyée : elle ne compte plus") && !asked.text.contains("à lire"))
        #expect(try await count("role_grant WHERE person = \(Somebody.awa.id)", in: world) == 1)
        #expect(try await mireille.submit(Self.path, on: asked, [:]).status == .seeOther)
        #expect(try await count("role_grant WHERE person = \(Somebody.awa.id)", in: world) == 0)
    }

    @Test(arguments: Engine.available)
    func `whoever loses a role is told by letter, once`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let asked = try await mireille.get(Self.question)
        for _ in 1...2 { _ = try await mireille.submit(Self.path, on: asked, [:]) }
        let letters = try await world.database.read { connection in
            try connection.rows("SELECT subject, plain FROM message WHERE address = 'awa@example.org'")
                .map { "\(try $0["subject"] as String) \(try $0["plain"] as String)" }
        }
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        #expect(letter.contains("Votre rôle a pris fin") && letter.contains("Juré·e, rally"))
        #expect(letter.contains("reste confidentiel"))
    }

    @Test func `what is out, and what whoever asks is tied to, is not counted`() async throws {
        let world = try await World()
        try await world.sendAwas()
        #expect(try await world.visitor(.mireille).get(Self.question).text.contains("1 lecture envoyée"))
        try await world.bind(.mireille)
        #expect(try await !world.visitor(.mireille).get(Self.question).text.contains("1 lecture envoyée"))
        let other = try await World()
        try await other.sendAwas()
        try await other.announce()
        #expect(try await !other.visitor(.mireille).get(Self.question).text.contains("1 lecture envoyée"))
    }

    @Test func `an author's files and a chair are said as well, and a role that nobody has is not asked about`()
        async throws
    {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let question = { (somebody: Somebody, role: String) in
            try await mireille.get(
                "/agence/personnes/\(somebody.id)/roles/retirer?role=\(role)&edition=\(World.edition2014)")
        }
        #expect(try await question(.coralie, "submitter").text.contains("1 dossier que cette personne écrit"))
        // The role of the other part opens none of those that she owns.
        try await world.database.write { connection in
            try RoleStore.grant(
                Hat(.coAuthor, in: World.edition2014), to: Somebody.coralie.id, by: nil, at: World.monday,
                in: connection)
        }
        #expect(try await question(.coralie, "submitter").text.contains("1 dossier que cette personne écrit"))
        #expect(try await !question(.coralie, "co-author").text.contains("1 dossier que cette personne écrit"))
        #expect(try await question(.genevieve, "chair").text.contains("confiez la présidence"))
        let none = try await question(.coralie, "juror")
        #expect(none.status == .ok && !none.forms.contains { $0.path.hasSuffix("/retirer") })
    }

    @Test(arguments: Engine.available)
    func `a juror who is replaced and a chair who gives way are told`(engine: Engine) async throws {
        let world = try await World(engine)
        let (mireille, jury) = (world.visitor(.mireille), "/agence/editions/2014/jury")
        let chair = "\(jury)/\(World.juror(.benoit))"
        _ = try await mireille.submit("\(chair)/presidence", on: mireille.get(chair), [:])
        let former: SQL = "message WHERE address = 'genevieve@example.org' AND subject LIKE 'Benoit préside désormais%'"
        #expect(try await count(former, in: world) == 1)
        let juror = "\(jury)/\(World.juror(.awa))"
        _ = try await mireille.submit(
            "\(juror)/remplacer", on: mireille.get(juror), ["name": "Odile", "email": "odile@example.org"])
        let gone: SQL =
            "message WHERE address = 'awa@example.org' AND subject LIKE 'Vous ne faites plus partie du jury%'"
        #expect(try await count(gone, in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `whoever is tied to files by a role is invited to the jury after a question`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, jury) = (world.visitor(.julien), "/agence/editions/2014/jury")
        let invite = { (page: Screen, isMeant: Bool) in
            try await julien.submit(
                jury, on: page, ["name": "Fatima", "email": "fatima@example.org", "meant": isMeant ? "on" : ""])
        }
        let asked = try await invite(julien.get(jury), false)
        #expect(asked.status == .unprocessableContent)
        #expect(asked.html.contains("value=\"fatima@example.org\"") && asked.html.contains("name=\"meant\""))
        #expect(try await count("juror", in: world) == 3)
        #expect(try await invite(asked, true).location == jury + "?ok=invited")
        #expect(try await count("juror", in: world) == 4)
    }

    @Test func `the owner of a withdrawn file is asked about as well, also when proposed or replacing`() async throws {
        let world = try await World()
        let (julien, jury) = (world.visitor(.julien), "/agence/editions/2014/jury")
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET state = 'withdrawn' WHERE id = \(World.nursery)")
            try connection.run(
                """
                INSERT INTO juror_proposal (edition, person, is_chair)
                VALUES (\(World.edition2014), \(Somebody.coralie.id), 0)
                """)
        }
        let proposal = "\(jury)/propositions/\(Somebody.coralie.id)/inviter"
        let asked = try await julien.submit(proposal, on: julien.get(jury), [:])
        #expect(asked.status == .unprocessableContent && asked.html.contains("value=\"coralie@example.org\""))
        #expect(try await count("juror", in: world) == 3)
        let juror = "\(jury)/\(World.juror(.awa))"
        let fields: KeyValuePairs = ["name": "Coralie", "email": "coralie@example.org"]
        let replacing = try await julien.submit("\(juror)/remplacer", on: julien.get(juror), fields)
        #expect(replacing.status == .unprocessableContent && replacing.html.contains("name=\"meant\""))
        #expect(try await julien.submit(jury, on: asked, ["meant": "on"]).status == .seeOther)
        #expect(try await count("juror", in: world) == 4)
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
