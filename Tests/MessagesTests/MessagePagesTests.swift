import Foundation
import Mail
import Storage
import StorageTesting
import Tasks
import Testing
import Web
import WebTesting
import World

@testable import Campaigns
@testable import Messages

struct MessagePagesTests {
    private let list = "/agence/messages"
    private let outbox = Outbox(queue: TaskQueue())

    @Test func `a message is found by its state and its words, read and exported`() async throws {
        let world = try await World()
        let held = try await add(to: world, .coralie, "Votre dossier est retenu", held: true)
        try await add(to: world, .romain, "Il reste 6 jours")
        let julien = world.visitor(.julien)
        let page = try await julien.get(list)
        #expect(page.text.contains("1 gardé · 1 en attente"))
        #expect(page.html.contains("href=\"/agence/messages/\(held)\""))
        let found = try await julien.get(list + "?etat=held&q=CORALIE")
        #expect(found.text.contains("Votre dossier est retenu") && !found.text.contains("Il reste"))
        // The way back from a letter leads to the list as it was asked for.
        let asked = "?etat=held&amp;q=CORALIE"
        #expect(found.html.contains("href=\"/agence/messages/\(held)\(asked)\""))
        let letter = try await julien.get("\(list)/\(held)?etat=held&q=CORALIE")
        #expect(letter.html.contains("<a href=\"/agence/messages\(asked)\">"))
        #expect(try await julien.get(list + "?q=personne").text.contains("Aucun message ne répond"))
        let csv = try await julien.get(list + ".csv?etat=waiting")
        #expect(csv.html.contains("En attente;Romain;romain@example.org;Il reste 6"))
        #expect(!csv.html.contains("coralie"))
    }

    @Test func `one goes from letter to letter of the list that one came from, and stays in it after an act`()
        async throws
    {
        let world = try await World()
        var ids: [Message.ID] = []
        for somebody in [Somebody.coralie, .romain, .edith] {
            ids.append(try await add(to: world, somebody, "Objet", held: true))
        }
        // Written in one moment: their keys tell their order.
        ids.sort { $0.description < $1.description }
        try await add(to: world, .coralie, "Autre")
        let (julien, asked) = (world.visitor(.julien), "?etat=held&tri=ecrit")
        let path = "\(list)/\(ids[1])"
        let page = try await julien.get(path + asked)
        #expect(page.text.contains("Lettre 2 sur 3"))
        #expect(page.html.contains("rel=\"prev\" href=\"\(list)/\(ids[0])?etat=held&amp;tri=ecrit\""))
        #expect(page.html.contains("rel=\"next\" href=\"\(list)/\(ids[2])?etat=held&amp;tri=ecrit\""))
        let done = try await julien.follow(julien.submit(path + "/liberer", on: page, [:]))
        #expect(done.text.contains("Lettre 2 sur 3") && done.html.contains("\(list)/\(ids[2])?etat=held"))
        let next = try await julien.get("\(list)/\(ids[2])\(asked)")
        #expect(next.text.contains("Lettre 2 sur 2") && !next.text.contains("Lettre suivante"))
    }

    @Test func `the export of the messages names the language of each, and holds no code of it`() async throws {
        let world = try await World()
        try await add(to: world, .coralie, "Votre dossier")
        let french = try await world.visitor(.julien).get(list + ".csv").html
        #expect(french.contains(";Français;") && !french.contains(";fr;"))
        let english = try await world.visitor(.julien).get("/en" + list + ".csv").html
        #expect(english.contains(";French;") && !english.contains(";fr;"))
    }

    @Test func `the days of the filter are typed and shown as in every other form`() async throws {
        let world = try await World()
        try await add(to: world, .coralie, "Votre dossier")
        let julien = world.visitor(.julien)
        let page = try await julien.get(list + "?du=2000-01-31&au=31/12/2099")
        #expect(!page.html.contains("type=\"date\"") && page.text.contains("jj/mm/aaaa"))
        #expect(page.html.contains("value=\"31/01/2000\"") && page.html.contains("value=\"31/12/2099\""))
        #expect(page.text.contains("Votre dossier"))
        #expect(try await !julien.get(list + "?du=31/12/2099").text.contains("Votre dossier"))
        let odd = try await julien.get(list + "?du=31/02/2014")
        #expect(odd.html.contains("value=\"31/02/2014\"") && odd.text.contains("Celui-ci n’existe pas."))
        #expect(odd.text.contains("Écrivez le premier jour"))
        #expect(try await julien.get(list + "?au=31/02/2014").text.contains("Écrivez le dernier jour"))
    }

    @Test func `a letter is shown as it is read, in a frame where nothing runs`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Objet", held: true)
        let page = try await world.visitor(.julien).get("\(list)/\(id)")
        #expect(page.html.contains("<iframe class=\"mail\" src=\"\(list)/\(id)/lettre\""))
        #expect(page.html.contains(" sandbox></iframe>"))
        #expect(page.text.contains("Bonjour Coralie"))
        let letter = try await world.visitor(.julien).get("\(list)/\(id)/lettre")
        #expect(letter.html.contains("<h1"))
        let policy = try #require(letter.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("sandbox;") && !policy.contains("script") && !policy.contains("allow-"))
        #expect(try await world.visitor(.coralie).get("\(list)/\(id)/lettre").status == .forbidden)
    }

    @Test func `a held letter is changed by one person at a time, with both texts side by side`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Objet", held: true)
        let (path, julien) = ("\(list)/\(id)", world.visitor(.julien))
        let form = try await julien.get(path + "/modifier")
        #expect(try await julien.submit(path, on: form, ["lead": ""]).status == .unprocessableContent)
        let first = try await julien.submit(path, on: form, ["lead": "La première phrase"])
        #expect(first.location == path + "?ok=saved")
        #expect(try await julien.get(path + "/lettre").html.contains("La première phrase"))
        let second = try await julien.submit(path, on: form, ["lead": "La seconde phrase"])
        #expect(second.status == .conflict)
        #expect(second.text.contains("La première phrase") && second.html.contains("value=\"La seconde phrase\""))
        #expect(try await julien.submit(path, on: second, [:]).status == .seeOther)
        #expect(try await julien.get(path + "/lettre").html.contains("La seconde phrase"))
        #expect(try await julien.submit(path + "/liberer", on: julien.get(path), [:]).location == path + "?ok=release")
        let late = try await julien.submit(path, on: form, ["lead": "Trop tard"])
        #expect(late.status == .conflict)
        #expect(late.text.contains("Trop tard") && late.text.contains("La seconde phrase"))
    }

    @Test func `a message is cancelled, taken back, and let go`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Objet", held: true)
        let (path, julien) = ("\(list)/\(id)", world.visitor(.julien))
        let seen = try await julien.get(path)
        for (act, word) in [("annuler", "Annulé"), ("reprendre", "Gardé"), ("liberer", "En attente")] {
            #expect(try await julien.submit("\(path)/\(act)", on: julien.get(path), [:]).status == .seeOther, "\(act)")
            #expect(try await julien.get(path).html.contains(">\(word)</span>"), "\(act)")
        }
        #expect(try await julien.submit(path + "/annuler", on: seen, [:]).status == .conflict)
        #expect(try await julien.get(path).html.contains(">En attente</span>"))
    }

    @Test func `all messages of a list move together, once their number was seen`() async throws {
        let world = try await World()
        for somebody in [Somebody.coralie, .romain] { try await add(to: world, somebody, "Objet", held: true) }
        let julien = world.visitor(.julien)
        #expect(try await julien.get(list + "?etat=held").text.contains("Laisser partir 2 messages"))
        let asked = try await julien.get(list + "/liberer?etat=held")
        #expect(asked.text.contains("Laisser partir 2 messages") && asked.text.contains("Romain"))
        try await add(to: world, .edith, "Objet", held: true)
        let moved = try await julien.submit(list + "/liberer", on: asked, [:])
        #expect(moved.status == .conflict)
        #expect(moved.text.contains("Laisser partir 3 messages"))
        let done = try await julien.submit(list + "/liberer", on: moved, [:])
        #expect(try await julien.follow(done).text.contains("3 messages partent."))
        #expect(try await julien.get(list).text.contains("3 en attente"))
    }

    @Test func `a message that failed says why, and is sent again`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Objet")
        try await world.database.write { connection in
            try connection.run(
                "UPDATE message SET state = 'failed', last_error = '550 5.1.1 no such user', attempts = 1 WHERE id = \(id)"
            )
        }
        let (path, julien) = ("\(list)/\(id)", world.visitor(.julien))
        let page = try await julien.get(path)
        #expect(page.text.contains("aucune boîte n’existe à cette adresse"))
        #expect(page.text.contains("550 5.1.1 no such user"))
        #expect(try await julien.get("/ma-page").text.contains("1 message n’est pas parti"))
        #expect(try await julien.submit(path + "/reessayer", on: page, [:]).status == .seeOther)
        #expect(try await julien.get(path).html.contains(">En attente</span>"))
        #expect(try await !julien.get("/ma-page").text.contains("n’est pas parti"))
    }

    @Test func `a message that a server asked to come back with is not called unwanted`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Objet")
        try await world.database.write { connection in
            try connection.run(
                "UPDATE message SET last_error = '451 4.7.1 Greylisted', attempts = 1 WHERE id = \(id)")
        }
        let page = try await world.visitor(.julien).get("\(list)/\(id)")
        #expect(page.text.contains("Le serveur demande de réessayer plus tard"))
        #expect(!page.text.contains("indésirable"))
    }

    @Test func `what holds a secret is listed and never read`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Votre lien", isPrivate: true)
        let page = try await world.visitor(.julien).get("\(list)/\(id)")
        #expect(page.text.contains("un secret de son destinataire"))
        #expect(!page.text.contains("Bonjour Coralie") && !page.html.contains("<iframe"))
        #expect(try await world.visitor(.julien).get("\(list)/\(id)/lettre").status == .notFound)
        #expect(try await world.visitor(.julien).get("\(list)/\(id)/modifier").location == "\(list)/\(id)")
    }

    @Test func `a link and a warning on their way are cancelled by nobody, alone or with all others`() async throws {
        let world = try await World()
        let link = try await add(to: world, .coralie, "Votre lien", edition: nil, isPrivate: true)
        let warning = try await add(
            to: world, .coralie, "Codes faux", edition: nil, about: Message.warning + Somebody.coralie.id.description)
        let mireille = world.visitor(.mireille)
        for id in [link, warning] {
            let page = try await mireille.get("\(list)/\(id)")
            #expect(page.text.contains("personne ne l’annule"))
            #expect(!page.html.contains("\(list)/\(id)/annuler"))
            let forced = try await mireille.post(
                "\(list)/\(id)/annuler", [("token", "token-of-mireille"), ("revision", "1")])
            #expect(forced.status == .conflict)
        }
        #expect(try await !mireille.get(list + "?etat=waiting").html.contains(list + "/annuler"))
        let all = try await mireille.post(list + "/annuler", [("token", "token-of-mireille"), ("count", "2")])
        #expect(all.status == .conflict)
        #expect(try await mireille.get(list).text.contains("2 en attente"))
    }

    @Test func `messages of no edition are for those who run all of them`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Votre invitation", edition: nil, held: true)
        #expect(try await world.visitor(.mireille).get("\(list)/\(id)").status == .ok)
        #expect(try await world.visitor(.mireille).get("/ma-page").text.contains("Relire 1 message gardé"))
        #expect(try await world.visitor(.julien).get("\(list)/\(id)").status == .notFound)
        #expect(try await !world.visitor(.julien).get(list).text.contains("Votre invitation"))
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains("message gardé"))
    }

    @Test func `a letter held for the release leads there, and is not let go by hand`() async throws {
        let world = try await World()
        let id = try await add(to: world, .coralie, "Objet", held: true, heldFor: "publication")
        let julien = world.visitor(.julien)
        let page = try await julien.get("\(list)/\(id)")
        #expect(page.html.contains("href=\"/agence/editions/2014/publication\""))
        #expect(!page.html.contains("\(list)/\(id)/liberer"))
        #expect(try await !julien.get(list + "?etat=held").html.contains(list + "/liberer"))
        #expect(try await julien.get("/ma-page").text.contains("1 lettre attend la publication"))
        let forced = try await julien.post(
            "\(list)/\(id)/liberer", [("token", "token-of-julien"), ("revision", "1")])
        #expect(forced.status == .conflict)
    }

    @discardableResult private func add(
        to world: World, _ somebody: Somebody, _ subject: String, edition: Edition.ID? = World.edition2014,
        about: String? = nil, held: Bool = false, heldFor: String? = nil, isPrivate: Bool = false
    ) async throws -> Message.ID {
        let letter = Letter(
            language: "fr", subject: subject, lead: "Bonjour \(somebody.name)", paragraphs: ["Un paragraphe."],
            closing: ["L'agence"])
        var message = NewMessage(letter, look: MailLook(name: "rally'nov", accent: ""), to: try .init(somebody.email))
        (message.name, message.person, message.edition) = (somebody.name, somebody.id, edition?.description)
        (message.about, message.heldFor, message.isPrivate) = (about, heldFor, isPrivate)
        return try await world.database.write(for: .insiders) { [message] connection in
            try outbox.add(message, held: held, now: World.monday, in: connection)
        }
    }
}
