import Foundation
import Testing
import World

@testable import Forms

struct CommunesTests {
    private static let communes = Communes(
        """
        25056;Besançon;25000
        39013;Arbois;39600
        42218;Saint-Étienne;42000 42100
        01001;L’Abergement-Clémenciat;01400
        2A004;Ajaccio;20000 20090
        97411;Saint-Denis;97400
        93066;Saint-Denis;93200 93210
        11339;Saint-Denis;11310
        bad line
        """)

    @Test(arguments: [
        ("besan", ["25056"]), ("BESANCON", ["25056"]), ("st etienne", ["42218"]), ("Saint-Étienne", ["42218"]),
        ("abergement", ["01001"]), ("l'abergement", ["01001"]), ("2510", []), ("250", ["25056"]), ("42100", ["42218"]),
        ("", []), ("  ", []), ("zzz", []), ("saint-denis", ["97411", "93066", "11339"]),
    ])
    func `a commune is found by the beginning of its name or of its postcode`(typed: String, codes: [String]) {
        #expect(Set(Self.communes.beginning(with: typed).map(\.code)) == Set(codes))
    }

    @Test func `no more are found than are shown`() {
        #expect(Self.communes.beginning(with: "saint", most: 2).count == 2)
        #expect(Self.communes["2A004"]?.department == "2A" && Self.communes["97411"]?.department == "974")
    }

    @Test(
        arguments: [
            (["commune": "besancon"], "", ["commune": "Besançon", "insee": "25056", "postcode": "25000"]),
            (
                ["commune": "Saint-Denis", "postcode": "93 210"], "",
                ["commune": "Saint-Denis", "insee": "93066", "postcode": "93210"]
            ),
            (["commune": "Saint-Denis"], "", ["commune": "Saint-Denis"]),
            (["commune": "Saint-Denis"], "97411", ["commune": "Saint-Denis", "insee": "97411", "postcode": "97400"]),
            (["commune": "Besac"], "25056", ["commune": "Besançon", "insee": "25056", "postcode": "25000"]),
            // Another name was typed over the one that was chosen.
            (["commune": "Arbois"], "25056", ["commune": "Arbois", "insee": "39013", "postcode": "39600"]),
            (["commune": "Nulle-Part", "insee": "25056"], "", ["commune": "Nulle-Part"]),
            (["commune": "Besançon"], "99999", ["commune": "Besançon", "insee": "25056", "postcode": "25000"]),
        ] as [([String: String], String, [String: String])])
    func `the code goes with the name, and never with another`(
        parts: [String: String], chosen: String, resolved: [String: String]
    ) {
        #expect(Self.communes.resolved(parts, choosing: chosen) == resolved)
    }

    @Test func `the bundled list is whole, sorted and openly licensed`() throws {
        let folder = "\(World.root)/Reference/communes"
        let table = try String(contentsOfFile: folder + "/communes.csv", encoding: .utf8)
        let all = Communes(table)
        #expect(all.all.count == 34_979 && table.utf8.count < 1_500_000)
        #expect(all.all.map(\.code) == all.all.map(\.code).sorted())
        #expect(all.all.allSatisfy { !$0.postcodes.isEmpty && $0.postcodes.allSatisfy(FormField.isPostcode) })
        #expect(all["25056"]?.name == "Besançon" && all["75056"]?.name == "Paris")
        let licence = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
        #expect(licence.contains("ODbL") && licence.contains("Licence Ouverte"))
    }

    @Test(
        arguments: [
            (["street": "1 rue", "postcode": "25000", "commune": "Besançon"], []),
            (["postcode": "25000", "commune": "Nulle-Part"], [("commune", FormFault.noSuchCommune)]),
            (["postcode": "39600", "commune": "Besançon"], [("postcode", .otherPostcode)]),
            (["postcode": "39600", "commune": "Besançon", "insee": "25056"], [("postcode", .otherPostcode)]),
            (["postcode": "2500", "commune": "Besançon"], [("postcode", .notPostcode)]),
            (["street": "1 rue"], [("postcode", .missing), ("commune", .missing)]),
        ] as [([String: String], [(String, FormFault)])])
    func `an address names a commune that there is, with a postcode of it`(
        parts: [String: String], faults: [(String, FormFault)]
    ) throws {
        Communes.bring(try String(contentsOfFile: "\(World.root)/Reference/communes/communes.csv", encoding: .utf8))
        let field = ShapedForm.field("site", .address)
        let found = Answers(["site": .parts(parts)]).typing(of: field)
        #expect(found.map(\.control) == faults.map { "site.\($0.0)" })
        #expect(found.map(\.fault) == faults.map(\.1))
    }
}
