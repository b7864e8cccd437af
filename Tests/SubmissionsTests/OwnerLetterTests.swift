import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// Letters to those who own a file, and what staff are told when nobody does.
struct OwnerLetterTests {
    private static let list = "/agence/editions/2014/dossiers"

    @Test(arguments: Engine.available)
    func `an owner entered by staff is written to when staff ask, that the file is theirs`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let form = try await julien.get(Self.list + "/saisir")
        let fields: KeyValuePairs = ["organisation": "Levain", "title": "Au téléphone", "email": "odile@example.org"]
        for _ in 0..<2 { #expect(try await julien.submit(Self.list + "/saisir", on: form, fields).status == .seeOther) }
        #expect(try await world.written().isEmpty)
        let found: Submission.ID? = try await world.database.read { connection in
            try connection.row("SELECT id FROM submission WHERE title = \("Au téléphone")").map { try $0["id"] }
        }
        let typed = try #require(found)
        let desk = try await julien.get(typed.deskPath)
        #expect(desk.text.contains("Personne ne lui a encore écrit"))
        #expect(try await !julien.get(Self.list + "/ecrire").html.contains("odile@example.org"))
        let asked = try await julien.follow(julien.submit(typed.deskPath + "/relecture", on: desk, [:]))
        #expect(asked.text.contains("La lettre est partie le lundi 22 septembre 2014"))
        #expect(asked.text.contains("Relecture demandée au porteur"))
        let twice = try await julien.follow(julien.submit(typed.deskPath + "/relecture", on: desk, [:]))
        #expect(twice.text.contains("rien de plus n’est parti") && twice.html.contains("href=\"/agence/messages/"))
        #expect(try await julien.get(Self.list + "/ecrire").html.contains("odile@example.org"))
        let letters = try await world.written()
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        #expect(letter.subject == "Votre dossier « Au téléphone »")
        #expect(letter.plain.contains("Votre dossier est prêt à être relu"))
        #expect(letter.plain.contains("[Brouillon, non transmis]"))
        #expect(!letter.plain.contains("écrire avec"))
        #expect(letter.plain.contains("a saisi ce dossier pour Levain"))
        #expect(letter.plain.contains("Clôture le vendredi 17 octobre 2014"))
        #expect(letter.plain.contains("vous envoie un lien de connexion, jusqu’au"))
        #expect(letter.plain.contains(World.address + "/connexion/"))
    }

    @Test(arguments: Engine.available)
    func `an owner whose file the agency typed and sent reads that it is sent, and until when it can be changed`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET is_on_behalf = 1 WHERE id = \(World.ovens)")
        }
        let (julien, sending) = (world.visitor(.julien), "/dossiers/\(World.ovens)/transmettre")
        let sent = try await julien.submit(sending, on: julien.get(sending), [:])
        #expect(sent.location == "/dossiers/\(World.ovens)/accuse")
        let letter = try #require(try await world.written().first { $0.plain.contains("/connexion/") })
        #expect(letter.plain.contains("L’agence a transmis votre dossier"))
        #expect(letter.plain.contains("vous n’avez rien à transmettre"))
        #expect(letter.plain.contains("Vous pouvez le modifier jusqu’au vendredi 17 octobre 2014 à 9 h"))
        #expect(!letter.plain.contains("prêt à être relu") && letter.plain.contains("n° 2014-002"))
    }

    @Test(arguments: Engine.available)
    func `whoever takes a file over is told so, with its state`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.nursery)")
        let answer = try await julien.submit(
            desk + "/porteur", on: julien.get(desk), ["email": "odile@example.org", "owner-reason": "Départ"])
        #expect(answer.status == .seeOther)
        let letters = try await world.written()
        let letter = try #require(letters.first { $0.plain.contains("est entre vos mains") })
        let plain = letter.plain.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
        #expect(plain.contains("Le dossier « Composer les tournées en équipe »"), "\(plain)")
        #expect(letter.plain.contains("L’agence l’a trouvé recevable"))
        #expect(letter.plain.contains("n° 2014-001"))
        #expect(!letter.plain.contains("Julien vous invite"))
    }

    @Test(arguments: Engine.available)
    func `whoever owns a file no more is told by letter and on their home page`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, coralie, desk) = (world.visitor(.julien), world.visitor(.coralie), World.nursery.deskPath)
        let news = "« Composer les tournées en équipe » a un autre porteur"
        #expect(try await !coralie.get("/ma-page").text.contains(news))
        let answer = try await julien.submit(
            desk + "/porteur", on: julien.get(desk), ["email": "odile@example.org", "owner-reason": "Départ"])
        #expect(answer.status == .seeOther)
        let letters = try await world.written().filter { $0.plain.contains("Vous n’êtes plus porteur de ce dossier") }
        #expect(letters.count == 1)
        #expect(letters.first?.subject == "Votre dossier « Composer les tournées en équipe » a un autre porteur")
        #expect(letters.first?.plain.contains("Répondez à ce message") == true)
        #expect(try await coralie.get("/ma-page").text.contains(news))
        #expect(try await !world.visitor(.edith).get("/ma-page").text.contains(news))
        _ = try await julien.submit(
            desk + "/porteur", on: julien.get(desk), ["email": "coralie@example.org", "owner-reason": "Retour"])
        #expect(try await !coralie.get("/ma-page").text.contains(news))
    }

    @Test(arguments: Engine.available)
    func `more time is told by letter, with its end and its reason`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.ovens)")
        let answer = try await julien.submit(
            desk + "/prolongation", on: julien.get(desk),
            ["until_day": "15/12/2014", "until_hour": "18:00", "reason": "Panne de réseau"])
        #expect(answer.location?.hasSuffix("ok=extended") == true)
        let letter = try #require(try await world.written().first)
        #expect(letter.subject.contains("15 décembre 2014"))
        #expect(letter.plain.contains("Panne de réseau") && letter.plain.contains("18 h"))
        #expect(letter.plain.contains(World.address + "/dossiers/\(World.ovens)"))
    }

    @Test(arguments: Engine.available)
    func `staff are told when a letter has nobody to go to`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM submission_author WHERE submission = \(World.nursery)")
        }
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.nursery)")
        let refused = try await julien.follow(
            julien.submit(
                desk + "/recevabilite", on: julien.get(desk), ["verdict": "not-eligible", "note": "Hors territoire"]))
        #expect(refused.text.contains("personne n’a reçu de lettre"))
        let extended = try await julien.follow(
            julien.submit(
                desk + "/prolongation", on: julien.get(desk),
                ["until_day": "15/12/2014", "until_hour": "18:00", "reason": "Panne"]))
        #expect(extended.text.contains("personne n’a reçu de lettre"))
        #expect(try await world.written().isEmpty)
    }
}
