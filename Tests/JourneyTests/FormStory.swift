import Foundation
import Testing
import World

/// The agency shapes what it asks, and somebody answers it on a telephone, while it is changed under their hands.
struct FormStory {
    let site: OpenSite
    let mail: ReceivedLetters

    private static let form = "/agence/editions/2014/formulaire"
    private let address = "filomene@example.org"

    /// What is added to the twelve questions of the short form, and how each is answered.
    private static let added: KeyValuePairs = [
        "Personnes concernées": "Nombre, avec son unité", "Depuis quand": "Date",
        "Durée de l’essai": "Période, d’un jour à un autre", "Coût annuel": "Montant en euros",
        "Lieu de l’initiative": "Adresse, avec sa commune", "Partenaires": "Liste, un élément par ligne",
        "Un film existe": "Case à cocher", "Film": "Lien vers un film", "Site de l’initiative": "Site",
        "Images de l’initiative": "Images", "Pièces": "Fichier", "Difficultés rencontrées": "Texte, avec compteur",
        "Suite prévue": "Ligne",
    ]

    // MARK: The agency

    func agencyBuildsTheForm(_ browser: Browser) async throws {
        try await browser.setWindow(width: Story.Width.desk)
        try await browser.enter(.julien, of: site)
        try await browser.open(Self.form)
        try await browser.choose("Le formulaire court")
        try await browser.press("Travailler le formulaire")
        try await browser.see("La copie de travail est ouverte")
        for (question, kind) in Self.added { try await add(question, kind, browser) }
        try await ask("Film", after: "Un film existe", browser)
        try await ask("Difficultés rencontrées", after: "Durée de l’essai", browser)
        try await ask("Coût annuel", after: "Personnes concernées", browser)
        try await browser.choose("est d’au moins", in: "Montrer cette question si")
        try await browser.fill("Valeur", in: "Montrer cette question si", with: "10")
        try await browser.press("Enregistrer la question")
        try await browser.see("Montrée si « Personnes concernées » est d’au moins 10.")
        try await browser.open(Self.form)
        try await browser.see("4 parties, 25 questions")
        try await publish("2", browser)
    }

    /// Meanwhile: one more is asked, and one is asked no longer.
    func agencyPublishesAnother(_ browser: Browser) async throws {
        try await browser.setWindow(width: Story.Width.desk)
        try await browser.enter(.julien, of: site)
        try await browser.open(Self.form)
        try await browser.choose("Ce que l’édition demande aujourd’hui")
        try await browser.press("Travailler le formulaire")
        try await browser.see("La copie de travail est ouverte")
        try await add("Qui s’en occupe", "Ligne", browser)
        try await browser.open(Self.form + "/questions/suite-prevue/retrait")
        try await browser.press("Retirer")
        try await browser.see("La question est retirée")
        try await publish("3", browser)
    }

    private func add(_ question: String, _ kind: String, _ browser: Browser) async throws {
        try await browser.open(Self.form + "/parties/initiative")
        try await browser.fill("La question, comme on la lira", in: "Ajouter une question", with: question)
        try await browser.choose(kind, in: "Ajouter une question")
        try await browser.press("Ajouter cette question")
        try await browser.see("La question est là")
    }

    private func ask(_ question: String, after other: String, _ browser: Browser) async throws {
        try await browser.open(Self.form)
        try await browser.follow(question)
        let place = "Ne la poser que selon une autre réponse"
        try await browser.choose(other, in: place)
        try await browser.press("Ajouter", in: place)
        try await browser.see("Montrée si « \(other) »")
    }

    private func publish(_ version: String, _ browser: Browser) async throws {
        try await browser.open(Self.form)
        try await browser.follow("Publier ce formulaire")
        try await browser.press("Publier cette version")
        try await browser.see("La version \(version) est publiée")
    }

    // MARK: The organisation

    func organisationBegins(_ browser: Browser) async throws {
        try await browser.setWindow(width: Story.Width.telephone)
        try await browser.open("/dossiers/nouveau")
        try await browser.fill("Votre adresse électronique", with: address)
        try await browser.fill("Nom de l’organisation", with: "Tissages Filemonde")
        try await browser.fill("Titre de l’initiative", with: "Un métier de plus pour chacun")
        try await browser.press("Commencer le dossier")
        try await browser.see("Regardez votre messagerie")
        try await browser.open(mail.link(to: address))
        try await browser.press("Commencer le dossier")
        try await browser.choose("Oui, ou à l’essai")
        try await browser.press("Enregistrer et continuer")
        for (label, text) in [
            ("Commune", "Giromagny"), ("Département, par son numéro", "90"), ("Personne à appeler", "Filomène"),
            ("Son adresse électronique", address),
        ] { try await browser.fill(label, with: text) }
        try await browser.press("Enregistrer et continuer")
    }

    func organisationTellsItsStory(_ browser: Browser) async throws {
        for (label, text) in [
            ("Qu’est-ce qui n’allait pas", "Dix ans sur le même métier usent les épaules."),
            ("Que faites-vous autrement", "Chacun tient deux postes et en change à midi."),
            ("Qu’est-ce qui va mieux", "Moins de gestes répétés."),
        ] { try await browser.fill(label, with: text) }
        #expect(try await !browser.sees("Coût annuel"))
        try await browser.fill("Personnes concernées", with: "12")
        try await browser.see("Coût annuel")
        try await browser.fill("Coût annuel", with: "12 500")
        #expect(try await !browser.sees("L’adresse de la page où on le voit"))
        try await browser.choose("Un film existe")
        try await browser.see("L’adresse de la page où on le voit")
        try await browser.fill("Film", with: "https://vimeo.com/123456")
        #expect(try await !browser.sees("Difficultés rencontrées"))
        try await townIsChosenByKeys(browser)
    }

    /// From the list that is offered while it is typed: it brings its postcode.
    private func townIsChosenByKeys(_ browser: Browser) async throws {
        let place = "Lieu de l’initiative"
        try await browser.fill("Commune", in: place, with: "arbois")
        try await browser.see("Arbois (39, 39600)")
        try await browser.type("\u{E015}" + Browser.enter)
        #expect(try await browser.value(of: "Commune", in: place) == "Arbois")
        #expect(try await browser.value(of: "Code postal", in: place) == "39600")
    }

    func organisationSendsFilesOverABadLine(_ browser: Browser) async throws {
        try await browser.press("Enregistrer et ajouter une image", in: "Images de l’initiative")
        try await browser.send(SentFiles.picture, cut: true)
        try await browser.follow("Revenir au formulaire")
        try await browser.fill("Ce que montre l’image", with: "Un métier à tisser, de près")
        try await browser.fill("Qui l’a prise", with: "Filomène")
        try await browser.choose("Personne n’est reconnaissable", in: "Les personnes montrées")
        try await browser.press("Enregistrer et ajouter un fichier", in: "Pièces")
        try await browser.send(SentFiles.paper, cut: true)
        try await browser.follow("Revenir au formulaire")
        try await browser.see(SentFiles.paper.name)
    }

    /// The page was open before the other version came: what is typed in it is saved, and it says so.
    func openDraftFollows(_ browser: Browser) async throws {
        try await browser.fill("Suite prévue", with: "Former les nouveaux.")
        try await browser.press("Enregistrer")
        try await browser.see("Ce que vous avez écrit est enregistré")
        try await browser.see("Nouvelle question, facultative : « Qui s’en occupe »")
        try await browser.see("N’est plus demandé : « Suite prévue »")
        #expect(try await browser.value(of: "Suite prévue") == "Former les nouveaux.")
        try await browser.press("J’ai vu ce qui a changé")
        #expect(try await mail.isTold("Qui s’en occupe", at: address))
    }

    func organisationTransmits(_ browser: Browser) async throws {
        let file = try await browser.path.prefix { $0 != "?" }
        try await browser.open(file + "/parties/initiative")
        try await browser.fill("Qui s’en occupe", with: "Deux tisserandes")
        #expect(try await browser.value(of: "Film") == "https://vimeo.com/123456")
        try await browser.press("Enregistrer et continuer")
        try await browser.choose("J’accepte le règlement")
        try await browser.press("Enregistrer et voir ce qui manque")
        try await browser.see("Tout ce qui est nécessaire y est")
        try await browser.press("Transmettre le dossier")
        try await browser.see("Votre dossier est chez nous")
        let number = try #require(try await browser.text(of: ".receipt").firstMatch(of: /2014-\d{3}/)).0
        let letter = try await mail.letter(saying: String(number), to: address)
        #expect(letter.hasPaper, "the receipt is not enclosed")
        try await browser.open(file.description)
        try await browser.see(SentFiles.paper.name)
        // Seen once it was looked at, called by its name until then.
        let html = try await browser.html
        #expect(html.contains("Un métier à tisser, de près") || html.contains(SentFiles.picture.name))
    }
}
