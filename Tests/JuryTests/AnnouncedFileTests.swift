import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// A file whose decision is out: what was read of it stays as it is, and nobody is asked for more.
struct AnnouncedFileTests {
    private static let board = "/agence/editions/2014/jury/lectures"
    private static let results = "/jury/2014/resultats"
    private static let form = "/jury/2014/interets"

    @Test(arguments: Engine.available, ["tie", "other"])
    func `a juror does not step back from it any more, and keeps what was typed`(engine: Engine, reason: String)
        async throws
    {
        let world = try await World(engine)
        let (awa, path) = (world.visitor(.awa), "\(World.page)/abstention")
        let page = try await awa.get(path)
        try await world.announce()
        let late = try await awa.submit(path, on: page, ["reason": reason, "words": "Une phrase à garder"])
        #expect(late.status == .conflict)
        #expect(late.text.contains("Une phrase à garder") && late.text.contains("ses lectures restent"))
        let shown = try await awa.get(path)
        #expect(shown.status == .ok && !shown.forms.contains { $0.path == path })
        #expect(try await count("assessment WHERE ended_at IS NULL AND abstained_at IS NULL", in: world) == 1)
        #expect(try await count("interest WHERE degree = 'strong'", in: world) == 0)
    }

    @Test(arguments: Engine.available)
    func `a tie that was said of it stays, and a strong one takes no reading away`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        try await world.sendAwas()
        let page = try await awa.get(Self.form)
        try await world.announce()
        let late = try await awa.submit(
            Self.form, on: page, ["degree-\(World.nursery)": "strong", "words-\(World.nursery)": "Mon employeur"])
        #expect(late.status == .conflict)
        #expect(late.text.contains("Mon employeur") && late.text.contains("n’est pas enregistré"))
        let shown = try await awa.get(Self.form)
        #expect(shown.text.contains("Composer les tournées") && shown.text.contains("Aucun lien"))
        #expect(!shown.html.contains("name=\"degree-\(World.nursery)\""))
        #expect(try await count("interest WHERE degree = 'strong'", in: world) == 0)
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `whoever chairs may still say of it that there is no tie, to see it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.database.write { try $0.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))") }
        try await world.announce()
        let chair = world.visitor(.genevieve)
        #expect(try await !chair.get(Self.results).html.contains("50,0"))
        _ = try await chair.submit(Self.form, on: chair.get(Self.form), ["degree-\(World.nursery)": "none"])
        #expect(try await chair.get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `nobody is given it, and nobody loses it`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let before = try await julien.get(Self.board)
        let (given, other) = (pair(.awa), pair(.benoit))
        #expect(before.html.contains("name=\"pair\" value=\"\(other)\""))
        try await world.announce()
        let (token, kept) = (("token", "token-of-julien"), ("before", given))
        for pairs in [[given, other], []] {
            let answer = try await julien.post(Self.board, [token, kept] + pairs.map { ("pair", $0) })
            #expect(answer.status == .unprocessableContent, "\(pairs)")
            #expect(answer.text.contains("1 lecture reste comme elle est"), "\(pairs)")
        }
        #expect(try await count("assessment WHERE ended_at IS NULL", in: world) == 1)
        #expect(try await count("message", in: world) == 0)
        let page = try await julien.get(Self.board)
        #expect(page.html.contains("\(given)\" checked") && page.text.contains("décision publiée"))
        #expect(!page.html.contains("name=\"pair\" value=\"\(other)\"") && !page.html.contains("value=\"\(other)\""))
        #expect(try await julien.submit(Self.board, on: page, [:]).status == .seeOther)
        #expect(try await count("assessment WHERE ended_at IS NULL", in: world) == 1)
        let share = try await julien.get("\(Self.board)?lecteurs=3&maximum=5")
        #expect(!share.text.contains("lecture de plus") && !share.html.contains("value=\"\(other)\""))
    }

    @Test(arguments: Engine.available)
    func `what was not sent of it does not pass to whoever takes the place`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.announce()
        let (mireille, juror) = (world.visitor(.mireille), "/agence/editions/2014/jury/\(World.juror(.awa))")
        let answer = try await mireille.submit(
            "\(juror)/remplacer", on: mireille.get(juror), ["name": "Odile", "email": "odile@example.org"])
        #expect(answer.status == .seeOther)
        #expect(try await count("assessment WHERE ended_at IS NULL", in: world) == 1)
        #expect(try await count("assessment", in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `what was not documented is not answered any more`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.use(ScaledGrid(0...10))
        let (awa, julien, file) = (world.visitor(.awa), world.visitor(.julien), "\(Self.results)/\(World.nursery)")
        for (point, mark) in [("one", "5"), ("two", "5"), ("three", "not-documented")] {
            _ = try await awa.post(
                "\(World.page)/points/\(point)", ["token": "token-of-awa", "revision": "1", "mark": mark])
        }
        _ = try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"])
        #expect(try await julien.get("/ma-page").text.contains("n’a pas documenté"))
        let (page, path) = (try await julien.get(file), "\(file)/precisions/three")
        try await world.announce()
        let late = try await julien.submit(path, on: page, ["level": "10", "how": "Un appel à garder"])
        #expect(late.status == .conflict && late.text.contains("Un appel à garder"))
        #expect(try await count("mark WHERE resolved_points IS NOT NULL", in: world) == 0)
        #expect(try await !julien.get(file).forms.contains { $0.path == path })
        #expect(try await !julien.get("/ma-page").text.contains("n’a pas documenté"))
    }

    @Test func `whoever asks about what was not documented comes to its writers, with the letter begun`() async throws {
        let world = try await World()
        try await world.use(ScaledGrid(0...10))
        let (awa, julien) = (world.visitor(.awa), world.visitor(.julien))
        for (point, mark) in [("one", "5"), ("two", "5"), ("three", "not-documented")] {
            _ = try await awa.post(
                "\(World.page)/points/\(point)", ["token": "token-of-awa", "revision": "1", "mark": mark])
        }
        _ = try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"])
        let path = "/agence/dossiers/\(World.nursery)?precisions=three"
        #expect(try await julien.get("\(Self.results)/\(World.nursery)").html.contains("href=\"\(path)#people\""))
        let page = try await julien.get(path)
        #expect(page.text.contains("Ce que nous écrivons aux porteurs"))
        #expect(page.html.contains("href=\"\(Self.results)/\(World.nursery)#questions\""))
        let plain = try await julien.get("/agence/dossiers/\(World.nursery)")
        #expect(plain.html.contains("mailto:coralie@example.org?subject=Votre%20dossier%202014-001\""))
        #expect(!plain.text.contains("Ce que nous écrivons aux porteurs"))
        let asked = try await julien.submit("/agence/dossiers/\(World.nursery)/precisions", on: page, [:])
        #expect(asked.status == .seeOther)
        let results = try await julien.get("\(Self.results)/\(World.nursery)").text
        #expect(results.contains("encore ouvert, demandé le lundi 22 septembre 2014"))
        try await world.announce()
        #expect(try await !julien.get("\(Self.results)/\(World.nursery)").html.contains("precisions=three"))
    }

    @Test(arguments: Engine.available)
    func `nothing of it is typed from paper any more`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let (julien, desk) = (world.visitor(.julien), "/agence/lectures/\(World.reading)")
        let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
        #expect(try await julien.get(juror).html.contains("href=\"\(desk)\""))
        try await world.announce()
        let page = try await julien.get(juror)
        #expect(page.text.contains("Composer les tournées") && page.text.contains("décision publiée"))
        #expect(!page.html.contains("href=\"\(desk)\""))
        let late = try await julien.post(
            "\(desk)/rouvrir", ["token": "token-of-julien", "reason": "Une faute de frappe"])
        #expect(late.status == .conflict)
        #expect(try await count("assessment WHERE state = 'sent'", in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `no duty and no list counts it as work`(engine: Engine) async throws {
        let world = try await World(engine)
        let (awa, julien, jury) = (world.visitor(.awa), world.visitor(.julien), "/agence/editions/2014/jury")
        #expect(try await awa.get("/ma-page").text.contains("1 dossier à lire"))
        let before = try await julien.get("/ma-page").text
        #expect(before.contains("1 dossier a moins de 3 lecteurs") && before.contains("lectures à envoyer"))
        #expect(try await julien.get(Self.results).text.contains("1 lecture à venir"))
        #expect(try await julien.get("\(Self.board)?moins=2").text.contains("Composer les tournées"))
        #expect(try await julien.get(jury).html.contains("/rappel\""))
        try await world.announce()
        #expect(try await !awa.get("/ma-page").text.contains("dossier à lire"))
        #expect(try await !awa.get("/jury").text.contains("Composer les tournées"))
        let after = try await julien.get("/ma-page").text
        #expect(!after.contains("moins de 3 lecteurs") && !after.contains("lectures à envoyer"))
        #expect(try await !julien.get(Self.results).text.contains("à venir"))
        #expect(try await !julien.get("\(Self.board)?moins=2").text.contains("Composer les tournées"))
        #expect(try await !julien.get(jury).html.contains("/rappel\""))
        // Its address still leads to what was marked.
        #expect(try await awa.get(World.page).text.contains("ses lectures restent comme elles sont"))
    }

    private func pair(_ somebody: Somebody) -> String {
        Pairing(submission: World.nursery, juror: World.juror(somebody)).description
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}

extension World {
    /// The decision on the nursery's file is out.
    func announce() async throws {
        try await database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
    }
}
