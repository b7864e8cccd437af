import Foundation
import HTTPTypes
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// Towns that are offered while one is typed, and the line that is there without them.
struct CommuneOfferTests {
    private static let field = "          - {id: site, kind: address, label: {fr: Lieu}}"
    private static let asked = "/dossiers/\(World.ovens)/parties/demande"

    init() throws {
        Communes.bring(try String(contentsOfFile: "\(World.root)/Reference/communes/communes.csv", encoding: .utf8))
    }

    private struct Offer: Decodable, Equatable {
        let code, name, words: String
        let postcode: String?
    }

    private func offers(_ typed: String, to somebody: Somebody, on prefix: String = "") async throws -> [Offer] {
        let world = try await World()
        let query = typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let answer = try await world.visitor(somebody).get("\(prefix)/dossiers/communes?debut=\(query)")
        #expect(answer.status == .ok && answer.headers[.contentType]?.hasPrefix("application/json") == true)
        return try JSONDecoder().decode([Offer].self, from: Data(answer.bytes))
    }

    @Test(arguments: ["", "/en"])
    func `twelve towns at most are offered, each with what tells it from others`(prefix: String) async throws {
        let offers = try await offers("besanc", to: .romain, on: prefix)
        #expect(offers.first?.code == "25056" && offers.first?.words.hasPrefix("Besançon (25, 25000") == true)
        #expect(try await self.offers("saint", to: .romain, on: prefix).count == 12)
        let arbois = try await self.offers("39600", to: .romain, on: prefix).first { $0.name == "Arbois" }
        #expect(arbois == Offer(code: "39013", name: "Arbois", words: "Arbois (39, 39600)", postcode: "39600"))
    }

    @Test(arguments: ["", "   ", "zzzz", "<script>", String(repeating: "a", count: 3_000)])
    func `what no town begins with offers none`(typed: String) async throws {
        #expect(try await offers(typed, to: .romain).isEmpty)
    }

    @Test func `they are for whoever is signed in`() async throws {
        let world = try await World()
        let answer = try await world.stranger.get("/dossiers/communes?debut=besan", [.accept: "application/json"])
        #expect(answer.status == .unauthorized)
    }

    @Test(arguments: ["", "/en"])
    func `the town is a line, and the page's script is told where to ask`(prefix: String) async throws {
        let world = try await AskedForm.world(asking: Self.field)
        let romain = world.visitor(.romain)
        let page = try await romain.get(prefix + Self.asked)
        #expect(
            page.html.contains("data-communes=\"\(prefix)/dossiers/communes?debut=\"")
                && page.html.contains("commune.js"))
        let typed: KeyValuePairs = ["site.street": "1 rue des Fours", "site.postcode": "", "site.commune": "arbois"]
        let saved = try await romain.submit(prefix + Self.asked, on: page, typed)
        let kept = try await romain.get(saved.location ?? prefix + Self.asked)
        #expect(kept.text.contains("Arbois (39, 39600)") && kept.html.contains("value=\"39600\""))
    }

    @Test func `one that was chosen among several of its name is kept by its code`() async throws {
        let world = try await AskedForm.world(asking: Self.field)
        let romain = world.visitor(.romain)
        let typed: KeyValuePairs = [
            "site.street": "1 rue", "site.commune": "Saint-Denis", "site.insee": "93066", "go": "stay",
        ]
        _ = try await romain.submit(Self.asked, on: try await romain.get(Self.asked), typed)
        let kept = try await romain.get(Self.asked)
        #expect(kept.text.contains("Saint-Denis (93, 93"))
    }

    @Test(arguments: ["", "/en"])
    func `the town of an organisation is offered as well, on a line of a file and on its record`(prefix: String)
        async throws
    {
        let world = try await World()
        let asking = "data-communes=\"\(prefix)/dossiers/communes?debut=\""
        let part = try await world.visitor(.romain).get("\(prefix)/dossiers/\(World.ovens)/parties/organisation")
        #expect(part.html.contains("\(asking) data-department=\"organisation.department\""))
        #expect(part.html.contains("commune.js"))
        let mireille = world.visitor(.mireille)
        for path in ["/agence/organisations/\(World.bakery)", "/agence/organisations/nouvelle"] {
            let page = try await mireille.get(prefix + path)
            #expect(
                page.html.contains("\(asking) data-code=\"commune_code\" data-department=\"department\"")
                    && page.html.contains("commune.js"), "\(path)")
        }
    }
}
