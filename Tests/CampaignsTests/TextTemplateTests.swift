import Testing
import Web
import World

@testable import Campaigns

/// What the texts of a site may begin from.
struct TextTemplateTests {
    private let templates = TextTemplates(folder: World.root + "/Reference/texts")

    @Test(arguments: [
        (
            "Agence comtoise", "L’Agence comtoise organise", "que publie ici l’Agence comtoise sont",
            "mission de l’Agence comtoise"
        ),
        (
            "Réseau comtois", "Le Réseau comtois organise", "que publie ici le Réseau comtois sont",
            "mission du Réseau comtois"
        ),
        ("Emmaüs Jura", "Emmaüs Jura organise", "que publie ici Emmaüs Jura sont", "mission d’Emmaüs Jura"),
    ])
    func `a French text calls the agency as sentences do`(
        name: String, begun: String, inside: String, of: String
    ) throws {
        var agency = Agency()
        agency.nameFR = name
        #expect(templates.template(.rules, .french, for: agency)?.contains(begun) == true)
        #expect(templates.template(.accessibility, .french, for: agency)?.contains(inside) == true)
        #expect(templates.template(.privacy, .french, for: agency)?.contains(of) == true)
        #expect(templates.template(.legalNotice, .french, for: agency)?.contains("\n\(name), {{") == true)
    }

    @Test func `an English text has the name alone, and an agency without one leaves its blanks`() throws {
        var agency = Agency()
        for name in PageText.Name.allCases {
            let text = templates.template(name, .french, for: agency) ?? "{{}}"
            #expect(!PageText.isComplete(text), "\(name)")
        }
        (agency.nameFR, agency.nameEN) = ("Agence comtoise", "Comtoise agency")
        #expect(templates.template(.rules, .english, for: agency)?.contains("Comtoise agency organises") == true)
    }
}
