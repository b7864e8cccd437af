import Testing
import World

/// What the page counts while somebody types, and what the site counts once it is saved.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct CountingTests {
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `page and site count what a person counts, whatever is pasted`() async throws {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.romain, of: site)
            try await browser.open("/dossiers/\(World.ovens)/parties/besoin")
            // A family is one and an accent is none; what turns the text counts until it is read.
            let pasted = "👩\u{200D}👩\u{200D}👧\u{200D}👦 e\u{301}te\u{301} \u{202E}àl\u{202C}\u{200B}."
            // A driver's keyboard has no faces: the text comes as by a paste.
            let paste = """
                need.value = arguments[0]
                need.dispatchEvent(new Event("input", { bubbles: true }))
                """
            // Spaces at the ends count neither in the page nor once they are saved.
            try await browser.driver.run(paste, ["  \(pasted)   "])
            try await browser.see("\(pasted.count) sur 1")
            try await browser.press("Enregistrer")
            try await browser.see("\(pasted.count - 2) sur 1")
        }
    }
}
