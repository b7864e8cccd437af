import Foundation
import Testing

/// The driver of the journeys, tried on a page of its own.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct BrowserTests {
    static let page = """
        <!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title>
        <form><label for="a">Nom de l’organisation</label><input id="a" name="a">
        <label for="b">Clôture</label><input id="b" name="b" type="date">
        <fieldset><legend>Effets</legend><label><input type="checkbox" name="c" value="1"> Sociaux</label></fieldset>
        <label for="d">Département</label><select id="d" name="d"><option>Doubs</option><option>Jura</option></select>
        <button type="button" onclick="said.textContent = new URLSearchParams(new FormData(this.form))">Dire\u{A0}!</button>
        </form><p id="said"></p>
        <ul><li>Besançon <button onclick="said.textContent = 'Besançon est choisie'">Choisir</button></li>
        <li>Dole <button onclick="setTimeout(() => said.textContent = 'Dole est choisie', 200)">Choisir</button></li></ul>
        """

    private func onThePage(patience: Duration = .seconds(10), _ visit: (Browser) async throws -> Void) async throws {
        try await Browser.visiting("", patience: patience) { browser in
            try await browser.open("data:text/html;base64," + Data(Self.page.utf8).base64EncodedString())
            try await visit(browser)
        }
    }

    @Test func `a form is filled in by its labels`() async throws {
        try await onThePage { browser in
            try await browser.fill("Nom de l’organisation", with: "Tissages")
            #expect(try await browser.focus == "Nom de l’organisation")
            try await browser.fill("Clôture", with: "2014-09-30")
            try await browser.choose("Sociaux")
            try await browser.choose("Jura", in: "Département")
            try await browser.press("Dire !")
            #expect(try await browser.text(of: "#said") == "a=Tissages&b=2014-09-30&c=1&d=Jura")
        }
    }

    @Test func `of two buttons with one name, the place tells which, and its effect is waited for`() async throws {
        try await onThePage { browser in
            await #expect(throws: Trouble.self) { try await browser.press("Choisir") }
            try await browser.press("Choisir", in: "Dole")
            try await browser.see("est choisie")
            #expect(try await browser.text(of: "#said") == "Dole est choisie")
        }
    }

    @Test func `what is missing is said with the page it is missing from`() async throws {
        try await onThePage(patience: .milliseconds(100)) { browser in
            let trouble = try await #require(throws: Trouble.self) { try await browser.fill("Prénom", with: "Ada") }
            #expect(trouble.description.hasPrefix("no field is called «Prénom», at data:text/html"))
            #expect(trouble.description.contains("Nom de l’organisation"))
        }
    }

    @Test func `keys, the window and its picture`() async throws {
        try await onThePage { browser in
            try await browser.setWindow(width: 500, height: 400)
            try await browser.type(Browser.tab)
            #expect(try await browser.focus == "Nom de l’organisation")
            #expect(try await browser.screenshot.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(try await browser.title == "Essai")
            #expect(try await !browser.isTooWide)
        }
    }

    @Test(.enabled(if: Browser.findsFaults, "axe-core is not installed: bin/setup --with-browser"))
    func `a field without a label is found to keep people out`() async throws {
        try await Browser.visiting("") { browser in
            try await browser.open(
                "data:text/html,<!doctype html><html lang=fr><title>T</title><main><h1>T</h1><input>")
            #expect(try await browser.accessibilityFaults.map { $0.prefix(6) } == ["label:"])
        }
    }
}
