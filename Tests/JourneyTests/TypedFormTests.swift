import Foundation
import Testing
import World

/// A form that does not save itself: its longer texts are on the device until they have arrived.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct TypedFormTests {
    private static let rules = "/agence/editions/2014/textes/rules"
    /// Said in the form alone: beside it stand the texts that the device kept.
    private static let form = "Montrer comme on le lira"
    private static let notice = "Un texte écrit sur cet appareil n’a pas été enregistré"
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `without a connection it stays, and what was typed is found again elsewhere`() async throws {
        try await whileWriting { browser in
            try await browser.fill("Français", with: "Un règlement écrit dans le train.")
            try await browser.disconnect(true)
            try await browser.driver.run(Self.send)
            try await browser.see("Le site ne répond pas")
            #expect(try await browser.path == Self.rules)
            #expect(try await browser.value(of: "Français") == "Un règlement écrit dans le train.")
            try await browser.disconnect(false)
            try await browser.open("/ma-page")
            try await browser.see(Self.notice)
            #expect(try await browser.keptTexts == ["Un règlement écrit dans le train."])
        }
    }

    @Test func `what has arrived is kept no longer, what is only shown as it will be read is`() async throws {
        try await whileWriting { browser in
            try await browser.fill("Français", with: "Un règlement neuf.")
            try await browser.press("Montrer comme on le lira")
            #expect(try await browser.keptKeys == ["unsaved \(Self.rules)"])
            try await browser.press("Enregistrer")
            try await browser.see("est enregistré")
            #expect(try await browser.keptKeys == [])
            #expect(try await !browser.sees(Self.notice))
        }
    }

    @Test func `a new award's text is kept no longer once the list shows it in a form of its own`() async throws {
        try await whileWriting { browser in
            try await browser.open("/agence/editions/2014/prix")
            try await browser.fill("Nom en français", in: "Ajouter un prix", with: "Prix du métier transmis")
            try await browser.fill("Ce qu’il récompense", in: "Ajouter un prix", with: "Un métier qui se transmet.")
            try await browser.press("Ajouter ce prix")
            try await browser.see("Le prix est ajouté.")
            #expect(try await browser.keptKeys == [])
            #expect(try await !browser.sees(Self.notice))
        }
    }

    @Test func `a text that never arrived is put back in the form it was typed in by one press, and not by itself`()
        async throws
    {
        try await whileWriting { browser in
            let (text, other) = ("Un règlement écrit dans le train.", "Rules written on a train.")
            let before = try await browser.value(of: "Français")
            try await browser.fill("Français", with: text)
            try await browser.fill("Anglais", with: other)
            try await browser.open("/ma-page")
            try await browser.see(Self.notice)
            #expect(try await !browser.sees("Remettre dans le formulaire"))
            try await browser.open(Self.rules)
            try await browser.see(Self.notice)
            // What stands there may be newer: it goes for the other text only when somebody says so.
            #expect(try await browser.value(of: "Français", in: Self.form) == before)
            try await browser.press("Remettre dans le formulaire")
            #expect(try await browser.value(of: "Français", in: Self.form) == text)
            #expect(try await browser.value(of: "Anglais", in: Self.form) == other)
            #expect(try await !browser.sees(Self.notice))
            // Until it has arrived it is kept, and goes at signing out as all else does.
            #expect(try await browser.keptKeys == ["unsaved \(Self.rules)"])
            try await browser.press("Enregistrer")
            try await browser.see("est enregistré")
            #expect(try await browser.keptKeys == [])
        }
    }

    private static let send = """
        [...document.querySelectorAll("main button")].find((one) => one.innerText === "Enregistrer").click()
        """

    private func whileWriting(_ visit: (Browser) async throws -> Void) async throws {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.julien, of: site)
            try await browser.open(Self.rules)
            try await visit(browser)
        }
    }
}
