import Foundation
import HTTPTypes
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

/// A link is bound to the browser that asked for it; in any other one its letter's six digits confirm it.
struct ElsewhereTests {
    @Test(arguments: Engine.available)
    func `another browser is asked for the digits of the letter, and told nothing before`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let (link, there) = (try await porch.link(for: .awa), porch.elsewhere)
        let digits = try #require(porch.letters.last?.code)
        #expect(digits.contains(/^\d{3}\s\d{3}$/))
        let page = try await there.get(link)
        #expect(page.status == .ok && page.text.contains("Six chiffres pour confirmer"))
        #expect(!page.text.contains("Awa"))
        for (typed, words) in [("", "Indiquez les six chiffres"), ("12 34", "Indiquez les six chiffres")] {
            let answer = try await there.submit(link, on: page, ["code": typed])
            #expect(answer.status == .unprocessableContent && answer.text.contains(words))
            #expect(answer.html.contains("value=\"\(typed)\""))
        }
        #expect(there.sessionCookie == nil)
        #expect(try await there.submit(link, on: page, ["code": " \(digits) "]).status == .seeOther)
        #expect(try await there.get("/mon-compte").text.contains("awa@example.org"))
    }

    @Test(arguments: Engine.available)
    func `the fifth wrong digits kill the link, for whoever asked as well`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let (link, there) = (try await porch.link(for: .awa), porch.elsewhere)
        let digits = try #require(porch.letters.last?.code)
        let wrong = digits.hasPrefix("0") ? "111 111" : "000 000"
        for left in [4, 3, 2, 1] {
            let answer = try await there.post(link, ["code": wrong])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Il reste \(left) essai"))
        }
        let last = try await there.post(link, ["code": wrong])
        #expect(last.status == .gone && last.text.contains("De mauvais chiffres ont été saisis 5 fois"))
        for somebody in [there, porch.stranger] {
            #expect(try await somebody.get(link).status == .gone)
            #expect(try await somebody.post(link, ["code": digits]).status == .gone)
            #expect(somebody.sessionCookie == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `fifty who guess at once have five tries between them`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let link = try await porch.link(for: .awa)
        let digits = try #require(porch.letters.last?.code)
        let wrong = digits.hasPrefix("0") ? "111 111" : "000 000"
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { try await porch.elsewhere.post(link, ["code": wrong]).status.code } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(refused.count { $0 == 422 } == LinkBinding.mostWrong - 1)
        #expect(refused.count { $0 == 410 } == 50 - LinkBinding.mostWrong + 1)
    }

    @Test func `the digits of one letter confirm no other link`() async throws {
        let porch = try await Porch()
        let first = try await porch.link(for: .awa)
        let second = try await porch.link(for: .awa)
        let letters = porch.letters
        #expect(letters.count == 2)
        guard letters[0].code != letters[1].code else { return }
        #expect(try await porch.elsewhere.post(first, ["code": letters[1].code]).status == .unprocessableContent)
        #expect(try await porch.elsewhere.post(second, ["code": letters[1].code]).status == .seeOther)
    }

    @Test func `a program that opens each link of a letter signs nobody in`() async throws {
        let porch = try await Porch()
        let link = try await porch.link(for: .awa)
        for visitor in [porch.stranger, porch.elsewhere] {
            for _ in 0..<3 { #expect(try await visitor.get(link).status == .ok) }
            #expect(visitor.sessionCookie == nil)
        }
        // Nor does one that presses buttons, unless it reads letters.
        #expect(try await porch.elsewhere.post(link, [:]).status == .unprocessableContent)
        #expect(try await porch.stranger.enter(link).status == .seeOther)
    }

    @Test func `what a browser is known by is its own, lasts as long as a link may, and opens several letters`()
        async throws
    {
        let porch = try await Porch()
        let visitor = porch.elsewhere
        let asked = try await visitor.post("/connexion", ["email": "awa@example.org"])
        let cookie = try #require(asked.headers[.setCookie])
        #expect(cookie.hasPrefix("asker=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
        #expect(cookie.contains("Max-Age=\(Int(BrowserMark.life))"))
        let known = try #require(visitor.asker)
        _ = try await visitor.post("/connexion", ["email": "awa@example.org"])
        #expect(visitor.asker == known)
        for letter in porch.letters { #expect(try await visitor.enter(letter.path).status == .seeOther) }
        // What is none is replaced, and somebody else's browser has another one.
        let planted = Visitor(porch.site, asker: "planted")
        _ = try await planted.submit(
            "/connexion", on: planted.get("/connexion"), ["email": "awa@example.org"])
        #expect(planted.asker != "planted" && planted.asker != known)
    }

    @Test(arguments: Engine.available)
    func `a link lives for ten minutes from when its letter leaves`(engine: Engine) async throws {
        let database = try await World(engine).database
        let links = SignInStore(database: database)
        let leaving = World.monday + 3 * 3_600
        for (late, isIn) in [(599.0, true), (600, false)] {
            let letter = try await database.write { connection in
                let account = try #require(try AccountStore.find(Somebody.awa.id, in: connection))
                let letter = try SignInStore.letter(for: account, at: World.monday, in: connection)
                try SignInStore.begin(letter.digest, endingAt: leaving + letter.life, in: connection)
                return letter
            }
            let session = try? await links.session(by: letter.proof, at: leaving + late)
            #expect((session != nil) == isIn)
        }
    }

    @Test(arguments: Engine.available)
    func `a link that is over sends another one to the same address, without its being typed or said`(engine: Engine)
        async throws
    {
        let porch = try await Porch(engine)
        let link = try await porch.link(for: .awa, next: "/jury")
        porch.wait(10 * 60)
        let visitor = porch.elsewhere
        let dead = try await visitor.get(link)
        #expect(dead.status == .gone && dead.text.contains("Recevoir un autre lien"))
        #expect(!dead.text.lowercased().contains("awa"))
        let asked = try await visitor.submit(link, on: dead, [:])
        #expect(asked.status == .ok && asked.text.contains("Regardez votre messagerie"))
        #expect(!asked.text.lowercased().contains("awa@"))
        #expect(porch.letters.map(\.account.email) == ["awa@example.org", "awa@example.org"])
        #expect(try await visitor.enter(try #require(porch.letters.last?.path)).location == "/jury")
        // Counted with those that are asked for by address.
        for _ in 0..<9 { _ = try await porch.elsewhere.post(link, ["again": "on"]) }
        #expect(porch.letters.count == LinkRequest.mostLetters)
        #expect(try await porch.elsewhere.post("/connexion/\(World.browser)", ["again": "on"]).status == .gone)
    }

    @Test(arguments: ["123456", "123 456", "123\u{A0}456", " 12-34-56 ", "123.456"])
    func `six digits are read however they are grouped`(typed: String) {
        #expect(SignInCode(typed: typed)?.digits == "123456")
    }

    @Test(arguments: ["", "1234567", "12345a", "１２３４５６", "٠١٢٣٤٥"])
    func `what is no six digits is not counted as a try`(typed: String) {
        let binding = LinkBinding(asker: nil, code: SignInCode().kept(under: "a"), wrong: 0)
        #expect(binding.standing(of: LinkProof(token: "a", typed: typed)) == .open)
    }

    @Test func `digits are kept under their link's secret: the same ones look otherwise under another`() throws {
        let code = try #require(SignInCode(typed: "000 042"))
        #expect(code.shown == "000\u{A0}042")
        #expect(code.kept(under: "a") != code.kept(under: "b"))
        let binding = LinkBinding(asker: nil, code: code.kept(under: "a"), wrong: 0)
        #expect(binding.standing(of: LinkProof(token: "a", typed: "000042")) == .confirmed)
        #expect(binding.standing(of: LinkProof(token: "b", typed: "000042")) == .wrong)
    }
}
