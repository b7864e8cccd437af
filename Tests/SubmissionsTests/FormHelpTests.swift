import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// What a form says before it is filled in: what is asked for, how it is written, what belongs together.
struct FormHelpTests {
    private static let parts = "/dossiers/\(World.ovens)/parties/"

    private func page(_ part: String, in language: String = "") async throws -> String {
        try await World().visitor(.romain).get(language + Self.parts + part).html
    }

    private func tag(_ name: String, in page: String) throws -> Substring {
        let start = try #require(page.firstRange(of: "name=\"\(name)\""), "\(name)")
        let open = try #require(page[..<start.lowerBound].lastIndex(of: "<"))
        return page[open...].prefix { $0 != ">" }
    }

    @Test func `RGAA 11.10: what is asked for is said above the form, and of each control`() async throws {
        let page = try await page("organisation")
        #expect(page.contains("Tout est demandé, sauf ce qui est dit facultatif."))
        for name in ["organisation.name", "organisation.kind", "contact.email"] {
            #expect(try tag(name, in: page).contains("aria-required=\"true\""), "\(name)")
        }
        // Either number will do: none of both is asked for by itself, and neither is optional.
        for name in ["organisation.siret", "organisation.rna", "organisation.activity"] {
            #expect(try !tag(name, in: page).contains("aria-required"), "\(name)")
        }
        #expect(!page.contains(/association sans SIRET \(facultatif\)/))
        let agreements = try await self.page("accords")
        #expect(try tag("rules_accepted", in: agreements).contains("aria-required=\"true\""))
        #expect(agreements.contains(/que je l’aie approuvé\. \(facultatif\)/))
        let need = try await self.page("besoin", in: "/en")
        #expect(need.contains("Everything is asked for, save what is said to be optional."))
        #expect(try tag("need", in: need).contains("aria-required=\"true\""))
    }

    @Test(arguments: [
        ("organisation", ["contact.phone", "contact.email", "organisation.website"]),
        ("effets", ["indicators.0.value", "indicators.0.date", "indicators.0.baseline", "not_measured"]),
        ("nouveaute", ["steps.0.date"]), ("avenir", ["cost.min", "cost.max"]),
    ])
    func `RGAA 11.10: how something is written stands at its control, before it is typed wrong`(
        part: String, names: [String]
    ) async throws {
        let page = try await page(part)
        for name in names {
            #expect(try tag(name, in: page).contains("aria-describedby=\"\(name)-hint\""), "\(name)")
            #expect(page.ranges(of: "id=\"\(name)-hint\"").count == 1, "\(name)")
        }
    }

    @Test func `RGAA 11.5: each step is a group, and says which one it is`() async throws {
        let page = try await page("nouveaute")
        #expect(page.contains(/<fieldset[^>]*><legend[^>]*>Étape 1<\/legend>\s*<div class="fields dated">/))
        #expect(page.contains(">Étape 3</legend>") && !page.contains(">Étape 4</legend>"))
    }

    @Test func `RGAA 11.13: browsers fill in what is the writer's own, and nothing of the agency's`() async throws {
        let page = try await page("organisation")
        for (name, purpose) in [
            ("contact.name", "name"), ("contact.email", "email"), ("contact.phone", "tel"),
            ("contact.role", "organization-title"), ("organisation.name", "organization"),
        ] {
            #expect(try tag(name, in: page).contains("autocomplete=\"\(purpose)\""), "\(name)")
        }
        let agency = try await World().visitor(.julien).get(Self.parts + "organisation")
        #expect(agency.status != .ok || !agency.html.contains("autocomplete=\"tel\""))
    }
}
