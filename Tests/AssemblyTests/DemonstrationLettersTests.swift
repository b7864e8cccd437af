import Campaigns
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// Where no mail leaves, a page that speaks of a letter leads to it.
struct DemonstrationLettersTests {
    private func visitor(sendsMail: Bool = false, _ engine: Engine = .sqlite) async throws -> Visitor {
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(campaign: { World.monday })
        settings.sendsMail = sendsMail
        return Visitor(try House(database: try await World(engine).database, settings: settings).site)
    }

    /// By the letter to which the page that speaks of it leads.
    private func enter(_ email: String, _ visitor: Visitor) async throws -> Screen {
        let asked = try await visitor.submit("/connexion", on: visitor.get("/connexion"), ["email": email])
        let letter = try await visitor.get(door(on: asked))
        let link = try way(in: letter)
        return try await visitor.submit(link, on: visitor.get(link), [:])
    }

    /// The newest letter: a page that names no address leads to the list of all, from which it is chosen.
    private func newest(_ screen: Screen, _ visitor: Visitor) async throws -> Screen {
        let page = try await visitor.get(door(on: screen))
        guard !page.html.contains("<article") else { return page }
        let link = try #require(page.html.firstMatch(of: /href="(\/demonstration\/courrier\?lettre=[^"]+)"/)?.1)
        return try await visitor.get(String(link).replacing("&amp;", with: "&"))
    }

    /// Where the button of a letter leads.
    private func way(in letter: Screen) throws -> String {
        let link = letter.html.firstMatch(
            of: /href="http:\/\/rallynov\.test(\/(?:connexion|dossiers\/invitation)\/[^"]+)"/)
        return String(try #require(link?.1))
    }

    /// From the letter of an invitation, by the one that its page sends.
    private func comeIn(by invitation: Screen, _ visitor: Visitor) async throws -> Screen {
        let path = try way(in: invitation)
        let page = try await visitor.get(path)
        #expect(page.text.contains("Recevoir mon lien de connexion"))
        let letter = try await newest(visitor.submit(path, on: page, [:]), visitor)
        let link = try way(in: letter)
        #expect(link != path && link.hasPrefix("/connexion/"))
        return try await visitor.submit(link, on: visitor.get(link), [:])
    }

    private func door(on screen: Screen) throws -> String {
        let door = try #require(screen.html.firstMatch(of: /href="(\/demonstration\/courrier[^"]*)"/)?.1)
        return String(door).replacing("&amp;", with: "&")
    }

    @Test(arguments: Engine.available)
    func `the page that speaks of a sign-in letter leads to it, and its link lets in`(_ engine: Engine) async throws {
        let visitor = try await visitor(engine)
        let home = try await visitor.follow(enter("mireille@example.org", visitor))
        #expect(home.text.contains("Bonjour Mireille"))
    }

    @Test func `nobody's letter is shown for an address that nobody has`() async throws {
        let visitor = try await visitor()
        let page = try await visitor.get("/connexion")
        _ = try await visitor.submit("/connexion", on: page, ["email": "mireille@example.org"])
        let asked = try await visitor.submit("/connexion", on: page, ["email": "personne@example.org"])
        let letter = try await visitor.get(door(on: asked))
        #expect(letter.status == .ok)
        #expect(letter.text.contains("personne@example.org"))
        #expect(!letter.html.contains("rallynov.test/connexion/"))
    }

    @Test func `a file that was begun is opened by the message of which the next page speaks`() async throws {
        let visitor = try await visitor()
        let begun = try await visitor.submit(
            "/dossiers/nouveau", on: visitor.get("/dossiers/nouveau"),
            ["email": "nouvelle@example.org", "organisation": "Atelier du pont", "title": "Partager les tournées"])
        let letter = try await newest(visitor.follow(begun), visitor)
        #expect(letter.html.contains(#"href="http://rallynov.test/dossiers/commencer/"#))
        #expect(letter.text.contains("nouvelle@example.org"))
    }

    @Test(arguments: Engine.available)
    func `whoever invites somebody finds the letter where the page says that it leaves`(_ engine: Engine) async throws {
        let visitor = try await visitor(engine)
        _ = try await enter("romain@example.org", visitor)
        let path = "/dossiers/\(World.ovens)/auteurs"
        let before = try await visitor.get(path)
        #expect(!before.html.contains("/demonstration/"))
        let invited = try await visitor.follow(visitor.submit(path, on: before, ["email": "zoe@example.org"]))
        let invitation = try await newest(invited, visitor)
        #expect(invitation.html.contains("rallynov.test/dossiers/invitation/"))
    }

    @Test func `nobody's letter is open before it is chosen or its address is named`() async throws {
        let visitor = try await visitor()
        let page = try await visitor.get("/connexion")
        for email in ["mireille@example.org", "awa@example.org"] {
            _ = try await visitor.submit("/connexion", on: page, ["email": email])
        }
        let all = try await visitor.get("/demonstration/courrier")
        #expect(all.text.contains("Tous les messages, les plus récents d’abord"))
        #expect(all.html.matches(of: /courrier\?lettre=/).count == 2)
        #expect(!all.html.contains("rallynov.test/connexion/") && !all.html.contains("<article"))
        let chosen = try #require(all.html.firstMatch(of: /href="(\/demonstration\/courrier\?lettre=[^"]+)"/)?.1)
        #expect(try await visitor.get(String(chosen)).html.contains("rallynov.test/connexion/"))
    }

    @Test(arguments: Engine.available)
    func `of a disabled account it is said that it is disabled, and not that nobody has the address`(
        _ engine: Engine
    ) async throws {
        let world = try await World(engine)
        var settings = HouseSettings(root: World.root, address: World.address)
        (settings.clock, settings.sendsMail) = (SiteClock(campaign: { World.monday }), false)
        let visitor = Visitor(try House(database: world.database, settings: settings).site)
        let awa = "/demonstration/courrier?a=awa@example.org"
        #expect(try await visitor.get(awa).text.contains("Rien n’a encore été écrit à awa@example.org."))
        _ = try await AccessStore(database: world.database).disable(
            Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        let disabled = try await visitor.get(awa).text
        #expect(disabled.contains("Rien n’est écrit à awa@example.org : ce compte est désactivé."))
        #expect(!disabled.contains("n’est celle de personne"))
        let nobody = try await visitor.get("/demonstration/courrier?a=personne@example.org")
        #expect(nobody.text.contains("cette adresse n’est celle de personne ici."))
    }

    @Test func `what a letter lists is a list there`() async throws {
        let visitor = try await visitor()
        _ = try await enter("mireille@example.org", visitor)
        let path = "/agence/personnes/nouvelle"
        let added = try await visitor.submit(
            path, on: visitor.get(path),
            [
                "name": "Odile", "email": "odile@example.org", "role": "observer",
                "edition": World.edition2014.description, "invited": "on",
            ])
        let page = try await visitor.follow(added)
        #expect(page.text.contains("une invitation part à l’adresse odile@example.org"))
        let letter = try await visitor.get(door(on: page))
        #expect(letter.html.contains("<ul><li>Observat") && !letter.html.contains("HTML("))
    }

    @Test(arguments: Engine.available)
    func `whoever is invited to the jury comes from the letter to the undertaking`(_ engine: Engine) async throws {
        let visitor = try await visitor(engine)
        _ = try await enter("mireille@example.org", visitor)
        let jury = "/agence/editions/2014/jury"
        let invited = try await visitor.follow(
            visitor.submit(jury, on: visitor.get(jury), ["name": "Odile", "email": "odile@example.org"]))
        let entered = try await comeIn(by: newest(invited, visitor), visitor)
        #expect(entered.location == "/jury/2014/interets")
        #expect(try await visitor.follow(entered).status == .ok)
        #expect(try await visitor.get("/mon-compte").text.contains("odile@example.org"))
    }

    @Test(arguments: Engine.available)
    func `whoever is asked to write along comes from the letter to the invitation, and accepts`(_ engine: Engine)
        async throws
    {
        let visitor = try await visitor(engine)
        _ = try await enter("romain@example.org", visitor)
        let (file, path) = ("/dossiers/\(World.ovens)", "/dossiers/\(World.ovens)/auteurs")
        let invited = try await visitor.follow(
            visitor.submit(path, on: visitor.get(path), ["email": "zoe@example.org"]))
        let entered = try await comeIn(by: newest(invited, visitor), visitor)
        #expect(entered.location == file + "/invitation")
        let page = try await visitor.follow(entered)
        #expect(try await visitor.submit(file + "/invitation", on: page, ["name": "Zoé"]).location == file)
    }

    @Test(arguments: Engine.available)
    func `whoever signs a letter stands below its last sentence`(_ engine: Engine) async throws {
        let visitor = try await visitor(engine)
        _ = try await enter("mireille@example.org", visitor)
        let jury = "/agence/editions/2014/jury"
        let invited = try await visitor.follow(
            visitor.submit(jury, on: visitor.get(jury), ["name": "Odile", "email": "odile@example.org"]))
        let invitation = try await newest(invited, visitor).html
        #expect(invitation.contains("pour votre temps.<br>") && !invitation.contains("temps.,"))
    }

    @Test func `a house that sends mail shows nobody's letters`() async throws {
        let visitor = try await visitor(sendsMail: true)
        let asked = try await visitor.submit(
            "/connexion", on: visitor.get("/connexion"), ["email": "mireille@example.org"])
        #expect(!asked.html.contains("/demonstration/"))
        #expect(try await visitor.get("/demonstration/courrier").status == .notFound)
    }
}
