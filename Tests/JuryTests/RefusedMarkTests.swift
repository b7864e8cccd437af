import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// What stands in the form and was refused is nowhere called saved, and the script is told so.
struct RefusedMarkTests {
    private static let json: HTTPFields = [.accept: "application/json"]
    private static let need = "\(World.page)?point=need-established"
    private static let endless = String(repeating: "mot ", count: 2_000)

    @Test(arguments: Engine.available)
    func `a reason that is too long is not saved, and its line says so`(engine: Engine) async throws {
        let awa = try await World(engine).visitor(.awa)
        let first = try await awa.get(Self.need)
        #expect(try await awa.submit(World.needForm, on: first, ["mark": "3", "comment": "Vu"]).status == .seeOther)
        let page = try await awa.get(Self.need)
        #expect(page.text.contains("Enregistré à") && !page.html.contains("data-unsaved"))
        let refused = try await awa.submit(World.needForm, on: page, ["mark": "3", "comment": Self.endless])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Pas enregistré") && !refused.text.contains("Enregistré à"))
        #expect(
            refused.html.contains(" data-unsaved>") && refused.html.contains("role=\"status\" data-state=\"refused\""))
        let told = try await awa.submit(
            World.needForm, on: page, ["mark": "3", "comment": Self.endless], Self.json)
        #expect(told.status == .unprocessableContent && told.html.contains("\"message\":\"Pas enregistré. "))
        #expect(told.html.contains("\"compare\":false"))
    }

    @Test(arguments: Engine.available)
    func `in a conflict the script is told that both texts can be compared, and the page shows them`(engine: Engine)
        async throws
    {
        let awa = try await World(engine).visitor(.awa)
        let (one, other) = try await (awa.get(Self.need), awa.get(Self.need))
        _ = try await awa.submit(World.needForm, on: one, ["mark": "3", "comment": "Premier"])
        let told = try await awa.submit(World.needForm, on: other, ["mark": "3", "comment": "Second"], Self.json)
        #expect(told.status == .conflict && told.html.contains("\"compare\":true"))
        #expect(told.html.contains("\"message\":\"Pas enregistré. "))
        #expect(
            other.html.contains("<p data-compare hidden><button") && other.text.contains("Comparer les deux textes"))
        let compared = try await awa.submit(World.needForm, on: other, ["mark": "3", "comment": "Second"])
        #expect(compared.status == .conflict && compared.html.contains(" data-unsaved>"))
        #expect(compared.text.contains("Premier") && compared.text.contains("Second"))
        #expect(!compared.text.contains("Enregistré à"))
    }

    @Test func `the form says where it stands, in the language of its page`() async throws {
        let awa = try await World().visitor(.awa)
        #expect(try await awa.get(World.page).html.contains("data-page=\"\(Self.need)\""))
        #expect(try await awa.get("/en\(World.page)").html.contains("data-page=\"/en\(Self.need)\""))
    }
}
