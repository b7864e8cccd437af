import Foundation
import SecondFactor
import Testing
import World

/// Chromium’s own virtual authenticator answers for a finger.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct SecondFactorJourneyTests {
    @Test func `a passkey is added by one button, and lets in by another`() async throws {
        try await OpenSite.whileOpen(at: "localhost") { site in
            try await Browser.visiting(site.address, inspection: site.inspection) { browser in
                _ = try await browser.plugInAuthenticator()
                try await browser.enter(.awa, of: site)
                try await browser.open("/mon-compte")
                try await browser.follow("Le voir et le changer")
                try await browser.fill("Comment l’appelez-vous ?", with: "Ordinateur du bureau")
                try await browser.press("Ajouter une clé d’accès")
                try await browser.see("Vos codes de secours")
                try await browser.follow("Je les ai : continuer")
                try await browser.see("Ordinateur du bureau")
                try await browser.knock(Somebody.awa.email, of: site)
                try await browser.see("Encore une preuve")
                try await browser.press("Utiliser votre clé d’accès")
                try await browser.see("Bonjour")
            }
        }
    }

    @Test func `where the authenticator gives nothing, the page says so and stays`() async throws {
        try await OpenSite.whileOpen(at: "localhost") { site in
            try await Browser.visiting(site.address) { browser in
                try await browser.enter(.awa, of: site)
                try await browser.open("/mon-compte/second-facteur")
                try await browser.fill("Comment l’appelez-vous ?", with: "Bureau")
                let script = """
                    navigator.credentials.create = () => Promise.reject(new Error())
                    document.querySelector("#passkey").click()
                    """
                try await browser.driver.run(script)
                try await browser.see("Rien n’est revenu")
                #expect(try await browser.value(of: "Comment l’appelez-vous ?") == "Bureau")
            }
        }
    }

    @Test func `without scripts, codes of an app do`() async throws {
        try await OpenSite.whileOpen { site in
            try await Browser.visiting(site.address, withScripts: false) { browser in
                try await browser.enter(.awa, of: site)
                try await browser.open("/mon-compte/second-facteur")
                try await browser.press("Installer une application")
                let shown = try await browser.text(of: "code.secret").replacing(" ", with: "")
                let secret = try #require(TimeCode(base32: shown))
                try await browser.fill("Code à six chiffres", with: secret.code(at: TimeCode.step(at: Date())))
                try await browser.press("Confirmer")
                try await browser.see("Vos codes de secours")
                try await browser.knock(Somebody.awa.email, of: site)
                // The one of before has opened already.
                try await browser.fill("Code à six chiffres", with: secret.code(at: TimeCode.step(at: Date()) + 1))
                try await browser.press("Entrer")
                try await browser.see("Bonjour")
            }
        }
    }
}

extension Browser {
    /// An authenticator in the device itself, whose owner always agrees.
    fileprivate func plugInAuthenticator() async throws -> String {
        try await driver.send(
            "POST", "/webauthn/authenticator",
            [
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
                "isUserConsenting": true, "isUserVerified": true,
            ], as: String.self)
    }
}
