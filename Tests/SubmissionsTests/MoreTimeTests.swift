import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// Time given on a phase's own page, to one file or to all, is told to those who gain it.
struct MoreTimeTests {
    private static let phase = "/agence/editions/2014/phases/\(World.call)"
    private static let own = phase + "/prolongations"

    @Test(arguments: Engine.available)
    func `a later end granted on the phase's page is told by letter, once, in the owner's language`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.speakEnglish(.romain)
        let julien = world.visitor(.julien)
        let form = try await julien.get(Self.own)
        for _ in 0..<3 { #expect(try await julien.submit(Self.own, on: form, grant()).status == .seeOther) }
        let letters = try await world.written()
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        #expect(letter.language == "en" && letter.html.contains("<html lang=\"en\">"))
        #expect(letter.subject.hasPrefix("More time for your file, until"))
        #expect(letter.plain.hasPrefix("Comtoise agency\n") && !letter.html.contains("L’agence"))
        #expect(letter.plain.contains("[Draft, not sent]") && letter.plain.contains("Panne de réseau"))
        #expect(letter.plain.contains("Un pain qui attend le matin"))
        let link = World.address + "/en/dossiers/\(World.ovens)"
        #expect(letter.plain.contains(link) && letter.html.contains("class=\"button\" href=\"\(link)\""))
        #expect(try await world.visitor(.romain).get("/en/dossiers/\(World.ovens)").status == .ok)
        #expect(try await julien.get("/agence/dossiers/\(World.ovens)").text.contains("Panne de réseau"))
        #expect(try await julien.follow(julien.submit(Self.own, on: form, grant())).text.contains("dite par lettre"))
    }

    @Test(arguments: Engine.available)
    func `a later end that is taken back is told, and so is one that comes sooner`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await julien.submit(Self.own, on: julien.get(Self.own), grant())
        _ = try await julien.submit(Self.own, on: julien.get(Self.own), grant(day: "01/12/2014"))
        let page = try await julien.get(Self.own)
        let action = try #require(page.html.firstMatch(of: /action="([^"]+\/retirer)"/)?.1)
        #expect(try await julien.submit(String(action), on: page, [:]).status == .seeOther)
        let letters = try await world.written()
        #expect(letters.count == 3)
        #expect(letters[1].subject.contains("1er décembre 2014") && !letters[1].subject.contains("Plus de temps"))
        #expect(letters[2].plain.contains("17 octobre 2014") && !letters[2].plain.contains("décembre"))
    }

    @Test(arguments: Engine.available)
    func `nobody written to is said`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.roles.revoke(
            .init(.submitter, in: World.edition2014), from: Somebody.romain.id, by: Somebody.mireille.id)
        let julien = world.visitor(.julien)
        let page = try await julien.follow(julien.submit(Self.own, on: julien.get(Self.own), grant()))
        #expect(page.text.contains("personne n’a reçu de lettre"))
        #expect(try await world.written().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `a call that closes later for all is told to each owner, once, and to nobody who gains nothing`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.speakEnglish(.coralie)
        try await world.begin("Un second brouillon", by: .romain)
        try await world.grantUntilChristmas(World.nursery)
        let julien = world.visitor(.julien)
        let shown = try await julien.submit(
            Self.phase, on: julien.get(Self.phase), ["end_day": "24/10/2014", "end_hour": "18:00"])
        #expect(shown.text.contains("1 porteur de dossier gagne du temps"))
        #expect(try await julien.submit(Self.phase, on: shown, [:]).location?.hasSuffix("ok=told") == true)
        let letters = try await world.written()
        // Coralie has until Christmas already.
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        #expect(letter.plain.hasPrefix("L’agence\n"))
        #expect(letter.subject.contains("24 octobre 2014"))
        for title in ["Un pain qui attend le matin", "Un second brouillon"] { #expect(letter.plain.contains(title)) }
        #expect(letter.plain.contains(World.address + "/dossiers\n"))
        // Later still than Christmas: she gains too, in her language, and is led to her file.
        _ = try await world.moveCall(to: "10/01/2015")
        let last = try await world.written().filter { $0.language == "en" }
        #expect(last.count == 1)
        #expect(last.first?.plain.contains("[Sent") == true && last.first?.subject.hasPrefix("More time") == true)
        #expect(last.first?.plain.contains(World.address + "/en/dossiers/\(World.nursery)") == true)
    }

    @Test(arguments: Engine.available)
    func `a call that closes sooner, or is taken out, is told to each owner who loses time, once`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.speakEnglish(.coralie)
        try await world.begin("Un second brouillon", by: .romain)
        let julien = world.visitor(.julien)
        let shown = try await julien.submit(
            Self.phase, on: julien.get(Self.phase), ["end_day": "01/10/2014", "end_hour": "18:00"])
        #expect(shown.text.contains("2 porteurs de dossier perdent du temps"))
        #expect(shown.text.contains("gagnent ou perdent du temps"))
        #expect(try await julien.submit(Self.phase, on: shown, [:]).location?.hasSuffix("ok=told") == true)
        let letters = try await world.written()
        #expect(letters.count == 2)
        let his = try #require(letters.first { $0.language == "fr" })
        #expect(his.subject.hasPrefix("Moins de temps pour vos dossiers") && his.subject.contains("1er octobre 2014"))
        for title in ["Un pain qui attend le matin", "Un second brouillon"] { #expect(his.plain.contains(title)) }
        let hers = try #require(letters.first { $0.language == "en" })
        #expect(hers.subject.hasPrefix("Less time for your file, until") && hers.plain.contains("it stays sent"))
        // Taken out, it closes for everybody at once.
        let (removal, page) = (Self.phase + "/retirer", try await julien.get(Self.phase + "/retirer"))
        #expect(page.text.contains("2 porteurs de dossier perdent du temps"))
        #expect(try await julien.submit(removal, on: page, [:]).status == .seeOther)
        let last = try await world.written().dropFirst(2)
        #expect(last.map(\.language).sorted() == ["en", "fr"])
        #expect(last.contains { $0.subject == "L’appel est clos pour vos dossiers" })
        #expect(last.contains { $0.subject == "The call is closed for your file" })
    }

    @Test(arguments: Engine.available)
    func `somebody whose own end stands loses nothing when the call closes sooner`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.grantUntilChristmas(World.ovens)
        _ = try await world.moveCall(to: "01/10/2014")
        let letters = try await world.written()
        #expect(letters.count == 1)
        #expect(letters.first?.plain.contains("Composer les tournées en équipe") == true)
    }

    @Test(arguments: Engine.available)
    func `jurors who have something left to read are told of more time to read`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.speakEnglish(.awa)
        let julien = world.visitor(.julien)
        let list = try await julien.get("/agence/editions/2014/phases").html
        let path = String(try #require(list.firstMatch(of: /href="([^"]+)">Lecture par le jury/)?.1))
        let shown = try await julien.submit(path, on: julien.get(path), ["end_day": "05/11/2014", "end_hour": "18:00"])
        #expect(shown.text.contains("1 juré gagne du temps"))
        _ = try await julien.submit(path, on: shown, [:])
        let letters = try await world.written()
        #expect(letters.map(\.language) == ["en"])
        #expect(
            letters.first?.subject.contains("More time to read for rally'nov 2014") == true
                || letters.first?.subject.contains("More time to read for rally’nov 2014") == true)
        #expect(letters.first?.plain.contains(World.address + "/en/jury") == true)
    }

    @Test(arguments: Engine.available)
    func `jurors who have something left to read are told of less time to read`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let list = try await julien.get("/agence/editions/2014/phases").html
        let path = String(try #require(list.firstMatch(of: /href="([^"]+)">Lecture par le jury/)?.1))
        let shown = try await julien.submit(path, on: julien.get(path), ["end_day": "10/10/2014", "end_hour": "18:00"])
        #expect(shown.text.contains("1 juré perd du temps"))
        _ = try await julien.submit(path, on: shown, [:])
        let letters = try await world.written()
        #expect(letters.count == 1)
        #expect(letters.first?.subject.hasPrefix("Moins de temps pour lire") == true)
        #expect(letters.first?.subject.contains("10 octobre 2014") == true)
    }

    @Test(arguments: Engine.available)
    func `whoever is tied to a file sees it neither among those to give time to nor in what was given`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.grantUntilChristmas(World.nursery)
        let (julien, title) = (world.visitor(.julien), "Composer les tournées")
        let before = try await julien.get(Self.own)
        #expect(before.text.contains(title) && before.text.contains("Neige"))
        let action = String(try #require(before.html.firstMatch(of: /action="([^"]+\/retirer)"/)?.1))
        try await world.tie(.julien, to: World.nursery)
        let after = try await julien.get(Self.own)
        #expect(!after.html.contains(title) && !after.text.contains("Neige") && !after.html.contains("/retirer"))
        #expect(after.text.contains("Un pain qui attend"))
        #expect(try await julien.post(action, ["token": "token-of-julien"]).status == .notFound)
        let forced = try await julien.submit(Self.own, on: after, grant(World.nursery))
        #expect(forced.status == .unprocessableContent)
        // The letter of a change for all reaches its owner, and is not for the tied to read or to count.
        let shown = try await julien.submit(
            Self.phase, on: julien.get(Self.phase), ["end_day": "10/01/2015", "end_hour": "18:00"])
        #expect(shown.text.contains("1 porteur de dossier gagne du temps"))
        _ = try await julien.submit(Self.phase, on: shown, [:])
        #expect(try await world.written().count == 2)
        let outbox = "/agence/messages"
        #expect(try await !julien.get(outbox).html.contains("coralie@example.org"))
        #expect(try await world.visitor(.mireille).get(outbox).html.contains("coralie@example.org"))
    }

    @Test(arguments: Engine.available)
    func `whoever is tied to a draft neither counts it, nor sees or writes to its owner`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.tie(.julien, to: World.ovens)
        let (julien, letters) = (world.visitor(.julien), "/agence/editions/2014/dossiers/ecrire")
        let page = try await julien.get(letters)
        #expect(page.text.contains("0 brouillon") && !page.html.contains("romain@example.org"))
        _ = try await julien.submit(
            letters, on: page, ["subject": "Rappel", "text": "Appelez-nous.", "step": "send"])
        #expect(try await world.written().isEmpty)
        let shown = try await julien.submit(
            Self.phase, on: julien.get(Self.phase), ["end_day": "24/10/2014", "end_hour": "18:00"])
        #expect(!shown.text.contains("encore un brouillon") && !shown.text.contains("encore en brouillon"))
        #expect(try await world.visitor(.mireille).get(letters).text.contains("1 brouillon"))
    }

    @Test(arguments: Engine.available)
    func `a year that is none is refused wherever time is given, and nobody is written to`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let desk = "/agence/dossiers/\(World.nursery)"
        let acts: [(path: String, page: String, fields: KeyValuePairs<String, String>)] = [
            (Self.own, Self.own, grant(day: "01/01/2099")),
            (desk + "/prolongation", desk, ["until_day": "01/01/2099", "reason": "Panne de réseau"]),
            (desk + "/recevabilite", desk, ["verdict": "to-complete", "note": "Avec qui ?", "end_day": "01/01/2099"]),
        ]
        for act in acts {
            let answer = try await julien.submit(act.path, on: julien.get(act.page), act.fields)
            #expect(answer.status == .unprocessableContent, "\(act.path)")
            #expect(answer.text.contains("à plus d’un an"), "\(act.path)")
            #expect(answer.html.contains("value=\"01/01/2099\""), "\(act.path)")
        }
        #expect(try await world.written().isEmpty)
        #expect(try await world.database.read { try $0.count("SELECT count(*) AS count FROM extension") } == 0)
    }

    private func grant(_ file: Submission.ID = World.ovens, day: String = "15/12/2014") -> KeyValuePairs<String, String>
    {
        ["subject": file.description, "end_day": day, "end_hour": "18:00", "reason": "Panne de réseau"]
    }
}

extension World {
    fileprivate func speakEnglish(_ somebody: Somebody) async throws {
        try await database.write { connection in
            try connection.run("UPDATE person SET language = 'en' WHERE id = \(somebody.id)")
        }
    }

    /// As somebody of the agency said before, past the pages.
    fileprivate func grantUntilChristmas(_ file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO extension (id, phase, subject, ends_at, reason, granted_at)
                VALUES (\(World.key("0a04", 9) as Submission.ID), \(World.call), \(file.description), \(World.monday + 94 * 86_400), 'Neige', \(World.monday))
                """)
        }
    }

    fileprivate func tie(_ somebody: Somebody, to file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run(
                "INSERT INTO submission_author (submission, person, role) VALUES (\(file), \(somebody.id), 'co-author')"
            )
        }
    }

    fileprivate func moveCall(to day: String) async throws {
        let (mireille, path) = (visitor(.mireille), "/agence/editions/2014/phases/\(World.call)")
        let shown = try await mireille.submit(
            path, on: mireille.get(path), ["end_day": day, "end_hour": "18:00"])
        #expect(try await mireille.submit(path, on: shown, [:]).status == .seeOther)
    }
}
