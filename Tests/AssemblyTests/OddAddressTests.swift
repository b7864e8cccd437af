import Testing
import Web
import WebTesting
import World

/// Addresses that no page gives out.
struct OddAddressTests {
    @Test(arguments: ["/initiatives/%00", "/editions/2014%00", "/agence/editions/2014%00/dossiers", "/jury/2014%00/resultats"])
    func `an address with U+0000 is that of no page`(path: String) async throws {
        let world = try await World()
        #expect(try await world.visitor(.genevieve).get(path).status != .internalServerError, "\(path)")
        #expect(try await world.visitor(.julien).get(path).status == .notFound, "\(path)")
    }

    @Test(arguments: ["//catalogue", "/en//evil.example/x", "//evil.example/x", "/en//editions/2013"])
    func `an address with an empty part is no page, and is repeated in no link`(path: String) async throws {
        let world = try await World()
        let page = try await world.stranger.get(path)
        #expect(page.status == .notFound, "\(path)")
        #expect(!page.html.contains("\"//"), "\(path)")
        #expect(!page.html.contains("evil.example"), "\(path)")
    }

    @Test(arguments: [
        "/agence/editions/2014/dossiers", "/agence/editions/2014/dossiers.csv", "/agence/editions/2014/fiches",
        "/agence/organisations", "/agence/messages", "/agence/personnes", "/agence/partenaires", "/catalogue",
    ])
    func `a search of thousands of words is answered as one of a dozen`(path: String) async throws {
        let world = try await World()
        let words = Array(repeating: "a", count: 3_000).joined(separator: "+")
        #expect(try await world.visitor(.mireille).get("\(path)?q=\(words)").status == .ok, "\(path)")
    }

    @Test func `a catalogue address full of terms gives a page that is no larger for it`() async throws {
        let world = try await World()
        let terms = (0..<300).map { "besoin=z\($0)&forme=y\($0)" }.joined(separator: "&")
        #expect(try await world.stranger.get("/catalogue?\(terms)").html.utf8.count < 150_000)
    }
}
