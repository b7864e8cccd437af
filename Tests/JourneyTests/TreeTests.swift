import Foundation
import Testing
import World

/// What a screen reader is told: the tree that Chromium makes of each kind of page, for each role, in both languages, and where
/// the focus is after what people do.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct TreeTests {
    @Test func `each kind of page has names, landmarks, an outline and a title, as each role, in both languages`()
        async throws
    {
        let site = try #require(OnOneSite.site)
        try await Browser.visiting(site.address) { browser in
            try await browser.show(in: (width: 1280, height: 900))
            var seen = 0
            try await browser.walk(site, as: [nil] + Somebody.allCases) { _, path in
                for address in [path, path == "/" ? "/en" : "/en" + path] {
                    try await browser.open(address)
                    #expect(try await browser.accessTree.faults == [], "\(address)")
                    let (language, title) = try await (browser.language, browser.title)
                    #expect(language == (address == path ? "fr" : "en") && title.contains(" "), "\(address): \(title)")
                    seen += 1
                }
            }
            #expect(seen > 100)
        }
    }

    @Test func `what is saved is said, and has the focus`() async throws {
        try await visiting { browser, site in
            try await browser.enter(.julien, of: site)
            try await browser.open("/mon-compte")
            try await browser.press("Enregistrer")
            try await browser.see("Votre compte est enregistré")
            #expect(try await browser.focusedRole == "status")
            #expect(try await browser.accessTree.all("status").count == 1)
        }
    }

    @Test func `what is refused is said in the title and has the focus, and its links lead to the fields`() async throws
    {
        try await visiting { browser, site in
            try await browser.enter(.mireille, of: site)
            try await browser.open("/agence/partenaires/nouveau")
            try await browser.press("Enregistrer")
            try await browser.see("Donnez un nom au partenaire")
            #expect(try await browser.title.hasPrefix("Erreur"))
            #expect(try await browser.focusedRole == "alert")
            try await browser.type(Browser.tab)
            try await browser.type(Browser.enter)
            #expect(try await browser.focus == "Nom en français")
        }
    }

    @Test func `after a row is taken away what was done is said, and has the focus`() async throws {
        try await visiting { browser, site in
            try await browser.enter(.julien, of: site)
            try await browser.open("/agence/editions/2014/objectifs/nouveau")
            try await browser.fill("Nom en français", with: "Visites de terrain")
            try await browser.fill("Chiffre à atteindre", with: "12")
            try await browser.fill("Règle de comptage", with: "Une visite par organisation, depuis l’ouverture.")
            try await browser.press("Enregistrer")
            try await browser.see("Visites de terrain")
            #expect(try await browser.focusedRole == "status")
            try await browser.follow("Visites de terrain")
            try await browser.press("Retirer cet objectif")
            #expect(try await browser.focusedRole == "status")
            #expect(try await !browser.text(of: "main").contains("Visites de terrain"))
        }
    }

    @Test func `after a list is filtered the focus is on what was found, and its name says how much that is`()
        async throws
    {
        try await visiting { browser, site in
            try await browser.enter(.julien, of: site)
            try await browser.open("/agence/editions/2014/dossiers")
            try await browser.fill("Titre, organisation, numéro", with: "tournées")
            try await browser.press("Filtrer")
            #expect(try await browser.focusedRole == "region")
            #expect(try await browser.accessTree.all("region").contains { $0.title == "1 dossier" })
            try await browser.fill("Titre, organisation, numéro", with: "xylophone")
            try await browser.press("Filtrer")
            try await browser.see("Aucun dossier ne répond")
            #expect(try await browser.focusedRole == "div")
        }
    }

    @Test func `a page without names, landmarks and outline is found wanting`() async throws {
        let page = """
            <!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><a href="#a"></a><button></button><input>
            <nav><ul></ul></nav><h1>Un</h1><h3>Trois</h3>
            """
        try await Browser.visiting("") { browser in
            try await browser.open("data:text/html;base64," + Data(page.utf8).base64EncodedString())
            let faults = try await browser.accessTree.faults
            for fault in [
                "a link without", "a button without", "a textbox without", "a navigation without", "0 times main",
                "level 3 after level 1",
            ] {
                #expect(faults.contains { $0.hasPrefix(fault) }, "\(fault): \(faults)")
            }
        }
    }

    private func visiting(_ visit: (Browser, OpenSite) async throws -> Void) async throws {
        let site = try #require(OnOneSite.site)
        try await Browser.visiting(site.address) { try await visit($0, site) }
    }
}

extension Browser {
    /// What the page says that it is written in.
    fileprivate var language: String {
        get async throws { try await driver.run("return document.documentElement.lang", as: String.self) }
    }

    /// The role of what has the focus.
    fileprivate var focusedRole: String {
        get async throws {
            // A page that was just loaded gives it with its first picture.
            let script = """
                const [done] = arguments, end = performance.now() + 5000
                const look = () => {
                  const one = document.activeElement
                  if (one === document.body && performance.now() < end) return requestAnimationFrame(look)
                  done(one.getAttribute("role") ?? one.localName)
                }
                look()
                """
            return try await driver.send(
                "POST", "/execute/async", ["script": script, "args": [Any]()], as: String.self)
        }
    }
}
