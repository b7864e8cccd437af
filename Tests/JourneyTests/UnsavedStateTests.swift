import Foundation
import Testing
import World

/// The line of a form that saves itself says the truth, and its button leads nowhere while the site is out of reach.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct UnsavedStateTests {
    private static let point = "/jury/dossiers/\(World.reading)?point=need-established"
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `what is being typed is not called saved`() async throws {
        try await whileMarking { browser in
            try await browser.fill("Votre raison", with: "Un mot")
            try await browser.see("Enregistré à 9 h")
            try await browser.typeUnsaved("Un autre mot", on: Self.point)
            #expect(try await browser.text(of: ".saved").contains("Pas encore enregistré"))
            #expect(try await !browser.text(of: ".saved").contains("Enregistré à"))
        }
    }

    @Test func `without a connection the button keeps page, text and focus, and all is saved once it is back`()
        async throws
    {
        try await whileMarking { browser in
            try await browser.disconnect(true)
            try await browser.fill("Votre raison", with: "Écrit dans le train")
            try await browser.pressNext()
            try await browser.see("Pas de connexion")
            #expect(try await browser.path == Self.point)
            #expect(try await browser.focus == "Enregistrer et suivant")
            try await browser.disconnect(false)
            try await browser.see("Enregistré à 9 h")
            #expect(try await browser.value(of: "Votre raison") == "Écrit dans le train")
            // What is saved already leads nowhere either.
            try await browser.disconnect(true)
            try await browser.pressNext()
            try await browser.see("Le site ne répond pas")
            #expect(try await browser.path == Self.point)
            try await browser.disconnect(false)
            try await browser.press("Enregistrer et suivant")
            try await browser.see("2 / 18")
        }
    }

    @Test func `in a conflict a button leads to both texts, and what is typed meanwhile is kept`() async throws {
        try await whileMarking { browser in
            try await browser.saveElsewhere("De l’autre fenêtre")
            try await browser.fill("Votre raison", with: "De celle-ci")
            try await browser.see("Pas enregistré.")
            try await browser.press("Comparer les deux textes")
            try await browser.see("Enregistré dans l’autre fenêtre")
            #expect(try await browser.text().contains("De l’autre fenêtre"))
            #expect(try await browser.text(of: ".saved").contains("Pas enregistré"))
            #expect(try await browser.value(of: "Votre raison") == "De celle-ci")
            // Not saved yet, it is still on the device.
            try await browser.open("/ma-page")
            try await browser.see("Un texte écrit sur cet appareil n’a pas été enregistré")
        }
    }

    private func whileMarking(_ visit: (Browser) async throws -> Void) async throws {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.awa, of: site)
            try await browser.open(Self.point)
            try await visit(browser)
        }
    }
}

extension Browser {
    func disconnect(_ isOffline: Bool) async throws {
        let state: [String: Any] = [
            "offline": isOffline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        ]
        let nothing: [String: Any] = [:]
        try await driver.send("POST", "/goog/cdp/execute", ["cmd": "Network.enable", "params": nothing])
        try await driver.send(
            "POST", "/goog/cdp/execute", ["cmd": "Network.emulateNetworkConditions", "params": state])
    }

    /// Without waiting for another page.
    fileprivate func pressNext() async throws {
        let script = "const next = document.querySelector('[data-next]'); next.focus(); next.click(); return true"
        _ = try await driver.run(script, as: Bool.self)
    }

    /// What another window of the same person saves.
    fileprivate func saveElsewhere(_ text: String) async throws {
        let script = """
            const [text, done] = arguments, form = document.querySelector("form[data-autosave]")
            const { token, revision } = form.elements
            const body = new URLSearchParams([["token", token.value], ["revision", revision.value], ["comment", text]])
            fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } })
              .then(({ status }) => done(status === 200))
            """
        let isSaved = try await driver.send(
            "POST", "/execute/async", ["script": script, "args": [text]], as: Bool.self)
        #expect(isSaved)
    }
}
