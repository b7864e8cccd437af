import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What stands in a part of a file and was refused is nowhere called saved, and the script is told so.
struct RefusedPartTests {
    private static let need = "/dossiers/\(World.ovens)/parties/besoin"
    private static let json: HTTPFields = [.accept: "application/json"]

    @Test(arguments: Engine.available)
    func `a text that is too long is not saved, and its line says so`(engine: Engine) async throws {
        let romain = try await World(engine).visitor(.romain)
        let page = try await romain.get(Self.need)
        #expect(!page.html.contains("data-unsaved") && page.html.contains("data-page=\"\(Self.need)\""))
        let endless = String(repeating: "a", count: 900_000)
        let refused = try await romain.submit(Self.need, on: page, ["need": endless])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains(" data-unsaved id=\"form\""))
        #expect(refused.html.contains("role=\"status\" data-state=\"refused\""))
        #expect(refused.html.contains("<span>Pas enregistré</span>"))
    }

    @Test(arguments: Engine.available)
    func `in a conflict the script is told that both texts can be compared, and the page shows them`(engine: Engine)
        async throws
    {
        let romain = try await World(engine).visitor(.romain)
        let (one, other) = try await (romain.get(Self.need), romain.get(Self.need))
        _ = try await romain.submit(Self.need, on: one, ["need": "Premier"])
        let told = try await romain.submit(Self.need, on: other, ["need": "Second"], Self.json)
        #expect(told.status == .conflict && told.html.contains("\"compare\":true"))
        #expect(told.html.contains("\"message\":\"Pas enregistré. "))
        #expect(other.text.contains("Comparer les deux textes"))
        let compared = try await romain.submit(Self.need, on: other, ["need": "Second"])
        #expect(compared.status == .conflict && compared.html.contains(" data-unsaved id=\"form\""))
        #expect(compared.html.contains("<span>Pas enregistré</span>"))
    }
}
