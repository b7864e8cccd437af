import Foundation
import Testing

/// What people do with the site, in a real browser, on the demonstration.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct JourneyTests {
    private static let lead = "julien.u02@example.org"

    @Test func `somebody signs in by the link of a letter, with the keyboard alone`() async throws {
        try await onTheSite { site, browser in
            try await browser.open("/connexion")
            try await browser.reach("Votre adresse électronique")
            try await browser.type(Self.lead)
            try await browser.pressKey(Browser.enter)
            try await browser.see("Regardez votre messagerie")
            try await browser.isGood()
            let link = try await site.link(to: Self.lead)
            try await browser.open(try #require(link))
            try await browser.isGood()
            try await browser.reach("Entrer")
            try await browser.pressKey(Browser.enter)
            try await browser.see("Bonjour Julien")
            #expect(try await browser.path == "/ma-page")
            try await browser.isGood()
        }
    }

    @Test func `a visitor finds an initiative by words without accents`() async throws {
        try await onTheSite { site, browser in
            let sheet = try await site.accentedSheet()
            try await browser.open("/catalogue")
            try await browser.isGood()
            try await browser.fill("Un mot, un métier, une commune", with: sheet.words)
            try await browser.press("Chercher")
            try await browser.follow(sheet.title)
            try await browser.see(sheet.title)
            #expect(try await browser.path.hasPrefix("/initiatives/"))
            try await browser.isGood()
        }
    }

    private func onTheSite(_ visit: (OpenSite, Browser) async throws -> Void) async throws {
        try await OpenSite.whileOpen { site in
            try await Browser.visiting(site.address) { browser in try await visit(site, browser) }
        }
    }
}

extension OpenSite {
    /// A published sheet whose title has accents, and that title without them.
    fileprivate func accentedSheet() async throws -> (title: String, words: String) {
        let titles = try await database.read { connection in
            try connection.rows("SELECT title FROM sheet WHERE state = 'published' ORDER BY id").map { row -> String in
                try row["title"]
            }
        }
        let plain = titles.map { ($0, $0.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)) }
        let found = plain.first { $0.0.lowercased() != $0.1 && !$0.0.contains("’") }
        return try #require(found)
    }
}

extension Browser {
    /// Goes on with the tabulator until something has the focus.
    fileprivate func reach(_ name: String) async throws {
        for _ in 0..<60 where try await !focus.hasPrefix(name) { try await pressKey(Self.tab) }
        #expect(try await focus.hasPrefix(name))
    }

    /// One key after the other, where the focus is.
    fileprivate func type(_ text: String) async throws {
        for character in text { try await pressKey(String(character)) }
    }

    /// Keeps nobody out, and needs no sideways scrolling on a telephone.
    fileprivate func isGood() async throws {
        try await setWindow(width: 390)
        let place = try await path
        #expect(try await !isTooWide, "\(place)")
        if Self.findsFaults { #expect(try await accessibilityFaults == [], "\(place)") }
        try await setWindow(width: 1200)
    }
}
