import Foundation
import StorageTesting
import Testing
import WebTesting
import World

/// English pages say what was typed in French as such, and figures as English does.
struct EnglishWordsTests {
    @Test(arguments: Engine.available)
    func `what people do is marked as French on the English pages of people and of the jury`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE person SET function = 'Ergonome du territoire' WHERE id = \(Somebody.awa.id)")
        }
        let mireille = world.visitor(.mireille)
        let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
        for path in ["/agence/personnes", "/agence/personnes/\(Somebody.awa.id)", "/agence/editions/2014/jury", juror] {
            let (english, french) = try await (mireille.get("/en" + path).html, mireille.get(path).html)
            #expect(english.contains("<span lang=\"fr\">Ergonome du territoire</span>"), "\(path)")
            #expect(french.contains("Ergonome du territoire") && !french.contains("lang=\"fr\">Ergonome"), "\(path)")
        }
    }

    @Test func `a share stands against its sign in English, and apart from it in French`() async throws {
        let julien = try await World().visitor(.julien)
        let list = "/agence/editions/2014/dossiers"
        #expect(try await julien.get(list).html.firstMatch(of: /\d\u{A0}%<\/td>/) != nil)
        let english = try await julien.get("/en" + list).html
        #expect(english.firstMatch(of: /\d%<\/td>/) != nil && english.firstMatch(of: /\d\s%<\/td>/) == nil)
    }
}
