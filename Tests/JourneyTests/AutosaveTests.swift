import Foundation
import Testing
import World

/// What is heard while a form saves itself (RGAA 7.5).
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct AutosaveTests {
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `while nothing gets through it is said once, and once more when it is saved`() async throws {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.romain, of: site)
            try await browser.open("/dossiers/\(World.ovens)/parties/besoin")
            let said = try await browser.saidWhileTheConnectionFails()
            #expect(said.count == 3, "\(said)")
            #expect(said.first == "Enregistrement…")
            #expect(said.dropFirst().first?.hasPrefix("Pas encore enregistré") == true)
            #expect(said.last?.hasPrefix("Enregistré à 9") == true)
        }
    }

    @Test func `what is to be corrected goes from the page with the row that held it`() async throws {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.romain, of: site)
            try await browser.open("/dossiers/\(World.ovens)/parties/effets")
            try await browser.driver.run(Self.typing, ["Nuits"])
            try await browser.press("Enregistrer")
            try await browser.see("À corriger avant l’envoi")
            try await browser.driver.run(Self.typing, [""])
            _ = try await browser.text(of: "body:not(:has(.notice.warn li))")
            let left = "return document.querySelectorAll('[aria-invalid]').length"
            #expect(try await browser.driver.run(left, as: Int.self) == 0)
        }
    }

    private static let typing = """
        const name = document.getElementsByName("indicators.0.name")[0]
        name.value = arguments[0]
        for (const event of ["input", "change"]) name.dispatchEvent(new Event(event, { bubbles: true }))
        """

    @Test func `what is left unsaved is kept for its writer, a week at most, and not beyond signing out`() async throws
    {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.romain, of: site)
            try await browser.leaveUnsaved("own", of: .romain, daysAgo: 6)
            try await browser.leaveUnsaved("old", of: .romain, daysAgo: 8)
            try await browser.leaveUnsaved("other", of: .coralie, daysAgo: 0)
            try await browser.open("/ma-page")
            #expect(try await browser.unsaved == ["unsaved own"])
            try await browser.open("/catalogue")
            try await browser.press("Se déconnecter")
            try await browser.see("Votre session est fermée.")
            #expect(try await browser.unsaved == [])
        }
    }
}

extension Browser {
    /// As the scripts of a form leave it when the browser is closed.
    fileprivate func leaveUnsaved(_ form: String, of somebody: Somebody, daysAgo days: Int) async throws {
        let script = """
            const at = Date.now() - arguments[2] * 86400000
            localStorage.setItem(`unsaved ${arguments[0]}`, JSON.stringify({ at, owner: arguments[1], fields: {} }))
            return true
            """
        _ = try await driver.run(script, [form, somebody.id.description, days], as: Bool.self)
    }

    fileprivate var unsaved: [String] {
        get async throws {
            let script = "return Object.keys(localStorage).filter((key) => key.startsWith('unsaved '))"
            return try await driver.run(script, as: [String].self)
        }
    }

    /// What the live region of the form is given to say, one after the other, while two tries in a row fail.
    fileprivate func saidWhileTheConnectionFails() async throws -> [String] {
        let script = """
            const done = arguments[0], said = [], line = document.querySelector(".saved"), words = line.querySelector("span")
            const note = (records) => said.push(...records.flatMap((one) => [...one.addedNodes]).map((node) => node.textContent))
            new MutationObserver(note).observe(words, { childList: true })
            new MutationObserver(() => line.dataset.state === "saved" && setTimeout(() => done(said)))
              .observe(line, { attributes: true, attributeFilter: ["data-state"] })
            const connected = window.fetch
            let tries = 0
            window.fetch = () => {
              tries += 1
              if (tries === 2) window.fetch = connected
              return Promise.reject(new TypeError("no connection"))
            }
            const field = document.getElementById("need")
            field.value = "On pétrissait à deux heures."
            for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }))
            """
        return try await driver.send("POST", "/execute/async", ["script": script, "args": []], as: [String].self)
    }
}
