import Foundation
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// What the form of a decision offers, and to whom.
struct OfferedAwardTests {
    private static let prizes = "/agence/editions/2014/prix"
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `the award of the public is for the agency to record, not for the chair`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, chair) = (world.visitor(.julien), world.visitor(.genevieve))
        for (name, kind) in [("Prix du jury", "award"), ("Prix des présents", "public-vote")] {
            _ = try await julien.submit(
                Self.prizes, on: julien.get(Self.prizes), ["name_fr": name, "kind": kind])
        }
        let page = try await julien.get(Self.decision)
        #expect(page.text.contains("Prix du jury") && page.text.contains("Prix des présents"))
        let offered = try await chair.get(Self.decision)
        #expect(offered.text.contains("Prix du jury") && !offered.text.contains("Prix des présents"))
        let match = try #require(
            page.html.firstMatch(of: /name="choice" value="([0-9a-f-]{36})"[^>]*><span><b>Prix des présents/))
        let fields: KeyValuePairs = ["choice": String(match.1), "reason": "Le plus applaudi", "meant": "on"]
        let refused = try await chair.submit(Self.decision, on: offered, fields)
        #expect(refused.status == .unprocessableContent && refused.html.contains("Le plus applaudi</textarea>"))
        #expect(try await julien.submit(Self.decision, on: page, fields).status == .seeOther)
        // Once it is given, the chair sees it and may say why in other words.
        let given = try await chair.get(Self.decision)
        #expect(given.text.contains("Prix des présents"))
        #expect(
            try await chair.submit(Self.decision, on: given, ["reason": "Très applaudi", "meant": "on"]).status
                == .seeOther)
    }

    @Test(arguments: Engine.available, [("name_fr", "PRIX du JURY"), ("name_en", "Jury’s prize")])
    func `two awards that read the same in either language are refused, and what was typed stays`(
        engine: Engine, name: (String, String)
    ) async throws {
        let world = try await World(engine)
        let (julien, store) = (world.visitor(.julien), AwardStore(database: world.database))
        let first: KeyValuePairs = ["name_fr": "Prix du jury", "name_en": "Jury's prize", "kind": "award"]
        #expect(try await julien.submit(Self.prizes, on: julien.get(Self.prizes), first).status == .seeOther)
        let fields = [
            "name_fr": "Autre prix", "name_en": "Another prize", "kind": "mention", "token": "token-of-julien",
        ]
        .merging([name.0: name.1]) { $1 }
        let refused = try await julien.post(Self.prizes, fields.map { ($0.key, $0.value) })
        #expect(refused.status == .unprocessableContent && refused.text.contains("Un autre prix de cette édition"))
        #expect(refused.html.contains("value=\"\(name.1)\""))
        #expect(try await store.all(in: World.edition2014).count == 1)
        // The same form twice is one award still, and the other one is not renamed to it.
        #expect(try await julien.submit(Self.prizes, on: julien.get(Self.prizes), first).status == .seeOther)
        let second: KeyValuePairs = ["name_fr": "Prix du public", "name_en": "", "kind": "award"]
        _ = try await julien.submit(Self.prizes, on: julien.get(Self.prizes), second)
        let award = try #require(try await store.all(in: World.edition2014).last)
        let path = "\(Self.prizes)/\(award.id)"
        let renamed = try await julien.submit(path, on: julien.get(Self.prizes), ["name_fr": "prix du jury"])
        #expect(renamed.status == .unprocessableContent)
        let noted = try await julien.submit(path, on: julien.get(Self.prizes), ["note": "Voté en salle"])
        #expect(noted.status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `an award that is out with a decision keeps its name, and one that goes out next takes back a confirmation`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        _ = try await julien.submit(
            Self.prizes, on: julien.get(Self.prizes), ["name_fr": "Prix du jury", "kind": "award"])
        let page = try await julien.get(Self.prizes)
        let award = try #require(page.html.firstMatch(of: /action="(\/agence\/editions\/2014\/prix\/[0-9a-f-]{36})"/)).1
        let path = String(award)
        try await DecisionStore(database: world.database).decide(String(path.suffix(36)), "Solide")
        _ = try await world.plan(3600)
        try await world.database.write { try $0.run("UPDATE release SET confirmed_by = \(Somebody.mireille.id)") }
        let renamed = try await julien.submit(path, on: page, ["name_fr": "Grand prix"])
        #expect(renamed.status == .seeOther)
        #expect(try await releases.find(World.edition2014).confirmedBy == nil)
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        let after = try await julien.get(Self.prizes)
        for field in [("name_fr", "Petit prix"), ("kind", "mention")] {
            let refused = try await julien.post(
                path, after.fields(of: path).merging([field.0: field.1]) { $1 }.map { ($0.key, $0.value) })
            #expect(refused.status == .unprocessableContent && refused.text.contains("est parue"), "\(field.0)")
            #expect(refused.html.contains("value=\"\(field.1)\""))
        }
        let names = try await AwardStore(database: world.database).all(in: World.edition2014).map(\.nameFR)
        #expect(names == ["Grand prix"])
        // What it rewards is said better, and the name in English still comes.
        let better = ["name_en": "Great award", "note": "Ce qui dure"]
        let fields = after.fields(of: path).merging(better) { $1 }
        #expect(try await julien.post(path, fields.map { ($0.key, $0.value) }).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a word in braces is refused in the name of an award, which letters say`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let refused = try await julien.submit(
            Self.prizes, on: julien.get(Self.prizes), ["name_fr": "Prix de {prénom}", "kind": "award"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("se lirait tel quel"))
        #expect(refused.html.contains("value=\"Prix de {prénom}\"") && refused.html.contains("href=\"#new-fr\""))
        #expect(try await AwardStore(database: world.database).all(in: World.edition2014).isEmpty)
    }

    @Test func `each choice stands out alike and says what it means`() async throws {
        let page = try await World().visitor(.genevieve).get(Self.decision).html
        for value in ["retained", "not-retained"] {
            let name = "name=\"choice\" value=\"\(value)\""
            let label = try #require(page.components(separatedBy: name).last?.components(separatedBy: "</label>").first)
            #expect(label.contains("<b>") && label.contains("<span class=\"sub\">"), "\(value)")
        }
    }
}
