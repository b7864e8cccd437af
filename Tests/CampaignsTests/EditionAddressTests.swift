import Testing
import WebTesting
import Words
import World

@testable import Campaigns

/// The word in the address of an edition is a year, or a word that says something.
struct EditionAddressTests {
    @Test(arguments: [
        ("2015", true), ("1999", true), ("2014-2", true), ("automne-2015", true), ("jura", true), ("e7", true),
        ("9223372036854775807", false), ("0", false), ("12", false), ("20155", false), ("2015-", false), ("-", false),
        ("--", false), ("a--b", false), ("-2015", false), ("nouvelle", false), ("", false), ("Été", false),
        ("1-2015", false), ("2999", false),
    ])
    func `a number that is no year, and hyphens alone, are asked again`(slug: String, isOne: Bool) throws {
        let today = try #require(Day("2014-10-06"))
        let plan = EditionPlan(key: "", name: "Essai", slug: slug, firstDay: today, campaign: "")
        #expect(plan.problems(today: today).contains(.noSuchAddress) != isOne, "\(slug)")
    }

    @Test func `the refusal says between which years`() async throws {
        let mireille = try await World().visitor(.mireille)
        let page = try await mireille.get("/agence/editions/nouvelle")
        let refused = try await mireille.submit(
            "/agence/editions/nouvelle", on: page, ["name": "Essai", "slug": "9223372036854775807"])
        #expect(refused.text.contains("une année de 1900 à 2200"), "\(refused.text)")
        #expect(refused.html.contains("value=\"9223372036854775807\""))
    }
}
