import Testing

@testable import Words

struct SpokenNameTests {
    @Test(arguments: [
        ("Agence comtoise pour le travail", "L’Agence comtoise pour le travail"),
        ("ARACT Franche-Comté", "L’ARACT Franche-Comté"),
        ("Aract Normandie", "L’Aract Normandie"), ("Le Réseau des relais", "Le Réseau des relais"),
        ("Réseau des relais", "Le Réseau des relais"),
        ("L'Agence", "L’Agence"), ("l’Atelier", "L’Atelier"), ("Région Bretagne", "La Région Bretagne"),
        ("Fédération Léo", "La Fédération Léo"),
        ("Les Tisserands", "Les Tisserands"), ("Économie solidaire 39", "L’Économie solidaire 39"),
        ("Emmaüs Jura", "Emmaüs Jura"),
        ("CRESS", "CRESS"), ("Le", "Le"), ("", ""),
    ])
    func `a sentence begins with a body's name and its article, where it has one that is known`(
        name: String, said: String
    ) {
        #expect(SpokenName(name).first == said)
    }

    @Test(arguments: [
        ("Agence comtoise", "l’Agence comtoise", "de l’Agence comtoise"),
        ("ARACT Corse", "l’ARACT Corse", "de l’ARACT Corse"),
        ("Le Réseau", "le Réseau", "du Réseau"),
        ("Mission locale", "la Mission locale", "de la Mission locale"),
        ("Les Tisserands", "les Tisserands", "des Tisserands"),
        ("Emmaüs", "Emmaüs", "d’Emmaüs"),
        ("CRESS", "CRESS", "de CRESS"),
    ])
    func `inside a sentence its article joins what stands before it`(
        name: String, inside: String, of: String
    ) {
        let spoken = SpokenName(name)
        #expect(spoken.inside == inside && spoken.of == of)
    }
}
