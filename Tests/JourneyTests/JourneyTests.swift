import Foundation
import Storage
import Testing
import World

/// What people do with the site, in a real browser.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct JourneyTests {
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `somebody signs in by the link of a letter, with the keyboard alone`() async throws {
        try await visiting { browser in
            let julien = Somebody.julien
            try await browser.open("/connexion")
            try await browser.reach("Votre adresse électronique")
            try await browser.type(julien.email)
            try await browser.type(Browser.enter)
            try await browser.see("Regardez votre messagerie")
            try await browser.open(site.link(to: julien.email))
            try await browser.reach("Entrer")
            try await browser.type(Browser.enter)
            try await browser.see("Bonjour Julien")
            #expect(try await browser.path == "/ma-page")
        }
    }

    @Test func `each role enters by its link and reads what it may do`() async throws {
        try await visiting { browser in
            try await browser.setWindow(width: Story.Width.desk)
            for (somebody, right) in Self.rights {
                try await browser.enter(somebody, of: site)
                #expect(try await browser.text(of: "[aria-labelledby=hats]").contains(right), "\(somebody)")
                for title in try await browser.texts(of: "header nav a") {
                    try await browser.follow(title, in: "Ma page")
                }
            }
        }
    }

    private static let rights: [(Somebody, String)] = [
        (.mireille, "Administratrice"), (.julien, "Responsable de campagne"), (.sabine, "Éditeur"),
        (.fatima, "Référent"), (.lucie, "Partenaire"), (.damien, "Relais"), (.coralie, "Porteur"),
        (.edith, "Co-auteur"), (.awa, "Juré"), (.genevieve, "Présidence du jury"), (.helene, "Observateur"),
        (.thierry, "Financeur"),
    ]

    /// Organisation, agency, juror and chair in turn, each at the width of what they have in their hands.
    @Test func `an initiative goes from its first line to the catalogue`() async throws {
        try await visiting { browser in
            var story = Story(site: site, browser: browser)
            try await story.organisationBeginsItsFile()
            try await story.organisationFillsTheFormAndSendsIt()
            try await story.agencyFindsTheFileEligible()
            try await story.jurorStatesHerTiesAndReads()
            try await story.chairRecordsTheDecision()
            try await story.organisationApprovesItsSheet()
            try await story.nothingShowsBeforeTheRelease()
            try await story.agencyReleases()
            try await story.visitorFindsTheInitiative()
        }
    }

    @Test func `without scripts a file is filled in and sent, and a juror reads another to the end`() async throws {
        try await visiting(withScripts: false) { browser in
            try await browser.setWindow(width: 390)
            try await browser.enter(.romain, of: site)
            try await browser.follow("Mes dossiers")
            try await browser.follow("Un pain qui attend le matin")
            try await browser.follow("Continuer")
            try await browser.fill("Nom de l’organisation", with: "Boulangerie Levain d’Aubépine")
            try await browser.fillForm()
            try await browser.press("Transmettre le dossier")
            try await browser.see("Votre dossier est chez nous")

            try await browser.enter(.awa, of: site)
            try await browser.follow("Mes lectures")
            try await browser.follow("Composer les tournées en équipe")
            try await browser.markAll(from: 1)
            try await browser.press("Envoyer ma lecture")
            try await browser.see("Votre lecture est envoyée")
        }
    }

    @Test func `a juror reads a whole file with the keyboard alone`() async throws {
        try await site.giveNurseryFile(to: .benoit)
        try await visiting { browser in
            try await browser.setWindow(width: Story.Width.telephone)
            try await browser.enter(.benoit, of: site)
            try await browser.reach("Menu", andPress: Browser.enter)
            try await browser.reach("Mes lectures", andPress: Browser.enter)
            try await browser.reach("Composer les tournées en équipe", andPress: Browser.enter)
            try await browser.see("1 / 18")
            try await browser.type("4")
            try await browser.reach("Votre raison")
            try await browser.type("Vu sur place.")
            try await browser.reach("Enregistrer et suivant", andPress: Browser.enter)
            for place in 2...18 {
                try await browser.see("\(place) / 18")
                try await browser.type("3")
                try await browser.type("n")
            }
            try await browser.see("Tout est lu")
            try await browser.reach("Envoyer ma lecture", andPress: Browser.enter)
            try await browser.see("Votre lecture est envoyée")
        }
    }

    private func visiting(withScripts: Bool = true, _ visit: (Browser) async throws -> Void) async throws {
        try await Browser.visiting(site.address, inspection: site.inspection, withScripts: withScripts, visit)
    }
}

extension OpenSite {
    /// As the agency's table of readers does.
    fileprivate func giveNurseryFile(to juror: Somebody) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at)
                VALUES (\("01480000-0011-7000-8000-000000000099"), \(World.nursery), \(World.juror(juror)), \(World.monday))
                """)
        }
    }
}
