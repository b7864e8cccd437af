import Testing
import WebTesting
import World

@testable import Awards

struct AwardsPagesTests {
    private static let desk = "/agence/editions/2014"
    private static let decision = "\(desk)/decisions/\(World.nursery)"

    @Test func `an award is added, changed and removed`() async throws {
        let julien = try await World().visitor(.julien)
        var page = try await julien.get("\(Self.desk)/prix")
        page = try await julien.submit("\(Self.desk)/prix", on: page, ["name_fr": "Prix du travail", "kind": "award"])
        page = try await julien.follow(page)
        #expect(page.text.contains("Le prix est ajouté."))
        #expect(try await julien.get("/en\(Self.desk)/prix").html.contains("<span lang=\"fr\">Prix du travail</span>"))
        #expect(page.text.contains("Prix du travail"))
        let path = try #require(page.html.firstMatch(of: /action="(\/agence\/editions\/2014\/prix\/[0-9a-f-]+)"/)).1
        page = try await julien.follow(julien.submit(String(path), on: page, ["name_fr": "Prix de l’équipe"]))
        #expect(page.text.contains("Prix de l’équipe"))
        page = try await julien.follow(julien.submit("\(path)/retirer", on: page, [:]))
        #expect(!page.text.contains("Prix de l’équipe"))
    }

    @Test func `whoever sees decisions before their release is named as such`() async throws {
        let world = try await World()
        let (julien, words) = (world.visitor(.julien), "Seules la présidence du jury et l’agence les voient")
        #expect(try await julien.get("\(Self.desk)/decisions").text.contains(words))
    }

    @Test func `a decision without its reason comes back as it was typed`() async throws {
        let julien = try await World().visitor(.julien)
        let page = try await julien.get(Self.decision)
        let refused = try await julien.submit(Self.decision, on: page, ["choice": "retained", "reason": " "])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Dites pourquoi"))
        #expect(refused.html.contains("value=\"retained\" checked"))
    }

    @Test func `a second window sees what was recorded meanwhile, beside what it typed`() async throws {
        let julien = try await World().visitor(.julien)
        let (first, second) = try await (julien.get(Self.decision), julien.get(Self.decision))
        _ = try await julien.submit(
            Self.decision, on: first, ["choice": "retained", "reason": "La première raison", "meant": "on"])
        let late = try await julien.submit(
            Self.decision, on: second, ["choice": "not-retained", "reason": "La seconde", "meant": "on"])
        #expect(late.status == .conflict)
        #expect(late.text.contains("La première raison") && late.html.contains("La seconde</textarea>"))
        let again = try await julien.submit(Self.decision, on: late, ["meant": "on"])
        #expect(again.status == .seeOther)
    }

    @Test func `letters are prepared, read again, and leave with the release`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        #expect(try await world.stranger.get("/laureats").text.contains("n’a pas encore annoncé"))
        _ = try await julien.submit(
            Self.decision, on: julien.get(Self.decision),
            ["choice": "retained", "reason": "Une équipe qui décide", "meant": "on"])
        let path = "\(Self.desk)/publication"
        let unready = try await julien.get(path)
        #expect(!unready.html.contains("\(path)/maintenant") && unready.html.contains("href=\"#letters\""))
        let revision = try #require(unready.fields(of: "\(path)/date")["revision"])
        let early = try await julien.post(
            "\(path)/maintenant",
            ["token": "token-of-julien", "revision": revision, "confirmation": "publier 2014"])
        #expect(early.status == .unprocessableContent)
        #expect(early.text.contains("préparez d’abord les lettres"))
        var page = try await julien.prepareLetters()
        #expect(page.text.contains("Chaque lettre dit sa décision"))
        #expect(try await world.letters == ["held"])
        page = try await julien.follow(julien.letOut())
        #expect(page.text.contains("Tout est publié."))
        #expect(try await world.letters == ["waiting"])
    }

    @Test func `a letter calls a mention a mention, and says of the sheet what is true whoever has approved it`()
        async throws
    {
        let world = try await World()
        let (julien, prizes) = (world.visitor(.julien), "\(Self.desk)/prix")
        _ = try await julien.submit(
            prizes, on: julien.get(prizes), ["name_fr": "Mention du jury", "kind": "mention"])
        let page = try await julien.get(Self.decision)
        let mention = try #require(page.html.firstMatch(of: /name="choice" value="([0-9a-f-]{36})"/)).1
        _ = try await julien.submit(
            Self.decision, on: page, ["choice": String(mention), "reason": "Une équipe qui décide", "meant": "on"])
        _ = try await julien.prepareLetters()
        let row = try #require(
            try await world.database.read { try $0.row("SELECT subject, plain FROM message ORDER BY id DESC") })
        let (subject, plain): (String, String) = (try row["subject"], try row["plain"])
        #expect(subject.contains("reçoit une mention") && !subject.contains("lauréate"))
        let flat = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("une fois que vous l’avez lue et approuvée, et pas avant"))
    }

    @Test func `a letter that tells an earlier decision is out of date`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        _ = try await julien.submit(
            Self.decision, on: julien.get(Self.decision), ["choice": "retained", "reason": "Oui", "meant": "on"])
        _ = try await julien.prepareLetters()
        _ = try await julien.submit(
            Self.decision, on: julien.get(Self.decision),
            ["choice": "not-retained", "reason": "Non", "meant": "on"])
        let page = try await julien.get("\(Self.desk)/publication")
        #expect(page.text.contains("1 lettre manque ou n’est plus à jour"))
        _ = try await julien.prepareLetters()
        #expect(try await world.letters == ["cancelled", "held"])
    }

    @Test func `only those of this edition see its decisions`() async throws {
        let world = try await World()
        for somebody in Somebody.allCases {
            let status = try await world.visitor(somebody).get(Self.decision).status
            let may = [.mireille, .julien, .genevieve].contains(somebody)
            #expect(status == (may ? .ok : .forbidden), "\(somebody)")
        }
        #expect(try await world.visitor(.julien).get("/agence/editions/2013/decisions").status == .notFound)
    }
}

extension Visitor {
    /// Presses «Prepare the letters» and shows the page that follows.
    func prepareLetters() async throws -> Screen {
        let path = "/agence/editions/2014/publication"
        return try await follow(submit("\(path)/lettres", on: get(path), [:]))
    }

    /// Types the words that confirm a release, and presses its button.
    func letOut(_ words: String = "publier 2014") async throws -> Screen {
        let path = "/agence/editions/2014/publication"
        return try await submit("\(path)/maintenant", on: get(path), ["confirmation": words])
    }
}

extension World {
    /// The states of the letters on decisions, in the order they were written.
    fileprivate var letters: [String] {
        get async throws {
            try await database.read { connection in
                try connection.rows("SELECT state FROM message ORDER BY created_at, id").map { try $0["state"] }
            }
        }
    }
}
