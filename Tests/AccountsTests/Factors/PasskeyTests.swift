import Foundation
import PasskeyTesting
import SecondFactor
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

struct PasskeyTests {
    @Test(arguments: Engine.available, SoftPasskey.Algorithm.allCases)
    func `a passkey is added, named, and lets its owner in`(
        engine: Engine, algorithm: SoftPasskey.Algorithm
    ) async throws {
        let gate = try await Gate(engine)
        let (awa, key) = (try await gate.guest(.awa), SoftPasskey(algorithm))
        let added = try await gate.passkey(of: awa, key, named: " Clé   au trousseau ")
        #expect(added.paper.count == 10)
        #expect(try await awa.get("/mon-compte/second-facteur").text.contains("Clé au trousseau"))
        #expect(try await gate.letters(to: .awa).last?.contains("« Clé au trousseau »") ?? false)
        let guest = try await gate.guest(.awa)
        let asked = try await guest.follow(guest.get("/mon-compte"))
        #expect(asked.html.contains("data-passkey=\"get\""))
        // There is no app whose code could be typed.
        #expect(!asked.html.contains("name=\"code\""))
        let entered = try await guest.sign(key, on: asked)
        #expect(entered.location == "/mon-compte")
        #expect(try await guest.isIn)
        let table = try await guest.get("/mon-compte/second-facteur").text
        #expect(table.contains("lundi 22 septembre 2014 à 9 h"))
    }

    @Test(arguments: Engine.available)
    func `an answer is taken once, and only in the session that was asked`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let key = SoftPasskey()
        _ = try await gate.passkey(of: gate.guest(.awa), key)
        let (one, other) = (try await gate.guest(.awa), try await gate.guest(.awa))
        let page = try await one.get("/second-facteur")
        let challenge = try await one.challenge("/second-facteur/cle/question", on: page)
        let signed = try key.signed(for: Gate.site, challenge: challenge, counter: 3)
        let elsewhere = try await other.get("/second-facteur")
        let stolen = [("token", elsewhere.token), ("id", key.name)] + signed.fields
        #expect(try await other.post("/second-facteur/cle", stolen).status == .unprocessableContent)
        let own = [("token", page.token), ("id", key.name)] + signed.fields
        #expect(try await one.post("/second-facteur/cle", own).status == .seeOther)
        let again = try await gate.guest(.awa)
        let third = try await again.get("/second-facteur")
        let replayed = [("token", third.token), ("id", key.name)] + signed.fields
        let refused = try await again.post("/second-facteur/cle", replayed)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("La clé d’accès n’a pas répondu"))
        #expect(refused.lostFaults == [])
        #expect(try await !again.isIn)
    }

    @Test func `a question that nobody answers in five minutes is over`() async throws {
        let gate = try await Gate()
        let key = SoftPasskey()
        _ = try await gate.passkey(of: gate.guest(.awa), key)
        let guest = try await gate.guest(.awa)
        let page = try await guest.get("/second-facteur")
        let challenge = try await guest.challenge("/second-facteur/cle/question", on: page)
        let signed = try key.signed(for: Gate.site, challenge: challenge)
        gate.wait(PasskeyStore.patience)
        let late = [("token", page.token), ("id", key.name)] + signed.fields
        #expect(try await guest.post("/second-facteur/cle", late).status == .unprocessableContent)
        #expect(try await guest.sign(key, on: page).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `nobody comes in by another’s passkey, nor takes one that is somebody’s`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (hers, his) = (SoftPasskey(), SoftPasskey())
        _ = try await gate.passkey(of: gate.guest(.awa), hers)
        _ = try await gate.passkey(of: gate.guest(.benoit), his)
        let benoit = try await gate.guest(.benoit)
        let page = try await benoit.get("/second-facteur")
        #expect(try await benoit.sign(hers, on: page).status == .unprocessableContent)
        // Signed by hers in the name of his.
        #expect(try await benoit.sign(hers, on: page, as: his.name).status == .unprocessableContent)
        #expect(try await !benoit.isIn)
        let genevieve = try await gate.guest(.genevieve)
        let twin = SoftPasskey(.es256, id: hers.id)
        #expect(try await gate.passkey(of: genevieve, twin).status == .unprocessableContent)
        #expect(try await gate.guest(.genevieve).isIn)
    }

    @Test func `one whose counter goes back is refused: there may be two of it`() async throws {
        let gate = try await Gate()
        let key = SoftPasskey()
        _ = try await gate.passkey(of: gate.guest(.awa), key)
        for (counter, status) in [(5, true), (5, false), (4, false), (6, true)] {
            let guest = try await gate.guest(.awa)
            let answer = try await guest.sign(key, on: guest.get("/second-facteur"), counter: counter)
            #expect((answer.status == .seeOther) == status, "\(counter)")
        }
    }

    @Test(arguments: Engine.available)
    func `a pause of codes does not keep out whoever has a passkey`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (awa, key) = (try await gate.guest(.awa), SoftPasskey())
        _ = try await gate.app(of: awa)
        #expect(try await gate.passkey(of: awa, key).location == "/mon-compte/second-facteur?ok=added")
        let guest = try await gate.guest(.awa)
        let page = try await guest.get("/second-facteur")
        for _ in 0..<5 { _ = try await guest.submit("/second-facteur", on: page, ["code": "000000"]) }
        let paused = try await guest.get("/second-facteur")
        #expect(paused.text.contains("Trop de codes faux"))
        #expect(try await guest.sign(key, on: paused).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a passkey is named anew, and taken away for one more code`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (awa, key) = (try await gate.guest(.awa), SoftPasskey())
        let paper = try await gate.passkey(of: awa, key).paper
        let list = try await awa.get("/mon-compte/second-facteur").html
        let path = String(try #require(list.firstMatch(of: /"(\/mon-compte\/second-facteur\/cles\/[0-9a-f-]{36})"/)).1)
        let page = try await awa.get(path)
        let nameless = try await awa.submit(path, on: page, ["name": " "])
        #expect(nameless.status == .unprocessableContent)
        #expect(nameless.lostFaults == [])
        let named = try await awa.submit(path, on: page, ["name": "Ordinateur <du> bureau"])
        #expect(try await awa.follow(named).html.contains("Ordinateur &lt;du&gt; bureau"))
        // It is nobody else's.
        let benoit = try await gate.guest(.benoit)
        let own = try await benoit.get("/mon-compte/second-facteur")
        #expect(try await benoit.get(path).status == .notFound)
        for act in [path, path + "/retirer"] {
            let sent = [("token", own.token), ("name", "x"), ("code", paper[0])]
            #expect(try await benoit.post(act, sent).status == .notFound)
        }
        let removal = path + "/retirer"
        #expect(try await awa.submit(removal, on: page, ["code": "000000"]).status == .unprocessableContent)
        let gone = try await awa.submit(removal, on: page, ["code": paper[0]])
        #expect(try await awa.follow(gone).text.contains("C’est retiré."))
        #expect(try await awa.get(path).status == .notFound)
        #expect(try await gate.guest(.awa).isIn)
    }

    @Test func `what no script of ours sends is refused, and no question is for a stranger`() async throws {
        let gate = try await Gate()
        let awa = try await gate.guest(.awa)
        let page = try await awa.get("/mon-compte/second-facteur")
        for fields in [[], [("client", "e30"), ("attestation", "*")], [("client", "e30")]] as [[(String, String)]] {
            #expect(try await awa.post("/second-facteur/cles", [("token", page.token)] + fields).status == .badRequest)
        }
        let stranger = Guest(visitor: Visitor(gate.house.site))
        for path in ["/second-facteur/cle/question", "/second-facteur/cles/question"] {
            #expect(try await stranger.post(path, [("token", "x")]).status == .forbidden)
        }
        #expect(try await stranger.get("/second-facteur").location == "/connexion")
    }
}
