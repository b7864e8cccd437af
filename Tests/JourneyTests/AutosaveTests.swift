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
}

extension Browser {
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
