import Foundation
import Secrets
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

/// ASVS 13.3.1 and 13.3.2: the password of the mail account is for that account, and is not read from the database.
struct MailPasswordTests {
    private let mail = "/agence/reglages/courriel"
    private let account: KeyValuePairs = [
        "server": "smtp.example.org", "from_email": "agence@example.org", "user_name": "agence",
        "password": "s3cret-é",
    ]

    private func world(_ engine: Engine = .sqlite) async throws -> (World, Visitor, AgencyStore) {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        #expect(try await mireille.submit(mail, on: mireille.get(mail), account).status == .seeOther)
        return (world, mireille, AgencyStore(database: world.database, machine: MailMachine(keys: World.keys)))
    }

    @Test(arguments: Engine.available)
    func `the password is kept and never shown while its account stays, and goes with its user`(engine: Engine)
        async throws
    {
        let (_, mireille, agency) = try await world(engine)
        let page = try await mireille.get(mail)
        #expect(!page.html.contains("s3cret"))
        #expect(try await mireille.submit(mail, on: page, ["from_name": "Agence"]).status == .seeOther)
        #expect(try await agency.mail().password == "s3cret-é")
        let upper = try await mireille.submit(mail, on: mireille.get(mail), ["server": "SMTP.Example.org"])
        #expect(upper.status == .seeOther)
        #expect(try await agency.mail().password == "s3cret-é")
        #expect(try await mireille.submit(mail, on: mireille.get(mail), ["user_name": ""]).status == .seeOther)
        #expect(try await agency.mail().password == "")
    }

    @Test(arguments: [
        ("server", "smtp.evil.example"), ("port", "465"), ("security", "tls"), ("user_name", "somebody"),
    ])
    func `it is asked for again when server, port, encryption or user change, and nothing changes without it`(
        field: String, value: String
    ) async throws {
        let (_, mireille, agency) = try await world()
        let before = try await agency.mail()
        let answer = try await mireille.post(mail, changing(field, to: value, password: ""))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("href=\"#password\""))
        #expect(answer.html.contains("value=\"\(value)\"") || field == "security")
        #expect(try await agency.mail() == before)
        let again = try await mireille.post(mail, changing(field, to: value, password: "another"))
        #expect(again.status == .seeOther)
        #expect(try await agency.mail().password == "another")
    }

    private func changing(_ field: String, to value: String, password: String) -> [(String, String)] {
        var fields = [
            "server": "smtp.example.org", "port": "587", "security": "starttls", "user_name": "agence",
            "from_email": "agence@example.org", "from_name": "", "revision": "2", "token": "token-of-mireille",
        ]
        (fields[field], fields["password"]) = (value, password)
        return fields.map { ($0.key, $0.value) }
    }

    @Test(arguments: Engine.available)
    func `neither the database nor a copy of it says it`(engine: Engine) async throws {
        let (world, _, agency) = try await world(engine)
        #expect(try await agency.mail().password == "s3cret-é")
        let (clear, sealed) = try await stored(in: world)
        #expect(clear == "")
        #expect(sealed.hasPrefix("v1.") && !sealed.contains("s3cret"))
        guard engine == .sqlite else { return }
        let copy = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        try await world.database.backUp(to: copy.path)
        let bytes = try Data(contentsOf: copy)
        #expect(bytes.range(of: Data("smtp.example.org".utf8)) != nil)
        #expect(bytes.range(of: Data("s3cret".utf8)) == nil)
    }

    private func stored(in world: World) async throws -> (clear: String, sealed: String) {
        try await world.database.read { connection in
            let row = try #require(try connection.row("SELECT password, password_sealed FROM mail_setting"))
            return (try row["password"], try row["password_sealed"])
        }
    }

    @Test(arguments: Engine.available)
    func `one that an older program left in clear is used, and sealed as soon as there is a key`(engine: Engine)
        async throws
    {
        let (world, _, agency) = try await world(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE mail_setting SET password = 'left', password_sealed = ''")
        }
        let keyless = AgencyStore(database: world.database)
        #expect(try await keyless.sealPassword() == false)
        #expect(try await keyless.mail().kept == .inClear)
        #expect(try await keyless.mail().isUsable)
        #expect(try await agency.mail().password == "left")
        for _ in 1...2 { #expect(try await agency.sealPassword()) }
        #expect(try await stored(in: world).clear == "")
        #expect(try await agency.mail().password == "left")
        #expect(try await agency.mail().kept == .sealed)
    }

    @Test func `without a key none is kept, and what was there stays`() async throws {
        let (world, _, agency) = try await world()
        let keyless = AgencyStore(database: world.database)
        var typed = try await agency.mail()
        typed.password = "another"
        let setting = typed
        await #expect(throws: KeyRing.Refusal.self) { try await keyless.save(setting) }
        #expect(try await agency.mail().password == "s3cret-é")
    }

    @Test(arguments: Engine.available)
    func `under a lost key letters wait, whoever runs the house is told, and the password is typed again`(
        engine: Engine
    ) async throws {
        let (world, mireille, agency) = try await world(engine)
        #expect(try await !mireille.get("/ma-page").text.contains("Régler le courriel"))
        let other = AgencyStore(database: world.database, machine: MailMachine(keys: KeyRing()))
        try await other.save(agency.mail())
        #expect(try await other.mail().isUsable)
        #expect(try await !agency.mail().isUsable)
        #expect(try await mireille.get("/ma-page").text.contains("Régler le courriel"))
        let page = try await mireille.get(mail)
        #expect(page.text.contains("tapez de nouveau le mot de passe"))
        #expect(try await mireille.submit(mail, on: page, ["from_name": "Agence"]).status == .unprocessableContent)
        #expect(try await mireille.submit(mail, on: page, ["password": "s3cret-é"]).status == .seeOther)
        #expect(try await agency.mail().password == "s3cret-é")
        #expect(try await agency.mail().isUsable)
    }

    @Test(arguments: Engine.available)
    func `one that the machine keeps is in no database, and goes elsewhere with whoever knows it`(engine: Engine)
        async throws
    {
        let (world, _, _) = try await world(engine)
        let agency = AgencyStore(database: world.database, machine: MailMachine(password: "the machine's"))
        let before = try await agency.mail()
        #expect(before.password == "the machine's" && before.kept == .byMachine)
        #expect(MailSetting(typed(), keeping: before).problems().isEmpty)
        #expect(MailSetting(typed(server: "smtp.evil.example"), keeping: before).problems() == [.passwordMissing])
        let guessed = typed(server: "smtp.evil.example", password: "guessed")
        #expect(MailSetting(guessed, keeping: before).problems() == [.passwordWrong])
        let moved = MailSetting(typed(server: "smtp.other.example", password: "the machine's"), keeping: before)
        #expect(moved.problems().isEmpty)
        try await agency.save(moved)
        let (clear, sealed) = try await stored(in: world)
        #expect(clear.isEmpty && sealed.isEmpty)
        #expect(try await agency.mail().server == "smtp.other.example")
        #expect(try await agency.mail().password == "the machine's")
    }

    @Test func `a server inside the network is one that the machine has opened`() {
        let (nobody, relay) = (MailSetting(), typed(server: "10.0.0.5", password: "x"))
        #expect(MailSetting(relay, keeping: nobody).problems() == [.inside])
        #expect(MailSetting(relay, keeping: nobody).problems(inside: ["10.0.0.5"]).isEmpty)
    }

    private func typed(server: String = "smtp.example.org", password: String = "") -> Fields {
        Fields([
            ("server", server), ("port", "587"), ("security", "starttls"), ("user_name", "agence"),
            ("from_email", "agence@example.org"), ("password", password), ("revision", "2"),
        ])
    }
}
