import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// A reason that speaks of marks or of other files is asked about before it goes out; it is never refused for that.
struct RelativeReasonTests {
    private static let desk = "/agence/editions/2014"
    private static let decision = "\(desk)/decisions/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `whoever decides is asked, and may mean it`(engine: Engine) async throws {
        let julien = try await World(engine).visitor(.julien)
        let reason = "Classement : 3e sur 60, avec 12/20, derrière 2014-007 et devant 2014-001."
        let page = try await julien.get(Self.decision)
        let asked = try await julien.submit(Self.decision, on: page, ["choice": "not-retained", "reason": reason])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("Il y est question de notes ou d’autres dossiers"))
        for words in ["Classement", "3e sur 60", "12/20", "2014-007"] { #expect(asked.text.contains(words)) }
        #expect(asked.html.contains("\(reason)</textarea>"))
        #expect(try await julien.submit(Self.decision, on: asked, ["meant": "on"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `points are asked about once, and the text is kept`(engine: Engine) async throws {
        let julien = try await World(engine).visitor(.julien)
        let reason = "Avec 73 points, ce dossier convainc."
        let page = try await julien.get(Self.decision)
        let asked = try await julien.submit(Self.decision, on: page, ["choice": "not-retained", "reason": reason])
        #expect(asked.status == .unprocessableContent && asked.text.contains("d’autres dossiers : 73 points"))
        #expect(asked.html.contains("\(reason)</textarea>"))
        #expect(try await julien.submit(Self.decision, on: asked, ["meant": "on"]).status == .seeOther)
        #expect(try await julien.get(Self.decision).html.contains("\(reason)</textarea>"))
    }

    @Test(arguments: Engine.available)
    func `a word in braces is refused as in letters, meant or not, and double braces are text`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.decision)
        for meant in ["", "on"] {
            let refused = try await julien.submit(
                Self.decision, on: page,
                ["choice": "not-retained", "reason": "Cher {prénom}, merci.", "meant": meant])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("{prénom}") && refused.html.contains("Cher {prénom}, merci.</textarea>"))
            #expect(refused.text.contains("se lirait tel quel"))
        }
        let text = "Une façon d’écrire {{prénom}} à part."
        let answer = try await julien.submit(
            Self.decision, on: page, ["choice": "not-retained", "reason": text, "meant": "on"])
        #expect(answer.status == .seeOther)
        _ = try await julien.prepareLetters()
        let letter = try #require(
            try await julien.get("/agence/messages").html.firstMatch(of: /href="(\/agence\/messages\/[0-9a-f-]{36})"/)
        ).1
        #expect(try await julien.get(String(letter)).text.contains("{{prénom}}"))
    }

    @Test func `the same in English`() async throws {
        let julien = try await World().visitor(.julien)
        let page = try await julien.get("/en" + Self.decision)
        let asked = try await julien.submit(
            "/en" + Self.decision, on: page, ["choice": "not-retained", "reason": "A better score than file no. 7"])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("It speaks of marks or of other files: better score than"))
    }

    @Test(arguments: Engine.available)
    func `the page of the release says it again beside what goes out, and so does the letter`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await julien.submit(
            Self.decision, on: julien.get(Self.decision),
            ["choice": "retained", "reason": "La meilleure note que nous ayons donnée", "meant": "on"])
        let page = try await julien.prepareLetters()
        #expect(page.text.contains("Il y est question de notes ou d’autres dossiers : meilleure note que"))
        let letter = try #require(
            try await julien.get("/agence/messages").html.firstMatch(of: /href="(\/agence\/messages\/[0-9a-f-]{36})"/)
        ).1
        #expect(try await julien.get(String(letter)).text.contains("Il y est question de notes ou d’autres dossiers"))
        #expect(try await julien.letOut().status == .seeOther)
    }

    @Test func `a reason of its own file alone goes through, its own number too`() async throws {
        let julien = try await World().visitor(.julien)
        let page = try await julien.get(Self.decision)
        let answer = try await julien.submit(
            Self.decision, on: page, ["choice": "not-retained", "reason": "Le dossier 2014-001 ne dit rien du coût."])
        // Nobody has read it: that alone is asked.
        #expect(answer.text.contains("Personne n’a envoyé de lecture de ce dossier"))
        #expect(!answer.text.contains("Il y est question de notes"))
        #expect(try await julien.submit(Self.decision, on: answer, ["meant": "on"]).status == .seeOther)
    }
}

/// Where nothing is ready, the page of the release offers no button: it says what is missing.
struct NothingReadyTests {
    private static let release = "/agence/editions/2014/publication"

    @Test(arguments: Engine.available)
    func `without a decision it names what is to decide, and leads there`(engine: Engine) async throws {
        let world = try await World(engine)
        let page = try await world.visitor(.julien).get(Self.release)
        #expect(page.text.contains("Rien ne peut encore sortir"))
        #expect(page.text.contains("1 dossier à décider"))
        #expect(page.html.contains("href=\"/agence/editions/2014/decisions?etat=a-prendre\""))
        #expect(!page.html.contains("\(Self.release)/maintenant") && !page.text.contains("Publier sans attendre"))
    }

    @Test func `a decision kept back is said; taken in again, the button is there`() async throws {
        let julien = try await World().visitor(.julien)
        let decision = "/agence/editions/2014/decisions/\(World.nursery)"
        _ = try await julien.submit(
            decision, on: julien.get(decision), ["choice": "not-retained", "reason": "Trop tôt", "meant": "on"])
        #expect(try await julien.prepareLetters().text.contains("Publier sans attendre"))
        let keep = "\(Self.release)/decisions/\(World.nursery)"
        var page = try await julien.follow(julien.submit(keep, on: julien.get(Self.release), [:]))
        #expect(page.text.contains("1 décision gardée") && !page.text.contains("Publier sans attendre"))
        page = try await julien.follow(julien.submit(keep, on: page, [:]))
        #expect(page.text.contains("Publier sans attendre"))
    }

    @Test func `once all is out, nothing waits and nothing is offered`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        let page = try await world.visitor(.julien).get(Self.release)
        #expect(page.text.contains("Aucun dossier n’attend de décision"))
        #expect(!page.text.contains("Publier sans attendre"))
    }
}
