import Campaigns
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Jury

/// Whoever is not of the jury any more: shown apart, and nothing is awaited of them.
struct FormerJurorTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `a juror who has left stands apart with the day, and nothing is awaited of them`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.awa))")
        }
        let julien = world.visitor(.julien)
        #expect(try await row(of: .awa, in: world).contains("1 à déclarer"))
        #expect(try await julien.get("/ma-page").text.contains("1 juré·e n’a pas déclaré tous ses liens"))
        #expect(try await julien.get(Self.results).text.contains("1 lecture à venir"))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET state = 'left', left_at = \(World.monday) WHERE id = \(World.juror(.awa))")
        }
        let gone = try await row(of: .awa, in: world)
        #expect(gone.contains("a quitté le jury le 22"))
        #expect(!gone.contains("à déclarer") && !gone.contains("/rappel"))
        let page = try await julien.get(Self.jury)
        let (jury, former) = try parts(page.html)
        #expect(jury.contains("2 juré·es") && !jury.contains("Awa"))
        #expect(former.contains("Awa") && former.contains("1 personne"))
        #expect(try await !julien.get("/ma-page").text.contains("déclaré tous ses liens"))
        let results = try await julien.get(Self.results).text
        #expect(results.contains("aucun lecteur") && !results.contains("à venir"))
        let lines = try await julien.get(Self.jury + ".csv").html.split(whereSeparator: \.isNewline)
        #expect(try #require(lines.first { $0.contains("Awa") }).hasSuffix(";2014-09-22"))
    }

    @Test(arguments: Engine.available)
    func `nothing is awaited of whoever has lost the role either, and a jury of such is empty`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { try $0.run("DELETE FROM interest WHERE juror = \(World.juror(.awa))") }
        let julien = world.visitor(.julien)
        try await take(.juror, from: .awa, in: world)
        let gone = try await row(of: .awa, in: world)
        #expect(gone.lowercased().contains("rôle retiré") && !gone.contains("à déclarer"))
        #expect(try parts(try await julien.get(Self.jury).html).jury.contains("2 juré·es"))
        let invite = "Inviter le jury de rally’nov 2014"
        #expect(try await !julien.get("/ma-page").text.contains(invite))
        try await take(.juror, from: .benoit, in: world)
        try await take(.chair, from: .genevieve, in: world)
        #expect(try await julien.get("/ma-page").text.contains(invite))
        #expect(try await julien.get(Self.jury).text.contains("Ce jury n’a encore personne"))
    }

    @Test(arguments: Engine.available)
    func `an invitation taken back is no departure, and a role taken back has its day`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, benoit) = (world.visitor(.julien), "\(Self.jury)/\(World.juror(.benoit))")
        try await world.sendAwas()
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET agreed_at = NULL, state = 'invited', is_chair = 1 WHERE id = \(World.juror(.benoit))")
        }
        _ = try await julien.submit("\(benoit)/reprendre", on: julien.get(benoit), [:])
        let invited = try await row(of: .benoit, in: world)
        #expect(invited.contains("invitation reprise le 22") && !invited.contains("quitté"))
        #expect(try await julien.get(benoit).text.contains("était invité·e à présider"))
        #expect(try await !julien.get(Self.jury).text.contains("ne compte nulle part tant que"))
        try await take(.juror, from: .awa, in: world)
        try await take(.chair, from: .genevieve, in: world)
        #expect(try await row(of: .awa, in: world).contains("rôle retiré le 22"))
        #expect(try await julien.get(Self.jury).text.contains("ne compte nulle part tant que"))
        let chair = try await julien.get("\(Self.jury)/\(World.juror(.genevieve))").text
        #expect(chair.contains("a présidé le jury") && !chair.contains("préside le jury"))
        let lines = try await julien.get(Self.jury + ".csv").html.split(whereSeparator: \.isNewline)
        #expect(try #require(lines.first { $0.contains("Genevieve") }).hasSuffix(";2014-09-22"))
        #expect(try !#require(lines.first { $0.contains("Genevieve") }).contains(";oui;"))
    }

    private func take(_ role: Role, from somebody: Somebody, in world: World) async throws {
        try await world.roles.revoke(Hat(role, in: World.edition2014), from: somebody.id, by: Somebody.mireille.id)
    }

    private func parts(_ html: String) throws -> (jury: String, former: String) {
        let parts = html.components(separatedBy: "id=\"former\"")
        try #require(parts.count == 2)
        return (parts[0], parts[1])
    }

    private func row(of somebody: Somebody, in world: World) async throws -> String {
        let html = try await world.visitor(.julien).get(Self.jury).html
        let rows = html.components(separatedBy: "<tr>")
        return try #require(rows.first { $0.contains("/jury/\(World.juror(somebody))\"") })
    }
}

/// What somebody sent who has left is a list like any other.
struct FormerJurorListTests {
    private static let page = "/agence/editions/2014/jury/\(World.juror(.awa))"

    @Test(arguments: Engine.available)
    func `what a former juror sent is shown fifty at a time, counted, and the rest by its pages`(
        engine: Engine
    ) async throws {
        let world = try await World.left(by: .awa, after: 120, engine)
        let julien = world.visitor(.julien)
        let first = try await julien.get(Self.page)
        #expect(first.text.contains("120 lectures envoyées") && lines(of: first) == 50)
        #expect(first.text.contains("Page 1 sur 3") && first.html.contains("\(Self.page)?page=2"))
        #expect(try await lines(of: julien.get(Self.page + "?page=3")) == 20)
        // The form says what was said of all of them, though it names none of so many.
        #expect(first.html.contains("value=\"all\" checked") && !first.html.contains("value=\"some\""))
    }

    @Test(arguments: Engine.available)
    func `the page of a former juror asks as much of 300 readings as of 60, and reads a page of them`(
        engine: Engine
    ) async throws {
        let few = try await World.left(by: .awa, after: 60, engine).cost(of: Self.page, for: .julien)
        let many = try await World.left(by: .awa, after: 300, engine).cost(of: Self.page, for: .julien)
        #expect(many.statements <= few.statements, "\(few), then \(many)")
        #expect(many.rows <= few.rows + 10, "\(few), then \(many)")
    }

    private func lines(of page: Screen) -> Int {
        let part = page.html.components(separatedBy: "id=\"sent-readings\"").last ?? ""
        return part.components(separatedBy: "</section>")[0].components(separatedBy: "<li><span class=\"num\">").count
            - 1
    }
}

extension World {
    /// An edition whose files somebody read and sent, who has left since; what was said is that all of it stays.
    fileprivate static func left(by somebody: Somebody, after files: Int, _ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.add(files: files, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE assessment SET kept_at = \(World.monday) WHERE juror = \(World.juror(somebody)) AND state = 'sent'"
            )
            try connection.run(
                "UPDATE assessment SET ended_at = \(World.monday) WHERE juror = \(World.juror(somebody)) AND state <> 'sent'"
            )
            try connection.run(
                "UPDATE juror SET state = 'left', left_at = \(World.monday) WHERE id = \(World.juror(somebody))")
        }
        return world
    }
}

/// Whoever has the role of juror and no seat, however the role came.
struct RoleWithoutSeatTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let proposal = "\(jury)/propositions/\(Somebody.lucie.id)"

    @Test(arguments: Engine.available, [false, true])
    func
        `a role that was given long ago, or for all editions, proposes whoever has it, and reading that writes nothing`(
            engine: Engine, isEverywhere: Bool
        ) async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        #expect(try await !mireille.get(Self.jury).text.contains("Lucie"))
        try await give(in: world, isEverywhere ? nil : World.edition2014)
        let page = try await mireille.get(Self.jury)
        #expect(page.text.contains("Lucie"))
        #expect(try await count("juror_proposal", in: world) == 0)
        #expect(
            try await mireille.submit(Self.proposal + "/inviter", on: page, [:]).location == Self.jury + "?ok=invited")
        #expect(try await count("juror WHERE person = \(Somebody.lucie.id)", in: world) == 1)
        #expect(try await mireille.submit(Self.proposal + "/inviter", on: page, [:]).status == .notFound)
        #expect(try await !mireille.get(Self.jury).html.contains(Self.proposal))
    }

    @Test(arguments: Engine.available)
    func `whom staff do without stays so, until the role is taken and given again`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await give(in: world, World.edition2014)
        let page = try await mireille.get(Self.jury)
        let dropped = try await mireille.submit(Self.proposal + "/ecarter", on: page, [:])
        #expect(dropped.location == Self.jury + "?ok=dropped")
        #expect(try await !mireille.get(Self.jury).text.contains("Lucie"))
        #expect(try await mireille.submit(Self.proposal + "/inviter", on: page, [:]).status == .notFound)
        let hat = Hat(.juror, in: World.edition2014)
        // Another change of their roles brings nobody back.
        try await world.roles.grant(
            Hat(.observer, in: World.edition2014), to: Somebody.lucie.id, by: Somebody.mireille.id, at: World.monday)
        #expect(try await !mireille.get(Self.jury).text.contains("Lucie"))
        try await world.roles.revoke(hat, from: Somebody.lucie.id, by: Somebody.mireille.id)
        try await world.roles.grant(hat, to: Somebody.lucie.id, by: Somebody.mireille.id, at: World.monday)
        #expect(try await mireille.get(Self.jury).text.contains("Lucie"))
    }

    @Test(arguments: Engine.available)
    func `nobody of another edition is proposed, and nobody to whoever runs another one`(engine: Engine) async throws {
        let world = try await World(engine)
        try await give(in: world, World.edition2013)
        #expect(try await !world.visitor(.julien).get(Self.jury).text.contains("Lucie"))
        #expect(try await world.visitor(.mireille).get("/agence/editions/2013/jury").text.contains("Lucie"))
        #expect(try await world.visitor(.julien).get("/agence/editions/2013/jury").status == .notFound)
    }

    /// As a program did that proposed nobody for it.
    private func give(in world: World, _ edition: Edition.ID?) async throws {
        let key = World.key("0007", 90) as Edition.ID
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, granted_at)
                VALUES (\(key), \(Somebody.lucie.id), 'juror', \(edition), \(World.monday))
                """)
        }
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
