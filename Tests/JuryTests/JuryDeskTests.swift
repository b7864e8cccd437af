import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// What the agency does with a jury.
struct JuryDeskTests {
    static let jury = "/agence/editions/2014/jury"
    static let board = "\(jury)/lectures"
    static let replace = "\(jury)/\(World.juror(.awa))/remplacer"

    @Test(arguments: Engine.available)
    func `a juror is invited by a link in the mail, once`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.jury)
        let fields: KeyValuePairs = ["name": "Odile Cuenot", "email": "odile@example.org", "function": "Ergonome"]
        #expect(try await mireille.submit(Self.jury, on: page, fields).location == "\(Self.jury)?ok=invited")
        #expect(try await mireille.get(Self.jury).html.contains("Odile Cuenot"))
        #expect(try await count("message WHERE address = 'odile@example.org'", in: world) == 1)
        #expect(try await count("role_grant WHERE role = 'juror'", in: world) == 3)
        // The same press once more changes nothing, and says so; an invitation of before is named.
        let twice = try await mireille.follow(mireille.submit(Self.jury, on: page, fields))
        #expect(twice.text.contains("rien de plus n’est parti") && !twice.text.contains("est en route"))
        #expect(twice.html.contains("href=\"/agence/messages/"))
        #expect(try await count("message WHERE address = 'odile@example.org'", in: world) == 1)
        try await world.database.write { connection in
            try connection.run("UPDATE juror SET invited_at = invited_at - 3600000 WHERE state = 'invited'")
        }
        let again = try await mireille.submit(Self.jury, on: page, fields)
        #expect(again.status == .unprocessableContent && again.text.contains("déjà dans le jury"))
    }

    @Test(arguments: [("", "odile@example.org"), ("Odile", "odile"), ("Coralie", "coralie@example.org")])
    func `what cannot be a juror comes back as typed`(name: String, email: String) async throws {
        let mireille = try await World().visitor(.mireille)
        let page = try await mireille.get(Self.jury)
        let answer = try await mireille.submit(Self.jury, on: page, ["name": name, "email": email])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("value=\"\(email)\""))
    }

    @Test(arguments: Engine.available)
    func `whoever replaces a juror gets the unsent files, and the one who left finds nothing`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get("\(Self.jury)/\(World.juror(.awa))")
        let answer = try await mireille.submit(
            Self.replace, on: page, ["name": "Benoit", "email": "benoit@example.org"])
        #expect(answer.location == "\(Self.jury)?ok=replaced")
        #expect(
            try await count("assessment WHERE juror = \(World.juror(.benoit)) AND ended_at IS NULL", in: world) == 1)
        #expect(try await world.visitor(.awa).get(World.page).status != .ok)
    }

    @Test(arguments: Engine.available)
    func `files are given by ticking boxes, and a strong tie is refused in words`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.board)
        let pair = Pairing(submission: World.nursery, juror: World.juror(.benoit)).description
        let kept = Pairing(submission: World.nursery, juror: World.juror(.awa)).description
        try await world.database.write { connection in
            try connection.run("UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.benoit))")
        }
        let refused = try await post([pair, kept], on: page, by: mireille)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("lien étroit"))
        #expect(try await count("assessment", in: world) == 1)
        try await world.database.write { connection in
            try connection.run("UPDATE interest SET degree = 'none' WHERE juror = \(World.juror(.benoit))")
        }
        #expect(try await post([pair, kept], on: page, by: mireille).location == "\(Self.board)?ok=saved")
        #expect(try await count("assessment", in: world) == 2)
        #expect(try await count("message WHERE address = 'benoit@example.org'", in: world) == 1)
    }

    @Test func `a file taken back before any mark was never given`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        #expect(try await post([], on: mireille.get(Self.board), by: mireille).status == .seeOther)
        #expect(try await count("assessment", in: world) == 0)
    }

    @Test func `an even share is only shown until it is saved`() async throws {
        let world = try await World()
        let page = try await world.visitor(.mireille).get("\(Self.board)?lecteurs=2&maximum=5")
        #expect(page.status == .ok)
        #expect(try await count("assessment", in: world) == 1)
    }

    @Test func `a reminder goes to whoever has something to do`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let path = "\(Self.jury)/\(World.juror(.awa))/rappel"
        let answer = try await mireille.submit(path, on: mireille.get(Self.jury), [:])
        #expect(answer.location == "\(Self.jury)?ok=reminded")
        #expect(try await count("message WHERE address = 'awa@example.org'", in: world) == 1)
        let again = try await mireille.follow(mireille.submit(path, on: mireille.get(Self.jury), [:]))
        #expect(again.text.contains("Déjà écrit à") && !again.text.contains("La relance est partie"))
        #expect(try await count("message WHERE address = 'awa@example.org'", in: world) == 1)
    }

    @Test func `nobody of that key is reminded`() async throws {
        let world = try await World()
        let path = "\(Self.jury)/\(World.key("0010", 99) as Juror.ID)/rappel"
        #expect(try await world.visitor(.mireille).post(path, ["token": "token-of-mireille"]).status == .notFound)
        #expect(try await count("message", in: world) == 0)
    }

    @Test func `staff type a juror's paper sheet, and are named for it`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let path = "/agence/lectures/\(World.reading)"
        let page = try await mireille.get(path)
        let answer = try await mireille.submit("\(path)/points/need-established", on: page, ["mark": "3"])
        #expect(answer.location == "\(path)?point=beneficiaries")
        #expect(try await count("mark WHERE typed_by = \(Somebody.mireille.id)", in: world) == 1)
    }

    @Test(arguments: [Somebody.awa, .helene, .coralie, .thierry, .sabine])
    func `the agency's pages and the results are not for others`(somebody: Somebody) async throws {
        let visitor = try await World().visitor(somebody)
        let paths = [
            Self.jury, Self.board, "\(Self.jury).csv", "/agence/lectures/\(World.reading)", "/jury/2014/resultats",
            "/jury/2014/resultats.csv", "/jury/2014/resultats/\(World.nursery)",
        ]
        for path in paths { #expect(try await visitor.get(path).status == .forbidden) }
    }

    @Test func `the lists are exported`() async throws {
        let mireille = try await World().visitor(.mireille)
        #expect(try await mireille.get("\(Self.jury).csv").html.contains("awa@example.org"))
        #expect(try await mireille.get("/jury/2014/resultats.csv").status == .ok)
    }

    private func post(_ pairs: [String], on page: Screen, by visitor: Visitor) async throws -> Screen {
        let kept = Pairing(submission: World.nursery, juror: World.juror(.awa)).description
        return try await visitor.post(
            Self.board, [("token", "token-of-mireille"), ("before", kept)] + pairs.map { ("pair", $0) })
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { connection in
            try connection.count("SELECT count(*) AS count FROM \(what)")
        }
    }
}
