import Foundation
import HTTPTypes
import Storage
import StorageTesting
import Synchronization
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// What is grave is asked of nobody whose proof is old: the list of it stands here, once more than in the routes.
struct FreshProofTests {
    /// Why each weighs so much is said in `docs/decisions/0044-sessions.md`.
    private static let grave: Set<String> = [
        "/mon-compte/quitter-partout", "/mon-compte/sessions/autres", "/mon-compte/sessions/fin",
        "/agence/personnes/nouvelle", "/agence/personnes/:person/roles", "/agence/personnes/:person/roles/retirer",
        "/agence/personnes/:person/sessions", "/agence/personnes/:person/compte",
        "/agence/personnes/:person/second-facteur/retirer", "/agence/reglages/courriel",
        "/agence/listes/:run/retirer", "/agence/editions/:edition/jury/:juror/presidence",
        "/agence/editions/:edition/jury/:juror/adresse",
        "/agence/editions/:edition/publication/date", "/agence/editions/:edition/publication/confirmer",
        "/agence/editions/:edition/publication/deux", "/agence/editions/:edition/publication/maintenant",
        "/agence/editions/:edition/retirer", "/agence/organisations/:organisation/reunir",
        "/agence/editions/:edition/jury",
        "/agence/editions/:edition/jury/:juror/remplacer",
        "/agence/editions/:edition/jury/propositions/:person/inviter", "/agence/editions/nouvelle",
        "/agence/editions/:edition/formulaire/publier",
        "/agence/editions/:edition/dossiers/saisir", "/agence/dossiers/:submission/porteur",
        "/agence/reglages/second-facteur", "/second-facteur/application", "/second-facteur/cles",
        "/second-facteur/application/code", "/second-facteur/cles/question",
    ]
    /// Under these stands nothing else, nor where somebody is erased: a new page is asked about here.
    private static let places = ["/agence/personnes/", "/agence/reglages/courriel"]
    private static let harmless: Set<String> = [
        "/agence/personnes/:person/invitation", "/agence/reglages/courriel/essai",
    ]

    @Test func `what is grave is declared so, and whatever comes new to people and mail is too`() async throws {
        let entries = try await World().house.site.entries
        let fresh = Set(entries.filter { $0.proof == .fresh }.map(\.path))
        #expect(Self.grave.subtracting(fresh) == [])
        let writing = entries.filter { $0.method == "POST" }.map(\.path)
        for path in writing where !Self.harmless.contains(path) {
            guard Self.places.contains(where: { path.hasPrefix($0) }) || path.contains("effac") else { continue }
            #expect(fresh.contains(path), "\(path)")
        }
        // Nobody is asked twice an hour for what does no harm.
        #expect(fresh.count < writing.count / 3)
    }

    @Test(arguments: Engine.available)
    func `with an old proof nothing of it is done, and what was typed stays on the page`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        let changes = try await Changes.watching(world.database)
        let late = world.lateVisitor(.mireille, provedAgo: Int(Proof.life))
        for path in Self.grave.sorted() {
            let filled = try #require(Places.fill(path))
            let typed = "Une heure \"de travail\" <b>"
            let answer = try await late.post(filled, ["token": "token-of-mireille", "reason": typed, "reason": "deux"])
            #expect(answer.status == .unauthorized, "\(path)")
            #expect(answer.text.contains("Confirmez que c’est bien vous"), "\(path)")
            #expect(answer.html.contains("value=\"Une heure &quot;de travail&quot; &lt;b&gt;\""), "\(path)")
            #expect(answer.forms.contains { $0.path == filled }, "\(path)")
        }
        #expect(try await changes.seen() == [])
    }

    @Test(arguments: Engine.available)
    func `a seat in the jury, its chair and a file are given on a fresh proof alone, by whichever form`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO juror_proposal (edition, person, is_chair)
                VALUES (\(World.edition2014), \(Somebody.helene.id), 1), (\(World.edition2014), \(Somebody.thierry.id), 0)
                """)
        }
        let changes = try await Changes.watching(world.database)
        let (late, jury) = (world.lateVisitor(.julien, provedAgo: Int(Proof.life)), "/agence/editions/2014/jury")
        let nadia: [(String, String)] = [
            ("token", "token-of-julien"), ("name", "Nadia"), ("email", "nadia@example.org"), ("meant", "on"),
            ("chairs", "on"), ("owner-reason", "Départ"), ("organisation", "Levain"), ("title", "La nuit"),
        ]
        let invitation = "\(jury)/propositions/\(Somebody.thierry.id)/inviter"
        let giving = [
            jury, "\(jury)/\(World.juror(.genevieve))/remplacer", invitation,
            "\(jury)/propositions/\(Somebody.helene.id)/inviter", "/agence/dossiers/\(World.nursery)/porteur",
            "/agence/editions/2014/dossiers/saisir",
        ]
        for (path, fields) in giving.map({ ($0, nadia) }) + [(jury, nadia + [("chair", "on")])] {
            let answer = try await late.post(path, fields)
            #expect(answer.status == .unauthorized && answer.html.contains("nadia@example.org"), "\(path)")
        }
        #expect(try await changes.seen() == [])
        let julien = world.lateVisitor(.julien, provedAgo: Int(Proof.life) - 60)
        for path in [jury, invitation] { #expect(try await julien.post(path, nadia).status == .seeOther, "\(path)") }
    }

    @Test(arguments: Engine.available)
    func `a list is tried with any proof, and taken in on a fresh one alone`(engine: Engine) async throws {
        let world = try await World(engine)
        let late = world.lateVisitor(.mireille, provedAgo: Int(Proof.life))
        let list: [(String, String)] = [
            ("token", "token-of-mireille"), ("kind", "organisations"), ("rows", "Nom\nLes Granges du Haut"),
        ]
        let tried = try await late.post("/agence/listes", list + [("step", "try")])
        #expect(tried.status == .ok && tried.text.contains("À créer : 1"), "\(tried.text)")
        let changes = try await Changes.watching(world.database)
        let asked = try await late.post("/agence/listes", list + [("step", "keep")])
        #expect(asked.status == .unauthorized && asked.html.contains("Les Granges du Haut"), "\(asked.text)")
        #expect(try await changes.seen() == [])
        // What is not to be taken in is said at once.
        let empty = try await late.post("/agence/listes", list.dropLast() + [("rows", ""), ("step", "keep")])
        #expect(empty.status == .unprocessableContent)
    }

    @Test(arguments: Engine.available)
    func `a decision that is out changes on a fresh proof alone, and one that is not without`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let late = world.lateVisitor(.julien, provedAgo: Int(Proof.life))
        let path = "/agence/editions/2014/decisions/\(World.nursery)"
        func decide(_ choice: String, at revision: Int) async throws -> Screen {
            try await late.post(
                path,
                [
                    "token": "token-of-julien", "choice": choice, "reason": "Une équipe qui décide", "meant": "on",
                    "why": "Une erreur de saisie", "revision": "\(revision)",
                ])
        }
        #expect(try await decide("retained", at: 0).status == .seeOther)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        let asked = try await decide("not-retained", at: 1)
        #expect(asked.status == .unauthorized && asked.html.contains("Une erreur de saisie"))
        let outcome = try await world.database.read { connection -> String? in
            try connection.row("SELECT outcome FROM decision")?["outcome"]
        }
        #expect(outcome == "retained")
    }

    @Test(arguments: Engine.available)
    func `somebody proves it in another window and goes on with what they had typed`(engine: Engine) async throws {
        let database = try await World(engine).database
        let clock = SlowClock()
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(real: { clock.time }, campaign: { World.monday })
        let site = try House(database: database, settings: settings).site
        let mireille = Visitor(site)
        try await mireille.enter(askingAt: "/connexion", ["email": "mireille@example.org"], in: database)
        let person = "/agence/personnes/\(Somebody.damien.id)"
        let form = try await mireille.get(person)
        clock.turn(by: Proof.life)
        let asked = try await mireille.submit(
            person + "/roles", on: form, ["role": "editor", "edition": World.edition2014.description])
        #expect(asked.status == .unauthorized)
        try await mireille.enter(from: asked, "/mon-compte/confirmation", in: database)
        // In the first window nothing has moved: its form is good still.
        let done = try await mireille.submit(person + "/roles", on: asked, [:])
        #expect(done.location == "\(person)?ok=granted")
        let given = try await database.read { connection in
            try connection.count(
                "SELECT count(*) AS count FROM role_grant WHERE person = \(Somebody.damien.id) AND role = 'editor'")
        }
        #expect(given == 1)
    }

    @Test func `in a demonstration the way leads by the page of its letters`() async throws {
        let clock = SlowClock()
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(real: { clock.time }, campaign: { World.monday })
        settings.sendsMail = false
        let mireille = Visitor(try House(database: try await World().database, settings: settings).site)
        let asked = try await mireille.submit(
            "/connexion", on: mireille.get("/connexion"), ["email": "mireille@example.org"])
        try await mireille.enterByLetter(of: asked)
        clock.turn(by: Proof.life)
        let person = "/agence/personnes/\(Somebody.damien.id)"
        let late = try await mireille.submit(person + "/compte", on: mireille.get(person), [:])
        let sent = try await mireille.submit("/mon-compte/confirmation", on: late, [:])
        try await mireille.enterByLetter(of: sent)
        let done = try await mireille.submit(person + "/compte", on: late, [:])
        #expect(done.location == "\(person)?ok=disabled")
    }

    @Test func `a password that was typed is asked for again, and never shown`() async throws {
        let late = try await World().lateVisitor(.mireille, provedAgo: 3_600)
        let answer = try await late.post(
            "/agence/reglages/courriel",
            ["token": "token-of-mireille", "server": "mail.example.org", "password": "s3cret"])
        #expect(answer.html.contains("value=\"mail.example.org\""))
        #expect(!answer.html.contains("s3cret"))
        #expect(answer.html.contains("type=\"password\""))
    }
}

extension Visitor {
    /// Asks for a link by a form of a page, and uses it.
    fileprivate func enter(
        askingAt path: String, _ fields: KeyValuePairs<String, String>, in database: any Database
    ) async throws {
        _ = try await submit(path, on: get(path), fields)
        try await useLink(in: database)
    }

    fileprivate func enter(from screen: Screen, _ path: String, in database: any Database) async throws {
        _ = try await submit(path, on: screen, [:])
        try await useLink(in: database)
    }

    /// By the letter to which the page that speaks of it leads.
    fileprivate func enterByLetter(of screen: Screen) async throws {
        let door = try #require(screen.html.firstMatch(of: /href="(\/demonstration\/courrier[^"]*)"/)).1
        let letter = try await get(String(door).replacing("&amp;", with: "&"))
        let found = try #require(letter.html.firstMatch(of: /href="http:\/\/rallynov\.test(\/connexion\/[^"]+)"/))
        let link = String(found.1)
        #expect(try await submit(link, on: get(link), [:]).status == .seeOther)
    }

    private func useLink(in database: any Database) async throws {
        let row = try await database.read { try $0.row("SELECT plain FROM message ORDER BY id DESC LIMIT 1") }
        let text: String = try #require(try row?["plain"])
        let link = String(try #require(text.firstMatch(of: /rallynov\.test(\/connexion\/\S+)/)).1)
        #expect(try await submit(link, on: get(link), [:]).status == .seeOther)
    }
}

/// Time goes on when it is told to.
private final class SlowClock: Sendable {
    private let now = Mutex(World.monday)

    var time: Date { now.withLock { $0 } }

    func turn(by seconds: TimeInterval) { now.withLock { $0 += seconds } }
}
