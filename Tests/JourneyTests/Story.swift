import Foundation
import Testing
import World

/// One initiative on its way through the campaign, told by what is done in the browser.
struct Story {
    let site: OpenSite
    let browser: Browser

    private let title = "Un métier de plus pour chacun"
    private let address = "filomene@example.org"
    private let award = "Prix du travail bien pensé"
    private let reason = "Les tisserands choisissent eux-mêmes leur second métier."
    private var file = ""
    private var slug = ""

    enum Width {
        static let telephone = 390
        static let desk = 1280
    }

    init(site: OpenSite, browser: Browser) { (self.site, self.browser) = (site, browser) }

    /// Without an account: an address and three lines.
    func organisationBeginsItsFile() async throws {
        try await browser.setWindow(width: Width.telephone)
        try await browser.open("/")
        try await browser.follow("Présenter votre initiative")
        try await browser.fill("Votre adresse électronique", with: address)
        try await browser.fill("Nom de l’organisation", with: "Tissages Filemonde")
        try await browser.press("Commencer le dossier")
        try await browser.see("Donnez un titre à l’initiative")
        try await browser.fill("Titre de l’initiative", with: title)
        try await browser.press("Commencer le dossier")
        try await browser.see("Regardez votre messagerie")
        try await browser.open(site.link(to: address))
        try await browser.press("Commencer le dossier")
        try await browser.see("Brouillon, non transmis")
    }

    mutating func organisationFillsTheFormAndSendsIt() async throws {
        try await browser.fill("Commune", with: "Giromagny")
        // Leaving the field saves it; nothing else was done.
        try await browser.type(Browser.tab)
        try await browser.see("Enregistré à 9 h")
        try await browser.reload()
        #expect(try await browser.value(of: "Commune") == "Giromagny")
        file = try await browser.path.components(separatedBy: "/parties").first ?? ""
        try await browser.fillForm()
        try await browser.press("Transmettre le dossier")
        try await browser.see("Votre dossier est chez nous")
        let receipt = try await browser.text(of: ".receipt")
        #expect(receipt.contains(/2014-\d{3}/))
        #expect(receipt.contains(/lundi 22 septembre 2014 à (09:00|9 h)/), "\(receipt)")
        let number = try #require(receipt.firstMatch(of: /2014-\d{3}/)).0
        #expect(try await site.letter(to: address).contains(number))
    }

    func agencyFindsTheFileEligible() async throws {
        try await browser.setWindow(width: Width.desk)
        try await browser.enter(.julien, of: site)
        try await browser.follow("Examiner la recevabilité de 1 dossier")
        try await browser.follow(title)
        try await browser.choose("Recevable", in: "Réponse")
        try await browser.press("Enregistrer cette réponse")
        // Six questions were not looked at: that is asked about, once.
        try await browser.choose("Je le sais, le dossier est recevable quand même")
        try await browser.press("Enregistrer cette réponse")
        try await browser.follow("Prix")
        try await browser.fill("Nom en français", with: award)
        try await browser.press("Ajouter ce prix")
        try await browser.see("Modifier ou retirer")
        try await browser.follow("Jury", in: "Publication")
        try await browser.follow("Qui lit quoi")
        try await browser.choose("Awa", in: title)
        try await browser.press("Enregistrer la répartition")
        try await browser.see("Les dossiers sont confiés")
    }

    func jurorStatesHerTiesAndReads() async throws {
        try await browser.setWindow(width: Width.telephone)
        try await browser.enter(.awa, of: site)
        try await browser.follow("Mes lectures")
        try await browser.follow("Déclarer mes liens")
        try await browser.choose("Aucun lien", in: title)
        try await browser.press("Enregistrer ma déclaration")
        try await browser.follow(title)
        try await browser.see("1 / 18")
        try await aReasonIsAskedForAtTheEnds()
        try await marksSaveThemselves()
        try await browser.markAll(from: 3)
        try await browser.press("Envoyer ma lecture")
        try await browser.see("Votre lecture est envoyée")
    }

    private func aReasonIsAskedForAtTheEnds() async throws {
        try await browser.choose("0 Absent")
        try await browser.press("Enregistrer et suivant")
        try await browser.see("Votre note est gardée ; il manque sa raison")
        try await browser.choose("4 Exemplaire")
        try await browser.fill("Votre raison", with: "Un besoin vu par tous ceux qui y travaillent.")
        try await browser.press("Enregistrer et suivant")
    }

    private func marksSaveThemselves() async throws {
        try await browser.see("2 / 18")
        try await browser.choose("2 Partiel")
        try await browser.see("Enregistré à 9 h")
        try await browser.follow("Tous mes dossiers")
        try await browser.see("2 / 18")
        try await browser.follow(title)
        try await browser.see("3 / 18")
    }

    func chairRecordsTheDecision() async throws {
        try await browser.setWindow(width: Width.desk)
        try await browser.enter(.genevieve, of: site)
        try await browser.follow("Résultats", in: "Ma page")
        // Ties are said before results are seen.
        try await browser.follow("Déclarer mes liens")
        try await browser.choose("Aucun lien", in: title)
        try await browser.press("Enregistrer ma déclaration")
        try await browser.follow("Résultats de la lecture")
        try await browser.follow(title)
        try await browser.see("Un besoin vu par tous ceux qui y travaillent.")
        try await browser.follow("Inscrire la décision")
        try await browser.choose(award)
        try await browser.press("Enregistrer cette décision")
        try await browser.see("chaque décision a sa raison")
        try await browser.fill("Pourquoi, en quelques phrases", with: reason)
        try await browser.press("Enregistrer cette décision")
        try await browser.see("La décision est enregistrée.")
    }

    mutating func organisationApprovesItsSheet() async throws {
        try await browser.enter(.julien, of: site)
        try await browser.follow("Fiches")
        try await browser.see("1 dossier retenu sans fiche")
        try await browser.press("Commencer sa fiche", in: title)
        try await browser.press("Demander l’accord")
        let desk = try await browser.path

        try await browser.enter(address, of: site)
        try await browser.open(file + "/fiche")
        try await browser.fill("Votre fonction dans l’organisation", with: "Cheffe d’atelier")
        try await browser.press("Approuver la version 1")
        try await browser.see("Votre accord est enregistré")

        try await browser.enter(.julien, of: site)
        try await browser.open(desk)
        try await browser.press("La tenir prête à paraître")
        try await browser.see("La fiche est prête.")
    }

    func nothingShowsBeforeTheRelease() async throws {
        try await browser.follow("Publication")
        try await browser.press("Préparer les lettres")
        try await browser.see("gardées jusqu’à la publication")
        try await browser.follow("Relire")
        try await browser.see(address)
        #expect(try await !site.letter(to: address).contains(award))
        try await browser.forgetCookies()
        for page in ["/", "/catalogue", "/laureats", "/editions/2014", "/editions/2014/laureats"] {
            try await browser.open(page)
            #expect(try await !browser.html.contains(title), "\(page)")
        }
        try await browser.enter(address, of: site)
        try await browser.open(file)
        #expect(try await !browser.sees(award))
    }

    func agencyReleases() async throws {
        try await browser.enter(.julien, of: site)
        try await browser.open("/agence/editions/2014/publication")
        try await browser.fill("Pour confirmer, écrivez", with: "publier 2014")
        try await browser.press("Publier sans attendre")
        try await browser.see("est publié.")
        #expect(try await site.isTold(award, at: address))
    }

    func visitorFindsTheInitiative() async throws {
        try await browser.forgetCookies()
        try await browser.setWindow(width: Width.telephone)
        try await browser.open("/laureats")
        try await browser.see(reason)
        try await browser.open("/catalogue")
        try await browser.fill("Un mot, un métier, une commune", with: "metier")
        try await browser.press("Chercher")
        try await browser.follow(title)
        try await browser.see("Tissages Filemonde")
        #expect(try await browser.path.hasPrefix("/initiatives/"))
    }
}
