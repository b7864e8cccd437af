import Foundation
import Campaigns
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Jury

/// A juror whose role was taken away in the middle of the reading.
struct TakenRoleTests {
    private static let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `whoever has lost the role opens nothing more, though another edition's lets them in`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let roles = RoleStore(database: world.database)
        try await roles.grant(
            Hat(.juror, in: World.edition2013), to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        let (awa, title) = (world.visitor(.awa), "Composer les tournées")
        let page = try await awa.get(World.page)
        for path in ["/jury", InterestTests.form] { #expect(try await awa.get(path).html.contains(title)) }
        try await takeRole(in: world)
        for path in [
            World.page, "\(World.page)/feuille", "\(World.page)/envoi", "\(World.page)/abstention", InterestTests.form,
        ] {
            #expect(try await awa.get(path).status == .notFound, "\(path)")
        }
        #expect(try await !awa.get("/jury").html.contains(title))
        let home = try await awa.get("/ma-page").text
        #expect(!home.contains("dossier à lire"))
        #expect(home.contains("Votre rôle a pris fin") && home.contains("rally’nov 2014") && home.contains("depuis le"))
        #expect(try await awa.submit(World.needForm, on: page, ["mark": "3"]).status == .notFound)
        #expect(try await count("mark", in: world) == 0)
        #expect(try await world.visitor(.julien).get("/agence/lectures/\(World.reading)").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `what was read counts no more until staff say what stays, and then it does`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
        #expect(try await readers(in: world) == 1)
        try await takeRole(in: world)
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        let file = try await julien.get("\(Self.results)/\(World.nursery)")
        #expect(!file.html.contains("data-th=\"Awa\"") && file.text.contains("Awa en suspens"))
        #expect(try await julien.get(Self.results).text.contains("1 lecture en suspens"))
        #expect(try await !julien.get(Self.results + ".csv").html.contains("Awa"))
        #expect(try await readers(in: world) == 0)

        let duty = "Dites ce qui reste de ce qu’a lu Awa"
        #expect(try await julien.get("/ma-page").text.contains(duty))
        let page = try await julien.get(Self.juror)
        #expect(page.text.contains("Rôle retiré") || page.text.contains("rôle retiré"))
        #expect(page.text.contains("2014-001 Composer les tournées"))
        let asked = try await julien.submit("\(Self.juror)/lectures", on: page, [:])
        #expect(asked.status == .unprocessableContent)
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        let said = try await julien.submit("\(Self.juror)/lectures", on: page, ["stay": "all"])
        #expect(said.location == "/agence/editions/2014/jury?ok=settled")
        #expect(try await julien.get(Self.results).html.contains("50,0"))
        #expect(try await readers(in: world) == 1)
        #expect(try await !julien.get("/ma-page").text.contains(duty))
        #expect(try await count("journal WHERE act = 'readings-settled'", in: world) == 1)
        #expect(try await world.visitor(.awa).get(World.page).status != .ok)
    }

    @Test(arguments: Engine.available)
    func `what staff do not keep counts no more, its marks kept aside`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await takeRole(in: world)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.juror)
        _ = try await julien.submit("\(Self.juror)/lectures", on: page, ["stay": "nothing"])
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        #expect(try await count("assessment_event WHERE kind = 'ended'", in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `nothing is to say of what was only begun`(engine: Engine) async throws {
        let world = try await World(engine)
        try await takeRole(in: world)
        let julien = world.visitor(.julien)
        #expect(try await !julien.get("/ma-page").text.contains("ce qu’a lu Awa"))
        let page = try await julien.get(Self.juror)
        #expect(page.text.contains("n’a pas été envoyé") && !page.html.contains("name=\"stay\""))
    }

    @Test(arguments: Engine.available)
    func `a role given again gives the seat back as it was`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await takeRole(in: world)
        let mireille = world.visitor(.mireille)
        let person = "/agence/personnes/\(Somebody.awa.id)"
        let page = try await mireille.get(person)
        _ = try await mireille.submit(
            "\(person)/roles", on: page, ["role": "juror", "edition": World.edition2014.description])
        #expect(try await mireille.get(Self.results).html.contains("50,0"))
        #expect(try await readers(in: world) == 1)
        #expect(try await world.visitor(.awa).get(World.page).status == .ok)
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains("Votre rôle a pris fin"))
        #expect(try await !mireille.get("/ma-page").text.contains("ce qu’a lu Awa"))
    }

    @Test(arguments: Engine.available)
    func `whoever has lost the role is on no board and in no share`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, board) = (world.visitor(.julien), "/agence/editions/2014/jury/lectures")
        #expect(try await julien.get(board).html.contains(">Awa<"))
        try await takeRole(in: world)
        #expect(try await !julien.get(board).html.contains(">Awa<"))
        let share = try await julien.get("\(board)?lecteurs=3&maximum=5")
        #expect(share.text.contains("2 lectures de plus") && !share.html.contains(World.juror(.awa).description))
        // What they were given counts for no reader that a file has.
        #expect(try await julien.get("\(board)?lecteurs=2&maximum=5").text.contains("2 lectures de plus"))
    }

    @Test(arguments: Engine.available)
    func `the link of the letter that invited to a seat ends with the role`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let jury = "/agence/editions/2014/jury"
        _ = try await mireille.submit(
            jury, on: mireille.get(jury),
            ["name": "Odile Cuenot", "email": "odile@example.org", "function": "Ergonome"])
        let row = try #require(
            try await world.database.read {
                try $0.row(
                    """
                    SELECT plain, (SELECT id FROM person WHERE email = 'odile@example.org') AS person FROM message
                    WHERE address = 'odile@example.org'
                    """)
            })
        let (letter, person): (String, String) = (try row["plain"], try row["person"])
        let link = String(try #require(letter.firstMatch(of: /http:\/\/rallynov\.test(\/connexion\/\S+)/)?.1))
        // Whoever has no role left loses every link: this is about somebody who has another one.
        let path = "/agence/personnes/\(person)/roles"
        let other: KeyValuePairs = ["role": "juror", "edition": World.edition2013.description]
        #expect(
            try await mireille.submit(path, on: mireille.get("/agence/personnes/\(person)"), other).status == .seeOther)
        #expect(try await world.stranger.get(link).status == .ok)
        _ = try await mireille.post(
            "\(path)/retirer",
            ["token": "token-of-mireille", "role": "juror", "edition": World.edition2014.description])
        #expect(try await world.stranger.get(link).status != .ok)
    }

    @Test(arguments: Engine.available)
    func `roles that go once an edition is over change nothing of what was read`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.database.write {
            try $0.run("UPDATE edition SET status = 'closed' WHERE id = \(World.edition2014)")
        }
        try await takeRole(in: world)
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `what is out stays as it was reckoned, and nobody is asked about it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.announce()
        try await takeRole(in: world)
        let julien = world.visitor(.julien)
        let list = try await julien.get(Self.results)
        #expect(list.html.contains("50,0") && list.text.contains("1 sur 1"))
        #expect(try await julien.get("\(Self.results)/\(World.nursery)").html.contains("Awa"))
        #expect(try await julien.get(Self.results + ".csv").html.contains("Awa"))
        #expect(try await readers(in: world) == 1)
        let board = try await julien.get("/agence/editions/2014/jury/lectures")
        #expect(board.html.contains("data-th=\"Lecteurs\">1</td>"))
        #expect(try await !julien.get("/ma-page").text.contains("ce qu’a lu Awa"))
        let page = try await julien.get(Self.juror)
        #expect(page.text.contains("dont la décision est parue reste tel quel") && !page.html.contains("name=\"stay\""))
        let answer = try await julien.post("\(Self.juror)/lectures", ["token": "token-of-julien", "stay": "nothing"])
        #expect(answer.status == .notFound)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
    }

    /// A reading that was ended once it was told is told still; one that was ended before is not.
    @Test(arguments: Engine.available, [(60.0, true), (-60.0, false)])
    func `a reading that ends after its release counts in what is out`(engine: Engine, end: (Double, Bool))
        async throws
    {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.announce()
        try await world.database.write { connection in
            try connection.run(
                "UPDATE assessment SET ended_at = \(World.monday + end.0) WHERE id = \(World.reading)")
            try ResultsStore.noteAssessments(in: connection)
            try connection.run("UPDATE file_result SET is_stale = 1")
        }
        try await ResultsStore(database: world.database).refresh()
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0") == end.1)
    }

    @Test func `what somebody of the agency is tied to waits for somebody else's word`() async throws {
        let world = try await World()
        try await world.sendAwas()
        try await takeRole(in: world)
        try await world.bind(.julien)
        let julien = world.visitor(.julien)
        #expect(try await !julien.get("/ma-page").text.contains("ce qu’a lu Awa"))
        #expect(
            try await julien.post("\(Self.juror)/lectures", ["token": "token-of-julien", "stay": "all"]).status
                == .notFound)
        #expect(try await world.visitor(.mireille).get("/ma-page").text.contains("ce qu’a lu Awa"))
    }

    @Test(arguments: Engine.available)
    func `the day on which a role ended is of the clock that the site shows`(engine: Engine) async throws {
        // In May 2031, as a demonstration may stand.
        let clock = SiteClock.starting(at: Date(timeIntervalSince1970: 1_935_828_000))
        let world = try await World(engine).told(by: clock)
        try await RoleStore(database: world.database).grant(
            Hat(.juror, in: World.edition2013), to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        try await takeRole(in: world)
        let home = try await world.visitor(.awa).get("/ma-page").text
        #expect(home.contains("Votre rôle a pris fin") && home.contains("mai 2031"))
    }

    private func takeRole(in world: World) async throws {
        let answer = try await world.visitor(.mireille).post(
            "/agence/personnes/\(Somebody.awa.id)/roles/retirer",
            ["token": "token-of-mireille", "role": "juror", "edition": World.edition2014.description])
        #expect(answer.status == .seeOther)
    }

    private func readers(in world: World) async throws -> Int {
        try await world.database.read {
            try $0.count("SELECT readers AS count FROM file_progress WHERE submission = \(World.nursery)")
        }
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}

extension World {
    /// Awa marks everything at the middle of the scale, and sends it.
    func sendAwas() async throws {
        let awa = visitor(.awa)
        for checkpoint in World.theGrid.checkpoints {
            _ = try await awa.post(
                "\(World.page)/points/\(checkpoint.id)", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        }
        #expect(try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"]).status == .seeOther)
    }

    /// Somebody of the agency writes for the organisation of the nursery's file.
    func bind(_ somebody: Somebody) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(somebody.id), 'co-author')
                """)
        }
    }
}
