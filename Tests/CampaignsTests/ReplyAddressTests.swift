import Testing
import WebTesting
import World

struct ReplyAddressTests {
    @Test func `the settings say who gets the answers to which letters`() async throws {
        let mireille = try await World().visitor(.mireille)
        let mail = try await mireille.get("/agence/reglages/courriel").text
        #expect(mail.contains("Les réponses aux lettres sur un dossier vont à l’adresse électronique pour le public"))
        let agency = try await mireille.get("/agence/reglages").text
        #expect(agency.contains("Qui répond à une lettre sur un dossier écrit à cette adresse."))
    }
}
