import Storage
import World

/// Suites in which the agency pastes lists.
protocol PastesLists {}

extension PastesLists {
    static var path: String { "/agence/listes" }
    static var partners: String {
        """
        Partenaire\tNature\tCourriel\tEngagement\tLogo
        Chambre des Fours\tRégion\tana@fours.example\tRelayer l’appel\tx.png
        Réseau <des> Meules\tautre chose\tpas une adresse\t\t
        Chambre des fours\t\t\t\t
        """
    }
}

extension World {
    func partners(_ name: String) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM partner WHERE name_fr = \(name)") }
    }
}
