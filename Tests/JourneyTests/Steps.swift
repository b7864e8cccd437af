import Accounts
import Testing
import World

// What several journeys do.
extension Browser {
    /// Somebody else takes the place at the screen.
    func enter(_ email: String, of site: OpenSite) async throws {
        try await knock(email, of: site)
        try await see("Bonjour")
    }

    /// Opens somebody's link in a browser that never asked for one.
    func knock(_ email: String, of site: OpenSite) async throws {
        try await forgetCookies()
        let link = try await site.link(for: email)
        try await open(link.path)
        try await fill("Les six chiffres donnés avec le lien", with: link.code)
        try await press("Entrer")
    }

    func enter(_ somebody: Somebody, of site: OpenSite) async throws { try await enter(somebody.email, of: site) }

    /// All that a file needs, part by part, up to the page that sends it.
    func fillForm() async throws {
        try await choose("Entreprise", in: "Type d’organisation")
        for (label, text) in Self.identity { try await fill(label, with: text) }
        try await press("Enregistrer et continuer")
        try await fill("Résumé", with: "Chaque tisserand apprend un second métier, choisi avec les autres.")
        try await press("Enregistrer et continuer")
        try await choose("Conditions de travail")
        for (question, answer) in Self.story {
            try await fill(question, with: answer)
            try await press("Enregistrer et continuer")
        }
        try await fill("Ce qui est mesuré", with: "Journées sur un seul poste")
        try await fill("Maintenant", with: "12")
        try await fill("D’où vient le chiffre", with: "Feuilles d’atelier")
        try await press("Enregistrer et continuer")
        try await fill("Qu’avez-vous engagé ?", with: "Deux cents heures de formation.")
        try await press("Enregistrer et continuer")
        try await see("Des images de l’initiative")
        try await press("Enregistrer et continuer")
        try await choose("J’accepte le règlement")
        try await press("Enregistrer et voir ce qui manque")
        try await see("Tout ce qui est nécessaire y est")
    }

    private static let identity = [
        ("SIRET", "000 010 546 00018"), ("Commune", "Giromagny"), ("Département, par son numéro", "90"),
        ("Personne à appeler", "Filomène"), ("Adresse électronique de la personne à appeler", "filomene@example.org"),
    ]

    private static let story = [
        ("Quel était le besoin", "Dix ans sur le même métier usent les épaules."),
        ("Que faites-vous autrement ?", "Chacun tient deux postes et en change à midi."),
        ("Avec qui est-ce pensé", "Quatre tisserands, leurs délégués et le médecin du travail."),
        ("Qu’est-ce qui va mieux", "Moins de gestes répétés, et des absences remplacées sans appel."),
    ]

    /// Marks every checkpoint from that place on, to the page that sends the reading.
    func markAll(from first: Int) async throws {
        for place in first...18 {
            try await see("\(place) / 18")
            try await choose(place == 14 ? "Non documenté" : "3 Solide")
            try await press("Enregistrer et suivant")
        }
        try await see("Tout est lu")
    }

    /// Goes on with the tabulator until something has the focus.
    func reach(_ name: String, andPress key: String? = nil) async throws {
        for _ in 0..<80 where try await !focus.hasPrefix(name) { try await type(Self.tab) }
        #expect(try await focus.hasPrefix(name))
        if let key { try await type(key) }
    }

    func texts(of selector: String) async throws -> [String] {
        let script = "return [...document.querySelectorAll(arguments[0])].map((part) => part.textContent.trim())"
        return try await driver.run(script, [selector], as: [String].self)
    }
}
