import Campaigns
import Foundation
import StorageTesting
import Testing
import WebTesting
import World

/// One wrong letter of a longer word makes no other name, and a short word says who is meant.
struct MisspeltNameTests {
    @Test(arguments: [
        ("Boulangerie Dupont", "Boulangrie Dupont"), ("SARL Boulangrie Dupont", "La Boulangerie Dupont"),
        ("Boulangerie Dupont", "Boulangerie Dupond"), ("Fours du Plateua", "Les Fours du Plateau"),
    ])
    func `an organisation with one letter too many, missing, wrong or swapped is near`(one: String, other: String) {
        #expect(NearName(one).isNear(NearName(other)) && NearName(other).isNear(NearName(one)))
        #expect(NearName.key(one) != NearName.key(other))
    }

    @Test(arguments: [
        ("Cave Nord", "Cave Bord"), ("Ferme 20131", "Ferme 20141"), ("Boulangrie Dupond", "Boulangerie Dupont"),
        ("Boulangerie Dupont", "Boulangerie Durand"), ("Dupont Boulangerie", "Boulangerie Dupond"), ("", ""),
    ])
    func `a short word, a number, two words or another order tell organisations apart`(one: String, other: String) {
        #expect(!NearName(one).isNear(NearName(other)))
    }

    @Test(arguments: [("Hélène Renard", "Mme RENART Helene"), ("Awa Dupont", "Awa Duponnt")])
    func `somebody with one wrong letter in a longer name is near`(one: String, other: String) {
        #expect(NearName(ofPerson: one).isNear(NearName(ofPerson: other)))
    }

    @Test(arguments: [
        ("Anne Roux", "Anne Rous"), ("Luc Petit", "Lucie Petit"), ("Paul Roy", "Saul Roy"), ("Julien", "Julian"),
        ("Pascal Martin", "Pascale Martin"), ("Marc Dubois", "Jean Dubois"), ("Anne Dupont", "Inès Dupond"),
    ])
    func `different people of short names are not, nor a man and a woman of nearly one name`(one: String, other: String)
    {
        #expect(!NearName(ofPerson: one).isNear(NearName(ofPerson: other)))
    }

    @Test func `of a hundred common surnames few are near another, and no name of the demonstration is`() throws {
        let asked = pairs(Self.surnames.map { NearName(ofPerson: "Anne \($0)") })
        #expect(asked.count <= 8 && !asked.isEmpty, "\(asked)")
        let organisations = try names("organisations", /^  name: (.+)$/.anchorsMatchLineEndings())
        #expect(organisations.count > 50 && pairs(organisations.map { NearName($0) }).isEmpty)
        let people = try names("people", /^  first_name: (.+)$/.anchorsMatchLineEndings())
        #expect(people.count > 20 && pairs(people.map { NearName(ofPerson: "\($0) Durand") }).isEmpty)
    }

    @Test func `a name is found among many as it is by comparing each, the very name first`() {
        var index = NearNameIndex<Int>()
        let surnames = Self.surnames + ["Artin", "Emartin", "Amrtin", "Marti", "Martni", "Mratin"]
        let all = (surnames.map { "Anne \($0)" } + ["Gérard Anne"]).map { NearName(ofPerson: $0) }
        for (place, name) in all.enumerated() { index.add(place, as: name) }
        for name in all {
            let found = index.things(near: name)
            #expect(found.sorted() == all.indices.filter { all[$0].isNear(name) })
            #expect(found.first.map { all[$0].key } == name.key)
        }
    }

    @Test(arguments: Engine.available)
    func `a row of a list with one wrong letter is asked about, and so is one beside another row`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (mireille, path) = (world.visitor(.mireille), "/agence/listes")
        let rows = "Nom\nBoulangrie Levain d’Aubépine\nAtelier Mécanique\nAtelier Mécanqiue\nCave Nord\nCave Bord"
        let trial = try await mireille.submit(path, on: mireille.get(path + "?kind=organisations"), ["rows": rows])
        #expect(trial.text.contains("Ligne 2 : « Boulangrie Levain d’Aubépine » se trouve déjà presque sous ce nom"))
        #expect(trial.text.contains("À créer : 3 ·") && trial.text.contains("À préciser : 2"), "\(trial.text)")
    }

    private func pairs(_ names: [NearName]) -> [[String]] {
        names.indices.flatMap { place in
            names[..<place].filter { names[place].isNear($0) }.map { [$0.key, names[place].key] }
        }
    }

    private func names(_ list: String, _ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
        let text = try String(contentsOfFile: World.root + "/Reference/demo/\(list).yaml", encoding: .utf8)
        return Set(text.matches(of: pattern).map { String($0.1) })
    }

    private static let surnames = """
        Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David \
        Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefevre Faure Andre Mercier \
        Blanc Guerin Boyer Garnier Chevalier Francois Legrand Gauthier Garcia Perrin Robin Clement Morin Nicolas Henry \
        Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noel Meyer Dufour Meunier Brun Blanchard \
        Giraud Joly Riviere Lucas Brunet Gaillard Barbier Arnaud Martinez Gerard Roche Renard Schmitt Roy Leroux Colin Vidal \
        Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoit Rey Leclerc \
        Payet Rolland Leclercq Guillaume Lecomte
        """.split(separator: " ").map(String.init)
}
